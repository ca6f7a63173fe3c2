/* Go through a list: each item is in place, not yet, or does not apply, and says what backs that. */
"use strict";

window.playbook.once("checklist", (playbook) => {
  const { types, isObject, cleanById, cleanWritten, addTakeaway } = playbook;

  const STATES = { // what each is called, the text it asks for, and how that is written down
    "yes": ["Yes", "evidence", "What shows it"],
    "not-yet": ["Not yet", "owner", "Who will see to it"],
    "not-applicable": ["Does not apply", "reason", "Why it does not apply"],
  };
  const NOTES = ["evidence", "owner", "reason"];

  const rows = (card) => [...card.querySelectorAll(".pb-item")];
  const boxes = (row) => [...row.querySelectorAll(".pb-line-box")];
  const of = (answer, id) => answer && Object.hasOwn(answer, id) ? answer[id] : {};
  const noteOf = (given) => (given[STATES[given.state][1]] || "").trim();

  const clean = (answer) => cleanById(answer, (given) => {
    if (!isObject(given)) return null;
    const state = typeof given.state === "string" && Object.hasOwn(STATES, given.state) && given.state;
    const notes = NOTES.map((name) => [name, cleanWritten(given[name], 400)]).filter(([, text]) => text);
    return state || notes.length ? { ...(state && { state }), ...Object.fromEntries(notes) } : null;
  });

  types.checklist = {
    alwaysOpen: true,
    unmarked: true,
    clean,
    mount(card, definition) {
      addTakeaway(card, definition, write);
      keepTally(card, definition);
    },
    read(card) {
      return clean(Object.fromEntries(rows(card).map((row) => {
        const chosen = row.querySelector("input:checked");
        const notes = boxes(row).map((box) => [box.name, box.value]);
        return [row.dataset.id, { state: chosen ? chosen.value : "", ...Object.fromEntries(notes) }];
      })));
    },
    write(card, definition, answer) {
      for (const row of rows(card)) {
        const given = of(answer, row.dataset.id);
        for (const input of row.querySelectorAll("input[type=radio]")) input.checked = input.value === given.state;
        for (const box of boxes(row)) box.value = given[box.name] || "";
      }
    },
    judge(definition, answer) {
      const done = definition.items.every((item) => of(answer, item.id).state);
      return { correct: null, score: null, done };
    },
    explain: () => [],
    say: (definition, answer) => definition.items
      .filter((item) => of(answer, item.id).state).map((item) => inWords(item, of(answer, item.id))),
    sayUnmarked: (definition, answer) => tally(definition, answer),
  };

  function inWords(item, given) {
    const [word, , asked] = STATES[given.state];
    const note = noteOf(given);
    return `${item.text.replace(/\.$/, "")}: ${word.toLowerCase()}${note ? `. ${asked}: ${note}` : ""}`;
  }

  /* Says how the list stands. While somebody types it waits until they have left the box. */
  function keepTally(card, definition) {
    const line = card.querySelector(".pb-tally");
    const show = (answer) => {
      const text = answer ? tally(definition, answer) : "";
      if (line.textContent !== text) line.textContent = text;
    };
    card.addEventListener("playbook:change", (event) => {
      const writing = document.activeElement;
      if (!writing || !card.contains(writing) || !writing.matches(".pb-line-box")) show(event.detail.answer);
    });
    card.addEventListener("focusout", () => show(types.checklist.read(card)));
  }

  function tally(definition, answer) {
    const given = definition.items.map((item) => of(answer, item.id)).filter((one) => one.state);
    const count = (state) => given.filter((one) => one.state === state).length;
    const bare = (state) => given.filter((one) => one.state === state && !noteOf(one)).length;
    const states = Object.entries(STATES).filter(([state]) => count(state))
      .map(([state, [word]]) => `${count(state)} ${word.toLowerCase()}`);
    const left = definition.items.length - given.length;
    const wants = [["yes", "evidence for"], ["not-yet", "an owner for"], ["not-applicable", "a reason for"]]
      .filter(([state]) => bare(state)).map(([state, what]) => `${what} ${bare(state)}`);
    const counted = states.length ? `${states.join(", ")}${left ? `, ${left} still to answer` : ""}.` : "";
    return wants.length ? `${counted} Still to note: ${wants.join(", ")}.` : counted;
  }

  /* The list as plain text. */
  function write(definition, answer) {
    const items = definition.items.flatMap((item) => {
      const given = of(answer, item.id);
      if (!given.state) return [item.text, "  Not answered yet", ""];
      const [word, , asked] = STATES[given.state];
      return [item.text, `  ${word}`, `  ${asked}: ${noteOf(given) || "not noted"}`, ""];
    });
    return [...items, tally(definition, answer)];
  }
});
