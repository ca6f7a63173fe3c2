/* What a person has written, to take away as plain text: copied, or saved as a file. It goes to the
   clipboard or the downloads of this device, and nowhere else. */
"use strict";

window.playbook.once("takeaway", (playbook) => {
  const { el, saveFile } = playbook;

  const COPIED = "Copied. Paste it into a document or a message.";
  const NOT_COPIED = "This browser does not let the page copy. Use “Save as a file” instead.";
  const SAVED = "Saved as a text file in your downloads.";

  /* Adds two buttons that are there while there is an answer. `lines` writes it, line by line. */
  function addTakeaway(card, definition, lines) {
    const actions = card.querySelector(".pb-actions");
    const saved = card.querySelector(".pb-saved");
    let answer = null;
    const text = () => [...heading(definition), ...lines(definition, answer)].join("\n").trim() + "\n";
    const button = (label, act) => el("button", { type: "button", class: "pb-button pb-button-quiet",
      text: label, hidden: true, onclick: act });
    const buttons = [
      button("Copy as text", async () => { saved.textContent = await copy(text()) ? COPIED : NOT_COPIED; }),
      button("Save as a file", () => { saveText(definition, text()); saved.textContent = SAVED; }),
    ];
    actions.lastElementChild.before(...buttons);
    card.addEventListener("playbook:change", (event) => {
      answer = event.detail.answer;
      for (const one of buttons) one.hidden = answer === null;
    });
  }

  function heading(definition) {
    const day = new Date().toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" });
    const title = document.querySelector("main h1, article h1, h1");
    const from = title ? `${titleText(title)}, ` : "";
    return [definition.title, `${from}Moray Commissioning Playbook, ${day}`, ""];
  }

  function titleText(title) {
    const copy = title.cloneNode(true);
    for (const link of copy.querySelectorAll(".headerlink")) link.remove();
    return copy.textContent.trim();
  }

  async function copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch (refused) { return copyBySelection(text); }
  }

  /* The older way, for browsers that keep the newer one from pages opened from a folder. */
  function copyBySelection(text) {
    const focused = document.activeElement;
    const box = el("textarea", { "aria-hidden": "true", class: "pb-spoken" });
    box.value = text;
    document.body.append(box);
    box.select();
    let copied = false;
    try { copied = document.execCommand("copy"); } catch (refused) { /* said in words */ }
    box.remove();
    if (focused) focused.focus();
    return copied;
  }

  /* Windows line ends and a mark of the encoding: then every editor shows it as it is. */
  function saveText(definition, text) {
    const file = new Blob(["\uFEFF", text.replace(/\n/g, "\r\n")], { type: "text/plain;charset=utf-8" });
    saveFile(file, `${definition.module}-${definition.id}.txt`);
  }

  Object.assign(playbook, { addTakeaway });
});
