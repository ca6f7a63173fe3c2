/* Finds what this script brings to life, once for each, and begins when the page is there. */
"use strict";

window.playbook.once("mount", (playbook) => {
  const { Card, types, store, parse, keepForPaper, mountFollows } = playbook;
  const { mountOpening, mountResume, mountProgress, mountReveal } = playbook;

  function mountActivity(card) {
    if (card.dataset.live) return;
    const script = card.querySelector("script.pb-definition");
    const definition = parse(script ? script.textContent : "");
    if (!definition || !types[definition.type]) return;
    card.dataset.live = "yes";
    card.playbookDefinition = definition;
    new Card(card, definition).mount();
    keepForPaper(card);
    mountFollows(card, definition);
    mountReveal(card, definition);
  }

  playbook.mounters.activities = function (root) {
    const cards = root.querySelectorAll(".pb-activity");
    if (cards.length) store.test();
    cards.forEach(mountActivity);
    document.querySelectorAll(".pb-opening[data-module]").forEach(mountOpening);
    root.querySelectorAll(".pb-resume").forEach(mountResume);
    root.querySelectorAll(".pb-card-progress").forEach(mountProgress);
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => playbook.mounters.activities(document));
  } else {
    playbook.mounters.activities(document);
  }
});
