/**
 * Ctrl-K, on Apple's keyboards Command-K, leads to the page's search box: the one in the page's text, else the
 * one in its head. There Control-K belongs to the text field, which it cuts off after the cursor.
 */

const apple = /^(?:Mac|iP)/.test(navigator.platform);
const boxes = [...document.querySelectorAll("[data-kb-search] input[type=search]")].filter(
  (box) => box instanceof HTMLInputElement,
);

for (const box of boxes) box.setAttribute("aria-keyshortcuts", apple ? "Meta+K" : "Control+K");

document.addEventListener("keydown", (event) => {
  const held = apple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey;
  if (!held || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
  const shown = boxes.filter((box) => box.getClientRects().length > 0);
  const box = shown.find((found) => found.closest("main")) ?? shown[0];
  if (!box || event.defaultPrevented) return;
  event.preventDefault();
  box.focus();
  box.select();
});
