/* Whatever lies in storage or in a file is made into something we trust, or into nothing. */
"use strict";

window.playbook.once("clean", (playbook) => {
  const { types } = playbook;

  const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

  function parse(text) {
    try { return JSON.parse(text); } catch (damaged) { return null; }
  }

  const cleanText = (value, most) => typeof value === "string" ? value.slice(0, most || 2000) : null;

  function cleanList(value, clean) {
    if (!Array.isArray(value) || !value.length || value.length > 200) return null;
    const cleaned = value.map(clean);
    return cleaned.includes(null) ? null : cleaned;
  }

  /* Keeps what stands under an id, each piece made safe by `clean`. Nothing left is no answer. */
  function cleanById(value, clean) {
    if (!isObject(value)) return null;
    const kept = Object.entries(value).slice(0, 100)
      .filter(([id]) => /^[a-z][a-z0-9-]{0,80}$/.test(id))
      .map(([id, given]) => [id, clean(given)]).filter(([, given]) => given !== null);
    return kept.length ? Object.fromEntries(kept) : null;
  }

  /* A text with something in it, or null. */
  const cleanWritten = (value, most) =>
    typeof value === "string" && value.trim() ? value.slice(0, most) : null;

  function cleanDate(value) {
    const time = typeof value === "string" && value.length < 40 ? Date.parse(value) : NaN;
    return Number.isNaN(time) ? null : new Date(time).toISOString();
  }

  const cleanSeconds = (value) =>
    Number.isFinite(value) && value > 0 ? Math.min(Math.round(value), 3600000) : 0;

  function cleanRecord(raw, type) {
    if (!isObject(raw) || !types[type]) return null;
    const answer = types[type].clean(raw.answer);
    if (answer === null) return null;
    const marked = !types[type].unmarked;
    const inRange = typeof raw.score === "number" && raw.score >= 0 && raw.score <= 1;
    return {
      answer,
      checked: raw.checked === true,
      correct: marked && typeof raw.correct === "boolean" ? raw.correct : null,
      score: marked && inRange ? raw.score : null,
      attempts: Number.isInteger(raw.attempts) && raw.attempts > 0 ? Math.min(raw.attempts, 9999) : 0,
      first: cleanDate(raw.first),
      last: cleanDate(raw.last),
      version: typeof raw.version === "string" ? raw.version.slice(0, 40) : "",
    };
  }

  Object.assign(playbook,
    { isObject, parse, cleanText, cleanList, cleanById, cleanWritten, cleanDate, cleanSeconds,
      cleanRecord });
});
