/* A judgement: what each option gains and gives up, then what an expert weighs. Nothing is ticked. */
"use strict";

window.playbook.once("judge", ({ types, el, paragraphs, isObject, cleanText }) => {
  const inputs = (card) => [...card.querySelectorAll(".pb-option input")];
  const box = (card) => card.querySelector(".pb-line-box");
  const bare = (text) => text.replace(/\.$/, "");

  function clean(answer) {
    if (!isObject(answer)) return null;
    const option = cleanText(answer.option) || null;
    const reason = cleanText(answer.reason, 400) || "";
    return option || reason.trim() ? { option, reason } : null;
  }

  types.judge = {
    unmarked: true,
    clean,
    chosen: (answer) => answer.option,
    read(card, definition) {
      const chosen = inputs(card).find((input) => input.checked);
      return clean({ option: chosen && definition.options[chosen.value], reason: box(card).value });
    },
    write(card, definition, answer) {
      for (const input of inputs(card)) {
        input.checked = definition.options[input.value] === answer.option;
      }
      box(card).value = answer.reason;
    },
    missing(card, definition, answer) {
      return answer && definition.options.includes(answer.option) ? null
        : ["Decide first. Then see what each would mean.", inputs(card)[0]];
    },
    judge: () => ({ correct: null, score: null,
      verdict: "Every way gains something and gives something up." }),
    explain(card, definition, answer) {
      const chosen = definition.options.indexOf(answer.option);
      const first = (at) => Number(at === chosen);
      const all = definition.options.map((option, at) => at).sort((one, two) => first(two) - first(one));
      const same = answer.option === definition.leans ? ", as you do" : "";
      const view = `An experienced commissioner would lean to “${bare(definition.leans)}”${same}.`;
      return [
        ...all.map((at) => tradeOff(definition, at, at === chosen)),
        el("div", { class: "pb-judge-expert" },
          el("p", { class: "pb-reason-heading", text: view }), ...paragraphs(definition.reasons)),
      ];
    },
    say: (definition, answer) => [answer.option || "Not decided yet",
      ...(answer.reason.trim() ? [`Because: ${answer.reason.trim()}`] : [])],
    sayUnmarked: () => "A judgement, so it is not marked.",
  };

  function tradeOff(definition, at, chosen) {
    const side = (term, text) => el("div", {}, el("dt", { text: term }), el("dd", { text }));
    return el("div", { class: chosen ? "pb-judge-way pb-judge-chosen" : "pb-judge-way" },
      el("p", { class: "pb-reason-heading" },
        chosen ? el("span", { class: "pb-judge-yours", text: "You chose: " }) : null, definition.options[at]),
      el("dl", {}, side("Gains", definition.gains[at]), side("Gives up", definition.costs[at])));
  }
});
