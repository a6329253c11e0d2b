/**
 * The search page finds by titles and summaries as one types; the address always says what was asked.
 */

import { copyEntry, readList } from "./list.js";
import { Ranking } from "./ranking.js";

const MOST = 50;
const TYPING_MS = 80;
/** Screen readers hear the count when typing rests, not at every letter. */
const REST_MS = 600;

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
  const list = readList(document);
  const ranking = new Ranking(list);
  const items = results.querySelector("ol");
  const status = results.querySelector("[role=status]");
  const nothing = results.querySelector("[data-kb-nothing]");
  if (!items || !status || !(nothing instanceof HTMLElement)) return;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let typing;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let resting;

  const show = () => {
    clearTimeout(typing);
    const question = box.value.trim();
    if (question === (results.dataset.kbQuery ?? "")) return;
    const found = question ? ranking.find(question) : [];
    results.dataset.kbQuery = question;
    results.hidden = !question;
    all.hidden = found.length > 0;
    nothing.hidden = !question || found.length > 0;
    items.replaceChildren(...found.slice(0, MOST).map((index) => result(list[index])));
    keepAddress(question);
    clearTimeout(resting);
    resting = setTimeout(() => {
      status.textContent = question ? countWords(results, found.length) : "";
    }, REST_MS);
  };

  box.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(show, TYPING_MS);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    show();
  });
  // What somebody has typed while the page was loading is what he asks.
  box.value ||= new URLSearchParams(location.search).get("q") ?? "";
  show();
}

/** @param {import("./list.js").Listed} entry */
function result(entry) {
  const { item, link } = copyEntry(entry, { summary: true });
  link.dataset.kbResult = "";
  return item;
}

/**
 * How many were found, in words of the page's language.
 * @param {HTMLElement} results
 * @param {number} number
 */
function countWords(results, number) {
  if (number === 0) return results.querySelector("[data-kb-nothing]")?.firstElementChild?.textContent ?? "";
  /** @type {Record<string, string>} */
  const forms = JSON.parse(results.dataset.kbFound ?? "{}");
  const language = results.closest("[lang]")?.getAttribute("lang") ?? "en";
  const form = forms[new Intl.PluralRules(language).select(number)] ?? forms.other ?? "";
  return form.replace("{count}", number.toLocaleString(language));
}

/** @param {string} question */
function keepAddress(question) {
  const address = new URL(location.href);
  if (question === (address.searchParams.get("q") ?? "").trim()) return;
  if (question) address.searchParams.set("q", question);
  else address.searchParams.delete("q");
  try {
    history.replaceState(history.state, "", address);
  } catch {
    // A browser may refuse this for pages that are opened from a folder.
  }
}
