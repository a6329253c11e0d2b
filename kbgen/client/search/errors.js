/**
 * What can go wrong with an index: a file that is missing or damaged, or one of another format.
 */

/** An index that cannot be read. */
export class KbIndexError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "KbIndexError";
  }
}

/** A file that is not there: after a deploy it may have another name. */
export class GoneError extends KbIndexError {}

/** Thrown while a question is worked on, for files that have to be fetched first. */
export class Missing extends Error {
  /** @param {Iterable<string>} files */
  constructor(files) {
    super("fetch first");
    this.files = [...files];
  }
}
