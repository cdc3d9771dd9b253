import assert from "node:assert/strict";
import { test } from "node:test";
import { describeKnown, fillForm, findKnown, isLater } from "../../hooks/theme/scripts/known_rules.mjs";

const history = [
  ["2023-04-18", 1, "Apr 2023", "The Post", "One publisher"],
  ["2023-05-02", 1, "Apr 2023", "The Post", "2 publishers"],
  ["2023-06-30", 0, "18 Apr 2023", "Lantern, in a filing", "3 publishers"],
];
const words = {
  known: "{count} facts, as known on {date}", knownOne: "{count} fact, as known on {date}",
  hidden: "{count} later ones hidden", hiddenOne: "{count} later one hidden",
};

test("the best report known on a day is the last that was known by then", () => {
  assert.equal(findKnown(history, "2023-04-17"), undefined);
  assert.equal(findKnown(history, "2023-04-18"), history[0]);
  assert.equal(findKnown(history, "2023-06-29"), history[1]);
  assert.equal(findKnown(history, "2030-01-01"), history[2]);
  assert.equal(findKnown([["", 0, "2022", "The Post", "One publisher"]], "2000-01-01")?.[1], 0);
});

test("a report of unknown day is never later, and today nothing is", () => {
  assert.ok(isLater({ published: "2023-05-01" }, "2023-04-30"));
  assert.ok(!isLater({ published: "2023-05-01" }, "2023-05-01"));
  assert.ok(!isLater({ published: "" }, "2000-01-01"));
  assert.ok(!isLater({ published: "2023-05-01" }, ""));
});

test("what is known and what is hidden is counted in the forms of the language", () => {
  assert.equal(describeKnown({ known: 12, later: 13 }, "1 May 2023", words, "en-GB"),
    "12 facts, as known on 1 May 2023; 13 later ones hidden");
  assert.equal(describeKnown({ known: 1, later: 1 }, "1 May 2023", { ...words, here: "on this page" }, "en-GB"),
    "1 fact, as known on 1 May 2023 · on this page; 1 later one hidden");
  assert.equal(describeKnown({ known: 2, later: 0 }, "1 May 2023", words, "en-GB"), "2 facts, as known on 1 May 2023");
  assert.equal(fillForm(2, { left: "осталось {count}", leftFew: "{count} $& осталось" }, "left", "ru"), "2 $& осталось");
});
