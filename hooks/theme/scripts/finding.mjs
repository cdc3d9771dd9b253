/* The index of the site's search: what it has, and what it finds. */
import { foldText } from "./folding.mjs";
import { rankNames, removeSpaces } from "./names.mjs";
import { measureLikeness } from "./near_names.mjs";
import { isTooShort, QueryReader } from "./queries.mjs";
import { foldNames } from "./site.mjs";
import { lacksLetters, markLetters } from "./spelling.mjs";
import { TextIndex } from "./texts.mjs";

export const GROUPS = ["names", "facts", "old", "pages", "headlines"];
const MAX_SUGGESTED = 3;
const MIN_LIKE = 0.5;

/**
 * @typedef {object} Found What a query finds.
 * @property {Record<string, any[]>} groups group -> its items, best first
 * @property {string[]} order the groups in the order in which they are shown
 * @property {number} count of all
 * @property {boolean} isNear whether something is only spelled nearly like the query
 * @property {import("./queries.mjs").Query[]} queries the query, and the other names of what it names
 */

/** @param {Record<string, any[]>} groups @returns {number} */
function countItems(groups) {
  return Object.values(groups).reduce((sum, items) => sum + items.length, 0);
}

/** @param {any} item @returns {import("./texts.mjs").TextParts} */
function readName(item) {
  return [item.names.join(" "), [item.s || ""], 0];
}

/** @param {any} item @returns {import("./texts.mjs").TextParts} with its other reports; those of several come first */
function readFact(item) {
  const reports = item.r || [];
  return [item.t, [...item.w.split(" · "), ...reports], Math.min(reports.length, 2) / 2];
}

/** @param {any} item @returns {import("./texts.mjs").TextParts} with its headings and its address; whole pages come first */
function readPage(item) {
  const headings = (item.p || []).map((/** @type {[string, string]} */ [, heading]) => heading);
  const details = [...(item.w || "").split(" · "), item.x || "", ...headings, item.h ? "" : item.u];
  return [item.n, details, item.i ? 2 : Number(!item.u.includes("#"))];
}

/** Everything that can be found: the names, and what was added to them since. */
export class SearchIndex {
  /**
   * @param {any} names as in search/names.json
   * @param {string} language that of the site
   */
  constructor(names, language) {
    this.words = names.words;
    this.names = names.items;
    for (const item of this.names) item.names ??= foldNames(item);
    const reader = this.reader = new QueryReader(language, names.words.months, names.words.stop_words);
    /** @type {Record<string, TextIndex>} */
    this.texts = {
      names: new TextIndex(readName, reader),
      facts: new TextIndex(readFact, reader),
      old: new TextIndex(readFact, reader),
      pages: new TextIndex(readPage, reader),
      headlines: new TextIndex(readPage, reader),
    };
    this.texts.names.add(names.items);
    this.isComplete = false;
  }

  /** @param {any} pages as in search/pages.json */
  async addPages(pages) {
    const isHeadline = (/** @type {any} */ item) => Boolean(item.h);
    await this.texts.pages.addSlowly(pages.items.filter((/** @type {any} */ item) => !isHeadline(item)));
    await this.texts.headlines.addSlowly(pages.items.filter(isHeadline));
  }

  /** @param {any} texts as in search/text.json, which are the last that are added */
  async addTexts(texts) {
    await this.texts.old.addSlowly(texts.items.filter((/** @type {any} */ item) => item.o));
    await this.texts.facts.addSlowly(texts.items.filter((/** @type {any} */ item) => !item.o));
    this.isComplete = true;
  }

  /**
   * Finds what has every word of what was typed; if nothing has, what has similar ones.
   * @param {string} typed
   * @returns {Found}
   */
  find(typed) {
    const query = this.reader.read(typed);
    const ranked = rankNames(this.names, typed), named = ranked.isNear ? [] : ranked.items;
    const queries = [query, ...(ranked.isWhole ? this.listOtherNames(ranked.items, query.folded) : [])];
    const exact = this.collect(named, queries, false);
    if (!exact.count) return this.collect(ranked.items, queries, true);
    if (!exact.groups.names.length) exact.groups.names = ranked.items;
    return { ...exact, count: countItems(exact.groups) };
  }

  /**
   * @param {any[]} names found by name
   * @param {import("./queries.mjs").Query[]} queries
   * @param {boolean} isNear
   * @returns {Found}
   */
  collect(names, queries, isNear) {
    /** @type {Record<string, any[]>} */
    const groups = {};
    let isPage = false;
    for (const group of GROUPS) {
      const items = new Set(group === "names" ? names : []);
      for (const query of group === "names" ? queries.slice(0, 1) : queries) {
        const matches = isTooShort(query) ? [] : this.texts[group].find(query, isNear);
        for (const match of matches) items.add(match.item);
        isPage ||= group === "pages" && matches[0]?.isWhole;
      }
      groups[group] = [...items];
    }
    const order = isPage && !names.length ? ["pages", ...GROUPS.filter((group) => group !== "pages")] : GROUPS;
    return { groups, order, count: countItems(groups), isNear, queries };
  }

  /**
   * Finds the part of a page that has what the page's title and description lack.
   * @param {any} item a page
   * @param {Found} found
   * @returns {[string, string] | undefined} anchor and heading
   */
  findPart(item, found) {
    const [query] = found.queries;
    const has = (/** @type {string} */ text) => this.hasTerms(text, query, found.isNear);
    if (!query || !item.p || has(`${item.n} ${item.w || ""} ${item.u}`)) return undefined;
    return item.p.find((/** @type {[string, string]} */ [, heading]) => has(heading));
  }

  /**
   * Tells whether another report of a fact has to be shown, because the fact's own line lacks what was asked for.
   * @param {any} item a fact
   * @param {string} report
   * @param {Found} found
   * @returns {boolean}
   */
  needsReport(item, report, found) {
    const has = (/** @type {string} */ text) => found.queries.some((query) => this.hasTerms(text, query, found.isNear));
    return !has(`${item.t} ${item.w}`) && has(`${report} ${item.w}`);
  }

  /** @param {string} text @param {import("./queries.mjs").Query} query @param {boolean} isNear @returns {boolean} */
  hasTerms(text, query, isNear) {
    const one = new TextIndex(() => [text, [], 0], this.reader);
    one.add([text]);
    return one.find(query, isNear).length > 0;
  }

  /**
   * Lists the other names of what a query names, without those that have all of its words.
   * @param {any[]} items
   * @param {string} folded
   * @returns {import("./queries.mjs").Query[]}
   */
  listOtherNames(items, folded) {
    const tight = removeSpaces(folded);
    const named = items.filter((item) => item.names.some((/** @type {string} */ name) => removeSpaces(name) === tight));
    const others = new Set(named.flatMap((item) => item.names));
    return [...others].filter((name) => !` ${name} `.includes(` ${folded} `)).map((name) => this.reader.read(name));
  }

  /**
   * Suggests what may have been meant if nothing was found.
   * @param {string} typed
   * @returns {{names: any[], words: {word: string, found: Found}[], pages: any[]}} the nearest names, what each word
   *   finds alone, and pages
   */
  suggest(typed) {
    const { terms } = this.reader.read(typed);
    const words = terms.length > 1 ? terms.map((term) => ({ word: term.shown, found: this.find(term.shown) })) : [];
    const names = new Set(words.flatMap(({ found }) => found.groups.names || []));
    for (const item of this.listSimilar(typed)) names.add(item);
    const pages = new Set([...words.flatMap(({ found }) => found.groups.pages || []), ...this.listLists()]);
    const first = (/** @type {Set<any>} */ items) => [...items].slice(0, MAX_SUGGESTED);
    const useful = words.filter(({ found }) => found.count && !(found.isNear && found.groups.names.length));
    return { names: first(names), words: useful, pages: first(pages) };
  }

  /** @param {string} typed @returns {any[]} the names that share most pairs of letters with it */
  listSimilar(typed) {
    const folded = foldText(typed), bits = markLetters(folded), most = folded.length * (1 - MIN_LIKE);
    const measure = (/** @type {string} */ name) => (lacksLetters(bits, markLetters(name), most) ? 0 : measureLikeness(folded, name));
    const scored = this.names.map((/** @type {any} */ item) => ({ item, likeness: Math.max(...item.names.map(measure)) }));
    return scored.filter((each) => each.likeness > MIN_LIKE).sort((a, b) => b.likeness - a.likeness).map((each) => each.item);
  }

  /** @returns {any[]} the lists of the site */
  listLists() {
    return this.texts.pages.texts.map((text) => text.item).filter((item) => item.i);
  }
}
