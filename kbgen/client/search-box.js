/**
 * Every search box suggests as one types. What that takes is loaded when somebody goes to a box, not before; and an
 * article that a result led to marks what was looked for.
 */

for (const form of document.querySelectorAll("form[data-kb-search]")) {
  const box = form.querySelector("input[type=search]");
  // The search page shows its results in the page itself.
  if (!(form instanceof HTMLFormElement) || !(box instanceof HTMLInputElement) || "kbLive" in form.dataset) continue;
  const begin = async () => {
    const { suggest } = await import("./combobox.js");
    suggest(form, box);
  };
  box.addEventListener("focus", () => begin().catch(() => {}), { once: true });
  if (document.activeElement === box) begin().catch(() => {});
}

if (/[#&]find=/.test(location.hash)) import("./found.js").then(({ showFound }) => showFound()).catch(() => {});
