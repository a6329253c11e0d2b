/**
 * Narrowing results down: by product, version, section and type.
 */

/**
 * @typedef {import("./ranking.js").Ranked} Ranked
 *
 * @typedef {object} FacetFile
 * @property {string[]} products
 * @property {string[]} versions
 * @property {[value: string, label: string][]} sections
 * @property {string[]} types
 * @property {[slot: number, products: number[], versions: number[], section: number, type: number][]} articles
 *
 * @typedef {"product" | "version" | "section" | "type"} Key
 * @typedef {Partial<Record<Key, string[]>>} Filters
 * @typedef {{ value: string, label: string, count: number }} Facet
 * @typedef {Record<Key, Facet[]>} Facets
 */

/** @type {readonly Key[]} */
const KEYS = ["product", "version", "section", "type"];

/**
 * Values of a key with their labels.
 * @param {FacetFile} file
 * @param {Key} key
 * @returns {[string, string][]}
 */
function valuesOf(file, key) {
  if (key === "section") return file.sections;
  return { product: file.products, version: file.versions, type: file.types }[key].map((value) => [value, value]);
}

/**
 * The numbers of an article's values.
 * @param {FacetFile["articles"][0]} article
 * @param {Key} key
 */
function numbersOf([, products, versions, section, type], key) {
  return { product: products, version: versions, section: [section], type: [type] }[key];
}

/**
 * The filters as numbers, for the keys that are filtered: or within a key, and between keys.
 * @param {FacetFile} file
 * @param {Filters} filters
 */
function readFilters(file, filters) {
  /** @type {Map<Key, Set<number>>} */
  const wanted = new Map();
  for (const key of KEYS) {
    const asked = askedOf(filters, key);
    if (asked.length === 0) continue;
    const numbers = valuesOf(file, key).flatMap(([value, label], number) =>
      asked.some((one) => one === value || one === label || (key === "section" && value.startsWith(`${one}/`)))
        ? [number]
        : [],
    );
    wanted.set(key, new Set(numbers));
  }
  return wanted;
}

/**
 * The values that a key is filtered by, however they are written.
 * @param {Filters} filters
 * @param {Key} key
 * @returns {string[]}
 */
function askedOf(filters, key) {
  /** @type {unknown} */
  const written = filters?.[key] ?? [];
  return (Array.isArray(written) ? written : [written]).map(String);
}

/**
 * The results that pass the filters.
 * @param {() => FacetFile} read
 * @param {Ranked[]} ranked
 * @param {Filters} filters
 */
export function filterRanked(read, ranked, filters) {
  if (KEYS.every((key) => askedOf(filters, key).length === 0)) return ranked;
  const file = read();
  const wanted = [...readFilters(file, filters)];
  const passing = new Set(file.articles.filter((article) => passes(article, wanted)).map(([slot]) => slot));
  return ranked.filter(({ slot }) => passing.has(slot));
}

/**
 * @param {FacetFile["articles"][0]} article
 * @param {[Key, Set<number>][]} wanted
 */
function passes(article, wanted) {
  return wanted.every(([key, numbers]) => numbersOf(article, key).some((number) => numbers.has(number)));
}

/**
 * How many of the results have each value, with the filters of the other keys applied; the most frequent first.
 * @param {FacetFile} file
 * @param {Ranked[]} ranked
 * @param {Filters} filters
 * @returns {Facets}
 */
export function collectFacets(file, ranked, filters) {
  const wanted = [...readFilters(file, filters ?? {})];
  const found = new Set(ranked.map(({ slot }) => slot));
  const articles = file.articles.filter(([slot]) => found.has(slot));
  /** @param {Key} key */
  const collect = (key) => {
    const others = wanted.filter(([other]) => other !== key);
    const counts = valuesOf(file, key).map(() => 0);
    for (const article of articles) {
      if (passes(article, others)) for (const number of numbersOf(article, key)) if (number >= 0) counts[number]++;
    }
    const facets = valuesOf(file, key).map(([value, label], number) => ({ value, label, count: counts[number] }));
    return facets.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
  };
  return {
    product: collect("product"),
    version: collect("version"),
    section: collect("section"),
    type: collect("type"),
  };
}
