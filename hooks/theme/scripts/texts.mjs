/* Finds the texts that have every word of a query: facts, pages and headlines. */
import { foldText, isUnspaced, splitWords } from "./folding.mjs";
import { makeSpellingFinder } from "./spelling.mjs";

const WHOLE = 8, SAME_STEM = 7, BEGINNING = 6, MISSPELLED = 3;
const IN_DETAILS = 0.5;
const PHRASE = 6, FIRST = 3, TITLE = 20;
const MIN_PROBE = 3;
const SLICE = 2000;
const MOST_KEPT = 100;

/**
 * @typedef {import("./queries.mjs").Term & {spellings: string[]}} Wanted A term, and the words that it may mean if it is
 *   misspelled.
 */

/**
 * @typedef {object} Text
 * @property {any} item what it is the text of
 * @property {string} main its folded words, with a space before and after each
 * @property {string} details those of what is beneath it; `|` is between its parts
 * @property {number} weight what speaks for it besides its words, less than 3
 * @property {string[]} [dates] the dates in it as 2023-06-29, once they were looked for
 */

/** @typedef {{item: any, score: number, isWhole: boolean, text: Text}} TextMatch */

/** @typedef {[string, string[], number]} TextParts The main text, its details, and its weight. */

/** @param {string} text @returns {string} its folded words, with a space before and after each */
export function padWords(text) {
  const folded = foldText(text);
  return ` ${/^[\0-\x7f]*$/.test(folded) ? folded : splitWords(folded).join(" ")} `;
}

/** Some texts that can be searched. */
export class TextIndex {
  /**
   * @param {(item: any) => TextParts} readTexts
   * @param {import("./queries.mjs").QueryReader} reader
   */
  constructor(readTexts, reader) {
    this.readTexts = readTexts;
    this.reader = reader;
    /** @type {Text[]} */
    this.texts = [];
    this.clear();
  }

  clear() {
    /* Every text in one string, because that is the fastest to look through. */
    this.whole = "";
    /** @type {number[]} */
    this.ends = [];
    /** @type {Map<string, Set<number>>} */
    this.places = new Map();
    /** @type {((typed: string) => string[]) | undefined} */
    this.findSpellings = undefined;
  }

  /**
   * Adds texts, a few at a time, so that the page stays usable.
   * @param {any[]} items
   */
  async addSlowly(items) {
    for (let start = 0; start < items.length; start += SLICE) {
      if (start) await new Promise((done) => setTimeout(done));
      this.add(items.slice(start, start + SLICE));
    }
  }

  /** @param {any[]} items */
  add(items) {
    for (const item of items) {
      const [main, details, weight] = this.readTexts(item);
      this.texts.push({ item, main: padWords(main), details: details.map(padWords).join("|"), weight });
    }
    this.clear();
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
    for (const text of this.listCandidates(wanted)) {
      const score = this.scoreText(text, wanted, phrase);
      if (!score) continue;
      const isWhole = this.isWhole(text, query, wanted);
      matches.push({ item: text.item, score: score + text.weight + (isWhole ? TITLE : 0), isWhole, text });
    }
    return matches.sort((a, b) => b.score - a.score || this.compareDays(a.text, b.text));
  }

  /**
   * @param {Wanted[]} terms
   * @returns {Text[]} the texts that may have all of them
   */
  listCandidates(terms) {
    /** @type {Set<number> | undefined} */
    let places;
    for (const term of terms) {
      const having = this.listPlaces(term);
      const before = places;
      places = before ? new Set([...having].filter((place) => before.has(place))) : having;
    }
    return [...places || []].map((place) => this.texts[place]);
  }

  /** @param {Wanted} term @returns {Set<number>} the places of the texts that may have it */
  listPlaces({ word, stem, date, spellings }) {
    if (date) return this.findPlaces(date.slice(0, 4), true);
    if (isUnspaced(word)) return this.findPlaces(word, false);
    const probe = this.reader.isStemmed && stem.length >= MIN_PROBE ? [cutProbe(stem)] : [];
    const beginnings = [...(probe.some((part) => word.startsWith(part)) ? [] : [word]), ...probe, ...spellings];
    return new Set(beginnings.flatMap((beginning) => [...this.findPlaces(beginning, true)]));
  }

  /**
   * @param {string} part
   * @param {boolean} isBeginning whether only the beginning of a word counts
   * @returns {Set<number>} the places of the texts in which it is
   */
  findPlaces(part, isBeginning) {
    const known = this.places.get(part);
    if (known) return known;
    this.join();
    const places = new Set(), { whole, ends } = this;
    let place = 0;
    for (let at = whole.indexOf(part); at >= 0;) {
      const isFound = !isBeginning || whole[at - 1] === " ";
      while (ends[place] <= at) place++;
      if (isFound) places.add(place);
      at = whole.indexOf(part, isFound ? ends[place] : at + 1);
    }
    if (this.places.size > MOST_KEPT) this.places.clear();
    this.places.set(part, places);
    return places;
  }

  /** Puts all texts into one string, unless that is done. */
  join() {
    if (this.whole || !this.texts.length) return;
    this.whole = this.texts.map((text) => `${text.main}|${text.details}\n`).join("");
    let end = 0;
    this.ends = this.texts.map((text) => (end += text.main.length + text.details.length + 2));
  }

  /**
   * Scores a text.
   * @param {Text} text
   * @param {Wanted[]} terms
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
   * @param {Wanted[]} terms
   * @returns {boolean} whether its main text is the query, or other forms of its words
   */
  isWhole(text, query, terms) {
    const main = text.main.trim();
    if (main === query.folded) return true;
    const isAsLong = main.split(" ").length === terms.length;
    return isAsLong && terms.every((term) => term.word && this.findWord(text.main, term) >= SAME_STEM);
  }

  /** @param {Text} text @param {Wanted} term @returns {number} */
  scoreWord(text, term) {
    const main = this.findWord(text.main, term);
    return main > BEGINNING ? main : Math.max(main, IN_DETAILS * this.findWord(text.details, term));
  }

  /** @param {string} words @param {Wanted} term @returns {number} how well one of the words fits */
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
    const probe = ` ${cutProbe(stem)}`;
    for (let place = words.indexOf(probe); place >= 0; place = words.indexOf(probe, place + 1)) {
      if (this.reader.stem(words.slice(place + 1, words.indexOf(" ", place + 1))) === stem) return true;
    }
    return false;
  }

  /** @param {Text} text @param {string} date @returns {number} */
  scoreDate(text, date) {
    return this.readDates(text).some((iso) => iso.startsWith(date)) ? WHOLE : 0;
  }

  /** @param {Text} text @returns {string[]} */
  readDates(text) {
    text.dates ??= this.reader.findDates(this.readTexts(text.item).slice(0, 2).flat().join(" · ")).map(({ iso }) => iso);
    return text.dates;
  }

  /** @param {Text} a @param {Text} b @returns {number} negative if the latest date in `a` is later */
  compareDays(a, b) {
    const [left, right] = [a, b].map((text) => this.readDates(text).reduce((last, iso) => (iso > last ? iso : last), ""));
    return left === right ? 0 : left > right ? -1 : 1;
  }

  /**
   * @param {import("./queries.mjs").Term} term
   * @returns {string[]} the words of the texts that it may mean; none if a text has it
   */
  listSpellings(term) {
    const wanted = { ...term, spellings: [] };
    if (term.date || isUnspaced(term.word)) return [];
    if (this.listCandidates([wanted]).some((text) => this.scoreWord(text, wanted))) return [];
    this.findSpellings ??= makeSpellingFinder(new Set(this.whole.split(/[ |\n]+/)));
    return this.findSpellings(term.word);
  }
}

/** @param {string} stem @returns {string} how all words with this stem begin */
function cutProbe(stem) {
  return stem.slice(0, Math.max(MIN_PROBE, stem.length - 2));
}
