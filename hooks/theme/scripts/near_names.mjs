/* On the page for a missing address: the names most similar to it. */
import { createElement, createNativeName, findElement } from "./dom.mjs";
import { foldText } from "./folding.mjs";
import { removeSpaces, scoreMatch } from "./names.mjs";
import { getSiteRoot, loadJson, loadNames, toFullAddress } from "./site.mjs";

/* The last two must be more similar than the first three: the reader should get a choice, not noise. */
const MIN_LIKENESS = [0.2, 0.2, 0.2, 0.5, 0.5];
const SECOND_CHOICE = 0.9;

/**
 * Reads from an address which names it may mean: its end, and what comes before it. `companies/meituan/people/` may
 * mean Meituan. The first folder names a kind of page, unless it is all there is.
 * @param {string} path relative to the site's root, percent-encoded
 * @returns {string[]} folded names, the most likely first
 */
export function readAddressNames(path) {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    /* A stray percent sign: the path is used as it is. */
  }
  const parts = decoded.split("/").filter(Boolean);
  const named = parts.length > 1 ? parts.slice(1) : parts;
  return named.slice(-2).reverse().map((part) => foldText(part.replace(/\.html?$/, "")));
}

/** @param {string} name @returns {string[]} its pairs of neighboring letters */
function listPairs(name) {
  const letters = [...removeSpaces(name)];
  return letters.slice(1).map((letter, index) => letters[index] + letter);
}

/**
 * Measures how many pairs of neighboring letters two names share.
 * @param {string} a
 * @param {string} b
 * @returns {number} 1 is all of them, 0 is none
 */
export function measureLikeness(a, b) {
  const left = listPairs(a), right = listPairs(b), count = left.length + right.length;
  let shared = 0;
  for (const pair of left) {
    const place = right.indexOf(pair);
    if (place < 0) continue;
    shared++;
    right.splice(place, 1);
  }
  return count ? (2 * shared) / count : 0;
}

/**
 * Ranks the items that an address may have meant.
 * @param {import("./site.mjs").NamedItem[]} items with their names folded
 * @param {string[]} wanted as `readAddressNames` returns them
 * @returns {import("./site.mjs").NamedItem[]} the most likely first, at most five
 */
export function rankNearNames(items, wanted) {
  const scoreName = (/** @type {string} */ query, /** @type {string} */ name) =>
    (scoreMatch(query, name) < 2 ? 1 : measureLikeness(query, name));
  const scored = items.map((item) => {
    const names = [foldText(item.u.split("/").filter(Boolean).pop() || ""), ...(item.names || [])];
    const scores = wanted.map((query, index) =>
      Math.max(...names.map((name) => scoreName(query, name))) * (index ? SECOND_CHOICE : 1));
    return { item, score: Math.max(...scores) };
  });
  const best = scored.sort((a, b) => b.score - a.score).slice(0, MIN_LIKENESS.length);
  return best.filter((match, index) => match.score > MIN_LIKENESS[index]).map((match) => match.item);
}

/** @param {import("./site.mjs").NamedItem} item @returns {Node} */
function createItem(item) {
  return createElement("li", {},
    createElement("a", { href: toFullAddress(item.u) }, item.n),
    ...(item.z ? [" ", createNativeName(item, item.z)] : []),
    ...(item.s ? [createElement("br"), createElement("span", { class: "small" }, item.s)] : []));
}

/**
 * @param {boolean} withPages whether the address may be that of a page that is about no entry
 * @returns {Promise<import("./site.mjs").NamedItem[]>}
 */
async function loadNamed(withPages) {
  const names = await loadNames();
  if (!withPages) return names.items;
  const { items } = await loadJson("search/pages.json");
  const whole = items.filter((/** @type {any} */ item) => !item.h && !item.u.includes("#"));
  return [...names.items, ...whole.map((/** @type {any} */ item) => ({ ...item, s: item.w, names: [foldText(item.n)] }))];
}

/**
 * Lists the nearest names, and puts what the address may mean into the search box. The rest of the page is shown once it
 * is known whether there are any: nothing moves.
 */
export async function suggestNearNames() {
  const section = findElement("[data-near]");
  if (!section) return;
  const path = location.pathname.slice(getSiteRoot().pathname.length), wanted = readAddressNames(path);
  const next = section.nextElementSibling;
  if (!wanted[0]) return;
  findElement("form.search-form input").value = wanted[0];
  next.hidden = true;
  /* Without the index, the page still has its search and its entry points. */
  const items = await loadNamed(!/.\/./.test(path)).catch(() => []);
  const near = rankNearNames(items, wanted);
  findElement("ul", section).append(...near.map(createItem));
  section.hidden = !near.length;
  next.hidden = false;
}
