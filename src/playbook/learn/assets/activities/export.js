/* The learning record as a file: readable by a person first, so titles, questions and answers in
   words stand beside the data. */
"use strict";

window.playbook.once("export", (playbook) => {
  const { el, types, store, isObject, isDone, cleanText, cleanDate, cleanSeconds, cleanRecord } = playbook;

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
      question: definition.question || (definition.prompts || []).map((p) => p.label).join(" ") ||
        definition.title,
      in_words: types[definition.type].say(definition, record.answer), ...record,
    };
  }

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

  function learnerName() {
    const learner = store.read("_learner");
    return (isObject(learner) && cleanText(learner.name, 100)) || "";
  }

  function download(record) {
    const text = JSON.stringify(record, null, 2) + "\n";
    saveFile(new Blob([text], { type: "application/json" }),
      `my-learning-record-${record.saved.slice(0, 10)}.json`);
  }

  function saveFile(file, name) {
    const address = URL.createObjectURL(file);
    const link = el("a", { href: address, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  Object.assign(playbook, { SCHEMA, notebooksHere, buildRecord, learnerName, download, saveFile });
});
