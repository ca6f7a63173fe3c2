/* Lets a reader try assumptions. Python worked out every case; this only chooses among them. */
(function () {
  "use strict";

  const playbook = (window.playbook = window.playbook || {});
  playbook.mounters = playbook.mounters || {};
  playbook.mount = playbook.mount || function (root) {
    for (const mounter of Object.values(playbook.mounters)) mounter(root || document);
  };
  if (playbook.mounters.explorer) return;

  const PAUSE = 600; // milliseconds without a step before the new case is announced

  class Explorer {
    constructor(panel, grid) {
      this.panel = panel;
      this.grid = grid;
      this.sliders = [...panel.querySelectorAll(".pb-slider")];
      this.values = [...panel.querySelectorAll(".pb-control-value")];
      this.outcomes = [...panel.querySelectorAll(".pb-outcome")];
      this.sentence = panel.querySelector(".pb-sentence");
      this.said = panel.querySelector(".pb-said");
      this.announcing = 0;
    }

    mount() {
      this.panel.querySelector(".pb-controls").hidden = false;
      for (const slider of this.sliders) {
        slider.value = slider.defaultValue; // a browser may bring back an older position
        slider.addEventListener("input", () => this.choose());
      }
      this.addReset();
      this.show();
    }

    addReset() {
      this.reset = document.createElement("button");
      this.reset.type = "button";
      this.reset.className = "pb-button pb-button-quiet";
      this.reset.textContent = this.grid.back || "Back to today";
      this.reset.addEventListener("click", () => {
        for (const slider of this.sliders) slider.value = slider.defaultValue;
        this.choose();
      });
      const actions = this.panel.querySelector(".pb-actions");
      actions.append(this.reset);
      actions.hidden = false;
    }

    /* Which case the sliders stand on: the last control changes fastest. */
    at() {
      return this.grid.controls.reduce(
        (row, control, i) => row * control.texts.length + Number(this.sliders[i].value), 0);
    }

    choose() {
      const chosen = this.show();
      clearTimeout(this.announcing);
      this.announcing = setTimeout(() => { this.said.textContent = chosen.sentence; }, PAUSE);
      const values = Object.fromEntries(this.grid.controls.map(
        (control, i) => [control.id, control.values[this.sliders[i].value]]));
      this.panel.dispatchEvent(
        new CustomEvent("playbook:change", { bubbles: true, detail: { values } }));
    }

    show() {
      const chosen = this.grid.cases[this.at()];
      this.grid.controls.forEach((control, i) => {
        const text = control.texts[this.sliders[i].value];
        this.values[i].textContent = text;
        this.sliders[i].setAttribute("aria-valuetext", text);
      });
      this.outcomes.forEach((outcome, i) => {
        const [text, change, share] = chosen.results[i];
        outcome.querySelector(".pb-big").textContent = text;
        outcome.querySelector(".pb-change").textContent = change;
        outcome.querySelector(".pb-gauge i").style.width = `${share * 100}%`;
      });
      this.sentence.textContent = chosen.sentence;
      return chosen;
    }
  }

  function mountExplorer(panel) {
    if (panel.dataset.live) return;
    const script = panel.querySelector("script.pb-grid");
    if (!script) return;
    panel.dataset.live = "yes";
    new Explorer(panel, JSON.parse(script.textContent)).mount();
  }

  playbook.mounters.explorer = function (root) {
    root.querySelectorAll(".pb-explorer").forEach(mountExplorer);
  };

  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => playbook.mounters.explorer(document));
  } else {
    playbook.mounters.explorer(document);
  }
})();
