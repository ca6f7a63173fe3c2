/* Where somebody is in the course, for how long, and the way back. */
"use strict";

window.playbook.once("place", (playbook) => {
  const { el, bar, store, siteRoot, isObject, isDone, cleanText, cleanSeconds, learnerName } = playbook;

  const RECORD_PAGE = "book/record.html";

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

  /* Remembers the heading being read, so that every page can offer to carry on from there. Who is
     at the top again, to leave by the menu, has not lost the place further down. */
  function keepPlace(opening) {
    const root = siteRoot();
    if (!root || !location.href.startsWith(root.href)) return;
    const page = decodeURIComponent(location.pathname.slice(root.pathname.length));
    let waiting = 0;
    const note = () => {
      const heading = nearestHeading();
      if (!heading) return;
      if (heading.tagName === "H1" && placeIn(opening.dataset.module)) return;
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

  function isDoneIn(module, id) {
    const record = store.read(`${module}:${id}`);
    return isObject(record) && isDone(record);
  }

  const countDone = (module, activities) => activities.filter((id) => isDoneIn(module, id)).length;

  const placeIn = (module) => {
    const place = cleanPlace(store.read("_place"));
    const inside = place && place.module === module && place.anchor;
    return inside && place.heading !== place.title ? place : null;
  };

  /* Where to carry on in a module: where the person stopped, or else the first activity not done.
     Gives {anchor, heading}, or null where nothing is begun or nothing is left. */
  function wayOn(module, activities) {
    const left = activities.filter((id) => !isDoneIn(module, id));
    const place = placeIn(module);
    if (!left.length || (!place && left.length === activities.length)) return null;
    if (place) return { anchor: place.anchor, heading: place.heading };
    const card = document.getElementById(`pb-${module}-${left[0]}`);
    const title = card && card.querySelector(".pb-activity-title");
    return { anchor: `#pb-${module}-${left[0]}`, heading: title ? title.textContent : "" };
  }

  /* What to say of a module: how much is done, and the link onwards or to the certificate. */
  function progress(line, page) {
    const { module } = line.dataset;
    const activities = line.dataset.activities.split(" ");
    const done = countDone(module, activities);
    const total = activities.length;
    const on = wayOn(module, activities);
    const said = done === total ? allDone(total)
      : [done ? `You have done ${done} of ${total} activities here. ` : null, on && el("a",
        { href: page + on.anchor, text: on.heading ? `Carry on at: ${on.heading}` : "Carry on" })];
    return done || on ? said.filter(Boolean) : [];
  }

  function allDone(total) {
    const root = siteRoot();
    return [`You have done all ${total} activities. `,
      root && el("a", { href: root.href + RECORD_PAGE, text: "Get your certificate" })];
  }

  /* The same in a few words, where the title and the link stand just before. */
  function progressInShort(line) {
    const activities = line.dataset.activities.split(" ");
    const done = countDone(line.dataset.module, activities);
    if (done === activities.length) return ["✓ Done"];
    return done ? [`${done} of ${activities.length} done`] : [];
  }

  function mountProgress(line) {
    const link = line.closest("li").querySelector("a");
    const said = line.matches(".pb-in-short") ? progressInShort(line)
      : link ? progress(line, link.getAttribute("href")) : [];
    line.replaceChildren(...said);
    line.hidden = !said.length;
  }

  function showDoneHere(opening) {
    const line = opening.querySelector(".pb-done-here");
    const said = progress(opening, "");
    line.replaceChildren(...said);
    line.hidden = !said.length;
  }

  /* Says at the end that all is done: where the last answer was given, and aloud. */
  function sayWhenFinished(opening) {
    const { module } = opening.dataset;
    const activities = opening.dataset.activities.split(" ");
    const cards = [...document.querySelectorAll(`.pb-activity[id^="pb-${module}-"]`)];
    const isFinished = () => countDone(module, activities) === activities.length;
    if (!cards.length) return;
    const box = el("div", { class: "pb-finished", role: "status" });
    cards.at(-1).after(box);
    const say = () => box.replaceChildren(el("p", {}, ...allDone(activities.length).filter(Boolean)));
    if (isFinished()) say();
    document.addEventListener("playbook:change", (event) => {
      if (!isFinished()) return box.replaceChildren();
      if (box.childElementCount) return;
      event.target.after(box);
      setTimeout(() => { if (isFinished()) say(); }, 150); // a live region must stand there first
    });
  }

  function mountOpening(opening) {
    if (opening.dataset.live) return;
    opening.dataset.live = "yes";
    showDoneHere(opening);
    document.addEventListener("playbook:change", () => showDoneHere(opening));
    sayWhenFinished(opening);
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
      anchor, address: page + anchor, activities };
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

  Object.assign(playbook, { mountOpening, mountResume, mountProgress });
});
