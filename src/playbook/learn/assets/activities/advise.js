/* A few questions, then advice with its reasons. `advise` is the algorithm of
   playbook.framework.advice, step for step; a test holds the two together. */
"use strict";

window.playbook.once("advise", (playbook) => {
  const { el, types, paragraphs, cleanById, cleanWritten, pageAddress } = playbook;

  const groups = (card) => [...card.querySelectorAll(".pb-asking")];

  /* Gives {results, sides, reasonsFor, reasonsAgainst}: ids of results, and the answers that gave
     points. The sides are what the reasons speak for: in a tie, those that came close. */
  function advise(definition, answer) {
    const reasons = reasonsIn(definition, answer);
    const { results, sides } = decide(definition, rank(definition, reasons));
    const speaks = (reason) => sides.some((id) => Object.hasOwn(reason.points, id));
    return { results, sides, reasonsFor: reasons.filter(speaks),
      reasonsAgainst: reasons.filter((reason) => !speaks(reason)) };
  }

  function reasonsIn(definition, answer) {
    return definition.questions.flatMap((question) => {
      const at = question.options.findIndex((option) => option.text === answer[question.id]);
      const points = at < 0 ? {} : question.options[at].points;
      return Object.keys(points).length ? [{ question: question.id, at, points }] : [];
    });
  }

  function rank(definition, reasons) {
    const total = (id) => reasons.reduce((sum, reason) =>
      sum + (Object.hasOwn(reason.points, id) ? reason.points[id] : 0), 0);
    return definition.results.map(({ id }) => ({ id, total: total(id) }))
      .filter((one) => one.total > 0).sort((one, other) => other.total - one.total);
  }

  function decide({ show, close, tie }, ranked) {
    const ids = ranked.map((one) => one.id);
    if (show === "every" || !ranked.length) return { results: ids, sides: ids };
    const near = ranked.filter((one) => ranked[0].total - one.total <= close).map((one) => one.id);
    if (tie && near.length > 1) return { results: [tie], sides: near };
    return { results: [ids[0]], sides: [ids[0]] };
  }

  const nameOf = (definition, id) => definition.results.find((result) => result.id === id).name;
  const isWhole = (definition, answer) => definition.questions.every((question) =>
    question.options.some((option) => option.text === answer[question.id]));

  types.advise = {
    unmarked: true,
    clean: (answer) => cleanById(answer, (text) => cleanWritten(text, 2000)),
    read(card, definition) {
      const chosen = groups(card).map((group, at) => {
        const input = group.querySelector("input:checked");
        const { id, options } = definition.questions[at];
        return input ? [id, options[input.value].text] : null;
      }).filter(Boolean);
      return chosen.length ? Object.fromEntries(chosen) : null;
    },
    write(card, definition, answer) {
      groups(card).forEach((group, at) => {
        const { id, options } = definition.questions[at];
        for (const input of group.querySelectorAll("input")) {
          input.checked = options[input.value].text === answer[id];
        }
      });
    },
    missing(card) {
      const open = groups(card).filter((group) => !group.querySelector("input:checked"));
      if (!open.length) return null;
      const left = open.length === 1 ? "One question is still to answer. This is it."
        : `${open.length} questions are still to answer. This is the first of them.`;
      return [left, open[0].querySelector("input")];
    },
    judge(definition, answer) {
      const { results } = advise(definition, answer);
      const verdict = !results.length ? "Nothing stands out" : results.length > 1
        ? `Start with: ${nameOf(definition, results[0])}` : `This points to: ${nameOf(definition, results[0])}`;
      return { correct: null, score: null, verdict };
    },
    explain(card, definition, answer) {
      const advice = advise(definition, answer);
      if (!advice.results.length) {
        return paragraphs(definition.none || "No answer points one way yet. Talk it through with somebody who knows the work.");
      }
      return [...(definition.show === "every" ? suggestions(definition, advice) : leading(definition, advice)),
        ...against(definition, advice)];
    },
    say(definition, answer) {
      const answers = definition.questions.filter((question) => Object.hasOwn(answer, question.id))
        .map((question) => `${question.text} ${answer[question.id]}`);
      const { results } = advise(definition, answer);
      const advised = results.map((id) => nameOf(definition, id)).join("; ");
      return isWhole(definition, answer) && advised ? [...answers, `Advice: ${advised}`] : answers;
    },
    sayUnmarked: () => "Advice, so it is not marked.",
  };

  const because = (definition, reasons) => el("ul", { class: "pb-because" }, ...reasons.map((reason) =>
    el("li", { text: sentence(definition.because[reason.question][reason.at]) })));
  const sentence = (text) => `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.?!]$/.test(text) ? "" : "."}`;
  const forSide = (advice, id) => advice.reasonsFor.filter((reason) => Object.hasOwn(reason.points, id));
  const heading = (text) => el("p", { class: "pb-reason-heading" }, text);

  function leading(definition, advice) {
    const [id] = advice.results;
    const tied = advice.sides[0] !== id || advice.sides.length > 1;
    return [
      ...paragraphs(definition.about[id].text),
      link(definition, id) ? el("p", {}, link(definition, id)) : null,
      ...advice.sides.flatMap((side) => [
        heading(tied ? `What speaks for: ${nameOf(definition, side)}` : "What speaks for it"),
        because(definition, forSide(advice, side))]),
    ].filter(Boolean);
  }

  function suggestions(definition, advice) {
    const place = (at) => advice.results.length === 1 ? "" : at === 0 ? "First: " : "Then: ";
    return advice.results.map((id, at) => el("div", { class: "pb-reason pb-suggestion" },
      el("p", { class: "pb-reason-heading" }, place(at), link(definition, id) || nameOf(definition, id)),
      ...paragraphs(definition.about[id].text), because(definition, forSide(advice, id))));
  }

  function against(definition, advice) {
    if (!advice.reasonsAgainst.length) return [];
    return [heading("What speaks against it"), because(definition, advice.reasonsAgainst)];
  }

  function link(definition, id) {
    const address = pageAddress(definition.about[id].link);
    return address ? el("a", { href: address, text: nameOf(definition, id) }) : null;
  }

  Object.assign(playbook, { advise });
});
