/**
 * Menus made of `<details data-kb-menu>` close on Escape and on a press outside, as menus do.
 */

/** @param {Element | null} menu */
function close(menu) {
  menu?.removeAttribute("open");
}

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details[data-kb-menu][open]");
  if (!menu) return;
  // Focus that stands inside would be lost with the entries.
  if (menu.contains(document.activeElement)) menu.querySelector("summary")?.focus();
  close(menu);
});

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details[data-kb-menu][open]")) {
    if (event.target instanceof Node && !menu.contains(event.target)) close(menu);
  }
});
