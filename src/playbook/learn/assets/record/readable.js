/* The learning record as a page to keep, to print and to hand in. It stands alone: no script, no
   link, no picture. Everything is put in as text. */
"use strict";

window.playbook.once("readable", (playbook) => {
  const { el, types, saveFile, learnerName, longDate } = playbook;
  const { readNotebook, kindOf, stateOf, factsOf, verdictOf, isWriting, questionOf } = playbook;

  const LOOK = "body{max-width:44rem;margin:2rem auto;padding:0 1rem;color:#14222e;background:#fff;" +
    "font:1.05rem/1.55 system-ui,'Segoe UI',Arial,sans-serif}h1,h2,h3{line-height:1.3}" +
    "h2{margin:2.2rem 0 .2rem;padding-top:.8rem;border-top:3px solid #0a4a66}" +
    "h3{margin:1.4rem 0 .2rem;font-size:1.05rem}p{margin:.2rem 0}.soft{color:#465665}" +
    ".question{font-weight:600}.given{margin:.2rem 0 .2rem 1rem;white-space:pre-wrap}" +
    "section section{break-inside:avoid}@media print{body{margin:0;max-width:none}}";

  /* The whole page as text. The document writes itself, so whatever was typed stays text. */
  function writeReadable(notebooks, version) {
    const page = document.implementation.createHTMLDocument("My learning record");
    page.documentElement.lang = "en-GB";
    page.head.prepend(el("meta", { charset: "utf-8" }));
    page.head.append(el("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      el("style", { text: LOOK }));
    const states = notebooks.map(readNotebook).filter((state) => state.begun);
    page.body.append(el("main", {}, ...head(version), ...states.map(part)));
    return `<!DOCTYPE html>\n${page.documentElement.outerHTML}\n`;
  }

  function head(version) {
    const name = learnerName();
    return [
      el("h1", { text: name ? `Learning record of ${name}` : "My learning record" }),
      el("p", { class: "soft", text: `Moray Commissioning Playbook, version ${version}. ` +
        `Saved on ${longDate(new Date().toISOString())}.` }),
      el("p", { class: "soft", text: "Self-declared by the learner. No body has accredited it." }),
    ];
  }

  function part(state) {
    const { notebook } = state;
    return el("section", {},
      el("h2", { text: notebook.title }),
      el("p", { class: "soft", text: [`${kindOf(notebook)}: ${stateOf(state).toLowerCase()}`, ...factsOf(state)].join(". ") + "." }),
      ...state.answered.map(answered));
  }

  function answered(activity) {
    const { definition, record } = activity;
    const type = types[definition.type];
    const question = questionOf(definition);
    const verdict = verdictOf(activity);
    const given = isWriting(activity)
      ? type.written(definition, record.answer).flatMap(([label, text]) => [
        el("p", { class: "question", text: label }), el("p", { class: "given", text })])
      : type.say(definition, record.answer).map((text) => el("p", { class: "given", text }));
    return el("section", {}, el("h3", { text: definition.title }),
      question === definition.title ? null : el("p", { class: "question", text: question }), ...given,
      verdict ? el("p", { class: "soft", text: verdict }) : null);
  }

  function saveReadable(notebooks, version) {
    const day = new Date().toISOString().slice(0, 10);
    const file = new Blob([writeReadable(notebooks, version)], { type: "text/html;charset=utf-8" });
    saveFile(file, `my-learning-record-${day}.html`);
  }

  Object.assign(playbook, { saveReadable });
});
