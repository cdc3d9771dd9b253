/* Folds texts for comparison, as hooks/press/problem/folding.py does it. */
import { APOSTROPHES, LETTERS, MARKS } from "./folding_tables.mjs";

const FOLDED = new Map(LETTERS.split(" ").map((pair) => [pair[0], pair.slice(1)]));
const DROPPED = [MARKS, APOSTROPHES].map((characters) => new RegExp(`[${characters}]`, "g"));

/**
 * Folds a text for comparison: lower case, no accents, no punctuation, one space between words. Chinese stays as it is.
 * @param {string} text
 * @returns {string}
 */
export function foldText(text) {
  return text.normalize("NFKD").toLowerCase().replace(DROPPED[0], "").normalize("NFC")
    .replace(/[ß-ς]/g, (letter) => FOLDED.get(letter) ?? letter)
    .replace(DROPPED[1], "").replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
}
