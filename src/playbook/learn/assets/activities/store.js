/* Keeps answers on this device, and says so once when the browser does not let it. */
"use strict";

window.playbook.once("store", (playbook) => {
  const { el, parse, cleanRecord } = playbook;

  const PREFIX = "playbook:v1:";
  const SORRY = {
    blocked: "This browser is not letting the page save. You can carry on, but your answers " +
      "will be gone when you leave this page. Download them first if you want to keep them.",
    full: "The storage of this browser is full, so your latest answers are not saved. " +
      "You can carry on. Download your answers before you leave this page.",
  };
  const SORRY_RECORD = {
    blocked: "This browser does not keep answers between pages. Use “Download my answers” on the " +
      "module’s page before you leave it.",
    full: "The storage of this browser is full, so nothing new is saved. Export your record " +
      "before you leave this page.",
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
        store.fail(error);
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
      } catch (error) { store.fail(error); }
    },
    fail(error) {
      store.trouble = /quota/i.test(error && error.name) ? "full" : "blocked";
      showTrouble();
    },
  };

  /* One notice under the page's title, said once, with a way out. What the page promised about
     keeping answers does not hold then, so it goes. */
  function showTrouble() {
    const first = document.querySelector(".pb-activity, .pb-record");
    if (!first) return;
    for (const promise of document.querySelectorAll(".pb-private")) promise.hidden = true;
    let notice = document.querySelector(".pb-notice-storage");
    if (!notice) {
      notice = el("div", { class: "pb-notice pb-notice-storage", role: "status" });
      const title = document.querySelector("main h1");
      if (title) title.after(notice);
      else first.before(notice);
    }
    if (notice.dataset.trouble === store.trouble) return;
    notice.dataset.trouble = store.trouble;
    notice.replaceChildren(...(first.matches(".pb-record")
      ? [el("p", { text: SORRY_RECORD[store.trouble] })]
      : [el("p", { text: SORRY[store.trouble] }), downloadButton()]));
  }

  const downloadButton = () => el("button", {
    type: "button", class: "pb-button pb-button-quiet", text: "Download my answers",
    onclick: () => playbook.download(playbook.buildRecord(playbook.notebooksHere())),
  });

  const recordKey = (definition) => `${definition.module}:${definition.id}`;
  const isDone = (record) => Boolean(record && (record.checked || record.attempts > 0));
  const readRecord = (definition) =>
    cleanRecord(store.read(recordKey(definition)), definition.type);

  Object.assign(playbook, { store, recordKey, isDone, readRecord });
});
