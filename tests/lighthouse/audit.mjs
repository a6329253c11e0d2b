// Runs Lighthouse over the addresses given on standard input and prints scores and what costs points, as JSON lines.
//
// in:  {"chrome": "/usr/bin/chromium", "flags": [...], "runs": 3, "pages": [{"name": "home", "url": "...", "form": "mobile"}]}
// out: {"name", "form", "scores": {category: [one of each run]}, "faults": ["audit: title"], "cls", "lcp"}

import { readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import lighthouse, { desktopConfig } from "lighthouse";
import puppeteer from "puppeteer-core";

const CATEGORIES = ["performance", "accessibility", "best-practices", "seo"];

/** Ids and titles of the audits that took points from the categories. */
function listFaults(report, categories) {
  const faults = new Set();
  for (const category of categories) {
    for (const { id, weight } of report.categories[category].auditRefs) {
      const { score, title } = report.audits[id];
      if (weight > 0 && score !== null && score < 1) faults.add(`${id}: ${title}`);
    }
  }
  return [...faults];
}

async function audit(port, { name, url, form }, runs) {
  const scores = Object.fromEntries(CATEGORIES.map((category) => [category, []]));
  const faults = new Set();
  let last;
  // Two runs without a fault settle the median of three.
  const settled = () => scores.performance.filter((score) => score === 100).length > runs / 2;
  for (let run = 0; run < runs && !settled(); run += 1) {
    // What does not depend on the machine's load is judged once.
    const only = run === 0 ? CATEGORIES : ["performance"];
    const flags = { port, onlyCategories: only, logLevel: "error" };
    const config = form === "desktop" ? desktopConfig : undefined;
    // A tab that the system took away is no verdict: once more.
    const { lhr } = await lighthouse(url, flags, config).catch(() => lighthouse(url, flags, config));
    for (const category of only) scores[category].push(Math.round(100 * (lhr.categories[category].score ?? 0)));
    for (const fault of listFaults(lhr, only)) faults.add(fault);
    last = lhr.audits;
  }
  const value = (id) => last[id].numericValue ?? null;
  const measured = {
    cls: value("cumulative-layout-shift"),
    lcp: value("largest-contentful-paint"),
    bytes: value("total-byte-weight"),
  };
  return { name, form, scores, faults: [...faults], ...measured };
}

const { chrome, flags, runs, pages } = JSON.parse(readFileSync(0, "utf8"));
const profile = await mkdtemp(join(tmpdir(), "kbgen-lighthouse-"));
const browser = await puppeteer.launch({ executablePath: chrome, args: flags, userDataDir: profile, headless: true });
try {
  const port = Number(new URL(browser.wsEndpoint()).port);
  for (const page of pages) console.log(JSON.stringify(await audit(port, page, runs)));
} finally {
  await browser.close();
  await rm(profile, { recursive: true, force: true });
}
