/* What every part of this script stands on. The parts are plain scripts, one idea each, and share
   window.playbook. Python joins them into activities.js, each after those that it needs.
   Every text of a definition is put in as text, never as HTML. */
"use strict";

window.playbook = window.playbook || {};

/* Jupyter runs the whole script again for every activity: a part begins only the first time. */
window.playbook.once = window.playbook.once || function (part, begin) {
  const begun = (this.begun = this.begun || new Set());
  if (begun.has(part)) return;
  begun.add(part);
  begin(this);
};

window.playbook.once("base", (playbook) => {
  playbook.types = {}; // what each type of activity does; card.js says what that is
  playbook.mounters = playbook.mounters || {};
  playbook.mount = playbook.mount || function (root) {
    for (const mounter of Object.values(playbook.mounters)) mounter(root || document);
  };

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

  function bar(done, total) {
    const filled = el("i");
    filled.style.width = `${total ? Math.round(100 * done / total) : 0}%`;
    return el("div", { class: "pb-bar", "aria-hidden": "true" }, filled);
  }

  const number = (value) => Number(value).toLocaleString("en-GB", { maximumFractionDigits: 2 });
  const clockTime = (when) => when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });

  Object.assign(playbook, { el, paragraphs, bar, number, clockTime });
});
