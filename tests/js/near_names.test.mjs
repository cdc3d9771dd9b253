import assert from "node:assert/strict";
import { test } from "node:test";
import { measureLikeness, rankNearNames, readAddressNames } from "../../hooks/theme/scripts/near_names.mjs";
import { foldNames, resolveRoot } from "../../hooks/theme/scripts/site.mjs";

const items = [
  { u: "companies/baichuan/", n: "Baichuan Intelligence", z: "百川智能" },
  { u: "companies/baidu/", n: "Baidu", z: "百度" },
  { u: "companies/meituan/", n: "Meituan", z: "美团" },
  { u: "glossary/chatgpt/", n: "ChatGPT" },
].map((item) => ({ ...item, names: foldNames(item) }));
const suggest = (path) => rankNearNames(items, readAddressNames(path)).map((item) => item.n);

test("an address names its end, then what comes before it", () => {
  assert.deepEqual(readAddressNames("companies/meituan/people/"), ["people", "meituan"]);
  assert.deepEqual(readAddressNames("people/kai-fu-lee.html"), ["kai fu lee"]);
  assert.deepEqual(readAddressNames("wang-xiaochuan"), ["wang xiaochuan"]);
  assert.deepEqual(readAddressNames("companies/%E7%99%BE%E5%BA%A6/"), ["百度"]);
  assert.deepEqual(readAddressNames("companies/100%/"), ["100"]);
  assert.deepEqual(readAddressNames(""), []);
});

test("likeness is the share of common pairs of letters", () => {
  assert.equal(measureLikeness("meituan", "meituan"), 1);
  assert.equal(measureLikeness("aaa", "aa"), 2 / 3);
  assert.equal(measureLikeness("chat gpt", "chatgpt"), 1);
  assert.equal(measureLikeness("ab", "xy"), 0);
  assert.equal(measureLikeness("a", "a"), 0);
});

test("the nearest names are suggested, and nothing that is unlike", () => {
  assert.deepEqual(suggest("companies/baichaun/")[0], "Baichuan Intelligence");
  assert.deepEqual(suggest("companies/meituan/people/")[0], "Meituan");
  assert.deepEqual(suggest("companies/百度/")[0], "Baidu");
  assert.deepEqual(suggest("a/b/c/chatgtp/"), ["ChatGPT"]);
  assert.deepEqual(suggest("zzz/"), []);
});

test("the root of the site is found from any page", () => {
  const page = "https://example.org/briefing/people/x/?a=1#b";
  assert.equal(resolveRoot("../..", page).href, "https://example.org/briefing/");
  assert.equal(resolveRoot("/briefing/", page).href, "https://example.org/briefing/");
  assert.equal(resolveRoot(undefined, "https://example.org/briefing/").href, "https://example.org/briefing/");
});
