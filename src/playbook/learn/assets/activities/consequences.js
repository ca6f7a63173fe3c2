/* What shares do: in words, as bars with their numbers, and beside an expert's shares. */
"use strict";

window.playbook.once("consequences", (playbook) => {
  const { el, paragraphs, number } = playbook;

  const amount = (value, unit) =>
    unit === "£" ? `£${number(value)}` : `${number(value)} ${unit || ""}`.trim();

  /* An effect is a rough thing: whole numbers, but for small ones. The same as effects.py. */
  const rough = (value) => Math.abs(value) < 10 ? Math.round(10 * value) / 10 : Math.round(value);

  /* Straight lines between points; past the last no more effect. The same as effects.py. */
  function effectOf(points, share) {
    for (let at = 1; at < points.length; at += 1) {
      const [[start, low], [end, high]] = [points[at - 1], points[at]];
      if (share < end) return low + (high - low) * (share - start) / (end - start);
    }
    return points.length ? points.at(-1)[1] : 0;
  }

  const total = (definition, shares, measure) => definition.lines.reduce((sum, line, at) =>
    sum + effectOf(definition.effects[line.id][measure.id] || [], shares[at]), 0);

  /* Everything that is said of some shares, given in the order of the lines. */
  function consequences(definition, shares) {
    const expert = definition.lines.map((line) => definition.shares[line.id]);
    const said = definition.remarks.filter((remark) => isTrue(definition, remark, shares));
    return [
      definition.sample ? el("p", { class: "pb-sample", text: "Sample data" }) : null,
      ...definition.measures.map((measure) =>
        bars(measure, total(definition, shares, measure), total(definition, expert, measure))),
      el("p", { class: "pb-source", text: `Source: ${definition.source}` }),
      ...said.map((remark) => el("div", { class: "pb-reason" }, ...paragraphs(remark.say))),
      table(definition, shares, expert),
      ...paragraphs(definition.reasons),
    ].filter(Boolean);
  }

  function isTrue(definition, { line, below, above }, shares) {
    const share = shares[definition.lines.findIndex((one) => one.id === line)];
    return (below === null || share < below) && (above === null || share > above);
  }

  /* Two bars on one scale, which reaches to the left of nothing where an effect does harm. */
  function bars(measure, yours, theirs) {
    const low = Math.min(0, yours, theirs);
    const width = Math.max(0, yours, theirs) - low || 1;
    const row = (who, value, look) => {
      const bar = el("i", { class: look });
      bar.style.left = `${100 * (Math.min(0, value) - low) / width}%`;
      bar.style.width = value ? `max(2px, ${100 * Math.abs(value) / width}%)` : "0";
      return el("li", {}, el("span", { class: "pb-effect-who", text: who }),
        el("span", { class: "pb-effect-bar", "aria-hidden": "true" }, bar),
        el("span", { class: "pb-effect-value", text: amount(rough(value), measure.unit) }));
    };
    return el("div", { class: "pb-effect" },
      el("p", { class: "pb-reason-heading", text: measure.label }),
      el("ul", { role: "list" }, row("You", yours, "pb-effect-yours"),
        row("Expert", theirs, "pb-effect-theirs")));
  }

  function table(definition, yours, theirs) {
    const cell = (share) => el("td", { role: "cell", text: amount(share, definition.unit) });
    const head = (text) => el("th", { role: "columnheader", scope: "col", text });
    const row = (...cells) => el("tr", { role: "row" }, ...cells);
    const rows = definition.lines.map((line, at) => row(
      el("th", { role: "rowheader", scope: "row", text: line.text }), cell(yours[at]), cell(theirs[at])));
    return el("table", { class: "pb-shares", role: "table" }, // the roles stay where CSS stacks cells
      el("caption", { text: "How an experienced commissioner would share it" }),
      el("thead", { role: "rowgroup" },
        row(el("td", { role: "cell" }), head("You"), head("Expert"))),
      el("tbody", { role: "rowgroup" }, ...rows));
  }

  Object.assign(playbook, { amount, consequences });
});
