/* The text of a card that an earlier answer on the page chooses. It changes with that answer. */
"use strict";

window.playbook.once("follows", (playbook) => {
  const { el, paragraphs, types, store, cleanRecord } = playbook;

  const answered = (type, answer) =>
    answer !== null && types[type] && types[type].chosen ? types[type].chosen(answer) : null;

  /* The option that was chosen earlier, by its wording: from the page, or else from storage. */
  function chosenIn(module, activity, type) {
    const record = cleanRecord(store.read(`${module}:${activity}`), type);
    return record ? answered(type, record.answer) : null;
  }

  function mountFollows(card, definition) {
    const { follows, module } = definition;
    const all = card.querySelector(".pb-follows-all");
    if (!follows || !all) return;
    const now = el("div", { class: "pb-follows" });
    all.before(now);
    const show = (option) => {
      const known = option !== null && Object.hasOwn(follows.says, option);
      now.replaceChildren(...paragraphs(known ? follows.says[option] : follows.otherwise));
      now.classList.toggle("pb-follows-open", !known);
    };
    show(chosenIn(module, follows.activity, follows.type));
    document.addEventListener("playbook:change", (event) => {
      if (event.target.id !== `pb-${module}-${follows.activity}`) return;
      show(answered(follows.type, event.detail.answer));
    });
  }

  Object.assign(playbook, { mountFollows });
});
