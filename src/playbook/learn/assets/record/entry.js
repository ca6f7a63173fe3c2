/* One module, guide or exercise in the learning record: how it stands, and what was answered. */
"use strict";

window.playbook.once("entry", (playbook) => {
  const { el, bar, types, plural, spent, kindOf, stateOf, factsOf, verdictOf } = playbook;
  const { isWriting, questionOf, keysOf, hasCertificate, certificateButton } = playbook;

  function entry(state, page) {
    const { notebook } = state;
    const title = notebook.address
      ? el("a", { href: notebook.address, text: notebook.title }) : notebook.title;
    const colour = notebook.stage ? ` pb-stage-${notebook.stage}` : "";
    return el("section", { class: `pb-record-module${colour}` },
      el("h2", {}, title),
      el("p", { class: "pb-record-state" }, stateLine(state)),
      ...(state.begun ? details(state, page) : []));
  }

  function stateLine(state) {
    const sign = state.finished ? "●" : state.begun ? "◐" : "○";
    const length = `${kindOf(state.notebook)}, about ${plural(state.notebook.minutes, "minute")}`;
    return el("span", {}, el("strong", {},
      el("span", { "aria-hidden": "true", text: `${sign} ` }), stateOf(state)), ` · ${length}`);
  }

  function details(state, page) {
    const { notebook } = state;
    const facts = factsOf(state).map((text) => el("li", { text }));
    const certificate = hasCertificate(state)
      ? certificateButton(state, () => page.sayNothing()) : null;
    const erase = el("button", { type: "button", class: "pb-link-button",
      "aria-label": `Erase my answers to ${notebook.title}`, text: "Erase my answers",
      onclick: () => page.confirmErase(`Erase your answers to ${notebook.title}?`,
        `${plural(state.answered.length, "answer")} and ${spent(state.seconds)} of learning`,
        keysOf(notebook)) });
    return [bar(state.done, state.total), el("ul", { class: "pb-record-facts", role: "list" }, ...facts),
      ...writings(state), ...answers(state),
      el("div", { class: "pb-actions" }, certificate, erase)];
  }

  /* What was written stands in full, under what was asked; what was answered waits in a closed box. */
  function writings(state) {
    const blocks = state.answered.filter(isWriting).flatMap(({ definition, record }) => [
      el("h4", { text: definition.title }),
      definition.question ? el("p", { class: "pb-asked", text: definition.question }) : null,
      el("dl", { class: "pb-written" }, ...types[definition.type].written(definition, record.answer)
        .flatMap(([label, text]) => [el("dt", { text: label }), el("dd", { text })])),
    ].filter(Boolean));
    return blocks.length ? [el("h3", { text: "What I wrote" }), ...blocks] : [];
  }

  function answers(state) {
    const given = state.answered.filter((one) => !isWriting(one));
    if (!given.length) return [];
    const rows = given.map((one) => el("li", {},
      el("strong", { text: questionOf(one.definition) }),
      ...types[one.definition.type].say(one.definition, one.record.answer)
        .map((line) => el("span", { class: "pb-answer-line", text: line })),
      el("span", { class: "pb-answer-verdict", text: verdictOf(one) })));
    return [el("details", {}, el("summary", { text: "What I answered" }),
      el("ul", { class: "pb-answer-list" }, ...rows))];
  }

  Object.assign(playbook, { entry });
});
