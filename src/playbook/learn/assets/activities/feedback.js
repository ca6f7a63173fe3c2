/* What a person is told: by a sign and a word, never by colour alone. */
"use strict";

window.playbook.once("feedback", (playbook) => {
  const { el, paragraphs, clockTime } = playbook;

  const sign = (right) => el("span", { "aria-hidden": "true", text: right ? "✓ " : "◇ " });

  const mark = (right, text) => el("span",
    { class: right ? "pb-tick pb-tick-right" : "pb-tick pb-tick-think" }, sign(right), text);

  function reason(right, verdict, about, text, id) {
    return el("div", { class: right ? "pb-reason pb-reason-right" : "pb-reason", id },
      el("p", { class: "pb-reason-heading" }, mark(right, verdict), about && ` ${about}`),
      ...paragraphs(text));
  }

  /* The heading of the feedback, one level below the heading of the card. What is not marked, as a
     guess, has no sign. Focus goes to the heading, so no part of the feedback is a live region. */
  function verdictHeading(card, { correct, verdict }) {
    const level = Number(card.querySelector(".pb-activity-title").tagName[1]) + 1;
    const look = correct === null ? "pb-verdict-noted"
      : correct ? "pb-verdict-right" : "pb-verdict-think";
    return el(`h${Math.min(level, 6)}`, { class: `pb-verdict ${look}`, tabindex: "-1" },
      correct === null ? null : sign(correct), verdict);
  }

  const earlierAnswer = (said) => el("p", { class: "pb-changed" },
    el("strong", { text: "This question has changed since you answered." }),
    ` Your earlier answer is kept: ${said}`);

  const savedLine = (kept) => kept ? `Saved on this device at ${clockTime(new Date())}.`
    : "Not saved on this device. See the note at the top of this page.";

  Object.assign(playbook, { mark, reason, verdictHeading, earlierAnswer, savedLine });
});
