/* Say what you think, and read the reply to it. There is no right answer. */
"use strict";

window.playbook.once("poll", ({ types, paragraphs, cleanText }) => {
  const inputs = (card) => [...card.querySelectorAll(".pb-option input")];

  types.poll = {
    unmarked: true,
    clean: (answer) => cleanText(answer, 2000) || null,
    read(card, definition) {
      const chosen = inputs(card).find((input) => input.checked);
      return chosen ? definition.options[chosen.value] : null;
    },
    write(card, definition, answer) {
      for (const input of inputs(card)) input.checked = definition.options[input.value] === answer;
    },
    missing(card, definition, answer) {
      return answer ? null : ["Choose what comes nearest to your view.", inputs(card)[0]];
    },
    judge: () => ({ correct: null, score: null, verdict: "Something to think about" }),
    explain(card, definition, answer) {
      return paragraphs(definition.replies[definition.options.indexOf(answer)]);
    },
    say: (definition, answer) => [answer],
    sayUnmarked: () => "There is no right answer.",
  };
});
