/**
 * A small index written from articles, by the format alone: a second hand that knows nothing of Python's. Words are
 * their own terms here; there are no stems.
 */

import {
  compare,
  expandToken,
  fold,
  isAlpha,
  isUnspaced,
  normalise,
  splitTokens,
} from "../../../kbgen/client/search/tokens.js";

const TITLE = 1;
const PASSAGES = 32;

/**
 * @typedef {object} Written
 * @property {string} id
 * @property {string} title
 * @property {string} [text]
 * @property {string} [section]
 * @property {string} [type]
 * @property {string[]} [products]
 * @property {string[]} [versions]
 * @property {[heading: string, text: string][]} [headings]
 */

/** @param {number} number */
function varint(number) {
  const bytes = [];
  for (; number > 127; number >>= 7) bytes.push((number & 127) | 128);
  return [...bytes, number];
}

/** @param {string} text */
function utf8(text) {
  return [...new TextEncoder().encode(text)];
}

/** @param {string} text */
export function wordsOf(text) {
  return splitTokens(normalise(text), false).flatMap(expandToken);
}

/** @param {Written} article @returns {[string, string, string][]} */
function passagesOf({ text = "", headings = [] }) {
  /** @type {[string, string, string][]} */
  const below = headings.map(([heading, under], n) => [`h${n}`, heading, under]);
  return text ? [["", "", text], ...below] : below;
}

/**
 * The payload of a word in an article: flags, then its passages.
 * @param {string} word
 * @param {Written} article
 */
function payload(word, article) {
  const flags = wordsOf(article.title).includes(word) ? TITLE : 0;
  /** @type {number[]} */
  const out = [];
  let last = -1;
  passagesOf(article).forEach(([, heading, text], number) => {
    const count = Math.min(3, wordsOf(text).filter((other) => other === word).length);
    const inHeading = wordsOf(heading).includes(word);
    if (count === 0 && !inHeading) return;
    out.push((number - last - 1) | (inHeading ? 8 : 0) | (count << 4));
    last = number;
  });
  if (out.length > 0) out[out.length - 1] |= 128;
  return [flags | (out.length > 0 ? PASSAGES : 0), ...out];
}

/**
 * Whether a payload of a common word says more than that passages mention it.
 * @param {number[]} bytes
 * @param {boolean} mentions
 */
function standsOut([head, ...passages], mentions) {
  return (head & 15) !== 0 || passages.some((byte) => byte & 8 || (mentions && ((byte >> 4) & 7) > 1));
}

/**
 * Postings with their length before them.
 * @param {{ slot: number, bytes: number[] }[]} found
 */
function lay(found) {
  const postings = found.flatMap(({ slot, bytes }, n) => [...varint(slot - (found[n - 1]?.slot ?? 0)), ...bytes]);
  return [...varint(postings.length), ...postings];
}

/** @param {string} name @param {string} key */
function nameBytes(name, key) {
  return name === key ? [0] : [utf8(name).length, ...utf8(name)];
}

/**
 * Files by name, and the name of the manifest.
 * @param {Written[]} articles each gets the slot 3, 6, 9, ...
 * @param {{ language?: string, stop?: string, groups?: string[][][], mark?: string, perBlock?: number,
 *   format?: number, common?: number }} [options] mark: tells two versions apart; common: as in the manifest
 */
export function writeIndex(articles, options = {}) {
  const {
    language = "en",
    stop = "the how to",
    groups = [],
    mark = "0",
    perBlock = 4,
    format = 2,
    common = 1000,
  } = options;
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  let number = 0;
  /** @param {string} kind @param {number[] | string} data @param {string} ending */
  const add = (kind, data, ending) => {
    const digest = `${mark}${String(number++).padStart(9, "0")}`;
    files.set(`${language}-${kind}${digest}.${ending}`, Uint8Array.from(typeof data === "string" ? utf8(data) : data));
    return digest;
  };
  const slots = articles.map((_, n) => 3 * (n + 1));
  /** @type {Map<string, Set<string>>} */
  const keys = new Map();
  for (const article of articles) {
    for (const word of wordsOf([article.title, ...passagesOf(article).flatMap((one) => one.slice(1))].join("\n"))) {
      keys.set(fold(word), (keys.get(fold(word)) ?? new Set()).add(word));
    }
  }
  const sorted = [...keys.keys()].sort(compare);
  /** @type {Record<string, string[]>} */
  const spelt = {};
  /** @type {{ key: string, data: number[] }[]} */
  const rests = [];
  const own = sorted.map((key) => {
    const words = [.../** @type {Set<string>} */ (keys.get(key))].sort(compare);
    /** @type {number[]} */
    const forms = [];
    /** @type {number[]} */
    const terms = [];
    let counted = 0;
    for (const word of words) {
      const found = articles
        .map((article, n) => ({ slot: slots[n], bytes: payload(word, article) }))
        .filter(({ bytes }) => bytes[0] !== 0);
      const count = found.length;
      const kept = found.filter(({ bytes }) => count <= common || standsOut(bytes, count <= 2 * common));
      forms.push(...nameBytes(word, key), ...varint(count), 0, 0);
      terms.push(...nameBytes(word, key), ...varint(count), ...lay(kept));
      counted += count;
      const left = found.filter((posting) => !kept.includes(posting));
      if (left.length > 0) {
        rests.push({
          key: `~${key}`,
          data: [0, 1, ...nameBytes(word, `~${key}`), ...varint(left.length), ...lay(left)],
        });
      }
    }
    if (key.length >= 3 && isAlpha(key) && !isUnspaced(key)) {
      const letter = [...key][0];
      spelt[letter] = [...(spelt[letter] ?? []), `${key}${Math.min(9, 32 - Math.clz32(counted))}\n`];
    }
    return { key, data: [words.length, words.length, ...forms, ...terms] };
  });
  const entries = [...own, ...rests].sort((one, other) => compare(one.key, other.key));
  const firsts = [];
  let blocks = "";
  for (let at = 0; at < entries.length; at += perBlock) {
    /** @type {number[]} */
    let last = [];
    const block = entries.slice(at, at + perBlock).flatMap(({ key, data }) => {
      const name = utf8(key);
      let shared = 0;
      while (shared < name.length && name[shared] === last[shared]) shared++;
      last = name;
      return [shared, name.length - shared, ...name.slice(shared), ...varint(data.length), ...data];
    });
    firsts.push(entries[at].key);
    blocks += add("w", block, "txt");
  }
  const lengths = articles.map((article) => 4 * Math.floor(Math.log2(wordsOf(article.text ?? "").length + 1)));
  const titles = articles.map(({ title }) => {
    const telling = new Set(splitTokens(normalise(title), false).map((token) => expandToken(token)[0]));
    for (const idle of stop.split(" ")) if (telling.size > 1) telling.delete(idle);
    return telling.size;
  });
  const digests = articles.map((_, n) => [Number.parseInt(mark, 16), 0, n]);
  /** @type {number[][]} */
  const ranges = Array.from({ length: articles.length && (slots[articles.length - 1] >> 10) + 1 }, () => []);
  digests.forEach((digest, n) => {
    ranges[slots[n] >> 10].push(...digest);
  });
  const table = [...varint(slots.length), ...slots.flatMap((slot, n) => varint(slot - (slots[n - 1] ?? 0)))];
  const values = {
    products: [...new Set(articles.flatMap(({ products = [] }) => products))].sort(),
    versions: [...new Set(articles.flatMap(({ versions = [] }) => versions))].sort(),
    types: [...new Set(articles.flatMap(({ type }) => type ?? []))].sort(),
  };
  const sections = [...new Set(articles.flatMap(({ section }) => section ?? []))].sort();
  articles.forEach((article, n) => {
    const { id, title, section = "", type = null } = article;
    const card = { id, url: `/${id}/`, title, section, type: type ?? undefined, passages: passagesOf(article) };
    const hex = digests[n].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    files.set(`${language}-${slots[n]}-${hex}.json`, Uint8Array.from(utf8(JSON.stringify(card))));
  });
  const manifest = {
    format,
    language,
    articles: articles.length,
    common,
    length: Math.floor(lengths.reduce((sum, length) => sum + length, 0) / Math.max(1, lengths.length)),
    compounds: false,
    elide: false,
    firsts: firsts.join("\n"),
    blocks,
    spelling: Object.fromEntries(
      Object.entries(spelt).map(([letter, lines]) => [letter, add("s", lines.join(""), "txt")]),
    ),
    excerpts: ranges.map((range) => add("e", range, "txt")).join(""),
    table: add("t", [...table, ...lengths, ...titles], "txt"),
    facets: add(
      "f",
      JSON.stringify({
        ...values,
        sections: sections.map((section) => [section, `The ${section}`]),
        articles: articles.map(({ products = [], versions = [], section = "", type = "" }, n) => [
          slots[n],
          products.map((product) => values.products.indexOf(product)),
          versions.map((version) => values.versions.indexOf(version)),
          sections.indexOf(section),
          values.types.indexOf(type),
        ]),
      }),
      "json",
    ),
    lexicon: add(
      "l",
      JSON.stringify({
        stop,
        asking: "why",
        groups: groups.map((group) => group.map((phrase) => phrase.join(" ")).join(",")).join("\n"),
      }),
      "json",
    ),
  };
  return { name: `${language}-m${add("m", JSON.stringify(manifest), "json")}.json`, files };
}
