/* Settings for Sphinx's search: its words in plain English, and a result that is announced. */
var SPHINX_HIGHLIGHT_ENABLED = false;

/* Previews are fetched, which a page opened straight from a folder may not do. */
if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

document.addEventListener("DOMContentLoaded", function () {
  var results = document.getElementById("search-results");
  var status = document.getElementById("pb-search-status");
  Object.assign(Documentation.TRANSLATIONS, {
    "Searching": "Looking",
    "Search Results": "Results",
    "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.":
      "No page holds all of these words. Check the spelling, or try fewer words.",
    "Search finished, found ${resultCount} page(s) matching the search query.":
      "Results found: ${resultCount}"
  });
  new MutationObserver(function () {
    var said = results.querySelector(".search-summary");
    if (said && said.textContent && said.textContent !== status.textContent) {
      status.textContent = said.textContent;
    }
  }).observe(results, { childList: true, subtree: true, characterData: true });
});
