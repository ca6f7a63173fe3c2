/* My learning record: shows what this device remembers, and lets a person take it away.
   Needs activities.js on the page, which knows how answers are kept. Nothing is sent anywhere. */
"use strict";

window.playbook.once("page", (playbook) => {
  const { el, bar, store, isObject, parse, learnerName, download, buildRecord } = playbook;
  const { plural, longDate, spent, readNotebook, saveReadable, button, ask, entry } = playbook;
  const { Refused, readFile, later, keysOf, putAll } = playbook;

  const MOST_BYTES = 2000000; // a full record of the course is well under 200 kB
  const NOTHING_CHANGED = "Nothing on this device was changed.";

  class RecordPage {
    constructor(root, catalogue) {
      this.root = root;
      this.version = playbook.courseVersion = catalogue.version;
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
      this.list.replaceChildren(...states.map((state) => entry(state, this)));
      if (document.activeElement !== this.name) this.name.value = learnerName();
      const begun = states.some((state) => state.begun);
      this.eraseAll.hidden = !begun;
      this.copyButton.hidden = !begun;
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
          figure(spent(sum("seconds")), "time spent")),
        bar(sum("done"), sum("total")),
      ];
    }

    nameField() {
      const id = "pb-learner-name";
      this.name = el("input", { id, type: "text", autocomplete: "name", maxlength: "100",
        "aria-describedby": `${id}-hint`, value: learnerName() });
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
      this.copyButton = button("Save a copy to read", "", () => this.saveCopy());
      return el("div", { class: "pb-actions" }, this.copyButton,
        button("Export my record", "pb-button-quiet", () => this.export()),
        button("Import a record", "pb-button-quiet", () => { this.sayNothing(); picker.click(); }),
        this.eraseAll, picker);
    }

    saveCopy() {
      saveReadable(this.notebooks, this.version);
      this.say("A copy is in your downloads. It opens in any browser, to read, print or hand in.");
    }

    export() {
      download(buildRecord(this.notebooks));
      this.say("Your record is saved as a file in your downloads. “Import a record” brings it back, here or elsewhere.");
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
      const name = merge ? learnerName() || taken.name : taken.name;
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
      const inside = [el("p", { text: `This device will forget ${what}. Save a copy or export it first if you may want it.` })];
      ask(title, inside, [["Erase", () => this.erase(keys)]], "Keep it", { careful: true });
    }

    erase(keys) {
      const before = putAll(new Map(keys.map((key) => [key, null])));
      this.show();
      this.say("Erased.", before);
    }
  }

  function mountRecord(root) {
    if (root.dataset.live) return;
    const script = root.querySelector("script.pb-catalogue");
    const catalogue = parse(script ? script.textContent : "");
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
});
