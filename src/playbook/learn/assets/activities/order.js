/* Put steps in order: two buttons for each step, which keep the focus as it moves. */
"use strict";

window.playbook.once("order", ({ el, types, cleanList, cleanText, paragraphs, mark }) => {
  const list = (card) => card.querySelector(".pb-order-list");
  const rows = (card) => [...list(card).children];
  const textOf = (row) => row.querySelector(".pb-order-text").textContent;
  const MOVED = "pb-order-moved"; // the order is an answer once a step was moved
  const NOT_YET = "Move at least one first. The order shown at the start is not the right one.";

  types.order = {
    clean: (answer) => cleanList(answer, (text) => cleanText(text)),
    mount(card) {
      const said = el("p", { class: "pb-said", role: "status" });
      list(card).after(said);
      list(card).playbookStart = rows(card);
      for (const row of rows(card)) row.append(movers(card, row, said));
      showEnds(card);
    },
    empty: (card) => arrange(card, list(card).playbookStart, false),
    read: (card) => list(card).classList.contains(MOVED) ? rows(card).map(textOf) : null,
    write(card, definition, answer) {
      const place = (row) => answer.includes(textOf(row)) ? answer.indexOf(textOf(row)) : answer.length;
      arrange(card, rows(card).sort((one, two) => place(one) - place(two)), true);
    },
    missing(card, definition, answer) {
      return answer ? null : [NOT_YET, card.querySelector(".pb-key:not([aria-disabled])")];
    },
    judge(definition, answer) {
      const total = definition.items.length;
      const away = total - inOrder(definition, answer).length;
      const verdict = away === 0 ? `All ${total} are in the right order.`
        : away === 1 ? "Nearly. One is out of place." : `${away} of ${total} are out of place.`;
      return { correct: away === 0, score: (total - away) / total, verdict };
    },
    explain(card, definition, answer, judged) {
      const kept = inOrder(definition, answer);
      for (const row of rows(card)) markRow(row, kept.includes(textOf(row)), definition);
      const steps = definition.items.map((text, at) => el("li", {},
        el("p", { class: "pb-reason-heading", text }), ...paragraphs(definition.feedback[at])));
      const heading = judged.correct ? "Why they stand in this order:" : "The right order, and why:";
      return [el("p", { text: heading }), el("ol", { class: "pb-order-right" }, ...steps)];
    },
    say: (definition, answer) => answer.map((text, at) => `${at + 1}. ${text}`),
  };

  function markRow(row, right, definition) {
    row.append(mark(right, right ? "In order" : belongs(definition, textOf(row))));
    row.classList.add(right ? "pb-is-right" : "pb-is-think");
  }

  /* Where a step stands now may be its number in the right order and still not follow the others,
     so it is told what it comes after, not a number. */
  function belongs(definition, text) {
    const before = definition.items[definition.items.indexOf(text) - 1];
    return before === undefined ? "Belongs at the top"
      : `Belongs just after: ${before.replace(/\.$/, "")}`;
  }

  /* The most items that already follow one another rightly: the others are out of place. Moving
     those few is all it takes, so one item moved far does not make all the others wrong. */
  function inOrder(definition, answer) {
    const known = answer.filter((text) => definition.items.includes(text));
    const chains = []; // the longest chain that ends at each item
    for (const text of known) {
      const at = definition.items.indexOf(text);
      const before = chains.filter((chain) => definition.items.indexOf(chain.at(-1)) < at);
      const longest = before.reduce((best, chain) => chain.length > best.length ? chain : best, []);
      chains.push([...longest, text]);
    }
    const best = chains.reduce((most, chain) => chain.length > most.length ? chain : most, []);
    return best.length > 1 ? best : []; // one item alone is in no order
  }

  /* Its neighbour goes round the step, so the step and the focus on its button stay. */
  function movers(card, row, said) {
    const move = (up) => {
      const neighbour = up ? row.previousElementSibling : row.nextElementSibling;
      if (neighbour) row[up ? "after" : "before"](neighbour);
      list(card).classList.add(MOVED);
      showEnds(card);
      const place = `${rows(card).indexOf(row) + 1} of ${rows(card).length}`;
      said.textContent = neighbour ? `Now ${place}: ${textOf(row)}`
        : `Already ${up ? "first" : "last"}: ${textOf(row)}`;
      if (neighbour) row.dispatchEvent(new Event("change", { bubbles: true }));
    };
    const key = (text, sign, up) => el("button", { type: "button", class: "pb-key",
      "aria-label": `${text}: ${textOf(row)}`, onclick: () => move(up) },
    el("span", { "aria-hidden": "true", text: sign }), ` ${text}`);
    return el("span", { class: "pb-order-keys" },
      key("Move up", "↑", true), key("Move down", "↓", false));
  }

  function arrange(card, ordered, moved) {
    list(card).append(...ordered);
    list(card).classList.toggle(MOVED, moved);
    showEnds(card);
  }

  /* The first cannot move up, nor the last down. They stay reachable, or focus would be lost. */
  function showEnds(card) {
    const all = rows(card);
    all.forEach((row, at) => {
      const [up, down] = row.querySelectorAll(".pb-key");
      for (const [key, end] of [[up, at === 0], [down, at === all.length - 1]]) {
        if (end) key.setAttribute("aria-disabled", "true");
        else key.removeAttribute("aria-disabled");
      }
    });
  }
});
