/**
 * The files of an index, fetched when somebody asks for one: who asks too early is thrown Missing, and asks again.
 */

import { KbIndexError, Missing } from "./errors.js";

/** What is fetched for one question: more rounds than this mean that the index is not what it says. */
const MOST_ROUNDS = 12;

/** Files by name. */
export class Library {
  /** @param {(name: string) => Promise<Uint8Array>} fetchFile */
  constructor(fetchFile) {
    this.fetchFile = fetchFile;
    /** @type {Map<string, Uint8Array>} */
    this.files = new Map();
    /** @type {Map<string, Promise<void>>} */
    this.waiting = new Map();
    /** @type {Map<string, unknown>} */
    this.parsed = new Map();
  }

  /** @param {string} name */
  bytes(name) {
    const data = this.files.get(name);
    if (!data) throw new Missing([name]);
    return data;
  }

  /**
   * @template T
   * @param {string} name
   * @param {(data: Uint8Array) => T} decode
   * @returns {T}
   */
  decode(name, decode) {
    const data = this.bytes(name);
    try {
      return decode(data);
    } catch (error) {
      throw new KbIndexError(`The search index is damaged: ${name} cannot be read (${error}).`);
    }
  }

  /** @param {string} name */
  text(name) {
    return this.decode(name, (data) => new TextDecoder("utf-8", { fatal: true }).decode(data));
  }

  /**
   * @param {string} name
   * @returns {any}
   */
  json(name) {
    if (!this.parsed.has(name)) {
      const text = this.text(name);
      this.parsed.set(
        name,
        this.decode(name, () => JSON.parse(text)),
      );
    }
    return this.parsed.get(name);
  }

  /**
   * Fetch files, each once.
   * @param {Iterable<string>} names
   */
  async load(names) {
    await Promise.all(
      [...new Set(names)].map((name) => {
        if (this.files.has(name)) return undefined;
        let loading = this.waiting.get(name);
        if (!loading) {
          loading = this.fetchFile(name)
            .then((data) => {
              this.files.set(name, data);
            })
            .finally(() => this.waiting.delete(name));
          this.waiting.set(name, loading);
        }
        return loading;
      }),
    );
  }

  /**
   * Do several things that need files, each again and again until it has what it needs.
   * @template T
   * @param {(() => T)[]} works
   * @returns {Promise<T[]>}
   */
  async all(works) {
    /** @type {T[]} */
    const done = new Array(works.length);
    let open = works.map((_, number) => number);
    for (let round = 0; open.length > 0; round++) {
      if (round > MOST_ROUNDS) throw new KbIndexError("The search index names files that do not help.");
      /** @type {string[]} */
      const missing = [];
      open = open.filter((number) => {
        try {
          done[number] = works[number]();
          return false;
        } catch (error) {
          if (!(error instanceof Missing)) throw error;
          missing.push(...error.files);
          return true;
        }
      });
      await this.load(missing);
    }
    return done;
  }

  /**
   * @template T
   * @param {() => T} work
   */
  async one(work) {
    return (await this.all([work]))[0];
  }
}
