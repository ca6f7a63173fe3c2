/* What every page does for itself. Without this script a page still reads, links and prints. */
(function () {
  "use strict";
  var root = document.documentElement;
  var THEME = "playbook:v1:_theme";

  function rememberColours() {
    var select = document.getElementById("pb-colours");
    select.value = root.dataset.theme || "device";
    select.addEventListener("change", function () {
      if (select.value === "device") delete root.dataset.theme;
      else root.dataset.theme = select.value;
      try {
        if (select.value === "device") localStorage.removeItem(THEME);
        else localStorage.setItem(THEME, select.value);
      } catch (blocked) { /* a private window forgets the choice, no more */ }
    });
  }

  function openAndClose(button) {
    var panel = document.getElementById(button.getAttribute("aria-controls"));
    function set(open) {
      button.setAttribute("aria-expanded", String(open));
      panel.classList.toggle("pb-open", open);
    }
    button.addEventListener("click", function () {
      set(button.getAttribute("aria-expanded") !== "true");
    });
    panel.parentElement.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || button.getAttribute("aria-expanded") !== "true") return;
      set(false);
      button.focus();
    });
    panel.addEventListener("click", function (event) {
      if (event.target.closest("a")) set(false);
    });
  }

  /* A box that scrolls can be reached by keyboard; one that does not is no stop on the way. */
  function letBoxesScroll() {
    var boxes = document.querySelectorAll(".pb-table, .pb-code pre, .pb-formula");
    function check(box) {
      if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) {
        box.tabIndex = 0;
        if (box.dataset.label) {
          box.setAttribute("role", "region");
          box.setAttribute("aria-label", box.dataset.label);
        }
      } else {
        box.removeAttribute("tabindex");
        box.removeAttribute("role");
        box.removeAttribute("aria-label");
      }
    }
    boxes.forEach(function (box) {
      if (!box.dataset.label) box.dataset.label = box.getAttribute("aria-label") || "";
    });
    var watch = new ResizeObserver(function (changes) {
      changes.forEach(function (change) { check(change.target); });
    });
    boxes.forEach(function (box) { watch.observe(box); });
  }

  /* The live server says where notebooks open; a page read without it offers nothing. */
  function offerLiveNotebook() {
    var live = window.playbookLive;
    var slot = document.querySelector(".pb-live[data-notebook]");
    if (!live || !slot) return;
    var own = live.open + slot.dataset.notebook;
    slot.append(link(own, "Open as a live notebook", "pb-button pb-button-quiet"));
    if (live.fresh) slot.append(link(own + live.fresh, "Start from a fresh copy"));
    slot.hidden = false;
  }

  function link(href, text, className) {
    var made = document.createElement("a");
    made.href = href;
    made.textContent = text;
    if (className) made.className = className;
    return made;
  }

  /* Marks the part being read in the contents list. */
  function followReading() {
    var links = document.querySelectorAll(".pb-sections a");
    if (!links.length) return;
    var parts = [].map.call(links, function (link) {
      return document.getElementById(decodeURIComponent(link.hash.slice(1)));
    });
    var waiting = false;
    function mark() {
      waiting = false;
      var here = -1;
      parts.forEach(function (part, at) {
        if (part && part.getBoundingClientRect().top < innerHeight * 0.35) here = at;
      });
      links.forEach(function (link, at) {
        if (at === here) link.setAttribute("aria-current", "location");
        else link.removeAttribute("aria-current");
      });
    }
    addEventListener("scroll", function () {
      if (!waiting) requestAnimationFrame(mark);
      waiting = true;
    }, { passive: true });
    mark();
  }

  rememberColours();
  document.querySelectorAll("button[aria-controls]").forEach(function (button) {
    if (button.matches(".pb-menu-button, .pb-side-button")) openAndClose(button);
  });
  letBoxesScroll();
  offerLiveNotebook();
  followReading();
})();
