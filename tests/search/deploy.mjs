// Imports the entry of a published site as a page would, asks it, swaps the site for another as a deploy does, asks again.
// usage: node deploy.mjs ROOT NEXT    (folders; NEXT takes the place of ROOT)
import { readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const [root, next] = process.argv.slice(2);
const fetched = [];
globalThis.fetch = async (url) => {
  fetched.push(fileURLToPath(url).slice(root.length + 1));
  try {
    return new Response(await readFile(fileURLToPath(url)));
  } catch {
    return new Response("", { status: 404 });
  }
};
const told = { steps: [] };
const note = (name, value) => told.steps.push({ name, value, fetched: fetched.splice(0) });
const titles = (hits) => hits.map(({ title }) => title);

const entry = await import(pathToFileURL(join(root, "_kb/search.js")).href);
note("imported", Object.keys(entry).sort());
const index = await entry.open();
note("opened", typeof index.search);
note("asked", titles(await index.search("printer")));
const elsewhere = await entry.open(`${pathToFileURL(join(root, "nowhere")).href}/`);
note(
  "elsewhere",
  await elsewhere.search("printer").then(titles, (error) => [error.name, error.message]),
);
await rename(root, `${root}-old`);
await rename(next, root);
note("deployed", titles(await index.search("scanner")));
note("asked again", titles(await index.search("printer")));
await rename(root, next);
note(
  "gone",
  await index.search("flatbed").then(titles, (error) => [error.name, error.message]),
);
console.log(JSON.stringify(told.steps));
