import assert from "node:assert/strict";
import { test } from "node:test";
import { isUnspaced, splitWords } from "../../hooks/theme/scripts/folding.mjs";
import { allowEdits, countEdits, countEditsOfBeginning, makeSpellingFinder } from "../../hooks/theme/scripts/spelling.mjs";
import { stemWord } from "../../hooks/theme/scripts/stemming.mjs";
import { makeDateFinder } from "../../hooks/theme/scripts/written_dates.mjs";

const months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
  "December"];
const findDates = (text) => makeDateFinder([months, months.map((name) => name.slice(0, 3))])(text).map(({ iso }) => iso);

test("the forms of a word have one stem", () => {
  for (const forms of ["value valued values valuing valuation valuations", "company companies", "plan planned planning plans",
    "invest invests investor investors investment invested", "organization organisation organise organized",
    "licence license licensed", "model modelled modelling modeled", "study studies studied", "labour labor",
    "number numbers numbered", "party parties", "centre center", "price prices priced pricing"]) {
    assert.equal(new Set(forms.split(" ").map(stemWord)).size, 1, forms);
  }
});

test("words that only look alike keep stems of their own", () => {
  for (const pair of ["news new", "general generation", "business busy", "nation national", "use us", "百川 百", "rise rose"]) {
    const [left, right] = pair.split(" ").map(stemWord);
    assert.notEqual(left, right, pair);
  }
});

test("dates are found as they are written", () => {
  for (const text of ["2023-06-29", "29 June 2023", "June 29, 2023", "29 Jun 2023", "29th June 2023", "2023年6月29日"]) {
    assert.deepEqual(findDates(`It was on ${text}, he said`), ["2023-06-29"], text);
  }
  assert.deepEqual(findDates("from May 2023 to 2024-01"), ["2023-05", "2024-01"]);
  assert.deepEqual(findDates("Edition 2 · June 2023"), ["2023-06"], "a number before a mark is no day");
  assert.deepEqual(findDates("2023-13-01, 45 May 2023, in 2023 12 companies, maybe 2023"), []);
});

test("wrong, missing, added and swapped letters are counted", () => {
  for (const other of ["bauchuan", "bichuan", "baiichuan", "baihcuan"]) {
    assert.equal(countEdits("baichuan", other, 2), 1, other);
    assert.equal(countEdits(other, "baichuan", 1), 1, other);
  }
  assert.equal(countEdits("baichuan", "baichuan", 1), 0);
  assert.equal(countEdits("buachuan", "baichuan", 2), 2);
  assert.equal(countEdits("buachuan", "baichuan", 1), Infinity);
  assert.equal(countEditsOfBeginning("bauch", "baichuan", 1), 1);
  assert.equal(countEditsOfBeginning("baichuan", "bai", 1), Infinity);
  assert.deepEqual(["cat", "four", "sevenxx", "eightxxx"].map(allowEdits), [0, 1, 1, 2]);
});

test("a misspelled word means the nearest of a vocabulary", () => {
  const find = makeSpellingFinder(["valuation", "evaluation", "revenue", "avenue", "baichuan", "meituan"]);
  assert.deepEqual(find("revenu"), ["revenue"]);
  assert.deepEqual(find("valaution"), ["valuation"]);
  assert.deepEqual(find("baichaun"), ["baichuan"]);
  assert.deepEqual(find("meitu"), ["meituan"], "a word that is not finished");
  assert.deepEqual(find("cat"), []);
  assert.deepEqual(find("zzzzzzzzz"), []);
});

test("words are split where the script changes", () => {
  assert.deepEqual(splitWords("进击ai医疗 gpt 4 ガード삼성"), ["进击", "ai", "医疗", "gpt", "4", "ガード삼성"]);
  assert.ok(isUnspaced("ที่นี่") && isUnspaced("한국어") && !isUnspaced("ai医疗") && !isUnspaced("4"));
});
