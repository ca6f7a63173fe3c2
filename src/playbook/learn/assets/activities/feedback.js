/* What a person is told: by a sign and a word, never by colour alone. */
"use strict";

window.playbook.once("feedback", (playbook) => {
  const { el, paragraphs } = playbook;

  const sign = (right) => el("span", { "aria-hidden": "true", text: right ? "✓ " : "◇ " });

  const mark = (right, text) => el("span",
    { class: right ? "pb-tick pb-tick-right" : "pb-tick pb-tick-think" }, sign(right), text);

  function reason(right, verdict, about, text) {
    return el("div", { class: right ? "pb-reason pb-reason-right" : "pb-reason" },
      el("p", { class: "pb-reason-heading" }, mark(right, verdict), about && ` ${about}`),
      ...paragraphs(text));
  }

  /* The heading of the feedback, one level below the heading of the card. */
  function verdictHeading(card, { correct, verdict }) {
    const level = Number(card.querySelector(".pb-activity-title").tagName[1]) + 1;
    return el(`h${Math.min(level, 6)}`, {
      class: `pb-verdict ${correct ? "pb-verdict-right" : "pb-verdict-think"}`, tabindex: "-1",
    }, sign(correct), verdict);
  }

  Object.assign(playbook, { mark, reason, verdictHeading });
});
