/**
 * The search page: answers as one types, narrowed down by what the results have in common. Its address always says
 * what is shown, so that it can be sent to somebody.
 */

import { chips } from "./chips.js";
import { fillHit } from "./hit.js";
import { complain, loadIndex } from "./search/load.js";
import { readWording } from "./wording.js";

const PAGE = 10;
const TYPING_MS = 80;
/** Screen readers hear the count when typing rests, not at every letter. */
const REST_MS = 600;
const KEYS = /** @type {const} */ (["product", "version", "section", "type"]);

const form = document.querySelector("main form[data-kb-search]");
const box = form?.querySelector("input[type=search]");
const results = document.querySelector("[data-kb-results]");
const all = document.querySelector("[data-kb-list]");
if (
  form instanceof HTMLFormElement &&
  box instanceof HTMLInputElement &&
  results instanceof HTMLElement &&
  all instanceof HTMLElement
) {
  start(form, box, results, all);
}

/**
 * @param {HTMLFormElement} form
 * @param {HTMLInputElement} box
 * @param {HTMLElement} results
 * @param {HTMLElement} all
 */
function start(form, box, results, all) {
  const words = readWording(form);
  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (results.querySelector(`[data-kb-part=${name}]`));
  const [list, status, more, nothing, nearest, mend, elsewhere, broken, facets] = [
    "list",
    "status",
    "more",
    "nothing",
    "nearest",
    "mend",
    "elsewhere",
    "broken",
    "facets",
  ].map(part);
  let asked = 0;
  let limit = PAGE;
  let shown = "";
  let filters = readFilters();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;

  /** @param {string} text */
  const tell = (text) => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      status.textContent = text;
    }, REST_MS);
  };

  /** @param {boolean} [unfinished] */
  const show = async (unfinished = false) => {
    clearTimeout(typing);
    const query = box.value;
    const question = query.trim();
    const wanted = JSON.stringify([question, filters, limit]);
    if (wanted === shown) return;
    shown = wanted;
    const number = ++asked;
    keepAddress(question, filters);
    if (question === "") {
      results.dataset.kbQuery = "";
      results.hidden = true;
      all.hidden = false;
      tell("");
      return;
    }
    try {
      const index = await loadIndex();
      const answer = await index.ask(query, { limit, filters, typing: unfinished, facets: true });
      // An answer that comes late would take the place of a newer one.
      if (number === asked) fill(question, answer);
    } catch (error) {
      complain(error);
      if (number === asked) fail(question);
    }
  };

  /**
   * @param {string} question
   * @param {import("./search/index.js").Answer} answer
   */
  const fill = (question, answer) => {
    const none = answer.hits.length === 0;
    results.dataset.kbQuery = question;
    list.replaceChildren(...answer.hits.map((hit) => item(hit)));
    more.hidden = answer.hits.length >= answer.total || answer.elsewhere;
    nothing.hidden = !none;
    broken.hidden = true;
    elsewhere.hidden = !answer.elsewhere;
    nearest.hidden = answer.nearest.length === 0;
    nearest.querySelector("ol")?.replaceChildren(...answer.nearest.map((hit) => item(hit)));
    for (const link of nothing.querySelectorAll("a[data-kb-contact]")) {
      // In the fragment, which no server sees.
      if (link instanceof HTMLAnchorElement) link.hash = `q=${encodeURIComponent(question)}`;
    }
    mend.hidden = answer.correction === null;
    const correction = mend.querySelector("a");
    if (correction && answer.correction !== null) {
      const address = new URL(form.action);
      address.searchParams.set("q", answer.correction);
      correction.href = address.href;
      correction.textContent = answer.correction;
    }
    chips(facets, answer.facets, filters, words.types, (changed) => {
      filters = changed;
      limit = PAGE;
      show();
    });
    results.hidden = false;
    all.hidden = !none;
    tell(none ? words.none : words.found(answer.total));
  };

  /** @param {import("./hit.js").Hit} hit */
  const item = (hit) => {
    const entry = document.createElement("li");
    if (hit.type === "known-issue") entry.className = "hit-issue";
    fillHit(entry, hit, words.issue);
    return entry;
  };

  /** @param {string} question */
  const fail = (question) => {
    results.dataset.kbQuery = question;
    list.replaceChildren();
    for (const hidden of [more, nothing, nearest, mend, elsewhere, facets]) hidden.hidden = true;
    broken.hidden = false;
    results.hidden = false;
    all.hidden = false;
    tell(broken.textContent ?? "");
    shown = "";
  };

  box.addEventListener("input", () => {
    clearTimeout(typing);
    limit = PAGE;
    typing = setTimeout(() => show(true), TYPING_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  mend.querySelector("a")?.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    box.value = mend.querySelector("a")?.textContent ?? box.value;
    box.focus();
    show();
  });
  more.querySelector("button")?.addEventListener("click", async () => {
    const before = list.children.length;
    limit += PAGE;
    await show();
    list.children[before]?.querySelector("a")?.focus();
  });
  // Who comes with filters sees them.
  facets.toggleAttribute("open", Object.keys(filters).length > 0);
  // What somebody has typed while the page was loading is what he asks.
  box.value ||= new URLSearchParams(location.search).get("q") ?? "";
  show();
}

/** The filters that the address names. @returns {import("./search/facets.js").Filters} */
function readFilters() {
  const named = new URLSearchParams(location.search);
  return Object.fromEntries(KEYS.map((key) => [key, named.getAll(key)]).filter(([, values]) => values.length > 0));
}

/**
 * @param {string} question
 * @param {import("./search/facets.js").Filters} filters
 */
function keepAddress(question, filters) {
  const address = new URL(location.href);
  const before = address.href;
  for (const key of ["q", ...KEYS]) address.searchParams.delete(key);
  if (question) address.searchParams.set("q", question);
  for (const key of KEYS) for (const value of (question && filters[key]) || []) address.searchParams.append(key, value);
  if (address.href === before || (!question && !new URLSearchParams(location.search).has("q"))) return;
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // A browser may refuse this for pages that are opened from a folder.
  }
}
