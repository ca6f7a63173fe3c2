/* One activity: its buttons, its answer, its feedback. Each type has a file, which gives the card:
     clean    make a stored answer safe, or null
     read     the answer that the controls hold now, or null
     write    put an answer into the controls
     missing  what must be given before checking: [sentence, control to go to], or null
     judge    {score 0 to 1, correct, verdict}, both null where unmarked; {done} where alwaysOpen
     explain  elements for the feedback; may also mark the controls
     say      the answer as lines of text, for the learning record
   and where it needs them: mount, for its own controls; empty, where a reset of the form does not
   empty them; alwaysOpen, with nothing to check; unmarked, with nothing right or wrong; sayUnmarked
   and written, what the record says then and shows in full; chosen, the option to be followed. */
"use strict";

window.playbook.once("card", (playbook) => {
  const { el, paragraphs, types, store, recordKey, readRecord } = playbook;
  const { verdictHeading, earlierAnswer, savedLine, isClosed, closeForm, reopenForm } = playbook;
  const { firstControl, chosenControl, askFor, stopAsking, comeTo, chooseByEnter } = playbook;

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
      chooseByEnter(this.form);
      for (const sign of ["input", "change"]) this.form.addEventListener(sign, () => this.changed());
      this.restore();
    }

    addButtons() {
      const button = (text, type, look, act) =>
        el("button", { type, class: look, text, hidden: true, onclick: act });
      this.checkButton = button(this.definition.button, "submit", "pb-button", null);
      this.againButton = button("Change my answer", "button", "pb-button", () => this.tryAgain());
      this.eraseButton = button("Erase my answer", "button", "pb-link-button", () => this.startAgain());
      const actions = this.form.querySelector(".pb-actions");
      actions.append(this.checkButton, this.againButton, this.eraseButton);
      actions.hidden = false;
    }

    showButtons() {
      const closed = isClosed(this.card);
      this.checkButton.hidden = closed || Boolean(this.type.alwaysOpen);
      this.againButton.hidden = !closed;
      const wrong = this.record && this.record.correct === false;
      this.againButton.classList.toggle("pb-button-quiet", !wrong);
      this.eraseButton.hidden = !this.record;
    }

    /* Shows what was saved earlier. An answer to an older wording is kept, but not marked. */
    restore() {
      const record = readRecord(this.definition);
      if (record) {
        this.record = record;
        this.type.write(this.card, this.definition, record.answer);
        if (record.version !== this.definition.version) this.sayChanged();
        else if (this.type.alwaysOpen) {
          this.showAfter();
          this.saved.textContent = "Saved on this device.";
        } else if (record.checked) this.reveal();
      }
      this.showButtons();
      this.tell();
    }

    sayChanged() {
      const said = this.type.say(this.definition, this.record.answer).join("; ");
      this.feedback.replaceChildren(earlierAnswer(said));
    }

    changed() {
      if (isClosed(this.card)) return;
      const answer = this.type.read(this.card, this.definition);
      this.feedback.replaceChildren();
      stopAsking(this.card);
      if (answer === null) return this.forget();
      const judged = this.type.alwaysOpen ? this.type.judge(this.definition, answer) : {};
      const kept = this.save({ answer, checked: Boolean(judged.done), correct: null });
      this.showAfter();
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
      if (this.type.alwaysOpen || isClosed(this.card)) return;
      const answer = this.type.read(this.card, this.definition);
      const missing = this.type.missing(this.card, this.definition, answer);
      if (missing) return askFor(this.card, missing);
      const { correct, score } = this.type.judge(this.definition, answer);
      const attempts = (this.record ? this.record.attempts : 0) + 1;
      const kept = this.save({ answer, checked: true, correct, score, attempts });
      this.reveal();
      this.showButtons();
      this.announceSaved(kept);
      comeTo(this.feedback.querySelector(".pb-verdict"));
    }

    reveal() {
      const { answer } = this.record;
      const judged = this.type.judge(this.definition, answer);
      stopAsking(this.card);
      closeForm(this.card);
      this.feedback.replaceChildren(verdictHeading(this.card, judged),
        ...this.type.explain(this.card, this.definition, answer, judged),
        ...paragraphs(this.definition.after));
    }

    /* Where there is nothing to check, what comes after is shown once something is written. */
    showAfter() {
      this.feedback.replaceChildren(...paragraphs(this.type.alwaysOpen && this.definition.after));
    }

    tryAgain() {
      reopenForm(this.card);
      this.save({ checked: false, correct: null });
      this.saved.textContent = "";
      this.showButtons();
      chosenControl(this.card).focus();
    }

    /* Erases the answer at once, and offers it back until something new is given. */
    startAgain() {
      const erased = this.record;
      reopenForm(this.card);
      this.form.reset();
      if (this.type.empty) this.type.empty(this.card, this.definition);
      store.remove(recordKey(this.definition));
      this.record = null;
      this.showButtons();
      this.tell();
      chosenControl(this.card).focus();
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
      if (this.type.alwaysOpen) this.showAfter();
      else if (record.checked && record.version === this.definition.version) this.reveal();
      this.showButtons();
      this.tell();
      (isClosed(this.card) ? this.againButton : firstControl(this.card)).focus();
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
        const text = savedLine(kept);
        if (this.saved.textContent !== text) this.saved.textContent = text;
      }, this.type.alwaysOpen ? 700 : 0);
    }

    /* Tells the page, and Python where there is one, how things stand. */
    tell() {
      const { answer = null, checked = false, correct = null } = this.record || {};
      const detail = { answer, checked, correct };
      this.card.dispatchEvent(new CustomEvent("playbook:change", { bubbles: true, detail }));
    }
  }

  playbook.Card = Card;
});
