/**
 * Asking: from what somebody typed to hits, in the language of the page first. No page is touched here.
 */

import { findConcepts } from "./concepts.js";
import { GoneError, KbIndexError } from "./errors.js";
import { readCard, show } from "./hits.js";
import { Library } from "./library.js";
import { parseQuestion, tidy } from "./question.js";
import { EXACT_TITLE, rank } from "./ranking.js";
import { Shelf } from "./shelf.js";
import { compare, fold, isAlpha, normalise } from "./tokens.js";

/** The format that this client reads; `kbgen/search/manifest.py` has the same number. */
const FORMAT = 2;
const LOOKED_THROUGH = 50;
const MOST_NEAREST = 5;

/**
 * @typedef {import("./ranking.js").Ranked} Ranked
 * @typedef {import("./facets.js").Facets} Facets
 * @typedef {import("./facets.js").Filters} Filters
 * @typedef {import("./question.js").Question} Question
 * @typedef {import("./hits.js").Hit} Hit
 * @typedef {import("./hits.js").FullHit} FullHit
 *
 * @typedef {object} Pointers what `/_kb/search.js` knows
 * @property {number} format
 * @property {string} language the site's main one
 * @property {Record<string, string>} languages language -> name of its manifest
 *
 * @typedef {object} Answer
 * @property {FullHit[]} hits
 * @property {number} total
 * @property {string | null} correction the question with misspelt words mended
 * @property {boolean} elsewhere the language has no hit; these are in others
 * @property {FullHit[]} nearest if there is no hit at all
 * @property {Facets} facets
 *
 * @typedef {object} Options
 * @property {number} [limit]
 * @property {number} [offset]
 * @property {string} [language]
 * @property {Filters} [filters]
 * @property {boolean} [typing] the last word may be unfinished
 * @property {boolean} [facets] whether they are wanted
 */

/** Every language's index. */
export class Index {
  /**
   * @param {Pointers} pointers
   * @param {(name: string) => Promise<Uint8Array>} fetchFile
   * @param {() => Promise<Pointers>} reread the pointers of now, after a deploy
   */
  constructor(pointers, fetchFile, reread) {
    this.pointers = pointers;
    this.library = new Library(fetchFile);
    this.reread = reread;
    /** @type {Map<string, Promise<Shelf>>} */
    this.shelves = new Map();
  }

  /** The language of the page, if the site has it. */
  get language() {
    const page = typeof document === "undefined" ? "" : document.documentElement.lang;
    const { language, languages } = this.pointers;
    return [page, page.split("-")[0]].find((code) => Object.hasOwn(languages, code)) ?? language;
  }

  /**
   * The best answers, one an article. Never rejects for its input.
   * @param {string} query
   * @param {Options} [options]
   * @returns {Promise<Hit[]>}
   */
  async search(query, options = {}) {
    const { hits } = await this.ask(query, { ...options, nearest: false });
    return hits.map(({ titleMarks: _t, type: _y, status: _s, words: _w, internal: _i, ...hit }) => hit);
  }

  /**
   * The answer as an interface shows it.
   * @param {string} query
   * @param {Options & { nearest?: boolean }} [options]
   * @returns {Promise<Answer>}
   */
  async ask(query, options = {}) {
    const text = typeof query === "string" ? query : "";
    try {
      return await this.answer(text, options ?? {});
    } catch (error) {
      if (!(error instanceof GoneError)) throw error;
      // A deploy gave the files other names since this page was opened.
      this.pointers = await this.reread();
      checkFormat(this.pointers);
      this.shelves.clear();
      return this.answer(text, options ?? {});
    }
  }

  /**
   * @param {string} query
   * @param {Options & { nearest?: boolean }} options
   * @returns {Promise<Answer>}
   */
  async answer(query, { language = this.language, nearest = true, ...options }) {
    const own = Object.hasOwn(this.pointers.languages, language) ? language : this.language;
    const answer = await this.answerIn(own, query, options);
    if (answer.total > 0 || tidy(query) === "") return answer;
    const others = Object.keys(this.pointers.languages).filter((code) => code !== own);
    const found = await Promise.all(others.map((code) => this.answerIn(code, query, { ...options, typing: false })));
    const hits = found.flatMap((other) => other.hits).slice(0, count(options.limit, 10));
    if (hits.length > 0) {
      const total = found.reduce((sum, other) => sum + other.total, 0);
      return { ...answer, hits, total, elsewhere: true };
    }
    return nearest ? { ...answer, nearest: await this.findNearest(own, query) } : answer;
  }

  /**
   * @param {string} language
   * @param {string} query
   * @param {Options} options
   * @returns {Promise<Answer>}
   */
  async answerIn(language, query, { limit, offset, filters = {}, typing = false, facets = false }) {
    const shelf = await this.shelf(language);
    const question = parseQuestion(query, shelf.manifest.elide);
    const none = { product: [], version: [], section: [], type: [] };
    /** @type {Answer} */
    const answer = { hits: [], total: 0, correction: null, elsewhere: false, nearest: [], facets: none };
    if (question.words.length === 0) return answer;
    const asked = await findConcepts(question, shelf, typing);
    const rows = await this.library.one(() => shelf.rows);
    let ranked = rank(asked.concepts, rows, shelf.manifest.length);
    if (question.phrases.length > 0) ranked = await this.keepPhrases(shelf, ranked, question);
    ranked = await this.preferTitle(shelf, ranked, question);
    if (facets || Object.keys(filters ?? {}).length > 0) {
      const { collectFacets, filterRanked } = await loadFacets();
      if (facets) answer.facets = await this.library.one(() => collectFacets(shelf.facets, ranked, filters));
      ranked = await this.library.one(() => filterRanked(() => shelf.facets, ranked, filters));
    }
    const forms = await this.library.one(() => new Set(asked.terms.flatMap((term) => shelf.formsOf(term))));
    for (const { word, idle } of asked.meanings) if (!idle) forms.add(word.text);
    const from = count(offset, 0);
    const shown = ranked.slice(from, from + count(limit, 10));
    const hits = await this.library.all(shown.map((entry) => () => show(shelf, entry, forms)));
    answer.hits = hits;
    answer.total = ranked.length;
    answer.correction = correct(question, asked.meanings);
    return answer;
  }

  /**
   * Those that hold what stands in quotes to the letter; all if none does.
   * @param {Shelf} shelf
   * @param {Ranked[]} ranked
   * @param {Question} question
   */
  async keepPhrases(shelf, ranked, { phrases }) {
    const first = ranked.slice(0, LOOKED_THROUGH);
    const texts = await this.library.all(
      first.map((entry) => () => {
        const card = readCard(shelf, entry.slot);
        return [card.title, ...card.passages.flatMap((passage) => passage.slice(1))].map((text) =>
          tidy(normalise(text)),
        );
      }),
    );
    const kept = first.filter((_, n) => phrases.every((phrase) => texts[n].join("\n").includes(phrase)));
    return kept.length > 0 ? kept : ranked;
  }

  /**
   * Several titles may be made of the same words; the one that is the question comes first.
   * @param {Shelf} shelf
   * @param {Ranked[]} ranked
   * @param {Question} question
   */
  async preferTitle(shelf, ranked, { text }) {
    const alike = ranked.filter(({ score }) => score >= EXACT_TITLE).slice(0, LOOKED_THROUGH);
    if (alike.length < 2) return ranked;
    const titles = await this.library.all(
      alike.map(
        ({ slot }) =>
          () =>
            plain(readCard(shelf, slot).title),
      ),
    );
    const same = alike.filter((_, n) => titles[n] === plain(text));
    return [...same, ...ranked.filter((entry) => !same.includes(entry))];
  }

  /**
   * What is closest to a question that nothing answers: the most frequent words that begin as its words do.
   * @param {string} language
   * @param {string} query
   */
  async findNearest(language, query) {
    const shelf = await this.shelf(language);
    const { words } = parseQuestion(query, shelf.manifest.elide);
    const keys = words.map(({ text }) => fold(text)).filter((key) => key.length >= 3 && isAlpha(key));
    const lists = await this.library.all(keys.map((key) => () => beginAlike(key, shelf.spelling([...key][0]))));
    const instead = lists.flat().join(" ");
    if (!instead) return [];
    return (await this.answerIn(language, instead, { limit: MOST_NEAREST })).hits;
  }

  /** @param {string} language */
  shelf(language) {
    let shelf = this.shelves.get(language);
    if (!shelf) {
      const name = this.pointers.languages[language];
      shelf = this.library
        .one(() => this.library.json(name))
        .then(async (manifest) => {
          const opened = new Shelf(manifest, this.library);
          await this.library.load(opened.beginning);
          return opened;
        });
      shelf.catch(() => this.shelves.delete(language));
      this.shelves.set(language, shelf);
    }
    return shelf;
  }
}

/** Few questions are narrowed down: the others do without this module. */
async function loadFacets() {
  try {
    return await import("./facets.js");
  } catch (error) {
    throw new KbIndexError(`The filters of search cannot be loaded: reload the page (${error}).`);
  }
}

/** @param {Pointers} pointers */
export function checkFormat(pointers) {
  if (pointers.format === FORMAT) return;
  const message =
    `This page's search reads index format ${FORMAT}, and the index has format ${pointers.format}. ` +
    "Reload the page; if that does not help, publish the whole output of one `kbgen build`.";
  console.error(message);
  throw new KbIndexError(message);
}

/**
 * The question with the words that nobody wrote replaced by those that were meant.
 * @param {Question} question
 * @param {import("./lookup.js").Meaning[]} meanings
 */
function correct(question, meanings) {
  let text = question.text;
  for (const { word, known, guess } of meanings) {
    if (!known && guess && guess !== word.text) text = text.replace(word.text, () => guess);
  }
  return text === question.text ? null : text;
}

/**
 * Of the words that share the longest beginning, at least three letters, the most frequent.
 * @param {string} key
 * @param {Map<string, number>} words
 */
function beginAlike(key, words) {
  for (let length = key.length; length >= 3; length--) {
    const found = [...words].filter(([word]) => word.startsWith(key.slice(0, length)));
    if (found.length > 0) {
      found.sort((a, b) => b[1] - a[1] || compare(a[0], b[0]));
      return found.slice(0, 3).map(([word]) => word);
    }
  }
  return [];
}

/** @param {string} text */
function plain(text) {
  return tidy(normalise(text).replace(/^[ .?!。？！]+|[ .?!。？！]+$/g, ""));
}

/**
 * @param {number | undefined} number
 * @param {number} otherwise
 */
function count(number, otherwise) {
  return typeof number === "number" && number >= 0 ? Math.floor(number) : otherwise;
}
