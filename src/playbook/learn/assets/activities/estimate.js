/* Commit to a number, and to how sure you are, before the answer is shown. */
"use strict";

window.playbook.once("estimate", ({ types, el, paragraphs, number, isObject, cleanText }) => {
  const typed = (box) => box.value.trim() ? Number(box.value.replace(/[,\s]/g, "")) : NaN;
  const sureness = (confidence) => confidence.charAt(0).toLowerCase() + confidence.slice(1);

  const parts = (card) => ({
    box: card.querySelector(".pb-number-box"),
    slider: card.querySelector(".pb-slider"),
    sure: [...card.querySelectorAll(".pb-sure input")],
  });

  function clean(answer) {
    if (!isObject(answer)) return null;
    const value = Number.isFinite(answer.value) ? answer.value : null;
    const confidence = cleanText(answer.confidence, 40) || null;
    return value === null && confidence === null ? null : { value, confidence };
  }

  function write(card, definition, answer) {
    const { box, slider, sure } = parts(card);
    box.value = answer.value === null ? "" : number(answer.value);
    slider.value = answer.value === null ? slider.defaultValue : answer.value;
    slider.setAttribute("aria-valuetext",
      box.value ? `${box.value} ${definition.unit}` : "no estimate yet");
    for (const input of sure) input.checked = input.value === answer.confidence;
  }

  const isClose = (definition, gap) => Math.abs(gap) <= definition.within;

  types.estimate = {
    unmarked: true, // a guess made before the answer is known is neither right nor wrong
    clean,
    write,
    mount(card, definition) {
      const { box, slider } = parts(card);
      const say = () => slider.setAttribute("aria-valuetext",
        box.value ? `${number(slider.value)} ${definition.unit}` : "no estimate yet");
      slider.addEventListener("input", () => { box.value = number(slider.value); say(); });
      box.addEventListener("input", () => {
        const value = typed(box);
        if (Number.isFinite(value)) slider.value = value;
        say();
      });
      say();
    },
    empty: (card, definition) => write(card, definition, { value: null, confidence: null }),
    read(card) {
      const { box, sure } = parts(card);
      const confidence = (sure.find((input) => input.checked) || {}).value;
      return clean({ value: typed(box), confidence });
    },
    missing(card, definition, answer) {
      const { box, sure } = parts(card);
      const { minimum, maximum } = definition;
      const value = answer ? answer.value : null;
      if (value === null || value < minimum || value > maximum) {
        return [`Type a number from ${number(minimum)} to ${number(maximum)}.`, box];
      }
      return answer.confidence ? null : ["Say how sure you are, then see the answer.", sure[0]];
    },
    judge(definition, answer) {
      const gap = answer.value - definition.answer;
      const verdict = gap === 0 ? "Exactly right." : isClose(definition, gap) ? "Close. Well judged."
        : gap < 0 ? "The answer is higher than you thought." : "The answer is lower than you thought.";
      return { correct: null, score: null, verdict };
    },
    explain(card, definition, answer) {
      const gap = answer.value - definition.answer;
      const which = isClose(definition, gap) ? "close" : gap < 0 ? "low" : "high";
      const away = gap === 0 ? ""
        : ` That is ${number(Math.abs(gap))} too ${gap < 0 ? "low" : "high"}.`;
      const sentence = `The answer is ${number(definition.answer)} ${definition.unit}. ` +
        `You said ${number(answer.value)} and were ${sureness(answer.confidence)}.${away}`;
      return [
        el("p", { text: sentence }), scale(definition, answer.value),
        ...paragraphs(definition.feedback[which]),
        el("p", { class: "pb-source", text: `Source: ${definition.source}` }),
      ];
    },
    say: (definition, answer) => [
      answer.value === null ? "No number yet" : `${number(answer.value)} ${definition.unit || ""}`.trim(),
      answer.confidence || "Not said how sure",
    ],
    sayUnmarked(definition, answer) {
      const truth = `he answer is ${number(definition.answer)}.`;
      return answer.value === null ? `You know that t${truth}`
        : `You guessed ${number(answer.value)}. T${truth}`;
    },
  };

  /* A picture of the sentence beside it, so it needs no words for a screen reader. */
  function scale(definition, guess) {
    const at = (value) => {
      const share = (value - definition.minimum) / (definition.maximum - definition.minimum);
      return `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
    };
    const place = (element, value) => { element.style.left = at(value); return element; };
    const band = place(el("i", { class: "pb-scale-close" }), definition.answer - definition.within);
    const end = Math.min(definition.maximum, definition.answer + definition.within);
    const start = Math.max(definition.minimum, definition.answer - definition.within);
    band.style.width = `${100 * (end - start) / (definition.maximum - definition.minimum)}%`;
    const key = (kind, text) => el("span", {}, el("i", { class: kind }), text);
    return el("div", { class: "pb-scale", "aria-hidden": "true" },
      el("div", { class: "pb-scale-line" }, band,
        place(el("i", { class: "pb-scale-guess" }), guess),
        place(el("i", { class: "pb-scale-answer" }), definition.answer)),
      el("div", { class: "pb-scale-ends" },
        el("span", { text: number(definition.minimum) }), el("span", { text: number(definition.maximum) })),
      el("div", { class: "pb-scale-key" },
        key("pb-scale-guess", `You: ${number(guess)}`),
        key("pb-scale-answer", `Answer: ${number(definition.answer)}`)));
  }
});
