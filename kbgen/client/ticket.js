/**
 * A customer's message as it lies in a mailbox: what of it is the question. `kbgen/search/ticket.py` does the same for
 * `kbgen suggest`.
 */

const REPLY =
  /^(?:on|den|på|am|le|el|op|il|em)(?![\p{L}\p{N}]).{0,200}(?<![\p{L}\p{N}])(?:wrote|skrev|skrev følgende|schrieb|a écrit|escribió|schreef|ha scritto|escreveu)(?![\p{L}\p{N}]).{0,80}:$/isu;
const REPLY_JA = /^\d{4}年\d{1,2}月\d{1,2}日.{0,200}[:：]$/u;
const DIVIDER = /^[-_]{3,}\s*(?:original|ursprung|opprinnelig|forwarded|vidarebefordra|videresend|元の|転送).*$/iu;
const HEADER = /^(?:from|från|fra|von|de|差出人|送信者)\s*[:：]\s*\S/iu;
const SENT = /^(?:sent|skickat|sendt|date|datum|dato|送信日時|日付)\s*[:：]\s*\S/iu;

/**
 * The message without quoted lines, what it answers, and the signature; the whole if nothing else is left.
 * @param {string} text
 */
export function stripHistory(text) {
  const lines = text.split(/\r\n|\r|\n/);
  /** @type {string[]} */
  const kept = [];
  for (const [number, line] of lines.entries()) {
    const ends = line === "-- " || line === "--" || beginsHistory(line.trim(), lines.slice(number + 1, number + 3));
    if (ends) {
      // A message that is nothing but a forwarded one is read on.
      if (kept.some((before) => before.trim())) break;
    } else if (!/^\s*[>＞]/u.test(line)) {
      kept.push(line);
    }
  }
  return (
    kept.join("\n").trim() ||
    lines
      .map((line) => line.replace(/^[> ]+/, ""))
      .join("\n")
      .trim()
  );
}

/**
 * @param {string} line
 * @param {string[]} following
 */
function beginsHistory(line, following) {
  if (!line) return false;
  if (REPLY.test(line) || REPLY_JA.test(line) || DIVIDER.test(line)) return true;
  const together = [line, ...following.slice(0, 1).map((other) => other.trim())].join(" ");
  if (REPLY.test(together) && !/[.!?]$/.test(line)) return true;
  return HEADER.test(line) && following.some((other) => SENT.test(other.trim()));
}
