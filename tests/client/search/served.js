/**
 * Indexes for tests: asked from memory, with a list of what was fetched.
 */

import { GoneError } from "../../../kbgen/client/search/errors.js";
import { Index } from "../../../kbgen/client/search/index.js";
import { writeIndex } from "./written.js";

/** @typedef {import("./written.js").Written} Written */

/**
 * @param {Record<string, Written[]>} languages language -> its articles, the main one first
 * @param {Parameters<typeof writeIndex>[1]} [options]
 */
export function writeSite(languages, options = {}) {
  /** @type {Map<string, Uint8Array>} */
  const files = new Map();
  /** @type {import("../../../kbgen/client/search/index.js").Pointers} */
  const pointers = { format: 2, language: Object.keys(languages)[0], languages: {} };
  for (const [language, articles] of Object.entries(languages)) {
    const { name, files: written } = writeIndex(articles, { ...options, language });
    pointers.languages[language] = name;
    for (const [file, data] of written) files.set(file, data);
  }
  return { pointers, files };
}

/**
 * An index over a site's files. What `site` holds may be replaced later, as by a deploy.
 * @param {ReturnType<typeof writeSite>} site
 */
export function serve(site) {
  /** @type {string[]} */
  const fetched = [];
  const counts = { rereads: 0 };
  const index = new Index(
    site.pointers,
    async (name) => {
      fetched.push(name);
      const data = site.files.get(name);
      if (!data) throw new GoneError(`${name} is not there.`);
      return data;
    },
    async () => {
      counts.rereads++;
      return site.pointers;
    },
  );
  return { index, fetched, counts, site };
}
