/* How an address names the lanes of the timeline. */
import assert from "node:assert/strict";
import test from "node:test";
import { readLanes, writeLanes } from "../../hooks/theme/scripts/lane_rules.mjs";

const KNOWN = ["baichuan", "01-ai", "li-wen", "meituan"];

test("an address names lanes, each once", () => {
  assert.deepEqual(readLanes("?lanes=01-ai,baichuan,01-ai", KNOWN, 5), ["01-ai", "baichuan"]);
  assert.deepEqual(readLanes("?by=2023", KNOWN, 5), []);
});

test("unknown lanes and those that are too many are left out", () => {
  assert.deepEqual(readLanes("?lanes=nobody,,baichuan", KNOWN, 5), ["baichuan"]);
  assert.deepEqual(readLanes(`?lanes=${KNOWN.join()}`, KNOWN, 3), KNOWN.slice(0, 3));
});

test("the first lanes need not be named", () => {
  const query = new URLSearchParams("by=2023-04-01&lanes=meituan");
  writeLanes(query, ["baichuan", "li-wen"], ["baichuan"]);
  assert.equal(query.get("lanes"), "baichuan,li-wen");
  writeLanes(query, ["baichuan"], ["baichuan"]);
  assert.equal(query.toString(), "by=2023-04-01");
});
