/* Folds texts for comparison, as hooks/press/problem/folding.py does it. */
import { APOSTROPHES, HIRAGANA, INVISIBLE, LETTERS, MARKS, TO_KATAKANA } from "./folding_tables.mjs";

const FOLDED = new Map(LETTERS.split(" ").map((pair) => [pair[0], pair.slice(1)]));
const DROPPED = [MARKS + INVISIBLE, APOSTROPHES].map((characters) => new RegExp(`[${characters}]`, "g"));
const READ_AS_KATAKANA = new RegExp(`[${HIRAGANA}]`, "g");
const ASCII = /^[\0-\x7f]*$/;
/* The letters of scripts without spaces between words, and of Korean, which adds endings to them. */
const UNSPACED = ["Han", "Hiragana", "Katakana", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"];
const LETTER = UNSPACED.map((script) => `\\p{scx=${script}}`).join("");
const RUNS = new RegExp(`[${LETTER}]+|[^${LETTER} ]+`, "gu");
const IS_UNSPACED = new RegExp(`^[${LETTER}]`, "u");

/**
 * Folds a text for comparison: lower case, no accents, no punctuation, one space between words. Chinese stays as it is.
 * @param {string} text
 * @returns {string}
 */
export function foldText(text) {
  if (ASCII.test(text)) return text.toLowerCase().replace(DROPPED[1], "").replace(/[^a-z0-9]+/g, " ").trim();
  return text.replaceAll("´", "'").normalize("NFKD").toLowerCase().replace(DROPPED[0], "").normalize("NFC")
    .replace(/[ß-ς]/g, (letter) => FOLDED.get(letter) ?? letter)
    .replace(READ_AS_KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) + TO_KATAKANA))
    .replace(DROPPED[1], "").replace(/[^\p{L}\p{N}\p{M}]+/gu, " ").trim();
}

/**
 * Splits a folded text into words. Runs of a script without spaces are words of their own: 进击ai医疗 is three.
 * @param {string} folded
 * @returns {string[]}
 */
export function splitWords(folded) {
  return folded.match(RUNS) || [];
}

/**
 * Tells whether a word is in a script in which words are found inside of longer runs.
 * @param {string} word
 * @returns {boolean}
 */
export function isUnspaced(word) {
  return IS_UNSPACED.test(word);
}
