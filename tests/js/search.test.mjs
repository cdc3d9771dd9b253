import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseOption, describeCount, opensSearch, splitMatches } from "../../hooks/theme/scripts/search.mjs";

test("a text is split at the words of the query", () => {
  assert.deepEqual(splitMatches("Kai-Fu Lee and 李开复", "lee 李"), ["Kai-Fu ", "Lee", " and ", "李", "开复"]);
  assert.deepEqual(splitMatches("Lee", "  "), ["Lee"]);
  assert.deepEqual(splitMatches("C++ (again)", "c++ ("), ["", "C++", " ", "(", "again)"]);
});

test("the arrow keys go around the list", () => {
  assert.equal(chooseOption("ArrowDown", 0, 3), 1);
  assert.equal(chooseOption("ArrowDown", 2, 3), 0);
  assert.equal(chooseOption("ArrowUp", 0, 3), 2);
  assert.equal(chooseOption("ArrowUp", 0, 1), 0);
  assert.equal(chooseOption("ArrowDown", -1, 0), undefined);
  assert.equal(chooseOption("Enter", 0, 3), undefined);
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

test("the number of results is in words", () => {
  const words = { results: "results", resultsOne: "result", none: "Nothing found" };
  const describe = (count, typed) => describeCount(count, typed, words, "en-GB");
  assert.equal(describe(0, " "), "");
  assert.equal(describe(0, "x"), "Nothing found");
  assert.equal(describe(1, "x"), "1 result");
  assert.equal(describe(1200, "x"), "1,200 results");
});
