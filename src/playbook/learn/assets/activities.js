/* Brings the activities of a page to life: marks them, keeps the answers on this device.
   Plain script, no library. It mounts what it finds, and again whatever playbook.mount is given.
   Every text of a definition is put in as text, never as HTML. */
(function () {
  "use strict";

  const playbook = (window.playbook = window.playbook || {});
  playbook.mounters = playbook.mounters || {};
  playbook.mount = playbook.mount || function (root) {
    for (const mounter of Object.values(playbook.mounters)) mounter(root || document);
  };
  if (playbook.mounters.activities) return; // Jupyter runs the script once for every activity

  /* ------------------------------------------------------------------ small helpers */

  function el(name, properties, ...inside) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties || {})) {
      if (value === null || value === undefined || value === false) continue;
      if (key === "class") element.className = value;
      else if (key === "text") element.textContent = value;
      else if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
      else element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...inside.filter((part) => part !== null && part !== undefined));
    return element;
  }

  const paragraphs = (text) => String(text || "").split(/\n\s*\n/)
    .map((block) => block.trim()).filter(Boolean).map((block) => el("p", { text: block }));

  const number = (value) => Number(value).toLocaleString("en-GB", { maximumFractionDigits: 2 });
  const clockTime = (when) => when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  function parse(text) {
    try { return JSON.parse(text); } catch (damaged) { return null; }
  }

  /* ------------------------------------------------------------------ keeping answers */

  const PREFIX = "playbook:v1:";
  const SORRY = {
    blocked: "This browser is not letting the page save. You can carry on, but your answers " +
      "will be gone when you leave this page. Download them first if you want to keep them.",
    full: "The storage of this browser is full, so your latest answers are not saved. " +
      "You can carry on. Download your answers before you leave this page.",
  };

  const store = {
    memory: new Map(), // what could not be saved lives here until the page is left
    trouble: "",
    read(key) {
      if (store.memory.has(key)) return parse(store.memory.get(key));
      try { return parse(localStorage.getItem(PREFIX + key)); } catch (blocked) { return null; }
    },
    write(key, value) {
      const text = JSON.stringify(value);
      try {
        localStorage.setItem(PREFIX + key, text);
        store.memory.delete(key);
        return true;
      } catch (error) {
        store.memory.set(key, text);
        store.fail(/quota/i.test(error && error.name) ? "full" : "blocked");
        return false;
      }
    },
    remove(key) {
      store.memory.delete(key);
      try { localStorage.removeItem(PREFIX + key); } catch (blocked) { /* nothing was kept */ }
    },
    test() {
      try {
        localStorage.setItem(PREFIX + "_test", "1");
        localStorage.removeItem(PREFIX + "_test");
      } catch (error) { store.fail(/quota/i.test(error && error.name) ? "full" : "blocked"); }
    },
    fail(trouble) {
      store.trouble = trouble;
      showTrouble();
    },
  };

  /* One notice for the page, said once, with a way out. */
  function showTrouble() {
    const first = document.querySelector(".pb-activity, .pb-record");
    if (!first) return;
    let notice = document.querySelector(".pb-notice-storage");
    if (!notice) {
      notice = el("div", { class: "pb-notice pb-notice-storage", role: "status" });
      first.before(notice);
    }
    if (notice.dataset.trouble === store.trouble) return;
    notice.dataset.trouble = store.trouble;
    notice.replaceChildren(
      el("p", { text: SORRY[store.trouble] }),
      el("button", { type: "button", class: "pb-button pb-button-quiet", text: "Download my answers",
        onclick: () => download(buildRecord(notebooksHere())) }),
    );
  }

  const recordKey = (definition) => `${definition.module}:${definition.id}`;
  const isDone = (record) => Boolean(record && (record.checked || record.attempts > 0));

  /* Whatever lies in storage or in a file is made into a record we trust, or into nothing. */
  function cleanRecord(raw, type) {
    if (!isObject(raw) || !types[type]) return null;
    const answer = types[type].clean(raw.answer);
    if (answer === null) return null;
    const score = typeof raw.score === "number" && raw.score >= 0 && raw.score <= 1 ? raw.score : null;
    return {
      answer,
      checked: raw.checked === true,
      correct: typeof raw.correct === "boolean" ? raw.correct : null,
      score,
      attempts: Number.isInteger(raw.attempts) && raw.attempts > 0 ? Math.min(raw.attempts, 9999) : 0,
      first: cleanDate(raw.first),
      last: cleanDate(raw.last),
      version: typeof raw.version === "string" ? raw.version.slice(0, 40) : "",
    };
  }

  function cleanDate(value) {
    const time = typeof value === "string" && value.length < 40 ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? null : new Date(time).toISOString();
  }

  const cleanText = (value, most) => typeof value === "string" ? value.slice(0, most || 2000) : null;

  function cleanList(value, clean) {
    if (!Array.isArray(value) || !value.length || value.length > 200) return null;
    const cleaned = value.map(clean);
    return cleaned.includes(null) ? null : cleaned;
  }

  const readRecord = (definition) =>
    cleanRecord(store.read(recordKey(definition)), definition.type);

  /* ------------------------------------------------------------------ types of activity
     clean    make a stored answer safe, or null
     read     the answer that the controls hold now, or null
     write    put an answer into the controls
     missing  what must be given before checking: [sentence, control to go to], or null
     judge    {score 0 to 1, correct, verdict}
     explain  elements for the feedback; may also mark the controls
     say      the answer as lines of text, for the learning record */

  const types = {};
  playbook.types = types;

  const mark = (right, text) => el("span",
    { class: right ? "pb-tick pb-tick-right" : "pb-tick pb-tick-think" },
    el("span", { "aria-hidden": "true", text: right ? "✓ " : "◇ " }), text);

  function reason(right, verdict, about, text) {
    return el("div", { class: right ? "pb-reason pb-reason-right" : "pb-reason" },
      el("p", { class: "pb-reason-heading" }, mark(right, verdict), about && ` ${about}`),
      ...paragraphs(text));
  }

  types.choice = {
    clean: (answer) => cleanList(answer, (text) => cleanText(text)),
    inputs: (card) => [...card.querySelectorAll(".pb-option input")],
    read(card, definition) {
      const chosen = types.choice.inputs(card).filter((input) => input.checked);
      return chosen.length ? chosen.map((input) => definition.options[input.value]) : null;
    },
    write(card, definition, answer) {
      for (const input of types.choice.inputs(card)) {
        input.checked = answer.includes(definition.options[input.value]);
      }
    },
    missing(card, definition, answer) {
      return answer ? null : ["Choose an answer first, then check it.", types.choice.inputs(card)[0]];
    },
    judge(definition, answer) {
      const agrees = (option) => definition.right.includes(option) === answer.includes(option);
      const agreed = definition.options.filter(agrees).length;
      const correct = agreed === definition.options.length;
      const found = definition.right.filter((option) => answer.includes(option)).length;
      const partly = definition.many && found
        ? `Partly right. You found ${found} of ${definition.right.length}.` : "Not quite.";
      const score = definition.many ? agreed / definition.options.length : Number(correct);
      return { correct, score, verdict: correct ? "Good thinking. That is right." : partly };
    },
    explain(card, definition, answer, judged) {
      const missed = definition.many ? "Also right" : "A better answer";
      const shown = definition.options.map((option, at) => {
        const right = definition.right.includes(option);
        const chosen = answer.includes(option);
        if (!right && !chosen) return null;
        const heading = right ? (chosen ? "Right" : missed) : "Not this one";
        const label = types.choice.inputs(card)[at].closest("label");
        label.append(mark(right, heading));
        label.classList.add(right ? "pb-is-right" : "pb-is-think");
        if (judged.correct && !definition.many) return { chosen, parts: paragraphs(definition.feedback[at]) };
        return { chosen, parts: [reason(right, `${heading}:`, option, definition.feedback[at])] };
      }).filter(Boolean);
      return [...shown.filter((s) => s.chosen), ...shown.filter((s) => !s.chosen)]
        .flatMap((s) => s.parts);
    },
    say: (definition, answer) => answer,
  };

  types.sort = {
    clean: (answer) => cleanList(answer, (pair) => {
      const item = isObject(pair) ? cleanText(pair.item) : null;
      const bin = isObject(pair) ? cleanText(pair.bin, 100) : null;
      return item === null || bin === null ? null : { item, bin };
    }),
    rows: (card) => [...card.querySelectorAll(".pb-item")],
    read(card, definition) {
      const pairs = types.sort.rows(card).map((row, at) => {
        const chosen = row.querySelector("input:checked");
        return chosen ? { item: definition.items[at].text, bin: chosen.value } : null;
      }).filter(Boolean);
      return pairs.length ? pairs : null;
    },
    write(card, definition, answer) {
      types.sort.rows(card).forEach((row, at) => {
        const pair = answer.find((p) => p.item === definition.items[at].text);
        for (const input of row.querySelectorAll("input")) {
          input.checked = Boolean(pair) && input.value === pair.bin;
        }
      });
    },
    missing(card) {
      const open = types.sort.rows(card).filter((row) => !row.querySelector("input:checked"));
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
      const label = (id) => (definition.bins.find((bin) => bin.id === id) || { label: id }).label;
      types.sort.rows(card).forEach((row, at) => {
        const item = definition.items[at];
        const chosen = (answer.find((pair) => pair.item === item.text) || {}).bin;
        const right = chosen === item.bin;
        const verdict = right ? `Right: ${label(item.bin)}` : `It belongs in: ${label(item.bin)}`;
        const yours = right ? null : `(you chose ${label(chosen)})`;
        row.append(reason(right, verdict, yours, definition.feedback[at]));
      });
      return [];
    },
    say(definition, answer) {
      const bins = definition.bins || [];
      return answer.map((pair) => {
        const bin = bins.find((b) => b.id === pair.bin);
        return `${pair.item}: ${bin ? bin.label : pair.bin}`;
      });
    },
  };

  types.estimate = {
    clean(answer) {
      if (!isObject(answer)) return null;
      const value = Number.isFinite(answer.value) ? answer.value : null;
      const confidence = cleanText(answer.confidence, 40) || null;
      return value === null && confidence === null ? null : { value, confidence };
    },
    parts: (card) => ({
      box: card.querySelector(".pb-number-box"),
      slider: card.querySelector(".pb-slider"),
      sure: [...card.querySelectorAll(".pb-sure input")],
    }),
    mount(card, definition) {
      const { box, slider } = types.estimate.parts(card);
      const say = () => slider.setAttribute("aria-valuetext",
        box.value ? `${number(slider.value)} ${definition.unit}` : "no estimate yet");
      slider.addEventListener("input", () => { box.value = number(slider.value); say(); });
      box.addEventListener("input", () => {
        const value = types.estimate.typed(box);
        if (Number.isFinite(value)) slider.value = value;
        say();
      });
      say();
    },
    typed: (box) => box.value.trim() ? Number(box.value.replace(/[,\s]/g, "")) : NaN,
    read(card) {
      const { box, sure } = types.estimate.parts(card);
      const value = types.estimate.typed(box);
      const confidence = (sure.find((input) => input.checked) || {}).value;
      return types.estimate.clean({ value, confidence });
    },
    write(card, definition, answer) {
      const { box, slider, sure } = types.estimate.parts(card);
      box.value = answer.value === null ? "" : number(answer.value);
      slider.value = answer.value === null ? slider.defaultValue : answer.value;
      slider.setAttribute("aria-valuetext",
        box.value ? `${box.value} ${definition.unit}` : "no estimate yet");
      for (const input of sure) input.checked = input.value === answer.confidence;
    },
    missing(card, definition, answer) {
      const { box, sure } = types.estimate.parts(card);
      const { minimum, maximum } = definition;
      const value = answer ? answer.value : null;
      if (value === null || value < minimum || value > maximum) {
        return [`Type a number from ${number(minimum)} to ${number(maximum)}.`, box];
      }
      return answer.confidence ? null : ["Say how sure you are, then see the answer.", sure[0]];
    },
    judge(definition, answer) {
      const gap = answer.value - definition.answer;
      const correct = Math.abs(gap) <= definition.within;
      const verdict = correct ? "Close. Well judged."
        : gap < 0 ? "The answer is higher than you thought." : "The answer is lower than you thought.";
      return { correct, score: Number(correct), verdict };
    },
    explain(card, definition, answer, judged) {
      const gap = answer.value - definition.answer;
      const which = judged.correct ? "close" : gap < 0 ? "low" : "high";
      const away = gap === 0 ? "That is exactly right."
        : `That is ${number(Math.abs(gap))} too ${gap < 0 ? "low" : "high"}.`;
      const sentence = `The answer is ${number(definition.answer)} ${definition.unit}. ` +
        `You said ${number(answer.value)} and were ${sureness(answer.confidence)}. ${away}`;
      return [
        el("p", { text: sentence }), scale(definition, answer.value),
        ...paragraphs(definition.feedback[which]),
        el("p", { class: "pb-source", text: `Source: ${definition.source}` }),
      ];
    },
    say: (definition, answer) => [
      answer.value === null ? "No number yet" : `${number(answer.value)} ${definition.unit || ""}`.trim(),
      answer.confidence || "Not said how sure",
    ],
  };

  const sureness = (confidence) => confidence.charAt(0).toLowerCase() + confidence.slice(1);

  /* A picture of the sentence beside it, so it needs no words for a screen reader. */
  function scale(definition, guess) {
    const at = (value) => {
      const share = (value - definition.minimum) / (definition.maximum - definition.minimum);
      return `${(100 * Math.min(1, Math.max(0, share))).toFixed(2)}%`;
    };
    const place = (element, value) => { element.style.left = at(value); return element; };
    const band = place(el("i", { class: "pb-scale-close" }), definition.answer - definition.within);
    const end = Math.min(definition.maximum, definition.answer + definition.within);
    const start = Math.max(definition.minimum, definition.answer - definition.within);
    band.style.width = `${100 * (end - start) / (definition.maximum - definition.minimum)}%`;
    const key = (kind, text) => el("span", {}, el("i", { class: kind }), text);
    return el("div", { class: "pb-scale", "aria-hidden": "true" },
      el("div", { class: "pb-scale-line" }, band,
        place(el("i", { class: "pb-scale-guess" }), guess),
        place(el("i", { class: "pb-scale-answer" }), definition.answer)),
      el("div", { class: "pb-scale-ends" },
        el("span", { text: number(definition.minimum) }), el("span", { text: number(definition.maximum) })),
      el("div", { class: "pb-scale-key" },
        key("pb-scale-guess", `You: ${number(guess)}`),
        key("pb-scale-answer", `Answer: ${number(definition.answer)}`)));
  }

  types.reflect = {
    alwaysOpen: true,
    clean(answer) {
      if (!isObject(answer)) return null;
      const kept = Object.entries(answer).slice(0, 30)
        .map(([id, text]) => [id, cleanText(text, 10000)])
        .filter(([id, text]) => /^[a-z][a-z0-9-]{0,60}$/.test(id) && text);
      return kept.length ? Object.fromEntries(kept) : null;
    },
    boxes: (card) => [...card.querySelectorAll("textarea")],
    read: (card) => types.reflect.clean(
      Object.fromEntries(types.reflect.boxes(card).map((box) => [box.name, box.value]))),
    write(card, definition, answer) {
      for (const box of types.reflect.boxes(card)) {
        box.value = Object.hasOwn(answer, box.name) ? answer[box.name] : "";
      }
    },
    judge(definition, answer) {
      const done = definition.prompts.every((prompt) => (answer[prompt.id] || "").trim());
      return { correct: null, score: null, done };
    },
    explain: () => [],
    say: (definition, answer) => Object.entries(answer).map(([id, text]) => {
      const prompt = (definition.prompts || []).find((p) => p.id === id);
      return `${prompt ? prompt.label : id} ${text}`;
    }),
  };

  /* ------------------------------------------------------------------ one activity */

  class Card {
    constructor(card, definition) {
      this.card = card;
      this.definition = definition;
      this.type = types[definition.type];
      this.form = card.querySelector(".pb-form");
      this.feedback = card.querySelector(".pb-feedback");
      this.saved = card.querySelector(".pb-saved");
      this.record = null;
      this.announcing = 0;
    }

    mount() {
      const answers = this.card.querySelector(".pb-answers");
      if (answers) answers.remove();
      this.addButtons();
      if (this.type.mount) this.type.mount(this.card, this.definition);
      this.form.addEventListener("submit", (event) => { event.preventDefault(); this.check(); });
      this.form.addEventListener("input", () => this.changed());
      this.form.addEventListener("change", () => this.changed());
      this.restore();
    }

    addButtons() {
      const button = (text, type, look, act) => {
        const made = el("button", { type, class: look, text, hidden: true });
        if (act) made.addEventListener("click", act);
        return made;
      };
      this.checkButton = button(this.definition.button, "submit", "pb-button", null);
      this.againButton = button("Try again", "button", "pb-button", () => this.tryAgain());
      this.eraseButton = button("Start again", "button", "pb-link-button", () => this.startAgain());
      const actions = this.card.querySelector(".pb-actions");
      actions.append(this.checkButton, this.againButton, this.eraseButton);
      actions.hidden = false;
    }

    showButtons() {
      const closed = this.isClosed();
      this.checkButton.hidden = closed || Boolean(this.type.alwaysOpen);
      this.againButton.hidden = !closed;
      this.eraseButton.hidden = !this.record;
    }

    isClosed() { return this.card.classList.contains("pb-checked"); }

    /* Shows what was saved earlier. An answer to an older wording is kept, but not marked. */
    restore() {
      const record = readRecord(this.definition);
      if (record) {
        this.record = record;
        this.type.write(this.card, this.definition, record.answer);
        const changed = record.version !== this.definition.version;
        if (changed) this.sayChanged();
        else if (record.checked && !this.type.alwaysOpen) this.reveal();
        if (!changed && this.type.alwaysOpen) this.saved.textContent = "Saved on this device.";
      }
      this.showButtons();
      this.tell();
    }

    sayChanged() {
      const said = this.type.say(this.definition, this.record.answer).join("; ");
      this.feedback.replaceChildren(el("p", { class: "pb-changed" },
        el("strong", { text: "This question has changed since you answered." }),
        ` Your earlier answer is kept: ${said}`));
    }

    changed() {
      if (this.isClosed()) return;
      const answer = this.type.read(this.card, this.definition);
      this.feedback.replaceChildren();
      this.unmarkMissing();
      if (answer === null) return this.forget();
      const judged = this.type.alwaysOpen ? this.type.judge(this.definition, answer) : {};
      const kept = this.save({ answer, checked: Boolean(judged.done), correct: null });
      if (this.type.alwaysOpen) this.announceSaved(kept);
      this.showButtons();
    }

    /* An emptied answer is not an answer. Attempts that were made still count. */
    forget() {
      if (this.record && !this.record.attempts) {
        store.remove(recordKey(this.definition));
        this.record = null;
        this.saved.textContent = "";
      }
      this.showButtons();
      this.tell();
    }

    check() {
      if (this.type.alwaysOpen || this.isClosed()) return;
      const answer = this.type.read(this.card, this.definition);
      const missing = this.type.missing(this.card, this.definition, answer);
      if (missing) return this.askFor(missing);
      const { correct, score } = this.type.judge(this.definition, answer);
      const attempts = (this.record ? this.record.attempts : 0) + 1;
      const kept = this.save({ answer, checked: true, correct, score, attempts });
      this.reveal();
      this.showButtons();
      this.announceSaved(kept);
      this.feedback.querySelector(".pb-verdict").focus();
    }

    askFor([sentence, control]) {
      const id = `${this.card.id}-missing`;
      this.feedback.replaceChildren(el("p", { class: "pb-missing", id, text: sentence }));
      control.setAttribute("aria-describedby",
        [control.getAttribute("aria-describedby"), id].filter(Boolean).join(" "));
      control.focus();
    }

    unmarkMissing() {
      const id = `${this.card.id}-missing`;
      for (const control of this.card.querySelectorAll(`[aria-describedby~="${id}"]`)) {
        const left = control.getAttribute("aria-describedby").split(" ").filter((one) => one !== id);
        if (left.length) control.setAttribute("aria-describedby", left.join(" "));
        else control.removeAttribute("aria-describedby");
      }
    }

    reveal() {
      const { answer } = this.record;
      const judged = this.type.judge(this.definition, answer);
      this.unmarkMissing();
      this.lock(true);
      const level = Number(this.card.querySelector(".pb-activity-title").tagName[1]) + 1;
      const heading = el(`h${Math.min(level, 6)}`, {
        class: `pb-verdict ${judged.correct ? "pb-verdict-right" : "pb-verdict-think"}`, tabindex: "-1",
      }, el("span", { "aria-hidden": "true", text: judged.correct ? "✓ " : "◇ " }), judged.verdict);
      this.feedback.replaceChildren(heading,
        ...this.type.explain(this.card, this.definition, answer, judged),
        ...paragraphs(this.definition.after));
    }

    lock(closed) {
      this.card.classList.toggle("pb-checked", closed);
      for (const control of this.form.querySelectorAll("input")) control.disabled = closed;
    }

    open() {
      this.lock(false);
      this.feedback.replaceChildren();
      for (const mark_ of this.form.querySelectorAll(".pb-tick, .pb-reason")) mark_.remove();
      for (const option of this.form.querySelectorAll(".pb-option")) {
        option.classList.remove("pb-is-right", "pb-is-think");
      }
    }

    focusFirst() {
      const chosen = this.form.querySelector("input:checked");
      (chosen || this.form.querySelector("input, textarea")).focus();
    }

    tryAgain() {
      this.open();
      this.save({ checked: false, correct: null });
      this.saved.textContent = "";
      this.showButtons();
      this.focusFirst();
    }

    /* Erases the answer at once, and offers it back until something new is given. */
    startAgain() {
      const erased = this.record;
      this.open();
      this.form.reset();
      if (this.type.mount) this.type.write(this.card, this.definition, { value: null, confidence: null });
      store.remove(recordKey(this.definition));
      this.record = null;
      this.showButtons();
      this.tell();
      this.focusFirst();
      this.saved.replaceChildren("Your answer is erased. ", el("button", {
        type: "button", class: "pb-link-button", text: "Bring it back",
        onclick: () => this.bringBack(erased),
      }));
    }

    bringBack(record) {
      this.record = record;
      store.write(recordKey(this.definition), record);
      this.saved.textContent = "Your answer is back.";
      this.type.write(this.card, this.definition, record.answer);
      if (record.checked && !this.type.alwaysOpen && record.version === this.definition.version) {
        this.reveal();
      }
      this.showButtons();
      this.tell();
      const again = this.isClosed() ? this.againButton : this.form.querySelector("input, textarea");
      again.focus();
    }

    save(part) {
      const now = new Date().toISOString();
      const fresh = { score: null, attempts: 0, first: now };
      this.record = { ...fresh, ...this.record, ...part, last: now, version: this.definition.version };
      const kept = store.write(recordKey(this.definition), this.record);
      this.tell();
      return kept;
    }

    /* Typing would announce on every key, so the line waits for a pause. */
    announceSaved(kept) {
      clearTimeout(this.announcing);
      this.announcing = setTimeout(() => {
        const text = kept ? `Saved on this device at ${clockTime(new Date())}.`
          : "Not saved on this device. See the note at the top of this page.";
        if (this.saved.textContent !== text) this.saved.textContent = text;
      }, this.type.alwaysOpen ? 700 : 0);
    }

    /* Tells the page, and Python where there is one, how things stand. */
    tell() {
      const { answer = null, checked = false, correct = null } = this.record || {};
      this.card.dispatchEvent(new CustomEvent("playbook:change",
        { bubbles: true, detail: { answer, checked, correct } }));
    }
  }

  function mountActivity(card) {
    if (card.dataset.live) return;
    const script = card.querySelector("script.pb-definition");
    const definition = parse(script ? script.textContent : "");
    if (!definition || !types[definition.type]) return;
    card.dataset.live = "yes";
    card.playbookDefinition = definition;
    new Card(card, definition).mount();
  }

  /* ------------------------------------------------------------------ the learning record as a file */

  const SCHEMA = "playbook-learning-record";

  /* The notebooks whose activities stand on this page, described by what stands there. */
  function notebooksHere() {
    const notebooks = new Map();
    for (const card of document.querySelectorAll(".pb-activity[data-live]")) {
      const definition = card.playbookDefinition;
      const opening = document.querySelector(`.pb-opening[data-module="${definition.module}"]`);
      const title = opening ? opening.dataset.title : definition.module;
      if (!notebooks.has(definition.module)) {
        notebooks.set(definition.module, { id: definition.module, title, activities: [] });
      }
      notebooks.get(definition.module).activities.push(definition);
    }
    return [...notebooks.values()];
  }

  function describe(notebook, definition) {
    const record = cleanRecord(store.read(`${notebook.id}:${definition.id}`), definition.type);
    if (!record) return null;
    return {
      id: definition.id, type: definition.type, title: definition.title,
      question: definition.question || (definition.prompts || []).map((p) => p.label).join(" "),
      in_words: types[definition.type].say(definition, record.answer), ...record,
    };
  }

  /* Readable by a person first: titles, questions and answers in words stand beside the data. */
  function buildRecord(notebooks) {
    const modules = notebooks.map((notebook) => {
      const activities = notebook.activities
        .map((definition) => describe(notebook, definition)).filter(Boolean);
      const seconds = cleanSeconds(store.read(`${notebook.id}:_time`));
      const visited = cleanDate(store.read(`${notebook.id}:_visited`));
      if (!activities.length && !seconds && !visited) return null;
      return { id: notebook.id, title: notebook.title, seconds, visited,
        activities_done: activities.filter(isDone).length,
        activities_total: notebook.activities.length, activities };
    }).filter(Boolean);
    return {
      about: "My learning record from the Moray Commissioning Playbook. It was made on my own " +
        "device. Bring it back with 'Import a record' on the page 'My learning record'.",
      schema: SCHEMA, schema_version: 1, saved: new Date().toISOString(),
      name: learnerName(), modules,
    };
  }

  const cleanSeconds = (value) =>
    Number.isFinite(value) && value > 0 ? Math.min(Math.round(value), 3600000) : 0;

  function learnerName() {
    const learner = store.read("_learner");
    return (isObject(learner) && cleanText(learner.name, 100)) || "";
  }

  function download(record) {
    const text = JSON.stringify(record, null, 2) + "\n";
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = el("a", { href: address, download: `my-learning-record-${record.saved.slice(0, 10)}.json` });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  /* ------------------------------------------------------------------ where, and for how long */

  /* Counts seconds while the page is in view and somebody is there. */
  function keepTime(module) {
    const STEP = 5;
    const STILL_THERE = 90000;
    let active = Date.now();
    const here = () => { active = Date.now(); };
    for (const sign of ["pointerdown", "pointermove", "keydown", "scroll", "input"]) {
      document.addEventListener(sign, here, { passive: true, capture: true });
    }
    store.write(`${module}:_visited`, new Date().toISOString());
    setInterval(() => {
      if (document.visibilityState !== "visible" || Date.now() - active > STILL_THERE) return;
      store.write(`${module}:_time`, cleanSeconds(store.read(`${module}:_time`)) + STEP);
    }, STEP * 1000);
  }

  function siteRoot() {
    const root = document.documentElement.dataset.content_root; // written by Sphinx on every page
    return root === undefined ? null : new URL(root || "./", location.href);
  }

  function nearestHeading() {
    const headings = [...document.querySelectorAll("h1, h2, h3")].filter((heading) =>
      heading.offsetParent && !heading.closest(".pb-activity, .pb-explorer, .pb-opening, nav, aside, footer"));
    const above = headings.filter((heading) =>
      heading.getBoundingClientRect().top < innerHeight * 0.4);
    return above.pop() || headings[0];
  }

  function headingText(heading) {
    const copy = heading.cloneNode(true);
    for (const link of copy.querySelectorAll(".headerlink")) link.remove();
    return copy.textContent.trim().slice(0, 200);
  }

  /* Remembers the heading being read, so the home page can offer to carry on from there. */
  function keepPlace(opening) {
    const root = siteRoot();
    if (!root || !location.href.startsWith(root.href)) return;
    const page = decodeURIComponent(location.pathname.slice(root.pathname.length));
    let waiting = 0;
    const note = () => {
      const heading = nearestHeading();
      if (!heading) return;
      const section = heading.closest("section[id]");
      store.write("_place", {
        module: opening.dataset.module, title: opening.dataset.title, page,
        heading: headingText(heading), anchor: heading.id || (section ? section.id : ""),
        activities: opening.dataset.activities.split(" "), when: new Date().toISOString(),
      });
    };
    const soon = () => { clearTimeout(waiting); waiting = setTimeout(note, 800); };
    addEventListener("scroll", soon, { passive: true });
    addEventListener("pagehide", note);
    soon();
  }

  function countDone(module, activities) {
    return activities.filter((id) => {
      const record = store.read(`${module}:${id}`);
      return isObject(record) && isDone(record);
    }).length;
  }

  function showDoneHere(opening) {
    const line = opening.querySelector(".pb-done-here");
    const activities = opening.dataset.activities.split(" ");
    const done = countDone(opening.dataset.module, activities);
    line.hidden = !done;
    line.textContent = done === activities.length
      ? `You have done all ${done} activities here.`
      : `You have done ${done} of ${activities.length} activities here.`;
  }

  function mountOpening(opening) {
    if (opening.dataset.live) return;
    opening.dataset.live = "yes";
    showDoneHere(opening);
    document.addEventListener("playbook:change", () => showDoneHere(opening));
    keepTime(opening.dataset.module);
    keepPlace(opening);
  }

  /* A place is only followed when it is a page of this site: never an address from elsewhere. */
  function cleanPlace(raw) {
    const page = isObject(raw) && cleanText(raw.page, 300);
    const safe = page && /^[\w-]+(\/[\w-]+)*\.html$/.test(page);
    if (!safe || !cleanText(raw.title) || !Array.isArray(raw.activities)) return null;
    const anchor = /^[\w.-]{1,200}$/.test(raw.anchor) ? `#${raw.anchor}` : "";
    const activities = raw.activities.filter((id) => typeof id === "string").slice(0, 200);
    return { module: String(raw.module), title: raw.title, heading: cleanText(raw.heading, 200) || "",
      address: page + anchor, activities };
  }

  function mountResume(box) {
    const place = cleanPlace(store.read("_place"));
    const root = siteRoot();
    if (box.dataset.live || !place || !root) return;
    box.dataset.live = "yes";
    const done = countDone(place.module, place.activities);
    const name = learnerName();
    const at = place.heading && place.heading !== place.title
      ? `You stopped at “${place.heading}” in ${place.title}.` : `You were reading ${place.title}.`;
    box.append(
      el("p", { class: "pb-resume-text" },
        el("strong", { text: name ? `Welcome back, ${name}.` : "Welcome back." }), ` ${at}`),
      el("div", { class: "pb-resume-progress" }, bar(done, place.activities.length),
        el("span", { text: `${done} of ${place.activities.length} activities done` })),
      el("a", { class: "pb-button", href: root.href + place.address, text: "Carry on" }),
    );
    box.hidden = false;
  }

  function bar(done, total) {
    const filled = el("i");
    filled.style.width = `${total ? Math.round(100 * done / total) : 0}%`;
    return el("div", { class: "pb-bar", "aria-hidden": "true" }, filled);
  }

  /* ------------------------------------------------------------------ begin */

  Object.assign(playbook, {
    el, paragraphs, bar, store, parse, isObject, isDone, cleanRecord, cleanDate, cleanSeconds,
    cleanText, learnerName, buildRecord, download, SCHEMA,
  });

  playbook.mounters.activities = function (root) {
    const cards = root.querySelectorAll(".pb-activity");
    if (cards.length) store.test();
    cards.forEach(mountActivity);
    document.querySelectorAll(".pb-opening[data-module]").forEach(mountOpening);
    root.querySelectorAll(".pb-resume").forEach(mountResume);
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => playbook.mounters.activities(document));
  } else {
    playbook.mounters.activities(document);
  }
})();
