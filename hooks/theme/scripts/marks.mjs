/* Marks in a text what a query found in it. */
import { createElement } from "./dom.mjs";
import { foldText, isUnspaced, splitWords } from "./folding.mjs";
import { allowEdits, countEditsOfBeginning } from "./spelling.mjs";
import { padWords } from "./texts.mjs";

const WORD = /[\p{L}\p{N}\p{M}'’]+/gu;

/**
 * Splits a text at what the queries found in it.
 * @param {string} text
 * @param {import("./finding.mjs").Found} found
 * @param {import("./queries.mjs").QueryReader} reader
 * @returns {string[]} at odd places what was found, at even places what is between
 */
export function splitMatches(text, found, reader) {
  const padded = padWords(text);
  /* Of another name of what was asked for, no word counts alone. */
  const isHere = (/** @type {import("./queries.mjs").Term} */ term) => padded.includes(term.word);
  const queries = found.queries.filter((query, index) => !index || query.terms.every(isHere));
  const terms = queries.flatMap((query) => query.terms), words = terms.filter((term) => term.word);
  const tokens = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({ word, index, folded: foldText(word) }));
  const ofDates = findDateWords(text, tokens, terms, reader), pieces = [""];
  let reached = 0;
  tokens.forEach(({ word, index, folded }, place) => {
    const [start, end] = ofDates.has(place) ? [0, word.length] : findPart(word, folded, words, found.isNear, reader);
    if (start === end) return;
    pieces[pieces.length - 1] += text.slice(reached, index + start);
    pieces.push(word.slice(start, end), "");
    reached = index + end;
  });
  pieces[pieces.length - 1] += text.slice(reached);
  return pieces;
}

/**
 * @param {string} text
 * @param {{folded: string}[]} tokens its words
 * @param {import("./queries.mjs").Term[]} terms
 * @param {import("./queries.mjs").QueryReader} reader
 * @returns {Set<number>} the places of the words of the dates that were asked for
 */
function findDateWords(text, tokens, terms, reader) {
  const places = new Set(), asked = terms.filter((term) => term.date);
  if (!asked.length) return places;
  const folded = tokens.map((token) => token.folded).join(" ");
  for (const date of reader.findDates(text).filter(({ iso }) => asked.some((term) => iso.startsWith(term.date)))) {
    const start = ` ${folded} `.indexOf(` ${date.text} `);
    if (start < 0) continue;
    const first = folded.slice(0, start).split(" ").filter(Boolean).length;
    date.text.split(" ").forEach((_, index) => places.add(first + index));
  }
  return places;
}

/**
 * Finds what to mark in a word.
 * @param {string} word
 * @param {string} folded
 * @param {import("./queries.mjs").Term[]} terms
 * @param {boolean} isNear
 * @param {import("./queries.mjs").QueryReader} reader
 * @returns {[number, number]} where it starts and ends; the same for nothing
 */
function findPart(word, folded, terms, isNear, reader) {
  const isAligned = folded.length === word.length;
  for (const term of terms) {
    if (isUnspaced(term.word)) {
      const place = folded.indexOf(term.word);
      if (place >= 0) return isAligned ? [place, place + term.word.length] : [0, word.length];
    } else if (folded === term.word || reader.stem(folded) === term.stem) {
      return [0, word.length];
    } else if (folded.startsWith(term.word) && term.word.length > 1) {
      return [0, isAligned ? term.word.length : word.length];
    } else if (isNear && splitWords(folded).some((part) => isSpelledNearly(term.word, part))) {
      return [0, word.length];
    }
  }
  return [0, 0];
}

/** @param {string} typed @param {string} word @returns {boolean} */
function isSpelledNearly(typed, word) {
  const most = allowEdits(typed);
  return most > 0 && countEditsOfBeginning(typed, word, most) <= most;
}

/**
 * @param {string} text
 * @param {import("./finding.mjs").Found} found
 * @param {import("./queries.mjs").QueryReader} reader
 * @returns {(Node | string)[]} the text with what was found marked
 */
export function markMatches(text, found, reader) {
  return splitMatches(text, found, reader).map((piece, index) => (index % 2 ? createElement("mark", {}, piece) : piece));
}
