import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

const scripts = new URL("../../hooks/theme/scripts/", import.meta.url);

test("no module except the main one touches the page before it is started", async () => {
  const names = readdirSync(scripts).filter((name) => name !== "main.mjs");
  assert.ok(names.length > 10);
  for (const name of names) assert.ok(Object.keys(await import(new URL(name, scripts))).length > 0, name);
});
