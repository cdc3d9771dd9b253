import assert from "node:assert/strict";
import { test } from "node:test";
import {
  isNearPrefix, isOneEditApart, rankClaims, rankNames, removeSpaces, scoreMatch, scoreNearMatch,
} from "../../hooks/theme/scripts/names.mjs";
import { foldNames } from "../../hooks/theme/scripts/site.mjs";

const items = [
  { u: "companies/baichuan/", n: "Baichuan Intelligence", z: "百川智能", a: ["Baichuan"] },
  { u: "companies/meituan/", n: "Meituan", z: "美团", a: ["Meituan-Dianping"] },
  { u: "people/wang-huiwen/", n: "Wang Huiwen", z: "王慧文" },
  { u: "people/wang-xing/", n: "Wang Xing", z: "王兴" },
  { u: "people/wang-xiaochuan/", n: "Wang Xiaochuan", z: "王小川", m: ["Wang Xiaochun"] },
].map((item) => ({ ...item, names: foldNames(item) }));
const find = (typed) => rankNames(items, typed).map((item) => item.n);

test("spaces are removed", () => {
  assert.equal(removeSpaces("kai fu lee"), "kaifulee");
});

test("one wrong, missing, added or swapped letter is one edit", () => {
  for (const other of ["baichuan", "bauchuan", "bichuan", "baiichuan", "baihcuan"]) {
    assert.ok(isOneEditApart("baichuan", other), other);
    assert.ok(isOneEditApart(other, "baichuan"), other);
  }
  for (const other of ["buachaun", "baichuang1", "chuan", ""]) assert.ok(!isOneEditApart("baichuan", other), other);
});

test("a prefix may have one letter wrong", () => {
  assert.ok(isNearPrefix("bauch", "baichuan"));
  assert.ok(isNearPrefix("bach", "baichuan"));
  assert.ok(!isNearPrefix("buach1", "baichuan"));
  assert.ok(!isNearPrefix("baichuan", "bai"));
});

test("the closer a name, the lower its score", () => {
  const names = ["wang xing", "wangxing", "wang xing jr", "wangxing jr", "mr wang xinghua", "old wang xinghua"];
  const scores = names.map((name) => scoreMatch("wang xing", name));
  assert.deepEqual(scores, [0, 1, 10, 11, 20, 20]);
  assert.equal(scoreMatch("ang xi", "wang xing"), 30);
  assert.equal(scoreMatch("wang xing", "meituan"), Infinity);
});

test("near matches score after exact ones, and short queries match nothing nearly", () => {
  assert.equal(scoreNearMatch("meituna", "meituan"), 40);
  assert.equal(scoreNearMatch("inteligence", "baichuan intelligence"), 45);
  assert.equal(scoreNearMatch("bauch", "baichuan intelligence"), 45);
  assert.equal(scoreNearMatch("wangxign", "wang xing jr"), 50);
  assert.equal(scoreNearMatch("me", "mo"), Infinity);
  assert.equal(scoreNearMatch("mei", "moi"), 40);
  assert.equal(scoreNearMatch("mei", "meituan"), Infinity);
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
  assert.deepEqual(find("wang xin"), ["Wang Xing", "Wang Xiaochuan"]);
  assert.deepEqual(find("wang xiao"), ["Wang Xiaochuan"]);
});

test("claims hold every word of the query, and the whole phrase comes first", () => {
  const claims = [
    { u: "claims/a/", t: "The price of the company was paid.", w: "Herald, 2023" },
    { u: "claims/b/", t: "The company price rose.", w: "Herald, 2024" },
    { u: "claims/c/", t: "光年之外 was bought.", w: "Gazette" },
  ];
  const addresses = (typed) => rankClaims(claims, typed).map((claim) => claim.u);
  assert.deepEqual(addresses("company pri"), ["claims/b/", "claims/a/"]);
  assert.deepEqual(addresses("herald"), ["claims/b/", "claims/a/"], "the earlier the better");
  assert.deepEqual(addresses("ompany"), []);
  assert.deepEqual(addresses("年之"), ["claims/c/"]);
  assert.deepEqual(addresses("c"), []);
});
