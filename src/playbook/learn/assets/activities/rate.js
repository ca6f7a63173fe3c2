/* Rate your own partnership: then a picture of the ratings, what backs them, and what to do next. */
"use strict";

window.playbook.once("rate", (playbook) => {
  const { el, types, paragraphs, isObject, cleanById, cleanWritten, addTakeaway } = playbook;

  const rows = (card) => [...card.querySelectorAll(".pb-item")];
  const box = (row) => row.querySelector(".pb-line-box");

  const clean = (answer) => cleanById(answer, (given) => {
    const rating = isObject(given) && cleanWritten(given.rating, 60);
    const evidence = isObject(given) && cleanWritten(given.evidence, 400);
    return rating || evidence ? { ...(rating && { rating }), ...(evidence && { evidence }) } : null;
  });

  function given(definition, answer) {
    return definition.statements.map(({ id, text }) => {
      const { rating = "", evidence = "" } = Object.hasOwn(answer, id) ? answer[id] : {};
      return { id, text, rating, evidence: evidence.trim(), level: definition.scale.indexOf(rating) };
    });
  }

  const isRated = (one) => one.level >= 0;
  const isHigh = (definition, one) => one.level > (definition.scale.length - 1) / 2;

  types.rate = {
    unmarked: true,
    clean,
    mount: (card, definition) => addTakeaway(card, definition, write),
    read(card) {
      return clean(Object.fromEntries(rows(card).map((row) => {
        const chosen = row.querySelector("input:checked");
        return [row.dataset.id, { rating: chosen ? chosen.value : "", evidence: box(row).value }];
      })));
    },
    write(card, definition, answer) {
      for (const row of rows(card)) {
        const { rating, evidence = "" } = Object.hasOwn(answer, row.dataset.id) ? answer[row.dataset.id] : {};
        for (const input of row.querySelectorAll("input[type=radio]")) input.checked = input.value === rating;
        box(row).value = evidence;
      }
    },
    missing(card, definition, answer) {
      return answer && given(definition, answer).some(isRated) ? null
        : ["Rate at least one first. You can leave the others for later.", card.querySelector(".pb-item input")];
    },
    judge(definition, answer) {
      const all = given(definition, answer);
      const verdict = `Your picture: ${all.filter(isRated).length} of ${all.length} rated`;
      return { correct: null, score: null, verdict };
    },
    explain(card, definition, answer) {
      const all = given(definition, answer);
      return [
        el("ul", { class: "pb-picture", role: "list" }, ...all.map((one) => row(definition, one))),
        ...nextSteps(definition, all),
      ];
    },
    say: (definition, answer) => given({ scale: [], ...definition }, answer)
      .filter((one) => one.rating || one.evidence).map(inWords),
    sayUnmarked: () => "Your own rating, so it is not marked.",
  };

  function inWords(one) {
    const evidence = one.evidence ? `. Evidence: ${one.evidence}` : "";
    return `${one.text.replace(/\.$/, "")}: ${one.rating || "not rated yet"}${evidence}`;
  }

  function row(definition, one) {
    const steps = definition.scale.slice(1).map((word, at) =>
      el("i", { class: at < one.level ? "pb-step pb-step-on" : "pb-step" }));
    const unbacked = isHigh(definition, one) && !one.evidence;
    return el("li", { class: isRated(one) ? null : "pb-picture-open" },
      el("p", { class: "pb-picture-text", text: one.text }),
      el("p", { class: "pb-picture-rating" },
        el("span", { class: "pb-steps", "aria-hidden": "true" }, ...steps),
        el("strong", { text: one.rating || "Not rated yet" })),
      one.evidence ? el("p", { class: "pb-picture-evidence", text: `Evidence: ${one.evidence}` }) : null,
      unbacked ? el("p", { class: "pb-picture-ask" }, el("span", { "aria-hidden": "true", text: "◇ " }),
        el("strong", { text: "You rate this high, and nothing shows it yet. " }), hint(definition, one)) : null);
  }

  function hint(definition, one) {
    const text = definition.hints[one.id];
    return text.includes("?") ? text : `Could this show it? ${text.replace(/\.$/, "")}.`;
  }

  /* The next step for the lowest ratings, all of them where several are equally low. */
  function nextSteps(definition, all) {
    const rated = all.filter(isRated);
    const lowest = Math.min(...rated.map((one) => one.level));
    if (lowest === definition.scale.length - 1) {
      return [el("p", { text: "Nothing you rated is low. Keep the evidence up to date, and look again in six months." })];
    }
    const low = rated.filter((one) => one.level === lowest);
    return [
      el("p", { class: "pb-reason-heading", text: low.length === 1 ? "Where to begin" : "Where to begin: your lowest ratings" }),
      ...low.map((one) => el("div", { class: "pb-reason" },
        el("p", { class: "pb-reason-heading", text: one.text }), ...paragraphs(definition.next[one.id]))),
    ];
  }

  /* The picture as plain text, with the next step for the lowest. */
  function write(definition, answer) {
    const all = given(definition, answer);
    const rated = all.filter(isRated);
    const lowest = Math.min(...rated.map((one) => one.level));
    return all.flatMap((one) => [
      one.text,
      `  Rating: ${one.rating || "not rated yet"}`,
      `  Evidence: ${one.evidence || "none noted"}`,
      ...(isRated(one) && one.level === lowest && lowest < definition.scale.length - 1
        ? [`  Next: ${definition.next[one.id]}`] : []),
      "",
    ]);
  }
});
