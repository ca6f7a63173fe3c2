/* The certificate of one module or exercise: what was done, said by the person who did it. */
"use strict";

window.playbook.once("certificate", (playbook) => {
  const { el, learnerName, button, ask, printAlone, beginAtTheTop } = playbook;
  const { plural, longDate, lengthInWords, spent } = playbook;

  /* A guide finds the way or tells of books, so it has no certificate. */
  const hasCertificate = (state) => state.finished && state.notebook.kind !== "guide";

  function certificateButton(state, before) {
    return el("button", { type: "button", class: "pb-button", text: "Certificate",
      "aria-label": `Certificate for ${state.notebook.title}`,
      onclick: () => { before(); show(state); } });
  }

  function show(state) {
    const dialog = ask("Certificate of learning", inside(state), [], "Close");
    dialog.classList.add("pb-certificate");
    dialog.querySelector(".pb-actions").prepend(button("Print", "", () => window.print()));
    printAlone(dialog);
    beginAtTheTop(dialog);
  }

  function inside({ notebook, lastAnswer, seconds }) {
    const name = learnerName();
    const fact = (term, text) => [el("dt", { text: term }), el("dd", { text })];
    const sign = el("p", { class: "pb-hint pb-screen-only",
      text: "Your name will be on it if you write it on this page. Or print it and sign." });
    return [
      name ? null : sign,
      el("p", { class: "pb-certificate-name" }, name || el("span", { class: "pb-blank", text: " " })),
      el("p", { text: `completed the ${notebook.kind}` }),
      el("p", { class: "pb-certificate-title", text: notebook.title }),
      el("p", { text: "The learner worked on these outcomes:" }),
      el("ul", {}, ...notebook.outcomes.map((text) => el("li", { text }))),
      el("dl", { class: "pb-certificate-facts" },
        ...fact("Finished on", longDate(lastAnswer)),
        ...fact("Individual learning", planned(notebook.minutes)),
        ...fact("Time recorded on this device", seconds ? spent(seconds) : "not recorded")),
      el("p", { class: "pb-certificate-course",
        text: `Moray Commissioning Playbook, version ${playbook.courseVersion}` }),
      el("p", { class: "pb-hint", text: "Self-declared by the learner. " +
        "This is not a qualification, and no body has accredited it." }),
    ].filter(Boolean);
  }

  const planned = (minutes) => minutes < 60
    ? `Less than an hour (planned length ${plural(minutes, "minute")})`
    : `${lengthInWords(minutes)} (planned length)`;

  Object.assign(playbook, { hasCertificate, certificateButton });
});
