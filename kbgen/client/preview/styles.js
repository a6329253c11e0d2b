/**
 * Exchanges style sheets of the page in view, without a moment in between that has none.
 */

/**
 * @param {Record<string, string>} styles old address -> new
 * @param {() => void} fail the new sheet did not load; the old one stays
 */
export function swapStyles(styles, fail) {
  for (const sheet of document.querySelectorAll('link[rel~="stylesheet"]')) {
    if (!(sheet instanceof HTMLLinkElement)) continue;
    const next = styles[new URL(sheet.href).pathname];
    if (next) swap(sheet, next, fail);
  }
}

/**
 * @param {HTMLLinkElement} sheet
 * @param {string} address
 * @param {() => void} fail
 */
function swap(sheet, address, fail) {
  const next = sheet.cloneNode();
  if (!(next instanceof HTMLLinkElement)) return;
  next.href = address;
  next.addEventListener("load", () => sheet.remove(), { once: true });
  next.addEventListener("error", fail, { once: true });
  sheet.after(next);
}
