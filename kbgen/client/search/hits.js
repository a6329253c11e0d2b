/**
 * What is shown of an article that answers: its card, its best passage and what to mark in it.
 */

import { cutExcerpt, findMarks } from "./excerpts.js";
import { normalise } from "./tokens.js";

const MOST_WORDS = 24;

/**
 * @typedef {import("./shelf.js").Shelf} Shelf
 * @typedef {import("./ranking.js").Ranked} Ranked
 * @typedef {import("./excerpts.js").Mark} Mark
 *
 * @typedef {object} Hit
 * @property {string} id
 * @property {string} url root-relative, with the anchor of the best passage
 * @property {string} title
 * @property {string} section
 * @property {string | null} heading of that passage
 * @property {string} excerpt
 * @property {Mark[]} marks in the excerpt
 * @property {string} language
 * @property {number} score
 *
 * @typedef {Hit & { titleMarks: Mark[], type: string | null, status: string | null, words: string[],
 *   internal: boolean }} FullHit
 */

/**
 * @param {Shelf} shelf
 * @param {number} slot
 * @returns {{ id: string, url: string, title: string, section?: string, summary?: string, type?: string,
 *   status?: string, internal?: true, passages: [anchor: string, heading: string, text: string][] }}
 */
export function readCard(shelf, slot) {
  return shelf.library.json(shelf.excerptName(slot));
}

/**
 * @param {Shelf} shelf
 * @param {Ranked} entry
 * @param {Set<string>} forms
 * @returns {FullHit}
 */
export function show(shelf, { score, slot, passage }, forms) {
  const card = readCard(shelf, slot);
  const { language, elide } = shelf.manifest;
  const [anchor, heading, text] = card.passages[passage] ?? ["", "", ""];
  const shown = text || card.summary || (card.passages.find((other) => other[2])?.[2] ?? "");
  const { excerpt, marks } = cutExcerpt(shown, forms, elide);
  const titleMarks = findMarks(card.title, forms, elide);
  const marked = [...marks.map(([a, b]) => excerpt.slice(a, b)), ...titleMarks.map(([a, b]) => card.title.slice(a, b))];
  return {
    id: card.id,
    url: card.url + (anchor ? `#${anchor}` : ""),
    title: card.title,
    section: card.section ?? "",
    heading: heading || null,
    excerpt,
    marks,
    language,
    score,
    titleMarks,
    type: card.type ?? null,
    status: card.status ?? null,
    internal: card.internal === true,
    words: [...new Set(marked.map((word) => normalise(word)))].slice(0, MOST_WORDS),
  };
}
