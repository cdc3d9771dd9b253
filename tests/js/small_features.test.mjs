import assert from "node:assert/strict";
import { test } from "node:test";
import { insertDay } from "../../hooks/theme/scripts/copy.mjs";
import { formatCount, formatDay, formatQuantity } from "../../hooks/theme/scripts/numbers.mjs";
import { describeChoice } from "../../hooks/theme/scripts/palette.mjs";
import { formatReport, placeBox } from "../../hooks/theme/scripts/previews.mjs";
import { describePrint } from "../../hooks/theme/scripts/print_line.mjs";
import { parseNumber, sortByValue } from "../../hooks/theme/scripts/sorting.mjs";
import { noteVisit } from "../../hooks/theme/scripts/visits.mjs";

test("numbers and days read as in the language of the page", () => {
  assert.equal(formatCount(1234567, "en-GB"), "1,234,567");
  assert.equal(formatDay(new Date(2023, 3, 3), "en-GB"), "3 April 2023");
  assert.equal(formatDay(new Date(2023, 3, 3), "de"), "3. April 2023");
});

test("a word has the plural form of its number", () => {
  const forms = { later: "позже", laterOne: "позднее", laterFew: "поздних" };
  assert.equal(formatQuantity(1, forms, "later", "ru"), "1 позднее");
  assert.equal(formatQuantity(22, forms, "later", "ru"), "22 поздних");
  assert.equal(formatQuantity(5, forms, "later", "ru"), "5 позже");
});

test("only the last placeholder of a citation is the day", () => {
  assert.equal(insertDay("“{today}” said he. (read {today})", "3 April"), "“{today}” said he. (read 3 April)");
  assert.equal(insertDay("{today}\n$1 {today}", "$& $1"), "{today}\n$1 $& $1");
});

test("a choice of colors is kept as Material keeps it", () => {
  assert.deepEqual(describeChoice(true), { index: 1, color: { media: "chosen", scheme: "slate" } });
  assert.deepEqual(describeChoice(false), { index: 0, color: { media: "chosen", scheme: "default" } });
});

test("a report is one line", () => {
  const line = "It is worth 1. — Herald, no source, April 2023";
  assert.equal(formatReport(" It is worth 1. ", " Herald, no source · April 2023 "), line);
});

test("a preview stays on the screen", () => {
  const size = { width: 200, height: 80 }, screen = { width: 390, height: 800 };
  assert.deepEqual(placeBox({ left: 50, top: 100, bottom: 120 }, size, screen), { left: 50, top: 124 });
  assert.deepEqual(placeBox({ left: 350, top: 100, bottom: 120 }, size, screen), { left: 174, top: 124 });
  assert.deepEqual(placeBox({ left: 2, top: 740, bottom: 760 }, size, screen), { left: 16, top: 656 });
  assert.deepEqual(placeBox({ left: 50, top: 20, bottom: 760 }, size, screen), { left: 50, top: 764 }, "no room above");
});

test("a printed page names its address without the fragment", () => {
  const line = describePrint("https://example.org/a/?by=2023#c", "3 April 2023");
  assert.equal(line, "https://example.org/a/?by=2023, 3 April 2023");
});

test("numbers sort as numbers, words as words, and empty values come last", () => {
  const { compare } = new Intl.Collator("en", { numeric: true, sensitivity: "base" });
  const sort = (values, ascending) => sortByValue(values, (value) => value, ascending, compare);
  assert.equal(parseNumber("1,234.5"), 1234.5);
  assert.deepEqual(sort(["1,000", "", "20", "3"], true), ["3", "20", "1,000", ""]);
  assert.deepEqual(sort(["1,000", "", "20", "3"], false), ["1,000", "20", "3", ""]);
  assert.deepEqual(sort(["b10", "", "a", "b9"], true), ["a", "b9", "b10", ""]);
  assert.deepEqual(sort(["b10", "", "a", "b9"], false), ["b10", "b9", "a", ""]);
  const rows = [{ v: "1", n: 1 }, { v: "1", n: 2 }, { v: "0", n: 3 }];
  assert.deepEqual(sortByValue(rows, (row) => row.v, true, compare).map((row) => row.n), [3, 1, 2]);
});

const keep = (kept = new Map()) => ({
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, day) => kept.set(key, day),
});

test("the last visit is the one before this, however many pages this has", () => {
  const device = keep(), first = keep();
  assert.equal(noteVisit("2023-05-02", device, first), "");
  assert.equal(noteVisit("2023-05-02", device, first), "", "another page of the first visit");
  const second = keep();
  assert.equal(noteVisit("2023-05-20", device, second), "2023-05-02");
  assert.equal(noteVisit("2023-05-20", device, second), "2023-05-02", "another page of the second visit");
  assert.equal(noteVisit("2023-05-01", device, keep()), "2023-05-20", "a page that is older than what was seen");
  assert.equal(noteVisit("2023-05-20", device, keep()), "2023-05-20");
});
