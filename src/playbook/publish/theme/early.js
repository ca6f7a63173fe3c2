(function () {
  var root = document.documentElement;
  root.classList.add("pb-js");
  try {
    var look = localStorage.getItem("playbook:v1:_theme");
    if (look === "light" || look === "dark") root.dataset.theme = look;
  } catch (blocked) {}
})();
