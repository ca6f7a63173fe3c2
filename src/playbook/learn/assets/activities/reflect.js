/* Write about your own work: saved as it is typed, and neither right nor wrong. */
"use strict";

window.playbook.once("reflect", ({ types, isObject, cleanText }) => {
  const boxes = (card) => [...card.querySelectorAll("textarea")];

  function clean(answer) {
    if (!isObject(answer)) return null;
    const kept = Object.entries(answer).slice(0, 30)
      .map(([id, text]) => [id, cleanText(text, 10000)])
      .filter(([id, text]) => /^[a-z][a-z0-9-]{0,60}$/.test(id) && text);
    return kept.length ? Object.fromEntries(kept) : null;
  }

  types.reflect = {
    alwaysOpen: true,
    unmarked: true,
    clean,
    read: (card) => clean(Object.fromEntries(boxes(card).map((box) => [box.name, box.value]))),
    write(card, definition, answer) {
      for (const box of boxes(card)) {
        box.value = Object.hasOwn(answer, box.name) ? answer[box.name] : "";
      }
    },
    judge(definition, answer) {
      const done = definition.prompts.every((prompt) => (answer[prompt.id] || "").trim());
      return { correct: null, score: null, done };
    },
    explain: () => [],
    say: (definition, answer) => Object.entries(answer).map(([id, text]) => {
      const prompt = (definition.prompts || []).find((p) => p.id === id);
      return `${prompt ? prompt.label : id} ${text}`;
    }),
    written: (definition, answer) => definition.prompts
      .filter((prompt) => Object.hasOwn(answer, prompt.id))
      .map((prompt) => [prompt.label, answer[prompt.id]]),
  };
});
