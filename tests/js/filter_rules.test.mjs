import assert from "node:assert/strict";
import { test } from "node:test";
import {
  describeItems, judgeItem, matchesField, nameFields, readChoice, writeChoices,
} from "../../hooks/theme/scripts/filter_rules.mjs";

const none = { fields: [], kinds: [], deadline: "" };
const by = (deadline) => ({ ...none, fields: [{ filter: "by", value: deadline }], deadline });
const words = {
  leftOut: "shown of", today: "labels of today", later: "later claims", laterOne: "later claim", undated: "undated ones",
};

test("a year that is still being typed asks for nothing", () => {
  assert.equal(readChoice({ type: "date", value: "0020-03-01" }), "");
  assert.equal(readChoice({ type: "date", value: "2020-03-01" }), "2020-03-01");
  assert.equal(readChoice({ type: "select-one", value: "01-ai" }), "01-ai");
});

test("a second field of the same filter gets a number", () => {
  assert.deepEqual(nameFields(["entry", "by", "entry", "entry"]), ["entry", "by", "entry2", "entry3"]);
});

test("a field fits whole words of its attribute", () => {
  const data = { about: "kai-fu-lee 01-ai", topics: "", publisher: "yicai", day: "2023-05-02" };
  assert.ok(matchesField(data, "entry", "01-ai"));
  assert.ok(!matchesField(data, "entry", "kai"));
  assert.ok(!matchesField(data, "topic", "money"));
  assert.ok(matchesField(data, "publisher", ""));
  assert.ok(matchesField(data, "since", "2023-05-02"));
  assert.ok(!matchesField(data, "since", "2023-05-03"));
});

test("a late item is wanted all the same; an undated one is never late", () => {
  assert.deepEqual(judgeItem({ published: "2023-06-01" }, by("2023-05-31")), { isWanted: true, isLate: true });
  assert.deepEqual(judgeItem({ published: "2023-05-31" }, by("2023-05-31")), { isWanted: true, isLate: false });
  assert.deepEqual(judgeItem({ published: "" }, by("2023-05-31")), { isWanted: true, isLate: false });
  assert.deepEqual(judgeItem({ published: "2023-06-01" }, none), { isWanted: true, isLate: false });
  assert.equal(judgeItem({ kind: "plan" }, { ...none, kinds: ["view", "plan"] }).isWanted, true);
  assert.equal(judgeItem({ kind: "event" }, { ...none, kinds: ["view", "plan"] }).isWanted, false);
});

test("what is left out is counted", () => {
  const items = [{ published: "2023-01-01" }, { published: "2024-01-01" }, { published: "" }];
  const many = Array.from({ length: 1234 }, () => ({ published: "2025" }));
  assert.equal(describeItems(items, none, words, "en-GB"), "3 shown of 3");
  assert.equal(describeItems(items, by("2023-12-31"), { ...words, here: "on this page" }, "en-GB"),
    "2 shown of 3 on this page · 1 later claim · 1 undated ones · labels of today");
  assert.equal(describeItems(many, by("2023-12-31"), words, "en-GB"),
    "0 shown of 1,234 · 1,234 later claims · labels of today");
  assert.equal(describeItems([{ count: "12", day: "2023-01-02" }, { count: "3", day: "2023-01-01" }],
    { ...none, fields: [{ filter: "since", value: "2023-01-02" }] }, words, "en-GB"), "12 shown of 15");
});

test("the address keeps what it asks for besides the choices", () => {
  const query = new URLSearchParams("kind=old&entry2=x&theme=dark");
  const choices = {
    fields: [{ filter: "entry", value: "" }, { filter: "entry", value: "01-ai" }],
    kinds: ["plan", "view"], deadline: "",
  };
  writeChoices(query, ["entry", "entry2"], choices);
  assert.equal(query.toString(), "theme=dark&entry2=01-ai&kind=plan&kind=view");
  writeChoices(query, ["entry", "entry2"], { ...choices, kinds: [] });
  assert.equal(query.toString(), "theme=dark&entry2=01-ai");
});
