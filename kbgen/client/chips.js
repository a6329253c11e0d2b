/**
 * What results can be narrowed down by, as buttons that are pressed or not.
 */

/**
 * @typedef {import("./search/facets.js").Facets} Facets
 * @typedef {import("./search/facets.js").Filters} Filters
 * @typedef {import("./search/facets.js").Key} Key
 */

const MOST = 8;

/**
 * Fill a group of chips for each key that splits the results, or that somebody has chosen from.
 * @param {HTMLElement} place holds a `[data-kb-facet=<key>]` for each key
 * @param {Facets} facets
 * @param {Filters} filters
 * @param {Record<string, string>} types what kinds of articles are called
 * @param {(filters: Filters) => void} change
 */
export function chips(place, facets, filters, types, change) {
  let any = false;
  for (const group of place.querySelectorAll("[data-kb-facet]")) {
    if (!(group instanceof HTMLElement)) continue;
    const key = /** @type {Key} */ (group.dataset.kbFacet);
    const chosen = filters[key] ?? [];
    const focused = group.contains(document.activeElement) ? document.activeElement?.getAttribute("data-value") : null;
    const shown = facets[key].filter(({ value }, number) => number < MOST || chosen.includes(value));
    group.hidden = shown.length < 2 && chosen.length === 0;
    any ||= !group.hidden;
    const buttons = shown.map(({ value, label, count }) => {
      const button = document.createElement("button");
      const pressed = chosen.includes(value);
      button.type = "button";
      button.className = "chip";
      button.dataset.value = value;
      button.setAttribute("aria-pressed", String(pressed));
      button.append(`${key === "type" ? (types[value] ?? label) : label} `, number(count));
      button.addEventListener("click", () => {
        const values = pressed ? chosen.filter((other) => other !== value) : [...chosen, value];
        change({ ...filters, [key]: values });
      });
      return button;
    });
    group.querySelector("[data-kb-chips]")?.replaceChildren(...buttons);
    if (focused !== null) buttons.find((button) => button.dataset.value === focused)?.focus();
  }
  place.hidden = !any;
}

/** @param {number} count */
function number(count) {
  const element = document.createElement("span");
  element.className = "chip-count";
  element.textContent = String(count);
  return element;
}
