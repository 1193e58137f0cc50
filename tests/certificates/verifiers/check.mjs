// Read `{credentials: {name: document}, files: {url: {status, type, body}}}`, write `{name: verdict}` of one verifier.

import { readFileSync, writeSync } from "node:fs";
import { only } from "./network.mjs";

const { credentials, files } = JSON.parse(readFileSync(0, "utf8"));
only(files);
const { verdict } = await import(`./${process.argv[2]}.mjs`);
const found = {};
for (const [name, credential] of Object.entries(credentials)) found[name] = await verdict(credential);
writeSync(1, JSON.stringify(found));
