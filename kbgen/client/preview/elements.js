/**
 * Makes the elements of the preview. What articles and messages say only ever becomes text.
 */

const SVG = "http://www.w3.org/2000/svg";
const RUNNING = /^(?:javascript|data|vbscript):$/;

/** Drawn on a grid of 24. */
const ICONS = {
  close: "m6.5 6.5 11 11m0-11-11 11",
  down: "m6 9.5 6 6 6-6",
  up: "m6 14.500 6-6 6 6",
  error: "M8.4 3.500h7.200L20.500 8.400v7.200L15.600 20.500H8.400L3.500 15.600V8.400ZM12 7.750v5M12 16.100v.1",
  warning: "M12 4 2.900 19.500h18.200ZM12 10v4.500M12 17v.1",
  good: "m5 12.500 4.500 4.500L19 7.500",
  source: "m4.500 19.500.9-4.100L15.900 4.900a2.250 2.250 0 0 1 3.200 3.200L8.600 18.600ZM13.750 7 17 10.250",
};

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | boolean>} attributes those that are false are left out
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children);
  return made;
}

/**
 * @param {Record<string, string | boolean>} attributes
 * @param {() => void} press
 * @param {(Node | string)[]} children
 */
export function button(attributes, press, ...children) {
  const made = element("button", { type: "button", ...attributes }, ...children);
  made.addEventListener("click", press);
  return made;
}

/**
 * A link; plain text where there is no address, or one that would run something.
 * @param {string} address
 * @param {Record<string, string | boolean>} attributes
 * @param {(Node | string)[]} children
 */
export function link(address, attributes, ...children) {
  return leadsSomewhere(address)
    ? element("a", { href: address, ...attributes }, ...children)
    : element("span", attributes, ...children);
}

/** @param {string} address */
function leadsSomewhere(address) {
  return (
    address !== "" && URL.canParse(address, location.href) && !RUNNING.test(new URL(address, location.href).protocol)
  );
}

/**
 * A message as nodes: what stands between backticks is code.
 * @param {string} text
 */
export function prose(text) {
  const parts = text.split("`");
  // One that has no other is a letter like any.
  if (parts.length % 2 === 0) return [text];
  return parts.map((part, place) => (place % 2 ? element("code", {}, part) : part));
}

/** @param {keyof typeof ICONS} name */
export function icon(name) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "0 0 24 24");
  drawing.setAttribute("aria-hidden", "true");
  drawing.classList.add("icon");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  drawing.append(path);
  return drawing;
}
