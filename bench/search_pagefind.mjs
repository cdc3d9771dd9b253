/* Indexes everything that the search has with Pagefind: node search_pagefind.mjs TOOLS SITE OUT. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [tools, site, out] = process.argv.slice(2);
const pagefind = await import(pathToFileURL(join(tools, "node_modules/pagefind/lib/index.js")));
const read = (name) => JSON.parse(readFileSync(join(site, "search", name), "utf8")).items;
const { index } = await pagefind.createIndex();
const add = (id, title, ...details) =>
  index.addCustomRecord({ url: `/${id}`, content: [title, ...details].filter(Boolean).join(". "), language: "en", meta: { title } });
for (const i of read("names.json")) await add(i.u, [i.n, i.z, ...(i.a || []), ...(i.m || [])].filter(Boolean).join(", "), i.s);
for (const i of read("text.json")) await add(i.u, i.t, i.w, ...(i.r || []));
for (const i of read("pages.json")) await add(i.u, i.n, i.w, i.x, ...(i.p || []).map(([, heading]) => heading), i.u);
await index.writeFiles({ outputPath: out });
await pagefind.close();
