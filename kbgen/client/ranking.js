/**
 * Which entries of a list answer a question, best first.
 */

import { fold, words } from "./fold.js";
import { likeness } from "./likeness.js";

/**
 * @typedef {object} Entry
 * @property {string} title
 * @property {string} summary
 */

const TITLE = 1;
const SUMMARY = 0.5;
/** An entry must hold this share of what the question's words weigh, as far as any entry holds them. */
const HELD = 0.5;
/** Somebody may paste a whole page: what it is about stands at its beginning. */
const MOST_WORDS = 32;

/** A list that can be asked. */
export class Ranking {
  /** @param {readonly Entry[]} entries */
  constructor(entries) {
    this.titles = entries.map((entry) => fold(entry.title).trim());
    /** Where each word stands: entry and weight of the field. @type {Map<string, Map<number, number>>} */
    this.places = new Map();
    /** What was worked out for the words of the last question, most of which are those of the next. @type {Map<string, Map<number, number>>} */
    this.weighed = new Map();
    entries.forEach((entry, index) => {
      for (const word of words(entry.summary)) this.note(word, index, SUMMARY);
      for (const word of words(entry.title)) this.note(word, index, TITLE);
    });
  }

  /**
   * @param {string} word
   * @param {number} entry
   * @param {number} weight
   */
  note(word, entry, weight) {
    const places = this.places.get(word) ?? new Map();
    this.places.set(word, places.set(entry, weight));
  }

  /**
   * The entries that answer, as positions in the list, best first.
   * @param {string} question
   * @returns {number[]}
   */
  find(question) {
    /** @type {Map<number, { held: number, score: number }>} */
    const found = new Map();
    let weighed = 0;
    const asked = [...new Set(words(question))].slice(0, MOST_WORDS);
    this.weighed = new Map(asked.map((word) => [word, this.weighed.get(word) ?? this.weigh(word)]));
    for (const strengths of this.weighed.values()) {
      // A word of every title says little, one of few titles much.
      const weight = strengths.size > 0 ? Math.log(1 + this.titles.length / strengths.size) : 0;
      weighed += weight;
      for (const [index, strength] of strengths) {
        const { held, score } = found.get(index) ?? { held: 0, score: 0 };
        found.set(index, { held: held + weight, score: score + weight * strength });
      }
    }
    const whole = fold(question).trim();
    return [...found]
      .filter(([, { held }]) => held >= HELD * weighed)
      .map(([index, { score }]) => ({ index, score: this.titles[index] === whole ? Infinity : score }))
      .sort((a, b) => b.score - a.score || a.index - b.index)
      .map(({ index }) => index);
  }

  /**
   * How well each entry that holds a word, or one like it, holds it.
   * @param {string} asked
   */
  weigh(asked) {
    /** @type {Map<number, number>} */
    const strengths = new Map();
    for (const [word, places] of this.places) {
      const like = likeness(asked, word);
      if (like === 0) continue;
      for (const [index, weight] of places) {
        strengths.set(index, Math.max(strengths.get(index) ?? 0, like * weight));
      }
    }
    return strengths;
  }
}
