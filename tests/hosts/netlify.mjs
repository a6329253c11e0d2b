// Reads a site as Netlify does, with Netlify's own parsers, and prints what they understood.
// usage: node netlify.mjs FOLDER CONTEXT [headers file] [redirects file]

import { resolveConfig } from "@netlify/config";
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";

const [folder, context, headersFile, redirectsFile] = process.argv.slice(2);

const { config } = await resolveConfig({
  cwd: folder,
  repositoryRoot: folder,
  context,
  branch: "main",
  offline: true,
  mode: "buildbot",
});
const headers = headersFile && (await parseAllHeaders({ headersFiles: [headersFile], configHeaders: [], minimal: true }));
const redirects =
  redirectsFile &&
  (await parseAllRedirects({ redirectsFiles: [redirectsFile], configRedirects: [], minimal: true }));

const tell = (errors) => errors.map(String);
console.log(
  JSON.stringify({
    config,
    headers: headers && { list: headers.headers, errors: tell(headers.errors) },
    redirects: redirects && { list: redirects.redirects, errors: tell(redirects.errors) },
  }),
);
