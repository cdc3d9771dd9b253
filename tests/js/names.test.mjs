import assert from "node:assert/strict";
import { test } from "node:test";
import { rankNames, removeSpaces, scoreMatch, scoreNearMatch } from "../../hooks/theme/scripts/names.mjs";
import { foldNames } from "../../hooks/theme/scripts/site.mjs";

const items = [
  { u: "companies/baichuan/", n: "Baichuan Intelligence", z: "百川智能", a: ["Baichuan"] },
  { u: "companies/meituan/", n: "Meituan", z: "美团", a: ["Meituan-Dianping"] },
  { u: "people/wang-huiwen/", n: "Wang Huiwen", z: "王慧文" },
  { u: "people/wang-xing/", n: "Wang Xing", z: "王兴" },
  { u: "people/wang-xiaochuan/", n: "Wang Xiaochuan", z: "王小川", m: ["Wang Xiaochun"] },
].map((item) => ({ ...item, names: foldNames(item) }));
const find = (typed) => rankNames(items, typed).items.map((item) => item.n);

test("spaces are removed", () => {
  assert.equal(removeSpaces("kai fu lee"), "kaifulee");
});

test("the closer a name, the lower its score", () => {
  const names = ["wang xing", "wangxing", "wang xing jr", "wangxing jr", "mr wang xinghua", "old wang xinghua"];
  const scores = names.map((name) => scoreMatch("wang xing", name));
  assert.deepEqual(scores, [0, 1, 10, 11, 20, 20]);
  assert.equal(scoreMatch("ing", "wang xing"), 30);
  assert.equal(scoreMatch("xingjr", "wang xing jr"), 30);
  assert.equal(scoreMatch("wang xing", "meituan"), Infinity);
});

test("near matches score after exact ones, the fewer letters are wrong the better", () => {
  assert.equal(scoreNearMatch("meituna", "meituan"), 41);
  assert.equal(scoreNearMatch("beijing", "baijung"), Infinity, "two wrong letters of seven");
  assert.equal(scoreNearMatch("shenzhen", "shanzhan"), 42, "two wrong letters of eight");
  assert.equal(scoreNearMatch("inteligence", "baichuan intelligence"), 46);
  assert.equal(scoreNearMatch("wangxign", "wang xing jr"), 51);
  assert.equal(scoreNearMatch("me", "mo"), Infinity);
  assert.equal(scoreNearMatch("mei", "moi"), 41);
  assert.equal(scoreNearMatch("mei", "meituan"), Infinity);
});

test("one Chinese character may be wrong, also of two", () => {
  assert.equal(scoreNearMatch("王星", "王兴"), 40);
  assert.equal(scoreNearMatch("王慧闻", "王慧文"), 40);
  assert.equal(scoreNearMatch("百穿智", "百川智能"), 51);
  assert.equal(scoreNearMatch("美国", "王兴"), Infinity);
  assert.equal(scoreNearMatch("王", "王兴"), Infinity);
  assert.equal(scoreNearMatch("王国", "王慧文"), Infinity);
});

test("names are found by any of their forms", () => {
  assert.deepEqual(find("百川"), ["Baichuan Intelligence"]);
  assert.deepEqual(find("meituan dianping"), ["Meituan"]);
  assert.deepEqual(find("Wang Xiaochun"), ["Wang Xiaochuan"]);
  assert.deepEqual(find("bauchuan"), ["Baichuan Intelligence"]);
  assert.deepEqual(find(" . "), []);
  assert.deepEqual(find("nobody at all"), []);
});

test("exact letters come before a wrong one, then the shorter name", () => {
  assert.deepEqual(find("wang"), ["Wang Xing", "Wang Huiwen", "Wang Xiaochuan"]);
  assert.deepEqual(find("wang xin"), ["Wang Xing"]);
  assert.deepEqual(find("wang xiao"), ["Wang Xiaochuan"]);
});

test("letters may be wrong only if no name has them", () => {
  assert.deepEqual(rankNames(items, "wang").isNear, false);
  assert.deepEqual(rankNames(items, "meituna"), { items: [items[1]], isNear: true, isWhole: false });
  assert.equal(rankNames(items, "wanghuiwen").isWhole, true);
  assert.equal(rankNames(items, "wang hui").isWhole, false);
  assert.deepEqual(find("anxi"), [], "the end of one word and the beginning of the next");
});
