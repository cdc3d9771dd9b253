/* Compares what was typed with names and claims. */
import { foldText } from "./folding.mjs";

const ENOUGH_NAMES = 5;
const NOT_FOUND = 1e6;

/** @param {string} text @returns {string} the text without its spaces */
export function removeSpaces(text) {
  return text.replaceAll(" ", "");
}

/**
 * Returns whether one wrong, missing, added or swapped letter turns `a` into `b`.
 * @param {string} a
 * @param {string} b
 * @returns {boolean} true also if they are equal
 */
export function isOneEditApart(a, b) {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i++;
  if (a.slice(i + 1) === b.slice(i + 1)) return true;
  if (a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i)) return true;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

/**
 * Returns whether a name begins with the query, except for one letter.
 * @param {string} query
 * @param {string} name
 * @returns {boolean}
 */
export function isNearPrefix(query, name) {
  return [0, 1, -1].some((more) => {
    const length = query.length + more;
    return name.length >= length && isOneEditApart(query, name.slice(0, length));
  });
}

/**
 * Scores a folded name that contains a folded query letter for letter.
 * @param {string} query
 * @param {string} name
 * @returns {number} 0 is the same name, a greater number a looser match, Infinity no match
 */
export function scoreMatch(query, name) {
  if (name === query) return 0;
  const tightQuery = removeSpaces(query), tightName = removeSpaces(name);
  if (tightName === tightQuery) return 1;
  if (name.startsWith(query)) return 10;
  if (tightName.startsWith(tightQuery)) return 11;
  const words = name.split(" ");
  if (query.split(" ").every((part) => words.some((word) => word.startsWith(part)))) return 20;
  return name.includes(query) || tightName.includes(tightQuery) ? 30 : Infinity;
}

/**
 * Scores a folded name that contains a folded query with one letter wrong. Short queries match nothing this way.
 * @param {string} query
 * @param {string} name
 * @returns {number} as in `scoreMatch`, but greater than any of its finite scores
 */
export function scoreNearMatch(query, name) {
  const tightQuery = removeSpaces(query), tightName = removeSpaces(name);
  if (tightQuery.length < 3) return Infinity;
  if (isOneEditApart(tightQuery, tightName)) return 40;
  if (tightQuery.length < 4) return Infinity;
  const words = name.split(" ");
  if (query.split(" ").every((part) => words.some((word) => isNearWord(part, word)))) return 45;
  return isNearPrefix(tightQuery, tightName) ? 50 : Infinity;
}

/** @param {string} part @param {string} word @returns {boolean} whether a word begins with a part, or nearly does */
function isNearWord(part, word) {
  return word.startsWith(part) || (part.length > 3 && (isOneEditApart(part, word) || isNearPrefix(part, word)));
}

/**
 * Ranks the items whose names match a query best: exact letters first, then, if those are few, one letter wrong.
 * @param {import("./site.mjs").NamedItem[]} items with their names folded
 * @param {string} typed the query as typed
 * @returns {import("./site.mjs").NamedItem[]} best first; none for an empty query
 */
export function rankNames(items, typed) {
  const query = foldText(typed);
  if (!query) return [];
  const exact = scoreItems(items, query, scoreMatch);
  if (exact.length >= ENOUGH_NAMES || exact.some((match) => match.score < 2)) return sortMatches(exact);
  const taken = new Set(exact.map((match) => match.item));
  const others = items.filter((item) => !taken.has(item));
  return sortMatches([...exact, ...scoreItems(others, query, scoreNearMatch)]);
}

/** @typedef {{item: import("./site.mjs").NamedItem, score: number}} Match */

/**
 * Scores the items that match at all; a match of another name than the main one counts half a point less.
 * @param {import("./site.mjs").NamedItem[]} items
 * @param {string} query
 * @param {(query: string, name: string) => number} scoreName
 * @returns {Match[]}
 */
function scoreItems(items, query, scoreName) {
  return items.map((item) => {
    const scores = (item.names || []).map((name, index) => scoreName(query, name) + (index ? 0.5 : 0));
    return { item, score: Math.min(...scores) };
  }).filter((match) => match.score < Infinity);
}

/** @param {Match[]} matches @returns {import("./site.mjs").NamedItem[]} best first, of equals the shortest name */
function sortMatches(matches) {
  const compare = (/** @type {Match} */ a, /** @type {Match} */ b) =>
    a.score - b.score || a.item.n.length - b.item.n.length || (a.item.n < b.item.n ? -1 : 1);
  return matches.sort(compare).map((match) => match.item);
}

/**
 * @typedef {object} IndexedClaim A claim as search/text.json lists it.
 * @property {string} u its address, relative to the site's root
 * @property {string} t its text
 * @property {string} w who said it, and when
 * @property {string} [folded] both, folded, once they were searched
 */

/**
 * Ranks the claims that contain every word of a query, or its beginning: first those with the whole phrase, sorted by
 * where it begins, then the others.
 * @param {IndexedClaim[]} claims
 * @param {string} typed the query as typed
 * @returns {IndexedClaim[]} none for a query of less than two letters
 */
export function rankClaims(claims, typed) {
  const query = foldText(typed);
  if (query.length < 2) return [];
  const parts = query.split(" ").map((part) => (/^[\p{sc=Han}]/u.test(part) ? part : ` ${part}`));
  const phrase = parts.join(""), matches = [];
  for (const claim of claims) {
    const text = claim.folded ??= ` ${foldText(`${claim.t} ${claim.w}`)}`;
    if (!parts.every((part) => text.includes(part))) continue;
    const place = text.indexOf(phrase);
    matches.push({ claim, place: place < 0 ? NOT_FOUND : place });
  }
  return matches.sort((a, b) => a.place - b.place).map((match) => match.claim);
}
