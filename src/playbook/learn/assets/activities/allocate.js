/* Share a total between lines, see what that does, and compare with an expert's shares. */
"use strict";

window.playbook.once("allocate", (playbook) => {
  const { el, types, number, amount, consequences, isObject, cleanList, cleanText } = playbook;

  const boxes = (card) => [...card.querySelectorAll(".pb-share .pb-number-box")];
  const typed = (box) => box.value.trim() ? Number(box.value.replace(/[£,\s]/g, "")) : 0;
  const isShare = (value) => Number.isFinite(value) && value >= 0;
  const sum = (values) => Math.round(1e6 * values.reduce((all, one) => all + one, 0)) / 1e6;
  const shared = (card) => sum(boxes(card).map(typed).filter(isShare));
  const shareOf = (answer, line) => (answer.find((one) => one.line === line.text) || { share: 0 }).share;

  function clean(answer) {
    return cleanList(answer, (one) => {
      const line = isObject(one) ? cleanText(one.line) : null;
      return line === null || !isShare(one.share) ? null : { line, share: Math.min(one.share, 1e12) };
    });
  }

  types.allocate = {
    unmarked: true,
    clean,
    mount(card, definition) {
      const said = el("p", { class: "pb-said", role: "status" });
      card.querySelector(".pb-left").after(said);
      for (const box of boxes(card)) addSteps(card, definition, box, said);
      showLeft(card, definition);
    },
    empty(card, definition) {
      for (const box of boxes(card)) box.value = "";
      showLeft(card, definition);
    },
    read(card, definition) {
      const given = boxes(card).map((box, at) => ({ line: definition.lines[at].text, share: typed(box) }))
        .filter((one) => isShare(one.share));
      return given.some((one) => one.share) ? given : null;
    },
    write(card, definition, answer) {
      boxes(card).forEach((box, at) => {
        const share = shareOf(answer, definition.lines[at]);
        box.value = share ? number(share) : "";
      });
      showLeft(card, definition);
    },
    missing(card, definition) {
      const unclear = boxes(card).find((box) => !isShare(typed(box)));
      if (unclear) return ["Type a number of 0 or more.", unclear];
      const left = sum([definition.total, -shared(card)]);
      return left ? [leftInWords(definition, left), boxes(card)[0]] : null;
    },
    judge: () => ({ correct: null, score: null, verdict: "This is what your shares would do." }),
    explain(card, definition, answer) {
      const shares = definition.lines.map((line) => shareOf(answer, line));
      boxes(card).forEach((box, at) => { box.value = number(shares[at]); });
      return consequences(definition, shares);
    },
    say: (definition, answer) => answer.filter((one) => one.share)
      .map((one) => `${one.line.replace(/\.$/, "")}: ${amount(one.share, definition.unit)}`),
    sayUnmarked: () => "Not marked: no one way to share is right.",
  };

  function leftInWords({ total, unit }, left) {
    const pounds = unit === "£";
    const all = amount(total, unit);
    if (left === 0) return `All ${all} ${pounds ? "is" : "are"} shared.`;
    if (left > 0) {
      return pounds ? `${amount(left, unit)} is left to share.` : `${number(left)} of ${all} left to share.`;
    }
    return pounds ? `${amount(-left, unit)} too much is shared. Take some away.`
      : `That is ${number(-left)} more than ${all}. Take some away.`;
  }

  function showLeft(card, definition) {
    const left = sum([definition.total, -shared(card)]);
    const line = card.querySelector(".pb-left");
    line.replaceChildren(el("strong", { text: leftInWords(definition, left) }),
      el("span", { class: "pb-left-of", text: ` Total: ${amount(definition.total, definition.unit)}` }));
    line.classList.toggle("pb-left-over", left < 0);
    for (const box of boxes(card)) {
      const [less, more] = box.closest(".pb-share").querySelectorAll(".pb-key");
      less.setAttribute("aria-disabled", String(!(typed(box) > 0)));
      more.setAttribute("aria-disabled", String(left <= 0));
    }
  }

  /* A minus and a plus beside each box: to the next whole step, and never past what is left. */
  function addSteps(card, definition, box, said) {
    const { step, total, unit } = definition;
    const label = box.closest(".pb-share").querySelector("label").textContent;
    let waiting = 0;
    const announce = () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => {
        said.textContent = `${label}: ${amount(typed(box) || 0, unit)}. ` +
          leftInWords(definition, sum([total, -shared(card)]));
      }, 300);
    };
    const move = (way) => {
      const now = isShare(typed(box)) ? typed(box) : 0;
      const most = now + Math.max(0, sum([total, -shared(card)]));
      const next = step * (way > 0 ? Math.floor(now / step + 1e-9) + 1 : Math.ceil(now / step - 1e-9) - 1);
      const value = sum([Math.max(0, way > 0 ? Math.min(next, most) : next)]);
      box.value = value ? number(value) : "";
      box.dispatchEvent(new Event("input", { bubbles: true }));
    };
    const much = unit === "£" ? amount(step, unit) : number(step);
    const key = (sign, does, way) => el("button", { type: "button", class: "pb-key", text: sign,
      "aria-label": `${does} ${much}: ${label}`, onclick: () => move(way) });
    box.addEventListener("change", () => {
      if (typed(box) > 0) box.value = number(typed(box));
    });
    box.addEventListener("input", () => { showLeft(card, definition); announce(); });
    box.parentElement.prepend(key("−", "Take away", -1));
    box.parentElement.append(key("+", "Add", 1));
  }
});
