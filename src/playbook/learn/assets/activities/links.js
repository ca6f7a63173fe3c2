/* Addresses of other pages, from a folder or from a server. Sphinx writes the way to the root of the
   site on every page; in a notebook there is none, and then there is no link. */
"use strict";

window.playbook.once("links", (playbook) => {
  function siteRoot() {
    const root = document.documentElement.dataset.content_root;
    return root === undefined ? null : new URL(root || "./", location.href);
  }

  /* A page by its name in the book, such as "modules/plan"; null where it cannot be reached. */
  function pageAddress(page) {
    const root = siteRoot();
    return root && /^[\w-]+(\/[\w-]+)*$/.test(page) ? `${root.href}${page}.html` : null;
  }

  Object.assign(playbook, { siteRoot, pageAddress });
});
