/* On paper a box shows only what fits into it. So what is written stands beside each box as text,
   which is printed instead. */
"use strict";

window.playbook.once("paper", (playbook) => {
  const { el } = playbook;

  function keepForPaper(card) {
    const copy = () => card.querySelectorAll(".pb-form :is(textarea, .pb-line-box)").forEach(copyBox);
    card.addEventListener("playbook:change", copy);
    copy();
  }

  function copyBox(box) {
    const beside = box.nextElementSibling;
    const paper = beside && beside.matches(".pb-written-on") ? beside
      : el("div", { class: "pb-written-on", "aria-hidden": "true" });
    if (paper !== beside) box.after(paper);
    if (paper.textContent !== box.value) paper.textContent = box.value;
  }

  Object.assign(playbook, { keepForPaper });
});
