/**
 * What the preview's server is asked and told.
 */

/**
 * @typedef {{level: "error" | "warning", code: string, message: string, hint: string, path: string, line: number,
 *   editor: string}} Problem
 * @typedef {{url: string, title: string, source: string, editor: string, id: string, language: string,
 *   translations: [string, string][], reviewed: string, state: string, problems: Problem[], site_problems: number,
 *   edition: string, drafts: boolean, build: number}} PageInfo
 * @typedef {{title: string, url: string}} Added
 * @typedef {{build: number, seconds: number, changed: string[], all: boolean, styles: Record<string, string>,
 *   added: Added[], removed: string[], problems: number}} Built
 * @typedef {{message: string, path: string, line: number, hint: string, editor?: string}} Failure
 * @typedef {{build: number, added?: (Added & {build: number})[]}} Hello
 *   added: articles that came with the latest builds, for tabs that were being loaded just then
 * @typedef {{hello: Hello, building: {}, built: Built, failed: Failure}} Messages
 */

const BASE = new URL("./", import.meta.url);
export const EVENTS = new URL("events", BASE).href;

/** What the server says against it; hint: what to do about it. */
export class Refused extends Error {
  /**
   * @param {string} message
   * @param {string} hint
   */
  constructor(message, hint) {
    super(message);
    this.hint = hint;
  }
}

/**
 * What is known of a page. Rejects if the server does not answer.
 * @param {string} path
 * @param {AbortSignal} signal
 * @returns {Promise<PageInfo>}
 */
export async function askPage(path, signal) {
  const answer = await fetch(new URL(`page?path=${encodeURIComponent(path)}`, BASE), { cache: "no-store", signal });
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/**
 * Note in the article that it was reviewed today. Returns the day. Rejects with Refused, or if there is no answer.
 * @param {string} path
 * @returns {Promise<string>}
 */
export async function markReviewed(path) {
  const answer = await post("reviewed", { path });
  return (await answer.json()).reviewed;
}

/**
 * Build and show another edition. Rejects like markReviewed.
 * @param {string} edition
 * @param {boolean} drafts
 */
export async function chooseEdition(edition, drafts) {
  await post("choose", { edition, drafts });
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} body
 */
async function post(name, body) {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(new URL(name, BASE), { method: "POST", headers, body: JSON.stringify(body) });
  if (answer.ok) return answer;
  /** @type {{message?: string, hint?: string}} */
  const said = await answer.json().catch(() => ({}));
  throw new Refused(said.message ?? answer.statusText, said.hint ?? "");
}
