/**
 * What a tab remembers of the preview until it is closed. Where storage is refused, it forgets.
 */

const PREFIX = "kb-preview:";

/**
 * @param {string} key
 * @param {unknown} value
 */
export function remember(key, value) {
  try {
    sessionStorage.setItem(PREFIX + key, JSON.stringify(value));
  } catch {}
}

/**
 * @template T
 * @param {string} key
 * @param {T} otherwise what holds where nothing is remembered
 * @returns {T}
 */
export function recall(key, otherwise) {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + key) ?? "null") ?? otherwise;
  } catch {
    return otherwise;
  }
}

/**
 * Recall for the last time.
 * @template T
 * @param {string} key
 * @param {T} otherwise
 * @returns {T}
 */
export function take(key, otherwise) {
  const value = recall(key, otherwise);
  forget(key);
  return value;
}

/** @param {string} key */
export function forget(key) {
  try {
    sessionStorage.removeItem(PREFIX + key);
  } catch {}
}
