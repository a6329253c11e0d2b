import assert from "node:assert/strict";
import { test } from "node:test";
import { serve, writeSite } from "./served.js";

const SITE = writeSite({
  en: [
    { id: "jam", title: "Paper jam", text: "The printer says E-4012. 🖨️ \u30d7\u30ea\u30f3\u30bf\u30fc" },
    { id: "toString", title: "constructor", text: "__proto__ toString" },
  ],
  sv: [{ id: "kvitto", title: "Kvitto saknas", text: "Skrivaren skriver." }],
});

const HOSTILE = {
  "100,000 letters": "a".repeat(100_000),
  "100,000 kana": "\u30a2".repeat(100_000),
  joints: "a-".repeat(50_000),
  words: "printer error ".repeat(7200),
  "different words": Array.from({ length: 20_000 }, (_, n) => `w${n}x`).join(" "),
  quotes: '"'.repeat(50_000),
  "open quotes": "\u201e".repeat(50_000),
  marks: `e${"\u0301".repeat(50_000)}`,
  "control characters": "\0\x01\x07\x1b[31m\x7f\u2028",
  surrogates: "print\ud800er \udc00 \udfff\ud800",
  "a half at the end": `${"x".repeat(7999)}\ud83d\udda8`,
  "right to left": "\u202e\u0627\u0644\u0637\u0627\u0628\u0639\u0629 \u05e9\u05dc\u05d5\u05dd",
  HTML: "<script>alert('printer')</script>&amp;&#0;",
  punctuation: "?!\u2026()[]{}<>*/\\'`\u00b4~^%$#@.*+",
  "names of every object": "constructor __proto__ toString hasOwnProperty",
  "dollar signs": "pritner $& $1 $$",
};
for (const [kind, query] of Object.entries(HOSTILE)) {
  test(`no question is too much: ${kind}`, async () => {
    for (const typing of [false, true]) {
      const { index } = serve(SITE);
      const begun = performance.now();
      const { hits } = await index.ask(query, { typing, facets: true });
      assert.ok(hits.length <= 10);
      assert.ok(performance.now() - begun < 2000);
    }
  });
}
