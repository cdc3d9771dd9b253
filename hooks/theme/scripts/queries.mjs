/* What was typed into the search, as the words and dates that a result must have. */
import { foldText, isUnspaced, splitWords } from "./folding.mjs";
import { stemWord } from "./stemming.mjs";
import { makeDateFinder } from "./written_dates.mjs";

/**
 * @typedef {object} Term One thing that a result must have.
 * @property {string} word folded; empty for a date
 * @property {string} stem the word's; the word itself in a language without stemming
 * @property {string} date 2023-06 or 2023-06-29; empty for a word
 * @property {string} shown as it is shown to the reader
 */

/**
 * @typedef {object} Query
 * @property {string} folded all that was typed
 * @property {Term[]} terms
 */

/** How queries are read, and how texts are prepared for them. */
export class QueryReader {
  /**
   * @param {string} language that of the site
   * @param {string[][]} months the names of the twelve months, in several forms
   * @param {string} stopWords words that a question can do without, spaces between
   */
  constructor(language, months, stopWords) {
    this.findDates = makeDateFinder(months);
    this.isStemmed = language.startsWith("en");
    this.stopWords = new Set(foldText(stopWords).split(" "));
    /** @type {Map<string, string>} */
    this.stems = new Map();
  }

  /** @param {string} word folded @returns {string} */
  stem(word) {
    if (!this.isStemmed) return word;
    let stem = this.stems.get(word);
    if (stem === undefined) this.stems.set(word, stem = stemWord(word));
    return stem;
  }

  /**
   * Reads what was typed.
   * @param {string} typed
   * @returns {Query} without terms if nothing in it can be found
   */
  read(typed) {
    const folded = foldText(typed), dates = this.findDates(typed);
    const rest = dates.reduce((text, date) => text.replace(date.text, " "), folded);
    const words = [...new Set(splitWords(rest))];
    const needed = words.filter((word) => !this.stopWords.has(word));
    const kept = needed.length || dates.length ? needed : words;
    const terms = kept.map((word) => ({ word, stem: this.stem(word), date: "", shown: word }));
    return { folded, terms: [...terms, ...dates.map(({ iso, text }) => ({ word: "", stem: "", date: iso, shown: text }))] };
  }
}

/**
 * Tells whether a query is too short to look for it in texts: one letter, or one digit.
 * @param {Query} query
 * @returns {boolean}
 */
export function isTooShort(query) {
  return !query.terms.length || (query.folded.length < 2 && !isUnspaced(query.folded));
}
