/* What answers a question waits folded below it. It opens once the question is answered, and stays
   open: what was seen is seen. */
"use strict";

window.playbook.once("reveal", (playbook) => {
  const { readRecord, isDone } = playbook;

  const foldsOf = (card) => document.querySelectorAll(`details.pb-reveal[data-activity="${card.id}"]`);

  function open(card) {
    for (const fold of foldsOf(card)) fold.open = true;
  }

  document.addEventListener("playbook:change", (event) => {
    if (event.target.id && event.detail.checked) open(event.target);
  });

  function mountReveal(card, definition) {
    if (isDone(readRecord(definition))) open(card);
  }

  Object.assign(playbook, { mountReveal });
});
