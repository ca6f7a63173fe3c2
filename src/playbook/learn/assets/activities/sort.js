/* Put each item where it belongs: a row for each item, a button for each place. */
"use strict";

window.playbook.once("sort", (playbook) => {
  const { el, types, isObject, cleanList, cleanText, mark, reason, describeBy } = playbook;
  const rows = (card) => [...card.querySelectorAll(".pb-item")];
  const labelOf = (bins, id) => (bins.find((bin) => bin.id === id) || { label: id }).label;

  types.sort = {
    clean: (answer) => cleanList(answer, (pair) => {
      const item = isObject(pair) ? cleanText(pair.item) : null;
      const bin = isObject(pair) ? cleanText(pair.bin, 100) : null;
      return item === null || bin === null ? null : { item, bin };
    }),
    read(card, definition) {
      const pairs = rows(card).map((row, at) => {
        const chosen = row.querySelector("input:checked");
        return chosen ? { item: definition.items[at].text, bin: chosen.value } : null;
      }).filter(Boolean);
      return pairs.length ? pairs : null;
    },
    write(card, definition, answer) {
      rows(card).forEach((row, at) => {
        const pair = answer.find((p) => p.item === definition.items[at].text);
        for (const input of row.querySelectorAll("input")) {
          input.checked = Boolean(pair) && input.value === pair.bin;
        }
      });
    },
    missing(card) {
      const open = rows(card).filter((row) => !row.querySelector("input:checked"));
      if (!open.length) return null;
      const left = open.length === 1 ? "One is still to place." : `${open.length} are still to place.`;
      return [`${left} Choose a place for each, then check.`, open[0].querySelector("input")];
    },
    judge(definition, answer) {
      const total = definition.items.length;
      const placed = definition.items.filter((item) =>
        answer.some((pair) => pair.item === item.text && pair.bin === item.bin)).length;
      const where = "The reasons are written under each one.";
      const verdict = placed === total ? `All ${total} are where they belong. ${where}`
        : `${placed} of ${total} ${placed === 1 ? "is where it belongs" : "are where they belong"}. ${where}`;
      return { correct: placed === total, score: placed / total, verdict };
    },
    explain(card, definition, answer) {
      const label = (id) => labelOf(definition.bins, id);
      const misplaced = rows(card).map((row, at) => {
        const item = definition.items[at];
        const chosen = (answer.find((pair) => pair.item === item.text) || {}).bin;
        const right = chosen === item.bin;
        const verdict = right ? `Right: ${label(item.bin)}` : `It belongs in: ${label(item.bin)}`;
        const yours = right ? null : `(you chose ${label(chosen)})`;
        const why = withoutLabel(definition.feedback[at], label(item.bin));
        markRow(row, right, reason(right, verdict, yours, why, `${card.id}-reason-${at + 1}`));
        return right ? null : wayTo(row, item.text, `${verdict} ${yours}`);
      }).filter(Boolean);
      return misplaced.length ? [el("p", { text: "Look again at:" }),
        el("ul", { class: "pb-misplaced" }, ...misplaced)] : [];
    },
    say: (definition, answer) => answer.map((pair) =>
      `${pair.item.replace(/\.$/, "")}: ${labelOf(definition.bins || [], pair.bin)}`),
  };

  /* A reason often begins with the name of the place, which the verdict has just said. */
  function withoutLabel(text, label) {
    const words = (some) => some.toLowerCase().replace(/[^a-z0-9]+/g, " ").trim();
    const [first] = text.split(". ", 1);
    return words(first) === words(label) && first !== text ? text.slice(first.length + 2) : text;
  }

  /* The verdict stands under the item, and describes both the item and the button chosen. */
  function markRow(row, right, told) {
    const chosen = row.querySelector("input:checked");
    row.append(told);
    for (const one of [row, chosen]) if (one) describeBy(one, told.id);
    if (!chosen) return;
    const label = chosen.closest("label");
    label.querySelector("span").prepend(mark(right, ""));
    label.classList.add(right ? "pb-is-right" : "pb-is-think");
  }

  /* Focus is past the items when the verdict is read: a button for each leads back to it. */
  function wayTo(row, text, verdict) {
    row.tabIndex = -1;
    return el("li", {}, el("button", { type: "button", class: "pb-link-button", text,
      onclick: () => row.focus() }), ` ${verdict}`);
  }
});
