/* Asking one thing in a box above the page. */
"use strict";

window.playbook.once("dialogs", (playbook) => {
  const { el } = playbook;

  const button = (text, look, act) =>
    el("button", { type: "button", class: `pb-button ${look}`, text, onclick: act });

  /* Asks one thing. Escape and the button to leave do nothing. Where something would be lost,
     that button comes first, stands out and has the focus. */
  function ask(title, inside, choices, leave, { careful = false } = {}) {
    const id = "pb-dialog-title";
    const dialog = el("dialog", { class: "pb-dialog", "aria-labelledby": id });
    const close = () => dialog.close();
    const acts = choices.map(([text, act], at) => button(text, at || careful ? "pb-button-quiet" : "",
      () => { close(); act(); }));
    const away = button(leave, careful ? "" : "pb-button-quiet", close);
    dialog.append(el("h2", { id, text: title }), ...inside,
      el("div", { class: "pb-actions" }, ...(careful ? [away, ...acts] : [...acts, away])));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    if (careful) away.focus();
    return dialog;
  }

  /* While it is open it alone is printed, whichever way the person asks for printing. */
  function printAlone(dialog) {
    const alone = "pb-printing-certificate";
    document.body.classList.add(alone);
    dialog.addEventListener("close", () => document.body.classList.remove(alone));
  }

  /* Focus on a button at the end of a long dialog would leave its title and name out of sight. */
  function beginAtTheTop(dialog) {
    const title = dialog.querySelector("h2");
    title.tabIndex = -1;
    title.focus();
    dialog.scrollTop = 0;
  }

  Object.assign(playbook, { button, ask, printAlone, beginAtTheTop });
});
