import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { foldText } from "../../hooks/theme/scripts/folding.mjs";

const cases = JSON.parse(readFileSync(new URL("../folding_cases.json", import.meta.url), "utf-8"));

test("texts are folded as in Python", () => {
  for (const [text, folded] of cases) assert.equal(foldText(text), folded, text);
});
