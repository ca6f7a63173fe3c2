/* What this device remembers of each notebook, and how that is said. */
"use strict";

window.playbook.once("remembered", (playbook) => {
  const { types, store, isDone, cleanRecord, cleanSeconds, cleanDate, BEGUN_SECONDS } = playbook;

  const plural = (count, one, many) => `${count} ${count === 1 ? one : many || `${one}s`}`;
  const longDate = (iso) => new Date(iso).toLocaleDateString("en-GB",
    { day: "numeric", month: "long", year: "numeric" });

  /* Minutes as a person says them: "25 minutes", "1 hour 20 minutes". */
  function lengthInWords(minutes) {
    const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
    return [hours ? plural(hours, "hour") : "", rest || !hours ? plural(rest, "minute") : ""]
      .filter(Boolean).join(" ");
  }

  const spent = (seconds) => seconds && seconds < 30
    ? "less than a minute" : lengthInWords(Math.round(seconds / 60));

  /* Where several things are sorted or put in order, each of them is an answer. */
  function marksOf({ definition, record }) {
    const several = ["sort", "order"].includes(definition.type) ? definition.items.length : 1;
    const right = several > 1 ? Math.round(record.score * several) : Number(record.score === 1);
    return { right, marked: several };
  }

  const isMarked = ({ record }) => record.score !== null && record.attempts > 0;

  function readNotebook(notebook) {
    const activities = notebook.activities.map((definition) => ({
      definition, record: cleanRecord(store.read(`${notebook.id}:${definition.id}`), definition.type),
    }));
    const answered = activities.filter((activity) => activity.record);
    const marks = answered.filter(isMarked).map(marksOf);
    const sum = (key) => marks.reduce((total, one) => total + one[key], 0);
    const seconds = cleanSeconds(store.read(`${notebook.id}:_time`));
    const dates = answered.map(({ record }) => record.last).filter(Boolean);
    const visited = cleanDate(store.read(`${notebook.id}:_visited`));
    const done = activities.filter(({ record }) => isDone(record)).length;
    return {
      notebook, answered, seconds, done,
      total: activities.length,
      finished: done === activities.length,
      marked: sum("marked"),
      right: sum("right"),
      last: [...dates, visited].filter(Boolean).sort().pop() || null,
      lastAnswer: dates.sort().pop() || null,
      begun: answered.length > 0 || seconds >= BEGUN_SECONDS,
    };
  }

  const kindOf = (notebook) => ({ exercise: "Exercise", guide: "Guide" }[notebook.kind] || "Module");
  const stateOf = (state) => state.finished ? "Finished" : state.begun ? "Started" : "Not started";

  const factsOf = (state) => [
    `${state.done} of ${plural(state.total, "activity", "activities")} done`,
    state.marked ? `${state.right} of ${plural(state.marked, "marked answer")} right` : "",
    state.seconds ? `${spent(state.seconds)} spent` : "",
    state.last ? `Last here on ${longDate(state.last)}` : "",
  ].filter(Boolean);

  function verdictOf({ definition, record }) {
    const changed = record.version && record.version !== definition.version
      ? " The question has changed since." : "";
    const { alwaysOpen, unmarked, sayUnmarked } = types[definition.type];
    if (!record.attempts && !alwaysOpen) return `Not checked yet.${changed}`;
    if (unmarked) return changed || !sayUnmarked ? changed.trim() : sayUnmarked(definition, record.answer);
    const tries = record.attempts > 1 ? `, ${record.attempts} tries` : "";
    return `${scoreInWords({ definition, record })}${tries}.${changed}`;
  }

  function scoreInWords(activity) {
    const { right, marked } = marksOf(activity);
    if (marked > 1) return `${right} of ${marked} right`;
    const { score } = activity.record;
    return score === 1 ? "Right" : score > 0 ? "Partly right" : "Not the expected answer";
  }

  const isWriting = ({ definition }) => Boolean(types[definition.type].written);
  const questionOf = (definition) => definition.question || definition.title;

  Object.assign(playbook, { plural, longDate, lengthInWords, spent, readNotebook, kindOf, stateOf,
    factsOf, verdictOf, isWriting, questionOf });
});
