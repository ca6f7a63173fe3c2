/* Reading a record from a file. Only what the course knows is taken, piece by piece, each made safe;
   nothing else of the file is kept. */
"use strict";

window.playbook.once("bring", (playbook) => {
  const { store, isObject, parse, cleanText, cleanDate, cleanSeconds, cleanRecord, SCHEMA } = playbook;

  class Refused extends Error {}

  /* Gives {values, name, saved, answers, unknown} or throws Refused with a sentence for people. */
  function readFile(text, notebooks) {
    const raw = parse(text);
    if (raw === null) {
      throw new Refused("This file is damaged, or it is not a learning record.");
    }
    if (!isObject(raw) || raw.schema !== SCHEMA || !Array.isArray(raw.modules)) {
      throw new Refused("This file is not a learning record from this playbook.");
    }
    if (raw.schema_version !== 1) {
      throw new Refused("This record was made by a newer playbook than this one.");
    }
    const taken = { values: new Map(), answers: 0, unknown: 0,
      name: cleanText(raw.name, 100) || "", saved: cleanDate(raw.saved) };
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
      const record = definition ? cleanRecord(activity, definition.type) : null;
      if (!record) {
        taken.unknown += 1;
        continue;
      }
      taken.values.set(`${notebook.id}:${definition.id}`, record);
      taken.answers += 1;
    }
    const seconds = cleanSeconds(module.seconds);
    const visited = cleanDate(module.visited);
    if (seconds) taken.values.set(`${notebook.id}:_time`, seconds);
    if (visited) taken.values.set(`${notebook.id}:_visited`, visited);
  }

  /* Of two answers to one question the later stays; of two times the longer. */
  function later(key, here, there) {
    if (here === null) return there;
    if (key.endsWith(":_time")) return Math.max(cleanSeconds(here), there);
    if (key.endsWith(":_visited")) return here > there ? here : there;
    return isObject(here) && (here.last || "") >= (there.last || "") ? here : there;
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

  Object.assign(playbook, { Refused, readFile, later, keysOf, putAll });
});
