/**
 * The searches that are compared, in the browser: each is made ready for the articles of one language and then asked.
 *
 * globalThis.engines: name -> (articles, language) => Promise of (query) => Promise of the URLs found, best first.
 * An article is {url, title, headings, text}. kbgen and Pagefind bring their own index and do not look at them.
 */

/* global MiniSearch, lunr */

const LIMIT = 10;
const FIELDS = ["title", "headings", "text"];
const BOOST = { title: 3, headings: 2 };
/** What Lunr would read as operators. A customer who types them means letters. */
const OPERATORS = /[:^~*+]|(?<!\S)-/g;

const urls = (found, name) => found.slice(0, LIMIT).map((hit) => hit[name]);

function segmented(language) {
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  return (text) => [...segmenter.segment(text)].filter((part) => part.isWordLike).map((part) => part.segment);
}

function minisearch(articles, options) {
  const index = new MiniSearch({ idField: "url", fields: FIELDS, ...options });
  index.addAll(articles);
  return async (query) => urls(index.search(query), "id");
}

function lunrSearch(articles, language, boost) {
  const index = lunr(function () {
    if (language !== "en") this.use(lunr[language]);
    this.ref("url");
    for (const name of FIELDS) this.field(name, { boost: boost[name] ?? 1 });
    for (const article of articles) this.add(article);
  });
  return async (query) => urls(index.search(query.replace(OPERATORS, " ")), "ref");
}

globalThis.engines = {
  async kbgen(_articles, language) {
    const { open } = await import("/_kb/search.js");
    const index = await open();
    return async (query) => urls(await index.search(query, { limit: LIMIT, language }), "url");
  },

  async minisearch(articles) {
    return minisearch(articles, {});
  },

  async "minisearch-boosted"(articles, language) {
    const searchOptions = { boost: BOOST, prefix: true, fuzzy: 0.2 };
    return minisearch(articles, { tokenize: segmented(language), searchOptions });
  },

  async lunr(articles, language) {
    return lunrSearch(articles, language, {});
  },

  async "lunr-boosted"(articles, language) {
    return lunrSearch(articles, language, BOOST);
  },

  async pagefind() {
    const pagefind = await import("/pagefind/pagefind.js");
    await pagefind.init();
    return async (query) => {
      const { results } = await pagefind.search(query);
      return urls(await Promise.all(results.slice(0, LIMIT).map((result) => result.data())), "url");
    };
  },
};
