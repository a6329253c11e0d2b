// Asks a published index many questions with the browser's own modules, and prints what they answer.
// usage: node ask.mjs FOLDER POINTERS < questions    (questions: { language, query, typing }[])
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Index } from "../../kbgen/client/search/index.js";

const [folder, pointers] = [process.argv[2], JSON.parse(process.argv[3])];
const read = async (name) => new Uint8Array(await readFile(join(folder, name)));
const index = new Index(pointers, read, async () => pointers);
const answers = [];
for (const { language, query, typing } of JSON.parse(readFileSync(0, "utf8"))) {
  const { hits } = await index.ask(query, { language, typing, nearest: false });
  answers.push(hits.filter((hit) => hit.language === language));
}
console.log(JSON.stringify(answers));
