/* My learning record: shows what this device remembers, and lets a person take it away.
   Needs activities.js on the page, which knows how answers are kept. Nothing is sent anywhere. */
(function () {
  "use strict";

  const playbook = window.playbook;
  if (!playbook || !playbook.store || playbook.mounters.record) return;
  const { el, store, isObject, isDone } = playbook;

  const MOST_BYTES = 2000000; // a full record of the course is well under 200 kB
  const NOTHING_CHANGED = "Nothing on this device was changed.";

  const plural = (count, one, many) => `${count} ${count === 1 ? one : many || `${one}s`}`;
  const longDate = (iso) => new Date(iso).toLocaleDateString("en-GB",
    { day: "numeric", month: "long", year: "numeric" });
  const minutesOf = (seconds) => Math.round(seconds / 60);
  const spent = (seconds) => seconds && minutesOf(seconds) < 1
    ? "less than a minute" : plural(minutesOf(seconds), "minute");
  const isWriting = ({ definition }) => Boolean(playbook.types[definition.type].written);
  const button = (text, look, act) =>
    el("button", { type: "button", class: `pb-button ${look}`, text, onclick: act });

  /* ------------------------------------------------------------------ what is remembered */

  /* What this device knows about one notebook. */
  function readNotebook(notebook) {
    const activities = notebook.activities.map((definition) => ({
      definition,
      record: playbook.cleanRecord(store.read(`${notebook.id}:${definition.id}`), definition.type),
    }));
    const answered = activities.filter((activity) => activity.record);
    const marked = answered.filter(({ record }) => record.score !== null && record.attempts > 0);
    const seconds = playbook.cleanSeconds(store.read(`${notebook.id}:_time`));
    const dates = answered.map(({ record }) => record.last).filter(Boolean);
    const visited = playbook.cleanDate(store.read(`${notebook.id}:_visited`));
    const done = activities.filter(({ record }) => isDone(record)).length;
    return {
      notebook, answered, seconds, done,
      total: activities.length,
      finished: done === activities.length,
      marked: marked.length,
      right: marked.filter(({ record }) => record.score === 1).length,
      last: [...dates, visited].filter(Boolean).sort().pop() || null,
      lastAnswer: dates.sort().pop() || null,
      begun: answered.length > 0 || seconds > 0 || Boolean(visited),
    };
  }

  function keysOf(notebook) {
    const own = notebook.activities.map((definition) => `${notebook.id}:${definition.id}`);
    return [...own, `${notebook.id}:_time`, `${notebook.id}:_visited`];
  }

  const snapshot = (keys) => new Map(keys.map((key) => [key, store.read(key)]));

  /* Puts values in place, all or none: if the browser has no room, everything is as it was. */
  function putAll(values) {
    const before = snapshot([...values.keys()]);
    const troubled = store.trouble;
    for (const [key, value] of values) put(key, value);
    if (store.trouble === troubled || store.trouble !== "full") return before;
    for (const [key, value] of before) put(key, value);
    return null;
  }

  function put(key, value) {
    if (value === null || value === undefined) store.remove(key);
    else store.write(key, value);
  }

  /* ------------------------------------------------------------------ reading a file */

  class Refused extends Error {}

  /* Gives {values, name, saved, answers, unknown} or throws Refused with a sentence for people.
     Only what the course knows is taken, piece by piece; nothing else of the file is kept. */
  function readFile(text, notebooks) {
    const raw = playbook.parse(text);
    if (raw === null) {
      throw new Refused("This file is damaged, or it is not a learning record.");
    }
    if (!isObject(raw) || raw.schema !== playbook.SCHEMA || !Array.isArray(raw.modules)) {
      throw new Refused("This file is not a learning record from this playbook.");
    }
    if (raw.schema_version !== 1) {
      throw new Refused("This record was made by a newer playbook than this one.");
    }
    const taken = { values: new Map(), answers: 0, unknown: 0,
      name: playbook.cleanText(raw.name, 100) || "", saved: playbook.cleanDate(raw.saved) };
    for (const module of raw.modules.filter(isObject)) takeModule(module, notebooks, taken);
    return taken;
  }

  function takeModule(module, notebooks, taken) {
    const activities = Array.isArray(module.activities) ? module.activities.filter(isObject) : [];
    const notebook = notebooks.find((one) => one.id === module.id);
    if (!notebook) {
      taken.unknown += activities.length;
      return;
    }
    for (const activity of activities) {
      const definition = notebook.activities.find((one) => one.id === activity.id);
      const record = definition ? playbook.cleanRecord(activity, definition.type) : null;
      if (!record) {
        taken.unknown += 1;
        continue;
      }
      taken.values.set(`${notebook.id}:${definition.id}`, record);
      taken.answers += 1;
    }
    const seconds = playbook.cleanSeconds(module.seconds);
    const visited = playbook.cleanDate(module.visited);
    if (seconds) taken.values.set(`${notebook.id}:_time`, seconds);
    if (visited) taken.values.set(`${notebook.id}:_visited`, visited);
  }

  /* Of two answers to one question the later stays; of two times the longer. */
  function later(key, here, there) {
    if (here === null) return there;
    if (key.endsWith(":_time")) return Math.max(playbook.cleanSeconds(here), there);
    if (key.endsWith(":_visited")) return here > there ? here : there;
    return isObject(here) && (here.last || "") >= (there.last || "") ? here : there;
  }

  /* ------------------------------------------------------------------ dialogs */

  /* Asks one thing. Escape and the last button leave all as it is. */
  function ask(title, inside, choices, leave) {
    const id = "pb-dialog-title";
    const dialog = el("dialog", { class: "pb-dialog", "aria-labelledby": id });
    const close = () => dialog.close();
    const buttons = choices.map(([text, act], at) => button(text, at ? "pb-button-quiet" : "",
      () => { close(); act(); }));
    dialog.append(el("h2", { id, text: title }), ...inside,
      el("div", { class: "pb-actions" }, ...buttons, button(leave, "pb-button-quiet", close)));
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
    return dialog;
  }

  /* While it is open it alone is printed, whichever way the person asks for printing. */
  function printAlone(dialog) {
    const alone = "pb-printing-certificate";
    document.body.classList.add(alone);
    dialog.addEventListener("close", () => document.body.classList.remove(alone));
  }

  /* Focus on a button at the end of a long dialog would leave its title and name out of sight. */
  function beginAtTheTop(dialog) {
    const title = dialog.querySelector("h2");
    title.tabIndex = -1;
    title.focus();
    dialog.scrollTop = 0;
  }

  /* ------------------------------------------------------------------ the page */

  class RecordPage {
    constructor(root, catalogue) {
      this.root = root;
      this.version = catalogue.version;
      this.notebooks = catalogue.notebooks;
      this.keys = [...this.notebooks.flatMap(keysOf), "_learner", "_place"];
    }

    mount() {
      this.message = el("div", { class: "pb-message" }); // focus goes there, so it is not live
      this.summary = el("div", { class: "pb-summary" });
      this.list = el("div", { class: "pb-record-list" });
      this.root.append(this.message, this.summary, this.nameField(), this.tools(), this.list);
      this.show();
      addEventListener("storage", () => this.show()); // answered in another tab
      store.test();
    }

    show() {
      const states = this.notebooks.map(readNotebook);
      this.summary.replaceChildren(...this.summaryOf(states));
      this.list.replaceChildren(...states.map((state) => this.module(state)));
      if (document.activeElement !== this.name) this.name.value = playbook.learnerName();
      const begun = states.some((state) => state.begun);
      this.eraseAll.hidden = !begun;
      this.exportButton.classList.toggle("pb-button-quiet", !begun);
    }

    say(text, undo) {
      const back = undo ? el("button", { type: "button", class: "pb-link-button", text: "Undo",
        onclick: () => this.undo(undo) }) : null;
      this.message.replaceChildren(el("p", { text, tabindex: "-1" }), ...(back ? [back] : []));
      this.message.firstChild.focus();
    }

    /* What was said of one file must not stand beside the next. */
    sayNothing() {
      this.message.replaceChildren();
    }

    undo(before) {
      putAll(before);
      this.show();
      this.say("Your record is as it was before.");
    }

    summaryOf(states) {
      const sum = (key) => states.reduce((total, state) => total + state[key], 0);
      const finished = states.filter((state) => state.finished).length;
      const figure = (number, label) => el("div", {}, el("dt", { text: label }), el("dd", { text: number }));
      return [
        el("dl", { class: "pb-figures" },
          figure(`${sum("done")} of ${sum("total")}`, "activities done"),
          figure(`${finished} of ${states.length}`, "parts of the course finished"),
          figure(String(minutesOf(sum("seconds"))), "minutes spent")),
        playbook.bar(sum("done"), sum("total")),
      ];
    }

    nameField() {
      const id = "pb-learner-name";
      this.name = el("input", { id, type: "text", autocomplete: "name", maxlength: "100",
        "aria-describedby": `${id}-hint`, value: playbook.learnerName() });
      this.name.addEventListener("input", () => store.write("_learner", { name: this.name.value.trim() }));
      return el("div", { class: "pb-name" },
        el("label", { for: id, text: "Your name, if you like" }),
        el("p", { class: "pb-hint", id: `${id}-hint`,
          text: "It goes on your certificate and into the file you export. It stays on this device." }),
        this.name);
    }

    tools() {
      const picker = el("input", { type: "file", accept: ".json,application/json", hidden: true });
      picker.addEventListener("change", () => {
        const [file] = picker.files;
        if (file) this.open(file);
        picker.value = "";
      });
      this.eraseAll = button("Erase everything", "pb-button-quiet", () => this.confirmErase(
        "Erase everything?", "your whole learning record and your name", this.keys));
      this.exportButton = button("Export my record", "", () => this.export());
      return el("div", { class: "pb-actions" }, this.exportButton,
        button("Import a record", "pb-button-quiet", () => { this.sayNothing(); picker.click(); }),
        this.eraseAll, picker);
    }

    export() {
      playbook.download(playbook.buildRecord(this.notebooks));
      this.say("Your record is saved as a file in your downloads. You can read it in any text editor.");
    }

    /* -------------------------------------------------------------- importing */

    async open(file) {
      this.sayNothing();
      try {
        if (file.size > MOST_BYTES) throw new Refused("This file is too big to be a learning record.");
        const taken = readFile(await file.text(), this.notebooks);
        if (!taken.answers && !taken.values.size) {
          throw new Refused("This record holds no answers to this course.");
        }
        this.offer(taken);
      } catch (error) {
        const why = error instanceof Refused ? error.message : "This file could not be read.";
        this.say(`${why} ${NOTHING_CHANGED}`);
      }
    }

    offer(taken) {
      const who = taken.name ? ` by ${taken.name}` : "";
      const when = taken.saved ? ` on ${longDate(taken.saved)}` : "";
      const holds = `It was saved${when}${who}, and holds ${plural(taken.answers, "answer")}.`;
      const left = taken.unknown
        ? el("p", { text: `${plural(taken.unknown, "answer")} in it cannot be used and will be left out.` })
        : null;
      const inside = [el("p", { text: holds }), left].filter(Boolean);
      const empty = !this.notebooks.some((notebook) => readNotebook(notebook).begun);
      if (empty) {
        ask("Bring in this record?", inside, [["Bring it in", () => this.bringIn(taken, false)]], "Cancel");
        return;
      }
      inside.push(el("p", { text: "This device has answers too. If you put both together, " +
        "the later answer to each question stays." }));
      ask("Bring in this record?", inside, [
        ["Put both together", () => this.bringIn(taken, true)],
        ["Keep only the file’s answers", () => this.bringIn(taken, false)],
      ], "Cancel");
    }

    bringIn(taken, merge) {
      const values = new Map(merge ? [] : this.keys.map((key) => [key, null]));
      for (const [key, value] of taken.values) {
        values.set(key, merge ? later(key, store.read(key), value) : value);
      }
      const name = merge ? playbook.learnerName() || taken.name : taken.name;
      if (name) values.set("_learner", { name });
      const before = putAll(values);
      this.show();
      if (before) this.say(`Your record now holds ${plural(this.countAnswers(), "answer")}.`, before);
      else this.say(`There is no room in this browser for that record. ${NOTHING_CHANGED}`);
    }

    countAnswers() {
      return this.notebooks.reduce((sum, notebook) => sum + readNotebook(notebook).answered.length, 0);
    }

    /* -------------------------------------------------------------- erasing */

    confirmErase(title, what, keys) {
      this.sayNothing();
      const inside = [el("p", { text: `This device will forget ${what}. Export your record first if you may want it.` })];
      ask(title, inside, [["Erase", () => this.erase(keys)]], "Keep it");
    }

    erase(keys) {
      const before = putAll(new Map(keys.map((key) => [key, null])));
      this.show();
      this.say("Erased.", before);
    }

    /* -------------------------------------------------------------- one module */

    module(state) {
      const { notebook } = state;
      const title = notebook.address
        ? el("a", { href: notebook.address, text: notebook.title }) : notebook.title;
      const colour = notebook.stage ? ` pb-stage-${notebook.stage}` : "";
      return el("section", { class: `pb-record-module${colour}` },
        el("h2", {}, title),
        el("p", { class: "pb-record-state" }, this.stateOf(state)),
        ...(state.begun ? this.details(state) : []));
    }

    stateOf(state) {
      const kind = { exercise: "Exercise", guide: "Guide" }[state.notebook.kind] || "Module";
      const [sign, word] = state.finished ? ["●", "Finished"]
        : state.begun ? ["◐", "Started"] : ["○", "Not started"];
      const length = `${kind}, about ${plural(state.notebook.minutes, "minute")}`;
      return el("span", {}, el("strong", {},
        el("span", { "aria-hidden": "true", text: `${sign} ` }), word), ` · ${length}`);
    }

    details(state) {
      const { notebook } = state;
      const facts = [
        `${state.done} of ${plural(state.total, "activity", "activities")} done`,
        state.marked ? `${state.right} of ${plural(state.marked, "marked answer")} right` : "",
        state.seconds ? `${spent(state.seconds)} spent` : "",
        state.last ? `Last here on ${longDate(state.last)}` : "",
      ].filter(Boolean).map((text) => el("li", { text }));
      const certificate = state.finished
        ? el("button", { type: "button", class: "pb-button", text: "Certificate",
          "aria-label": `Certificate for ${notebook.title}`,
          onclick: () => this.certificate(state) }) : null;
      const erase = el("button", { type: "button", class: "pb-link-button",
        "aria-label": `Erase my answers to ${notebook.title}`, text: "Erase my answers",
        onclick: () => this.confirmErase(`Erase your answers to ${notebook.title}?`,
          `${plural(state.answered.length, "answer")} and ${spent(state.seconds)} of learning`,
          keysOf(notebook)) });
      return [playbook.bar(state.done, state.total), el("ul", { class: "pb-record-facts", role: "list" }, ...facts),
        ...this.writings(state), ...this.answers(state),
        el("div", { class: "pb-actions" }, certificate, erase)];
    }

    /* What was written stands in full; what was answered waits in a closed box. */
    writings(state) {
      const blocks = state.answered.filter(isWriting).flatMap(({ definition, record }) =>
        playbook.types[definition.type].written(definition, record.answer)
          .flatMap(([label, text]) => [el("dt", { text: label }), el("dd", { text })]));
      if (!blocks.length) return [];
      return [el("h3", { text: "What I wrote" }), el("dl", { class: "pb-written" }, ...blocks)];
    }

    answers(state) {
      const given = state.answered.filter((one) => !isWriting(one));
      if (!given.length) return [];
      const rows = given.map(({ definition, record }) => el("li", {},
        el("strong", { text: definition.question || definition.title }),
        ...playbook.types[definition.type].say(definition, record.answer)
          .map((line) => el("span", { class: "pb-answer-line", text: line })),
        el("span", { class: "pb-answer-verdict", text: this.verdict(definition, record) })));
      return [el("details", {}, el("summary", { text: "What I answered" }),
        el("ul", { class: "pb-answer-list" }, ...rows))];
    }

    verdict(definition, record) {
      const changed = record.version && record.version !== definition.version
        ? " The question has changed since." : "";
      const { alwaysOpen, unmarked, sayUnmarked } = playbook.types[definition.type];
      if (!record.attempts && !alwaysOpen) return `Not checked yet.${changed}`;
      if (unmarked) return changed ? changed.trim() : sayUnmarked(definition, record.answer);
      const tries = record.attempts > 1 ? `, ${record.attempts} tries` : "";
      const score = record.score === 1 ? "Right"
        : record.score > 0 ? "Partly right" : "Not the expected answer";
      return `${score}${tries}.${changed}`;
    }

    /* -------------------------------------------------------------- certificate */

    certificate(state) {
      const { notebook } = state;
      const name = playbook.learnerName();
      const fact = (term, text) => [el("dt", { text: term }), el("dd", { text })];
      const hours = (notebook.minutes / 60).toFixed(1);
      const inside = [
        el("p", { class: "pb-certificate-name" }, name || el("span", { class: "pb-blank", text: " " })),
        el("p", { text: `completed the ${notebook.kind}` }),
        el("p", { class: "pb-certificate-title", text: notebook.title }),
        el("p", { text: "The learner worked on these outcomes:" }),
        el("ul", {}, ...notebook.outcomes.map((text) => el("li", { text }))),
        el("dl", { class: "pb-certificate-facts" },
          ...fact("Finished on", longDate(state.lastAnswer)),
          ...fact("Individual learning hours", `${hours} (planned length ${plural(notebook.minutes, "minute")})`),
          ...fact("Time recorded on this device", state.seconds ? spent(state.seconds) : "not recorded"),
          ...fact("Course", `Moray Commissioning Playbook, version ${this.version}`)),
        el("p", { class: "pb-hint", text: "Self-declared by the learner. " +
          "This is not a qualification, and no body has accredited it." }),
      ];
      if (!name) inside.unshift(el("p", { class: "pb-hint pb-screen-only",
        text: "Your name will be on it if you write it on this page. Or print it and sign." }));
      this.sayNothing();
      const dialog = ask("Certificate of learning", inside, [], "Close");
      dialog.classList.add("pb-certificate");
      dialog.querySelector(".pb-actions").prepend(button("Print", "", () => window.print()));
      printAlone(dialog);
      beginAtTheTop(dialog);
    }
  }

  function mountRecord(root) {
    if (root.dataset.live) return;
    const script = root.querySelector("script.pb-catalogue");
    const catalogue = playbook.parse(script ? script.textContent : "");
    if (!isObject(catalogue)) return;
    root.dataset.live = "yes";
    new RecordPage(root, catalogue).mount();
  }

  playbook.mounters.record = (root) => root.querySelectorAll(".pb-record").forEach(mountRecord);
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => playbook.mounters.record(document));
  } else {
    playbook.mounters.record(document);
  }
})();
