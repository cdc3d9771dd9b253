/* Asks engines the same questions: node search_quality.mjs TOOLS SCRIPTS SITE QUESTIONS. Prints JSON. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";

const [tools, scripts, site, questionsFile] = process.argv.slice(2);
const load = (name) => import(pathToFileURL(join(scripts, name)));
const { SearchIndex } = await load("finding.mjs");
const { foldText, isUnspaced, splitWords } = await load("folding.mjs");
const { stemWord } = await load("stemming.mjs");
const read = (name) => JSON.parse(readFileSync(join(site, "search", name), "utf8"));
const sets = JSON.parse(readFileSync(questionsFile, "utf8"));

/** Everything in the index: [group, id, title, details]. */
function listDocuments() {
  const names = read("names.json").items.map((i) => ["names", i.u, [i.n, i.z, ...(i.a || []), ...(i.m || [])].join(" "), i.s || ""]);
  const facts = read("text.json").items.map((i) => [i.o ? "old" : "facts", i.u, i.t, [i.w, ...(i.r || [])].join(" ")]);
  const pages = read("pages.json").items.map((i) => [i.h ? "headlines" : "pages", i.u, i.n,
    [i.w, i.x, ...(i.p || []).map(([, heading]) => heading), i.h ? "" : i.u].join(" ")]);
  return [...names, ...facts, ...pages];
}

const documents = listDocuments();
const groupOf = new Map(documents.map(([group, id]) => [id, group]));

async function makeOurs() {
  const index = new SearchIndex(read("names.json"), "en");
  await index.addPages(read("pages.json"));
  await index.addTexts(read("text.json"));
  return (words) => Object.values(index.find(words).groups).flatMap((items) => items.map((item) => item.u));
}

/* MiniSearch is given our folding, our stems, and pairs of Chinese characters: without them it finds less. */
function makeMiniSearch() {
  const MiniSearch = createRequire(join(tools, "package.json"))("minisearch");
  const pairs = (word) => (word.length < 2 ? [word] : [...word].slice(1).map((letter, at) => word[at] + letter));
  const index = new MiniSearch({
    fields: ["title", "details"],
    tokenize: (text) => splitWords(foldText(text)).flatMap((word) => (isUnspaced(word) ? pairs(word) : [word])),
    processTerm: (word) => stemWord(word),
    searchOptions: {
      prefix: true, combineWith: "AND", boost: { title: 2 }, maxFuzzy: 2,
      fuzzy: (word) => (word.length < 4 || isUnspaced(word) ? false : word.length < 8 ? 1 : 2),
    },
  });
  index.addAll(documents.map(([, id, title, details], at) => ({ id: `${at} ${id}`, title, details })));
  return (words) => index.search(words).map((found) => found.id.slice(found.id.indexOf(" ") + 1));
}

/** Where the right answer is among those of its own group; Infinity if it is not there. */
function placeOf(found, right) {
  const wanted = new Set(right), seen = {};
  for (const id of found) {
    const group = groupOf.get(id);
    if (wanted.has(id)) return seen[group] || 0;
    seen[group] = (seen[group] || 0) + 1;
  }
  return Infinity;
}

function judge(questions, answers) {
  const kinds = {};
  questions.forEach(({ kind, right }, at) => {
    const row = kinds[kind] ??= { asked: 0, first: 0, three: 0, found: 0 };
    const place = placeOf(answers[at], right);
    row.asked++;
    row.first += Number(place === 0);
    row.three += Number(place < 3);
    row.found += answers[at].length;
  });
  return kinds;
}

async function run(make) {
  let begun = performance.now();
  const find = await make(), ready = performance.now() - begun;
  for (const { words } of Object.values(sets).flat().slice(0, 20)) find(words);
  const times = [], judged = {};
  for (const [name, questions] of Object.entries(sets)) {
    judged[name] = judge(questions, questions.map(({ words }) => {
      begun = performance.now();
      const answer = find(words);
      times.push(performance.now() - begun);
      return answer;
    }));
  }
  times.sort((a, b) => a - b);
  return { ready, median: times[Math.floor(times.length / 2)], slow: times[Math.floor(times.length * 0.95)], judged };
}

const weigh = (path) => gzipSync(readFileSync(path)).length / 1000;
const given = JSON.parse(readFileSync(join(tools, "answers.json"), "utf8"));
const index = ["names.json", "text.json", "pages.json"].reduce((sum, name) => sum + weigh(join(site, "search", name)), 0);
const rows = {
  "this project": { ...(await run(makeOurs)), index, code: given.code },
  MiniSearch: { ...(await run(makeMiniSearch)), index, code: weigh(join(tools, "node_modules/minisearch/dist/umd/index.js")) },
};
if (given.pagefind) {
  const { answers, ...figures } = given.pagefind, judged = {};
  for (const [name, questions] of Object.entries(sets)) judged[name] = judge(questions, answers[name]);
  rows.Pagefind = { ...figures, judged };
}
console.log(JSON.stringify(rows));
