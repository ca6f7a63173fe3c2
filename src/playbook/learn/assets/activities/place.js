/* Where somebody is in the course, for how long, and the way back. */
"use strict";

window.playbook.once("place", (playbook) => {
  const { el, bar, store, siteRoot, isObject, isDone, cleanText, cleanSeconds, learnerName } = playbook;

  const RECORD_PAGE = "book/record.html";
  const BEGUN_SECONDS = 30; // who looks in for a moment has not begun

  /* A module is begun with an answer, or after half a minute on its page. */
  function hasBegun(module, activities) {
    return cleanSeconds(store.read(`${module}:_time`)) >= BEGUN_SECONDS
      || activities.some((id) => isObject(store.read(`${module}:${id}`)));
  }

  /* Counts seconds while the page is in view and somebody is there. */
  function keepTime(opening) {
    const STEP = 5;
    const STILL_THERE = 90000;
    const { module } = opening.dataset;
    let active = Date.now();
    const here = () => { active = Date.now(); };
    for (const sign of ["pointerdown", "pointermove", "keydown", "scroll", "input"]) {
      document.addEventListener(sign, here, { passive: true, capture: true });
    }
    setInterval(() => {
      if (document.visibilityState !== "visible" || Date.now() - active > STILL_THERE) return;
      store.write(`${module}:_time`, cleanSeconds(store.read(`${module}:_time`)) + STEP);
      keepPlace(opening);
    }, STEP * 1000);
  }

  /* Remembers the module that somebody has begun, so that the home page can lead back into it. */
  function keepPlace(opening) {
    const { module, title } = opening.dataset;
    const activities = idsOf(opening);
    if (!hasBegun(module, activities)) return;
    const when = new Date().toISOString();
    store.write(`${module}:_visited`, when);
    const root = siteRoot();
    if (!root || !location.href.startsWith(root.href)) return;
    const page = decodeURIComponent(location.pathname.slice(root.pathname.length));
    const titles = Object.fromEntries(activities.map((id) => [id, titleHere(module, id)]));
    store.write("_place", { module, title, page, activities, titles, when });
  }

  const idsOf = (line) => line.dataset.activities.split(" ");

  function titleHere(module, id) {
    const card = document.getElementById(`pb-${module}-${id}`);
    const title = card && card.querySelector(".pb-activity-title");
    return title ? title.textContent : "";
  }

  function isDoneIn(module, id) {
    const record = store.read(`${module}:${id}`);
    return isObject(record) && isDone(record);
  }

  const countDone = (module, activities) => activities.filter((id) => isDoneIn(module, id)).length;

  /* Where to carry on in a module: the first activity that is not done. Gives {anchor, title}, or
     null where nothing is begun or nothing is left. */
  function wayOn(module, activities) {
    const next = activities.find((id) => !isDoneIn(module, id));
    if (!next || !hasBegun(module, activities)) return null;
    const place = cleanPlace(store.read("_place"));
    const title = titleHere(module, next) || (place && place.module === module && place.titles[next]) || "";
    return { anchor: `#pb-${module}-${next}`, title };
  }

  /* What to say of a module: how much is done, and the link onwards or to the certificate. */
  function progress(line, page) {
    const { module } = line.dataset;
    const activities = idsOf(line);
    const done = countDone(module, activities);
    const total = activities.length;
    if (done === total) return allDone(line, total).filter(Boolean);
    const on = wayOn(module, activities);
    return [done ? `You have done ${done} of ${total} activities here. ` : null, on && el("a",
      { href: page + on.anchor, text: on.title ? `Carry on at: ${on.title}` : "Carry on" })].filter(Boolean);
  }

  /* Guides have no certificate. A card of the course says of what kind it is; so does the page. */
  function allDone(line, total) {
    const root = siteRoot();
    const kind = line.dataset.kind || document.body.dataset.kind;
    const text = kind === "guide" ? "See it in your learning record" : "Get your certificate";
    return [`You have done all ${total} activities. `, root && el("a", { href: root.href + RECORD_PAGE, text })];
  }

  /* The same in a few words, where the title and the link stand just before. */
  function progressInShort(line) {
    const activities = idsOf(line);
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
    const activities = idsOf(opening);
    const cards = [...document.querySelectorAll(`.pb-activity[id^="pb-${module}-"]`)];
    const isFinished = () => countDone(module, activities) === activities.length;
    if (!cards.length) return;
    const box = el("div", { class: "pb-finished", role: "status" });
    cards.at(-1).after(box);
    const say = () => box.replaceChildren(
      el("p", {}, ...allDone(opening, activities.length).filter(Boolean)));
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
    document.addEventListener("playbook:change", () => keepPlace(opening));
    sayWhenFinished(opening);
    keepTime(opening);
    keepPlace(opening);
  }

  /* A place is only followed when it is a page of this site: never an address from elsewhere. */
  function cleanPlace(raw) {
    const page = isObject(raw) && cleanText(raw.page, 300);
    const safe = page && /^[\w-]+(\/[\w-]+)*\.html$/.test(page);
    if (!safe || !cleanText(raw.title) || !Array.isArray(raw.activities)) return null;
    const activities = raw.activities.filter((id) =>
      typeof id === "string" && /^[\w-]{1,80}$/.test(id)).slice(0, 200);
    const given = isObject(raw.titles) ? raw.titles : {};
    const titles = Object.fromEntries(activities.map((id) =>
      [id, (Object.hasOwn(given, id) && cleanText(given[id], 200)) || ""]));
    return { module: String(raw.module), title: raw.title, page, activities, titles };
  }

  function mountResume(box) {
    const place = cleanPlace(store.read("_place"));
    const root = siteRoot();
    if (box.dataset.live || !place || !root || !hasBegun(place.module, place.activities)) return;
    box.dataset.live = "yes";
    const { module, activities } = place;
    const done = countDone(module, activities);
    const [said, address, button] = whatNext(box, place, root);
    const name = learnerName();
    box.append(
      el("p", { class: "pb-resume-text" },
        el("strong", { text: name ? `Welcome back, ${name}.` : "Welcome back." }), ` ${said}`),
      el("div", { class: "pb-resume-progress" }, bar(done, activities.length),
        el("span", { text: `${done} of ${activities.length} activities done in ${place.title}` })),
      el("a", { class: "pb-button", href: address, text: button }),
    );
    box.hidden = false;
  }

  /* The first activity not done; or, where all are, the next module of the course that is not. */
  function whatNext(box, place, root) {
    const on = wayOn(place.module, place.activities);
    if (on) {
      const said = on.title ? `Next in ${place.title}: “${on.title}”.` : `You have begun ${place.title}.`;
      return [said, root.href + place.page + on.anchor, "Carry on"];
    }
    const ahead = modulesAfter(box, place.module).find(({ id, activities }) =>
      countDone(id, activities) < activities.length);
    return ahead ? [`You have finished ${place.title}. Next in the course: ${ahead.title}.`, ahead.address, "Go on"]
      : [`You have finished ${place.title}.`, root.href + RECORD_PAGE, "See my learning record"];
  }

  /* The modules of the course after one of them, then those before it; from the first for others. */
  function modulesAfter(box, module) {
    const script = box.querySelector("script");
    const { modules = [] } = playbook.parse(script ? script.textContent : "{}");
    const at = modules.findIndex(({ id }) => id === module) + 1;
    return [...modules.slice(at), ...modules.slice(0, at)];
  }

  Object.assign(playbook, { mountOpening, mountResume, mountProgress, BEGUN_SECONDS });
});
