/* Boxes and small tables to fill: saved as they are typed, and to be taken away as text. */
"use strict";

window.playbook.once("worksheet", (playbook) => {
  const { el, types, cleanById, cleanWritten, addTakeaway } = playbook;

  const MOST_ROWS = 40;
  const tables = (card) => [...card.querySelectorAll(".pb-sheet")];
  const rows = (table) => [...table.tBodies[0].rows];
  const boxes = (within) => [...within.querySelectorAll("textarea")];
  const plainBoxes = (card) => boxes(card).filter((box) => !box.closest(".pb-sheet"));

  const cleanRow = (row) => cleanById(row, (text) => cleanWritten(text, 2000)) || {};

  /* Rows keep their place, so only empty ones at the end go. */
  function cleanTable(table) {
    const cleaned = table.slice(0, MOST_ROWS).map(cleanRow);
    while (cleaned.length && !Object.keys(cleaned.at(-1)).length) cleaned.pop();
    return cleaned.length ? cleaned : null;
  }

  const clean = (answer) => cleanById(answer, (given) =>
    Array.isArray(given) ? cleanTable(given) : cleanWritten(given, 10000));

  types.worksheet = {
    alwaysOpen: true,
    unmarked: true,
    clean,
    mount(card, definition) {
      addTakeaway(card, definition, write);
      for (const table of tables(card)) table.after(addButton(card, table));
    },
    read(card) {
      const texts = plainBoxes(card).map((box) => [box.name, box.value]);
      const filled = tables(card).map((table) => [table.dataset.id,
        rows(table).map((row) => Object.fromEntries(boxes(row).map((box) => [box.name, box.value])))]);
      return clean(Object.fromEntries([...texts, ...filled]));
    },
    write(card, definition, answer) {
      for (const box of plainBoxes(card)) {
        const given = Object.hasOwn(answer, box.name) ? answer[box.name] : "";
        box.value = typeof given === "string" ? given : "";
      }
      for (const table of tables(card)) {
        const given = Object.hasOwn(answer, table.dataset.id) ? answer[table.dataset.id] : [];
        fill(table, Array.isArray(given) ? given : []);
      }
    },
    judge(definition, answer) {
      const done = definition.fields.every((field) => Object.hasOwn(answer, field.id));
      return { correct: null, score: null, done };
    },
    explain: () => [],
    say: (definition, answer) => written(definition, answer)
      .map(([label, text]) => `${label}: ${text.replace(/\n+/g, "; ")}`),
    written,
  };

  /* What was written, as pairs of a label and a text; a table row by row. */
  function written(definition, answer) {
    return definition.fields.filter((field) => Object.hasOwn(answer, field.id))
      .map((field) => [field.label, inWords(field, answer[field.id])]);
  }

  const inWords = (field, given) => Array.isArray(given) ? rowsInWords(field, given) : given.trim();

  function rowsInWords(field, given) {
    return given.map((row, at) => {
      const cells = field.columns.filter((column) => Object.hasOwn(row, column.id))
        .map((column) => `${column.label}: ${row[column.id].trim().replace(/\s*\n\s*/g, " ")}`);
      return cells.length ? `${at + 1}. ${cells.join("; ")}` : "";
    }).filter(Boolean).join("\n");
  }

  function fill(table, given) {
    while (rows(table).length < Math.min(given.length, MOST_ROWS)) addRow(table);
    rows(table).forEach((row, at) => {
      for (const box of boxes(row)) {
        const cells = given[at] || {};
        box.value = Object.hasOwn(cells, box.name) ? cells[box.name] : "";
      }
    });
  }

  function addButton(card, table) {
    const button = el("button", { type: "button", class: "pb-link-button", text: "Add a row",
      onclick() {
        boxes(addRow(table))[0].focus();
        button.hidden = rows(table).length >= MOST_ROWS;
      } });
    return button;
  }

  /* A copy of the last row, empty, with its own number and names. */
  function addRow(table) {
    const last = rows(table).at(-1);
    const row = last.cloneNode(true);
    const number = rows(table).length + 1;
    row.querySelector(".pb-row-number").textContent = number;
    for (const cell of row.querySelectorAll("td")) {
      const box = cell.querySelector("textarea");
      for (const copied of cell.querySelectorAll(".pb-written-on")) copied.remove();
      box.id = box.id.replace(/\d+$/, number);
      box.value = "";
      cell.querySelector("label").htmlFor = box.id;
      cell.querySelector(".pb-spoken").textContent = `, row ${number}`;
    }
    last.after(row);
    return row;
  }

  /* The worksheet as plain text: every field, so that what is empty can be filled in later. */
  function write(definition, answer) {
    return definition.fields.flatMap((field) => {
      const text = Object.hasOwn(answer, field.id) ? inWords(field, answer[field.id]) : "(nothing yet)";
      return [field.label, ...text.split("\n").map((line) => `  ${line}`), ""];
    });
  }
});
