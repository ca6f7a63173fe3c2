/* The form of a card: closed once it is checked, opened again, and asking for what is missing. */
"use strict";

window.playbook.once("form", (playbook) => {
  const { el } = playbook;

  const isClosed = (card) => card.classList.contains("pb-checked");

  function setClosed(card, closed) {
    card.classList.toggle("pb-checked", closed);
    for (const control of card.querySelectorAll(".pb-form :is(input, select, textarea, .pb-key)")) {
      control.disabled = closed;
    }
  }

  const closeForm = (card) => setClosed(card, true);

  /* Opens the form with the answer still in it, and takes away what was said about it. */
  function reopenForm(card) {
    setClosed(card, false);
    card.querySelector(".pb-feedback").replaceChildren();
    for (const mark of card.querySelectorAll(".pb-form :is(.pb-tick, .pb-reason)")) {
      if (mark.id) stopDescribing(card, mark.id);
      mark.remove();
    }
    for (const marked of card.querySelectorAll(".pb-form :is(.pb-is-right, .pb-is-think)")) {
      marked.classList.remove("pb-is-right", "pb-is-think");
    }
  }

  /* A key is a button that changes the answer, where an answer is not only given in fields. */
  const firstControl = (card) => card.querySelector(".pb-form :is(input, select, textarea)")
    || card.querySelector(".pb-form .pb-key:not([aria-disabled])");
  const chosenControl = (card) => card.querySelector(".pb-form input:checked") || firstControl(card);

  const missingId = (card) => `${card.id}-missing`;
  const described = (control) => (control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);

  function describeBy(control, id) {
    control.setAttribute("aria-describedby", [...described(control), id].join(" "));
  }

  /* Says what is missing where it is missing, and takes the person to the control that wants it.
     Focus that is there already says nothing new, so then the sentence is an alert. */
  function askFor(card, [sentence, control]) {
    const id = missingId(card);
    const role = control === document.activeElement ? "alert" : null;
    stopAsking(card);
    putBeside(control, el("p", { class: "pb-missing", id, role, text: sentence }));
    describeBy(control, id);
    if (control.matches(".pb-number-box")) control.setAttribute("aria-invalid", "true");
    comeTo(control);
  }

  /* Under the question of a group, or under the row of a box. */
  function putBeside(control, message) {
    const row = control.closest(".pb-ask, .pb-share, .pb-order-list");
    if (row) return row.matches(".pb-order-list") ? row.before(message) : row.after(message);
    const group = control.closest("fieldset");
    const legend = group && group.querySelector("legend");
    return legend ? legend.after(message) : control.before(message);
  }

  /* Focus alone scrolls only until the edge of a thing shows. On a phone the rest stays below. */
  function comeTo(element) {
    element.focus({ preventScroll: true });
    const { top, bottom } = element.getBoundingClientRect();
    const isInSight = top >= innerHeight * 0.1 && bottom <= innerHeight * 0.55;
    if (!isInSight) scrollBy({ top: top - innerHeight * 0.25, behavior: "instant" });
  }

  function stopAsking(card) {
    stopDescribing(card, missingId(card));
    for (const asked of card.querySelectorAll(".pb-missing")) asked.remove();
    for (const box of card.querySelectorAll("[aria-invalid]")) box.removeAttribute("aria-invalid");
  }

  /* Enter on an option chooses it. It would otherwise send the form, and carry the person off to
     a question that is still open. */
  function chooseByEnter(form) {
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !event.target.matches("input[type=radio], input[type=checkbox]")) return;
      event.preventDefault();
      event.target.click();
    });
  }

  function stopDescribing(card, id) {
    for (const control of card.querySelectorAll(`[aria-describedby~="${id}"]`)) {
      const left = described(control).filter((one) => one !== id);
      if (left.length) control.setAttribute("aria-describedby", left.join(" "));
      else control.removeAttribute("aria-describedby");
    }
  }

  Object.assign(playbook,
    { isClosed, closeForm, reopenForm, firstControl, chosenControl, describeBy, askFor, stopAsking, comeTo,
      chooseByEnter });
});
