import assert from "node:assert/strict";
import { test } from "node:test";
import { SearchIndex } from "../../hooks/theme/scripts/finding.mjs";
import { splitMatches } from "../../hooks/theme/scripts/marks.mjs";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December"];
const names = {
  words: { months: [months], stop_words: "what is the of" },
  items: [
    { u: "companies/baichuan/", k: "company", n: "Baichuan Intelligence", z: "百川智能", s: "Chinese company.", a: ["Baichuan", "百川"] },
    { u: "people/wang-xiaochuan/", k: "person", n: "Wang Xiaochuan", z: "王小川", s: "Founder of Baichuan Intelligence." },
    { u: "glossary/parameter/", k: "term", n: "parameter", s: "One of the numbers in a model." },
  ],
};
const texts = {
  items: [
    { u: "claims/a/1/", t: "Baichuan Intelligence was valued at US$1 billion.", w: "29 June 2023 · TechNode" },
    { u: "claims/a/2/", t: "Wang Xiaochuan announced Baichuan Intelligence.", w: "10 April 2023 · TechNode · 2 publishers",
      r: ["He presented the start-up on Monday."] },
    { u: "claims/a/3/", t: "Its income doubled.", w: "June 2024 · Herald" },
    { u: "claims/a/4/", t: "Baichuan was worth nothing.", w: "Taken back · 2022 · Herald", o: 1 },
  ],
};
const pages = {
  items: [
    { u: "topics/money/", n: "Money", w: "Question · Who earns?" },
    { u: "editions/one/#section-2", n: "What it is worth", w: "Edition 1, section 2", x: "The valuation of one company." },
    { u: "articles/x/", h: 1, n: "百川王小川 進擊AI醫療", w: "Economic Daily News · 7 February 2026", l: "zh-Hant" },
    { u: "figures/", n: "Numbers", w: "Every amount", i: 1 },
    { u: "changes/", n: "What changed", w: "Claims added", i: 1 },
    { u: "licence/", n: "License", w: "What you may do", p: [["our-code", "Our code"]] },
  ],
};
const index = new SearchIndex(names, "en");
await index.addPages(pages);
await index.addTexts(texts);
const find = (typed) => {
  const { groups } = index.find(typed);
  return Object.entries(groups).flatMap(([group, items]) => items.map((item) => `${group} ${item.u.slice(-4, -1)}`));
};

test("a name finds its entry, what is about it, and headlines with its other names", () => {
  assert.deepEqual(find("baichuan"), ["names uan", "names uan", "facts a/1", "facts a/2", "old a/4", "headlines s/x"]);
  assert.deepEqual(find("百川智能"), ["names uan", "facts a/1", "facts a/2", "old a/4", "headlines s/x"]);
  assert.equal(index.find("baichuan").count, 6);
});

test("the forms of a word find each other, whole words first", () => {
  assert.deepEqual(find("valuation"), ["facts a/1", "pages on-"]);
  assert.deepEqual(find("valuations of the company"), ["pages on-"]);
  assert.deepEqual(find("zzz valuation"), []);
});

test("dates are found in any notation, and months have their days", () => {
  for (const typed of ["29 June 2023", "2023-06-29", "June 2023", "2023-06"]) assert.deepEqual(find(typed), ["facts a/1"], typed);
  assert.deepEqual(find("april 2023 announced"), ["facts a/2"]);
  assert.deepEqual(find("30 June 2023"), []);
});

test("other reports of a fact are found, and shown if its own line lacks the words", () => {
  const found = index.find("presented monday"), [fact] = found.groups.facts;
  assert.equal(fact.u, "claims/a/2/");
  assert.ok(index.needsReport(fact, fact.r[0], found));
  assert.ok(!index.needsReport(fact, fact.r[0], index.find("announced")));
});

test("pages of the site are found by their names, addresses and headings", () => {
  assert.deepEqual(index.find("numbers").order[0], "pages");
  assert.equal(index.find("numbers").groups.pages[0].n, "Numbers");
  assert.equal(index.find("what changed").groups.pages[0].n, "What changed");
  assert.equal(index.find("licence").groups.pages[0].n, "License");
  const found = index.find("our code");
  assert.deepEqual(index.findPart(found.groups.pages[0], found), ["our-code", "Our code"]);
  assert.equal(index.findPart(found.groups.pages[0], index.find("license")), undefined);
});

test("misspelled words find what is near only if nothing has them", () => {
  const found = index.find("incone");
  assert.deepEqual([found.isNear, found.groups.facts.map((item) => item.u)], [true, ["claims/a/3/"]]);
  assert.equal(index.find("baichuan").isNear, false);
  assert.deepEqual(index.find("baichaun").groups.names[0].n, "Baichuan Intelligence");
  assert.deepEqual(find("zzqqxx"), []);
});

test("where nothing has every word, the nearest names, words and pages are suggested", () => {
  assert.equal(index.find("baichaun income").count, 0);
  const { names: near, words, pages: ways } = index.suggest("baichaun income");
  assert.deepEqual(near.map((item) => item.n)[0], "Baichuan Intelligence");
  assert.deepEqual(words.map(({ word, found }) => [word, found.count]), [["income", 1]]);
  assert.deepEqual(ways.map((item) => item.n), ["Numbers", "What changed"]);
});

test("what was found is marked in the text", () => {
  const mark = (text, typed) => splitMatches(text, index.find(typed), index.reader).filter((_, place) => place % 2);
  assert.deepEqual(mark("Kai-Fu Lee and Léé", "lee"), ["Lee", "Léé"]);
  assert.deepEqual(mark("It was valued at 1.", "valuation"), ["valued"]);
  assert.deepEqual(mark("Baichuan-M3", "baich"), ["Baich"]);
  assert.deepEqual(mark("Intelligence of Baichuan", "百川智能"), ["Intelligence", "Baichuan"]);
  assert.deepEqual(mark("intelligence of others", "百川智能"), [], "one word of another name");
  assert.deepEqual(mark("兩岸人物／百川王小川", "baichuan"), ["百川"]);
  assert.deepEqual(mark("百川智能 and 王小川", "川"), ["川", "川"]);
  assert.deepEqual(mark("Edition 2 · 29 June 2023 to June 2026", "2023-06"), ["29", "June", "2023"]);
  assert.deepEqual(mark("Its income", "incone"), ["income"]);
  assert.deepEqual(splitMatches("C++ (again)", index.find("c++ ("), index.reader).join(""), "C++ (again)");
});
