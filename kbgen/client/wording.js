/**
 * The words that a search form brings for its scripts, in the language of the page.
 */

/**
 * @param {HTMLElement} form
 */
export function readWording(form) {
  const { dataset } = form;
  const language = form.closest("[lang]")?.getAttribute("lang") ?? "en";
  /** @type {Record<string, string>} */
  const forms = JSON.parse(dataset.kbFound ?? "{}");
  /** @type {Record<string, string>} */
  const types = JSON.parse(dataset.kbKinds ?? "{}");
  const rules = new Intl.PluralRules(language);
  return {
    types,
    issue: dataset.kbIssue ?? "",
    none: dataset.kbNone ?? "",
    /** @param {string} query */
    all: (query) => (dataset.kbAll ?? "").replace("{query}", () => query),
    /** How many were found. @param {number} number */
    found: (number) =>
      (forms[rules.select(number)] ?? forms.other ?? "").replace("{count}", number.toLocaleString(language)),
  };
}
