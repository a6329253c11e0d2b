/**
 * Opens the page in a window as wide as a phone, a tablet or a desktop: a viewport of its own, not a frame.
 */

import { button, element } from "./elements.js";

/** Width and height in pixels. */
const SIZES = [
  [390, 844],
  [768, 1024],
  [1280, 800],
];

/**
 * @param {import("./words.js").Speech} words
 * @param {(message: string, hint: string) => void} tell
 */
export function makeWidths(words, tell) {
  /**
   * @param {number} width
   * @param {number} height
   */
  function open(width, height) {
    const size = `popup,width=${width},height=${Math.min(height, screen.availHeight)}`;
    const opened = window.open(location.href, `kb-preview-${width}`, size);
    opened?.focus();
    if (!opened) tell(words.say("blocked"), words.say("allow"));
    else if (screen.availWidth < width) tell(words.say("narrow", { pixels: String(width) }), "");
  }

  const buttons = SIZES.map(([width, height]) => {
    const label = words.say("width", { pixels: String(width) });
    const attributes = { "aria-label": label, title: label, "data-control": `width-${width}` };
    return button(attributes, () => open(width, height), String(width));
  });
  return {
    element: element("div", { class: "group segments", role: "group", "aria-label": words.say("widths") }, ...buttons),
  };
}
