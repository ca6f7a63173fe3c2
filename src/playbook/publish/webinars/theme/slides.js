/* Starts the slides. Nothing moves by itself; S opens the speaker's window. */
"use strict";

Reveal.initialize({
  width: 1280,
  height: 720,
  margin: 0,
  center: false,
  scrollActivationWidth: 0,
  hash: true,
  history: false,
  transition: "none",
  backgroundTransition: "none",
  slideNumber: "c/t",
  pdfSeparateFragments: false,
  pdfMaxPagesPerSlide: 1,
  plugins: [RevealNotes],
});

/* Keep the slide's number readable on the first slide, which is dark. */
function mark() {
  const slide = Reveal.getCurrentSlide();
  document.querySelector(".reveal")
    .classList.toggle("on-dark", Boolean(slide && slide.classList.contains("pb-title")));
}
Reveal.on("ready", mark);
Reveal.on("slidechanged", mark);
