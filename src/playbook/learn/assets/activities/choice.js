/* Choose one answer, or all that apply. */
"use strict";

window.playbook.once("choice", ({ types, cleanList, cleanText, paragraphs, mark, reason }) => {
  const inputs = (card) => [...card.querySelectorAll(".pb-option input")];

  types.choice = {
    clean: (answer) => cleanList(answer, (text) => cleanText(text)),
    read(card, definition) {
      const chosen = inputs(card).filter((input) => input.checked);
      return chosen.length ? chosen.map((input) => definition.options[input.value]) : null;
    },
    write(card, definition, answer) {
      for (const input of inputs(card)) {
        input.checked = answer.includes(definition.options[input.value]);
      }
    },
    missing(card, definition, answer) {
      return answer ? null : ["Choose an answer first, then check it.", inputs(card)[0]];
    },
    judge(definition, answer) {
      const agrees = (option) => definition.right.includes(option) === answer.includes(option);
      const agreed = definition.options.filter(agrees).length;
      const correct = agreed === definition.options.length;
      const score = definition.many ? agreed / definition.options.length : Number(correct);
      return { correct, score, verdict: correct ? "Right." : partly(definition, answer) };
    },
    explain(card, definition, answer, judged) {
      const missed = definition.many ? "Also right" : "A better answer";
      const shown = definition.options.map((option, at) => {
        const right = definition.right.includes(option);
        const chosen = answer.includes(option);
        if (!right && !chosen) return null;
        const heading = right ? (chosen ? "Right" : missed) : "Not this one";
        const label = inputs(card)[at].closest("label");
        label.append(mark(right, heading));
        label.classList.add(right ? "pb-is-right" : "pb-is-think");
        if (judged.correct && !definition.many) return { chosen, parts: paragraphs(definition.feedback[at]) };
        const about = !chosen ? option : definition.many ? opening(option) : null;
        const colon = about ? ":" : "";
        return { chosen, parts: [reason(right, heading + colon, about, definition.feedback[at])] };
      }).filter(Boolean);
      return [...shown.filter((s) => s.chosen), ...shown.filter((s) => !s.chosen)]
        .flatMap((s) => s.parts);
    },
    say: (definition, answer) => answer,
    chosen: (answer) => answer.length === 1 ? answer[0] : null,
  };

  const COUNTS = ["None", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];

  /* What was found, and what was chosen beside it. */
  function partly(definition, answer) {
    const wanted = definition.right.length;
    const found = definition.right.filter((option) => answer.includes(option)).length;
    if (!definition.many || !found) return "Not quite.";
    const extra = answer.length - found;
    const others = extra === 0 ? "" : extra === 1 ? " One other does not belong."
      : ` ${COUNTS[extra] || extra} others do not belong.`;
    if (found < wanted) return `Partly right. You found ${found} of ${wanted}.${others}`;
    const all = wanted === 1 ? "the right one" : wanted === 2 ? "both" : `all ${wanted}`;
    return `You found ${all}.${others}`;
  }

  /* Enough of an option to know it again, where the person has just chosen it. */
  function opening(option) {
    const words = option.split(" ");
    return words.length <= 8 ? option : `${words.slice(0, 6).join(" ").replace(/[,;:]$/, "")} …`;
  }
});
