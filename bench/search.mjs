/* Asks five engines for the same names: node search.mjs TOOLS NAMES_MJS NAMES_JSON. Prints JSON rows. */
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [tools, own, namesFile] = process.argv.slice(2);
const require = createRequire(join(tools, "package.json"));
const { items } = JSON.parse(readFileSync(namesFile, "utf8"));
const KB = (text) => gzipSync(text, { level: 9 }).length / 1000;
const sizeOf = (file) => KB(readFileSync(file));
const namesOf = (item) => [item.n, item.z, ...(item.a || []), ...(item.m || [])].filter(Boolean);

/* What is asked: every so many-eth name whole, with two letters swapped, or half of its characters. */
const owners = new Map();
for (const item of items) for (const name of namesOf(item)) owners.set(name, (owners.get(name) || new Set()).add(item.u));
const every = [...owners.keys()].sort();
const some = (list, count) => list.filter((_, index) => index % Math.max(1, Math.floor(list.length / count)) === 0).slice(0, count);
const isAscii = (name) => /^[\x20-\x7e]+$/.test(name);
const swapped = (name) => {
  let at = Math.floor(name.length / 2);
  while (at < name.length - 1 && !/^[a-z]{2}$/i.test(name.slice(at, at + 2))) at++;
  return at < name.length - 1 ? name.slice(0, at) + name[at + 1] + name[at] + name.slice(at + 2) : name;
};
const whole = some(every, 400).map((name) => [name, owners.get(name)]);
const typos = some(every.filter((name) => isAscii(name) && name.length > 6), 300).map((name) => [swapped(name), owners.get(name)]);
const begin = (name) => name.slice(0, Math.max(2, Math.ceil(name.length / 2)));
const chinese = every.filter((name) => /^\p{sc=Han}{3,}$/u.test(name));
const shared = new Map();
for (const name of chinese) shared.set(begin(name), new Set([...(shared.get(begin(name)) || []), ...owners.get(name)]));
const halves = some(chinese.filter((name) => shared.get(begin(name)).size <= 3), 300).map((name) => [begin(name), owners.get(name)]);

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const share = (asked, find, among) => {
  if (!asked.length) return null;
  const hits = asked.filter(([words, right]) => find(words).slice(0, among).some((address) => right.has(address)));
  return (100 * hits.length) / asked.length;
};
const timed = (act) => { const begun = performance.now(); const value = act(); return [performance.now() - begun, value]; };

const row = (engine, index, code, make, note) => {
  const [ready, find] = timed(make);
  const answers = whole.map(([words]) => timed(() => find(words))[0]);
  return {
    engine, names: items.length, "index KB": index, "code KB": code, "ready ms": ready, "answer ms": median(answers),
    "exact first %": share(whole, find, 1), "typo in 3 %": share(typos, find, 3), "half in 3 %": share(halves, find, 3), note,
  };
};

const rows = [];

{
  const { foldText, rankNames } = await import(pathToFileURL(own));
  const code = readFileSync(own, "utf8").replace(/\/\*[^]*?\*\//g, "");
  const json = readFileSync(namesFile, "utf8");
  const make = () => {
    const own = JSON.parse(json).items;
    for (const item of own) item.names = namesOf(item).map(foldText);
    return (words) => rankNames(own, words).map((item) => item.u);
  };
  rows.push(row("ours", KB(json), KB(code), make, "any policy"));
}

{
  const lunr = require("lunr");
  const docs = items.map((item) => ({ location: item.u, title: item.n, text: [...namesOf(item).slice(1), item.s].join(" ") }));
  const json = JSON.stringify({ docs });
  const make = () => {
    const index = lunr(function () {
      this.ref("location");
      this.field("title", { boost: 1000 });
      this.field("text");
      this.tokenizer.separator = /[\s-]+/;
      this.pipeline.reset();
      this.pipeline.add(lunr.stopWordFilter);
      this.searchPipeline.reset();
      for (const doc of JSON.parse(json).docs) this.add(doc);
    });
    return (words) => {
      const query = words.split(/\s+/).filter(Boolean).map((word) => `${word.replace(/[:~^*+-]/g, "")}*`).join(" ");
      try { return index.search(query).map((one) => one.ref); } catch { return []; }
    };
  };
  rows.push(row("lunr", KB(json), sizeOf(join(tools, "node_modules/lunr/lunr.min.js")), make, "as Material asks it; in a worker"));
}

{
  const MiniSearch = require("minisearch");
  const options = { idField: "u", fields: ["n", "others"], storeFields: ["n"] };
  const index = new MiniSearch(options);
  index.addAll(items.map((item) => ({ u: item.u, n: item.n, others: namesOf(item).slice(1).join(" ") })));
  const json = JSON.stringify(index);
  const make = () => {
    const loaded = MiniSearch.loadJSON(json, options);
    return (words) => loaded.search(words, { prefix: true, fuzzy: 0.2, boost: { n: 2 }, combineWith: "AND" }).map((one) => one.id);
  };
  rows.push(row("minisearch", KB(json), sizeOf(join(tools, "node_modules/minisearch/dist/umd/index.js")), make, "any policy"));
}

{
  const uFuzzy = require("@leeoniya/ufuzzy");
  const json = JSON.stringify(items.map((item) => [item.u, ...namesOf(item)]));
  const make = () => {
    const known = JSON.parse(json).flatMap(([address, ...names]) => names.map((name) => [name, address]));
    const fuzzy = new uFuzzy({ unicode: true, interSplit: "[^\\p{L}\\d']+", intraSplit: "\\p{Ll}\\p{Lu}", intraBound: "\\p{L}\\d|\\d\\p{L}|\\p{Ll}\\p{Lu}", intraChars: "[\\p{L}\\d']", intraContr: "'\\p{L}{1,2}\\b", intraMode: 1 });
    const haystack = known.map(([name]) => name);
    return (words) => {
      const [ids, info, order] = fuzzy.search(haystack, words, 1, 1e4);
      if (!ids) return [];
      const sorted = order ? order.map((at) => info.idx[at]) : ids;
      return [...new Set(sorted.map((id) => known[id][1]))];
    };
  };
  rows.push(row("ufuzzy", KB(json), sizeOf(join(tools, "node_modules/@leeoniya/ufuzzy/dist/uFuzzy.iife.min.js")), make, "any policy"));
}

{
  const pagefind = await import(pathToFileURL(join(tools, "node_modules/pagefind/lib/index.js")));
  const begun = performance.now();
  const { index } = await pagefind.createIndex();
  for (const item of items) await index.addCustomRecord({ url: `/${item.u}`, content: [...namesOf(item), item.s].join(". "), language: "en", meta: { title: item.n } });
  const folder = mkdtempSync(join(tmpdir(), "pagefind-"));
  await index.writeFiles({ outputPath: folder });
  await pagefind.close();
  let data = 0, code = 0;
  for (const name of readdirSync(folder, { recursive: true })) {
    const file = join(folder, name);
    if (!statSync(file).isFile()) continue;
    if (/\.pf_/.test(name)) data += statSync(file).size / 1000;
    else if (/pagefind\.js$|wasm\.en|worker\.js$|entry\.json$/.test(name)) code += sizeOf(file);
  }
  rmSync(folder, { recursive: true });
  rows.push({ engine: "pagefind", names: items.length, "index KB": data, "code KB": code, "ready ms": null, note: `needs wasm-unsafe-eval; index in parts, fetched as needed; built in ${Math.round((performance.now() - begun) / 1000)} s` });
}

console.log(JSON.stringify(rows));
