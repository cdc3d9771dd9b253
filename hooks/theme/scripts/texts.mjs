/* Finds the texts that have every word of a query: facts, pages and headlines. */
import { foldText, isUnspaced, splitWords } from "./folding.mjs";
import { makeSpellingFinder } from "./spelling.mjs";

const WHOLE = 8, SAME_STEM = 7, BEGINNING = 6, MISSPELLED = 3;
const IN_DETAILS = 0.5;
const PHRASE = 6, FIRST = 3, TITLE = 20;
const MIN_PROBE = 3;

/**
 * @typedef {object} Text
 * @property {any} item what it is the text of
 * @property {string} main its folded words, with a space before and after each
 * @property {string} details those of what is beneath it
 * @property {string} raw both, as written
 * @property {number} weight what speaks for it besides its words
 * @property {import("./written_dates.mjs").WrittenDate[]} [dates] once they were looked for
 */

/**
 * @typedef {object} TextMatch
 * @property {any} item
 * @property {number} score
 * @property {boolean} isWhole whether its main text has nothing else
 * @property {Text} text
 */

/**
 * @param {string} text
 * @returns {string} its folded words, with a space before and after each
 */
export function padWords(text) {
  return ` ${splitWords(foldText(text)).join(" ")} `;
}

/** Some texts that can be searched. */
export class TextIndex {
  /**
   * @param {any[]} items
   * @param {(item: any) => [string, string, number]} readTexts returns the main text of an item, its details, and what
   *   speaks for it besides: less than 3
   * @param {import("./queries.mjs").QueryReader} reader
   */
  constructor(items, readTexts, reader) {
    this.reader = reader;
    /** @type {Text[]} */
    this.texts = items.map((item) => {
      const [main, details, weight] = readTexts(item);
      return { item, main: padWords(main), details: padWords(details), raw: `${main} · ${details}`, weight };
    });
    /** @type {((typed: string) => string[]) | undefined} */
    this.findSpellings = undefined;
  }

  /**
   * Finds the texts with every term of a query.
   * @param {import("./queries.mjs").Query} query
   * @param {boolean} [isNear] whether words that no text has may be misspelled
   * @returns {TextMatch[]} best first
   */
  find(query, isNear = false) {
    const wanted = query.terms.map((term) => ({ ...term, spellings: isNear ? this.listSpellings(term) : [] }));
    const phrase = ` ${query.terms.map((term) => term.word).filter(Boolean).join(" ")}`;
    /** @type {TextMatch[]} */
    const matches = [];
    for (const text of this.texts) {
      const score = this.scoreText(text, wanted, phrase);
      if (!score) continue;
      const isWhole = this.isWhole(text, query, wanted);
      matches.push({ item: text.item, score: score + text.weight + (isWhole ? TITLE : 0), isWhole, text });
    }
    return matches.sort((a, b) => b.score - a.score || this.compareDays(a.text, b.text));
  }

  /**
   * Scores a text.
   * @param {Text} text
   * @param {(import("./queries.mjs").Term & {spellings: string[]})[]} terms
   * @param {string} phrase the words of the query in their order
   * @returns {number} 0 unless it has every term
   */
  scoreText(text, terms, phrase) {
    let score = 0;
    for (const term of terms) {
      const level = term.date ? this.scoreDate(text, term.date) : this.scoreWord(text, term);
      if (!level) return 0;
      score += level;
    }
    const place = phrase.length > 1 ? text.main.indexOf(phrase) : -1;
    if (place < 0) return score / terms.length;
    return score / terms.length + (terms.length > 1 ? PHRASE : 0) + (place ? 0 : FIRST);
  }

  /**
   * @param {Text} text
   * @param {import("./queries.mjs").Query} query
   * @param {(import("./queries.mjs").Term & {spellings: string[]})[]} terms
   * @returns {boolean} whether its main text is the query, or other forms of its words
   */
  isWhole(text, query, terms) {
    const main = text.main.trim();
    if (main === query.folded) return true;
    const isAsLong = main.split(" ").length === terms.length;
    return isAsLong && terms.every((term) => term.word && this.findWord(text.main, term) >= SAME_STEM);
  }

  /** @param {Text} text @param {import("./queries.mjs").Term & {spellings: string[]}} term @returns {number} */
  scoreWord(text, term) {
    const main = this.findWord(text.main, term);
    return main > BEGINNING ? main : Math.max(main, IN_DETAILS * this.findWord(text.details, term));
  }

  /**
   * @param {string} words
   * @param {import("./queries.mjs").Term & {spellings: string[]}} term
   * @returns {number} how well one of the words fits
   */
  findWord(words, { word, stem, spellings }) {
    if (isUnspaced(word)) return words.includes(word) ? WHOLE : 0;
    if (words.includes(` ${word} `)) return WHOLE;
    if (this.hasStem(words, stem)) return SAME_STEM;
    if (word.length > 1 && words.includes(` ${word}`)) return BEGINNING;
    return spellings.some((spelling) => words.includes(` ${spelling} `)) ? MISSPELLED : 0;
  }

  /** @param {string} words @param {string} stem @returns {boolean} whether one of the words has this stem */
  hasStem(words, stem) {
    if (!this.reader.isStemmed || stem.length < MIN_PROBE) return false;
    const probe = ` ${stem.slice(0, Math.max(MIN_PROBE, stem.length - 2))}`;
    for (let place = words.indexOf(probe); place >= 0; place = words.indexOf(probe, place + 1)) {
      if (this.reader.stem(words.slice(place + 1, words.indexOf(" ", place + 1))) === stem) return true;
    }
    return false;
  }

  /** @param {Text} text @param {string} date @returns {number} */
  scoreDate(text, date) {
    return this.readDates(text).some(({ iso }) => iso.startsWith(date)) ? WHOLE : 0;
  }

  /** @param {Text} text @returns {import("./written_dates.mjs").WrittenDate[]} */
  readDates(text) {
    return text.dates ??= /\d{4}/.test(text.raw) ? this.reader.findDates(text.raw) : [];
  }

  /** @param {Text} a @param {Text} b @returns {number} negative if the latest date in `a` is later */
  compareDays(a, b) {
    const [left, right] = [a, b].map((text) => this.readDates(text).reduce((last, { iso }) => (iso > last ? iso : last), ""));
    return left === right ? 0 : left > right ? -1 : 1;
  }

  /**
   * @param {import("./queries.mjs").Term} term
   * @returns {string[]} the words of the texts that it may mean; none if a text has it
   */
  listSpellings(term) {
    if (term.date || isUnspaced(term.word) || this.texts.some((text) => this.scoreWord(text, { ...term, spellings: [] }))) {
      return [];
    }
    this.findSpellings ??= makeSpellingFinder(this.listVocabulary());
    return this.findSpellings(term.word);
  }

  /** @returns {Set<string>} every word of the texts */
  listVocabulary() {
    const words = new Set();
    for (const text of this.texts) {
      for (const word of `${text.main}${text.details}`.split(" ")) if (word) words.add(word);
    }
    return words;
  }
}
