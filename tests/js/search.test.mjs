import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseLink, describeAnswer, opensSearch } from "../../hooks/theme/scripts/search.mjs";
import { countThings, fillWords } from "../../hooks/theme/scripts/search_results.mjs";

test("the arrow keys lead from the field through the links and back", () => {
  assert.equal(chooseLink("ArrowDown", -1, 3), 0);
  assert.equal(chooseLink("ArrowDown", 1, 3), 2);
  assert.equal(chooseLink("ArrowDown", 2, 3), 2);
  assert.equal(chooseLink("ArrowUp", 0, 3), -1);
  assert.equal(chooseLink("ArrowUp", -1, 3), 2);
  assert.equal(chooseLink("ArrowDown", -1, 0), undefined);
  assert.equal(chooseLink("Enter", 0, 3), undefined);
});

test("a slash opens the search outside of fields, Ctrl+K everywhere", () => {
  const press = (key, held = {}) => ({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...held });
  assert.ok(opensSearch(press("/"), false));
  assert.ok(!opensSearch(press("/"), true));
  assert.ok(!opensSearch(press("/", { ctrlKey: true }), false));
  assert.ok(opensSearch(press("k", { ctrlKey: true }), true));
  assert.ok(opensSearch(press("K", { metaKey: true }), false));
  assert.ok(!opensSearch(press("K", { metaKey: true, shiftKey: true }), false));
  assert.ok(!opensSearch(press("k"), false));
});

test("the answer counts every group", () => {
  const words = {
    results: { one: "COUNT result: WHAT", other: "COUNT results: WHAT" }, near: { other: "COUNT close: WHAT" },
    names: { one: "COUNT name", other: "COUNT names" }, facts: { one: "COUNT fact", other: "COUNT facts" },
    none: "Nothing has all of “WHAT”.", list_separator: ", ",
  };
  const found = (names, facts, isNear = false) =>
    ({ groups: { names: Array(names), facts: Array(facts) }, order: [], count: names + facts, isNear, queries: [] });
  const describe = (typed, ...counts) => describeAnswer(typed, found(...counts), words, "en-GB");
  assert.equal(describe(" ", 0, 0), "");
  assert.equal(describe("WHAT $&", 0, 0), "Nothing has all of “WHAT $&”.");
  assert.equal(describe("x", 1, 0), "1 result: 1 name");
  assert.equal(describe("x", 1, 1200), "1,201 results: 1 name, 1,200 facts");
  assert.equal(describe("x", 0, 2, true), "2 close: 2 facts");
});

test("words have the plural form of their number", () => {
  assert.equal(countThings(22, { few: "COUNT слова", other: "COUNT слов" }, "ru"), "22 слова");
  assert.equal(countThings(5, { few: "COUNT слова", other: "COUNT слов" }, "ru"), "5 слов");
  assert.equal(fillWords("in VALUE, NASA", { VALUE: "COUNT" }), "in COUNT, NASA");
});
