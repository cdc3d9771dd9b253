/* Compares what was typed with names. */
import { foldText, isUnspaced } from "./folding.mjs";
import { MOST_EDITS, allowEdits, countEdits, countEditsOfBeginning, lacksLetters, markLetters } from "./spelling.mjs";

/** @param {string} text @returns {string} the text without its spaces */
export function removeSpaces(text) {
  return text.replaceAll(" ", "");
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
  const isInside = words.some((word, index) => word.includes(tightQuery) || words.slice(index).join("").startsWith(tightQuery));
  return isInside ? 30 : Infinity;
}

/**
 * Scores a folded name that contains a folded query with letters wrong. Short queries match nothing this way, except that
 * of two Chinese characters one may be wrong.
 * @param {string} query
 * @param {string} name
 * @returns {number} as in `scoreMatch`, but greater than any of its finite scores
 */
export function scoreNearMatch(query, name) {
  const tightQuery = removeSpaces(query), tightName = removeSpaces(name);
  if (isUnspaced(tightQuery)) return scoreNearCharacters(tightQuery, tightName);
  const most = Math.max(allowEdits(tightQuery), tightQuery.length === 3 ? 1 : 0);
  if (!most) return Infinity;
  const edits = countEdits(tightQuery, tightName, most);
  if (edits <= most) return 40 + edits;
  if (tightQuery.length < 4) return Infinity;
  const words = name.split(" ");
  const wrong = query.split(" ").map((part) => Math.min(...words.map((word) => countWordEdits(part, word))));
  const sum = wrong.reduce((total, count) => total + count, 0);
  if (sum <= most) return 45 + sum;
  return 50 + countEditsOfBeginning(tightQuery, tightName, most);
}

/** @param {string} query @param {string} name @returns {number} one character wrong, in the whole name or in its beginning */
function scoreNearCharacters(query, name) {
  if (query.length < 2 || (query.length === 2 && query.length !== name.length)) return Infinity;
  return countEdits(query, name, 1) <= 1 ? 40 : 50 + (query.length > 2 ? countEditsOfBeginning(query, name, 1) : Infinity);
}

/** @param {string} part @param {string} word @returns {number} Infinity unless a word begins with a part, or nearly does */
function countWordEdits(part, word) {
  return word.startsWith(part) ? 0 : countEditsOfBeginning(part, word, allowEdits(part));
}

/**
 * Ranks the items whose names match a query best: those with its letters, and if there are none, those with letters
 * wrong.
 * @param {import("./site.mjs").NamedItem[]} items with their names folded
 * @param {string} typed the query as typed
 * @returns {{items: import("./site.mjs").NamedItem[], isNear: boolean, isWhole: boolean}} best first; `isNear` if
 *   letters are wrong, `isWhole` if the first has just this name
 */
export function rankNames(items, typed) {
  const query = foldText(typed);
  if (!query) return { items: [], isNear: false, isWhole: false };
  const exact = sortMatches(scoreItems(items, query, scoreMatch, 0));
  const near = exact.length ? [] : sortMatches(scoreItems(items, query, scoreNearMatch, MOST_EDITS));
  const isWhole = exact.length > 0 && exact[0].score < 2;
  return { items: [...exact, ...near].map((match) => match.item), isNear: near.length > 0, isWhole };
}

/** @typedef {{item: import("./site.mjs").NamedItem, score: number}} Match */

/**
 * Scores the items that match at all; a match of another name than the main one counts half a point less.
 * @param {import("./site.mjs").NamedItem[]} items
 * @param {string} query
 * @param {(query: string, name: string) => number} scoreName
 * @param {number} most how many letters of the query a name may lack
 * @returns {Match[]}
 */
function scoreItems(items, query, scoreName, most) {
  const bits = markLetters(removeSpaces(query));
  /** @type {Match[]} */
  const matches = [];
  for (const item of items) {
    const names = item.names || [], letters = item.letters ??= names.map(markLetters);
    let score = Infinity;
    for (let index = 0; index < names.length; index++) {
      if (lacksLetters(bits, letters[index], most)) continue;
      score = Math.min(score, scoreName(query, names[index]) + (index ? 0.5 : 0));
    }
    if (score < Infinity) matches.push({ item, score });
  }
  return matches;
}

/** @param {Match[]} matches @returns {Match[]} best first, of equals the shortest name */
function sortMatches(matches) {
  return matches.sort((a, b) => a.score - b.score || a.item.n.length - b.item.n.length || (a.item.n < b.item.n ? -1 : 1));
}
