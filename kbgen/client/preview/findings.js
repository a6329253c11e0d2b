/**
 * What stands in the panel, as a list: a build that failed, a page that is gone, the problems of the page.
 */

import { parentOf } from "./changes.js";
import { element, icon, link, prose } from "./elements.js";

/**
 * @typedef {import("./server.js").Problem} Problem
 * @typedef {import("./server.js").Failure} Failure
 * @typedef {{failure: Failure | null, removed: string[] | null, problems: Problem[], elsewhere: number}} Findings
 *   removed: if the page in view is among them, all pages that are gone
 */

/** @type {Findings} */
export const NOTHING = { failure: null, removed: null, problems: [], elsewhere: 0 };

/**
 * What somebody should see unasked; empty if there is nothing of that kind. Two that are the same are one list of
 * problems, though lines may have moved.
 * @param {Findings} findings
 */
export function tellSerious({ failure, removed, problems }) {
  const errors = problems.filter(({ level }) => level === "error");
  if (!failure && !removed && errors.length === 0) return "";
  const told = errors.map(({ code, path, message }) => [code, path, message]);
  return JSON.stringify([failure && [failure.path, failure.message], removed !== null, told]);
}

/**
 * @param {Findings} findings
 * @param {import("./words.js").Speech} words
 */
export function headFindings({ failure, removed, problems }, words) {
  if (failure) return words.say("failed");
  if (removed) return words.say("removed");
  return problems.length > 0 ? words.say("onPage", { count: problems.length }) : words.say("noneOnPage");
}

/**
 * @param {Findings} findings
 * @param {import("./words.js").Speech} words
 */
export function listFindings({ failure, removed, problems, elsewhere }, words) {
  const nodes = [];
  if (failure) {
    nodes.push(element("p", { class: "soft" }, words.say("lastGood")));
  } else if (removed) {
    const parent = link(parentOf(location.pathname, removed), {}, words.say("parent"));
    nodes.push(element("p", { class: "soft" }, words.say("removedHint"), " ", parent));
  }
  /** @type {Problem[]} */
  const failures = failure ? [{ level: "error", code: "", editor: "", ...failure }] : [];
  const order = [...failures, ...problems].sort((a, b) => rank(a) - rank(b));
  if (order.length > 0) nodes.push(element("ul", { class: "problems" }, ...order.map((found) => item(found, words))));
  if (elsewhere > 0) nodes.push(element("p", { class: "soft" }, words.say("elsewhere", { count: elsewhere })));
  return nodes;
}

/** @param {Problem} problem */
function rank({ level }) {
  return level === "error" ? 0 : 1;
}

/**
 * @param {Problem} problem
 * @param {import("./words.js").Speech} words
 */
function item({ level, message, hint, path, line, editor }, words) {
  const kind = level === "error" ? "error" : "warning";
  const place = line > 0 ? `${path}:${line}` : path;
  const told = element(
    "div",
    { class: "problem-text" },
    element("p", {}, ...prose(message)),
    ...(hint ? [element("p", { class: "soft" }, ...prose(hint))] : []),
    ...(path ? [element("p", { class: "place" }, link(editor, { dir: "ltr" }, place))] : []),
  );
  return element("li", { "data-level": kind }, element("p", { class: "level" }, icon(kind), words.say(kind)), told);
}
