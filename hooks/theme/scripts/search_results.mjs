/* Results of the search as groups of links, in the dialog and on the page of results. */
import { createElement, createNativeName } from "./dom.mjs";
import { GROUPS } from "./finding.mjs";
import { markMatches } from "./marks.mjs";
import { formatCount, getLocale } from "./numbers.mjs";
import { toFullAddress } from "./site.mjs";

const FIRST_ROWS = 3, MORE_ROWS = 50;

/** @typedef {Record<string, any>} Words The words of the search; the forms of a plural are a table. */

/**
 * Replaces the names in capitals of a word.
 * @param {string} text
 * @param {Record<string, string>} values
 * @returns {string}
 */
export function fillWords(text, values) {
  return text.replace(/[A-Z]{4,}/g, (name) => values[name] ?? name);
}

/**
 * Writes a number of things in the plural form of the language.
 * @param {number} count
 * @param {Record<string, string>} forms
 * @param {string} locale
 * @param {Record<string, string>} [values]
 * @returns {string}
 */
export function countThings(count, forms, locale, values = {}) {
  const text = forms[new Intl.PluralRules(locale).select(count)] ?? forms.other;
  return fillWords(text, { COUNT: formatCount(count, locale), ...values });
}

/**
 * Says how much was found of each group: "28 results: 3 names, 25 facts".
 * @param {import("./finding.mjs").Found} found
 * @param {Words} words
 * @param {string} locale
 * @returns {string}
 */
export function describeFound(found, words, locale) {
  const parts = GROUPS.filter((group) => found.groups[group]?.length)
    .map((group) => countThings(found.groups[group].length, words[group], locale));
  const forms = found.isNear ? words.near : words.results;
  return countThings(found.count, forms, locale, { WHAT: parts.join(words.list_separator) });
}

/** Makes the elements of results. */
export class ResultWriter {
  /**
   * @param {import("./finding.mjs").SearchIndex} index
   * @param {Record<string, string>} kinds kind -> what it is called
   * @param {number} [rows] how many of a group are shown at first
   */
  constructor(index, kinds, rows = FIRST_ROWS) {
    this.index = index;
    this.kinds = kinds;
    this.rows = rows;
  }

  /**
   * @param {import("./finding.mjs").Found} found
   * @returns {Node[]} its groups, each with a heading
   */
  writeGroups(found) {
    return found.order.filter((group) => found.groups[group].length).map((group) => this.writeGroup(group, found));
  }

  /** @param {string} group @param {import("./finding.mjs").Found} found @returns {Node} */
  writeGroup(group, found) {
    const { words } = this.index, items = found.groups[group];
    const heading = createElement("h2", { id: `found-${group}` }, words[`group_${group}`]);
    const list = createElement("ul", { "aria-labelledby": heading.id });
    const more = createElement("button", { type: "button" });
    let shown = 0;
    const addRows = (/** @type {number} */ count) => {
      const rows = items.slice(shown, shown + count).map((item) => this.writeRow(group, item, found));
      list.append(...rows);
      shown += rows.length;
      const left = items.length - shown;
      more.hidden = !left;
      more.textContent = countThings(left, words[`more_${group}`], getLocale());
      return rows[0];
    };
    addRows(this.rows);
    more.addEventListener("click", () => addRows(MORE_ROWS)?.querySelector("a")?.focus());
    return createElement("section", {}, createElement("div", { class: "found-head" }, heading, more), list);
  }

  /** @param {string} group @param {any} item @param {import("./finding.mjs").Found} found @returns {HTMLElement} */
  writeRow(group, item, found) {
    if (group === "names") return this.writeName(item, found);
    if (group === "facts" || group === "old") return this.writeFact(item, found);
    return this.writePage(item, found);
  }

  /** @param {any} item @param {import("./finding.mjs").Found} found @returns {HTMLElement} */
  writeName(item, found) {
    const native = item.z && item.z !== item.n ? [" ", createNativeName(item, ...this.mark(item.z, found))] : [];
    const about = [this.kinds[item.k], item.s].filter(Boolean).join(" · ");
    return writeLink(item.u, [createElement("bdi", {}, ...this.mark(item.n, found)), ...native], this.mark(about, found));
  }

  /** @param {any} item @param {import("./finding.mjs").Found} found @returns {HTMLElement} */
  writeFact(item, found) {
    const reports = (item.r || []).filter((/** @type {string} */ report) => this.index.needsReport(item, report, found));
    const lines = reports.slice(0, 1).map((/** @type {string} */ report) => createElement("span", { class: "small" }, ...this.mark(report, found)));
    return writeLink(`${item.u}#claim`, this.mark(item.t, found), this.mark(item.w || "", found), ...lines);
  }

  /** @param {any} item @param {import("./finding.mjs").Found} found @returns {HTMLElement} */
  writePage(item, found) {
    const part = this.index.findPart(item, found);
    const language = item.l ? [fillWords(this.index.words.language, { VALUE: nameLanguage(item.l) })] : [];
    const about = [part ? part[1] : item.w, ...language].filter(Boolean).join(" · ");
    const title = createElement("bdi", { lang: item.l }, ...this.mark(item.n, found));
    return writeLink(part ? `${item.u}#${part[0]}` : item.u, [title], this.mark(about, found));
  }

  /** @param {string} text @param {import("./finding.mjs").Found} found @returns {(Node | string)[]} */
  mark(text, found) {
    return markMatches(text, found, this.index.reader);
  }

  /**
   * Writes what helps if nothing was found.
   * @param {string} typed
   * @param {(word: string) => void} ask searches for one word
   * @param {string} contact the address of the page to write to; empty if there is none
   * @returns {Node[]}
   */
  writeSuggestions(typed, ask, contact) {
    const { words } = this.index, { names, words: parts, pages } = this.index.suggest(typed);
    const nothing = { groups: {}, order: [], count: 0, isNear: false, queries: [] };
    const alone = parts.map(({ word, found }) => {
      const counted = describeFound({ ...found, isNear: false }, words, getLocale());
      const link = writeLink(`search/?q=${encodeURIComponent(word)}`, [word], [counted]);
      link.addEventListener("click", (/** @type {Event} */ event) => {
        event.preventDefault();
        ask(word);
      });
      return link;
    });
    const missing = contact ? [" ", createElement("a", { href: toFullAddress(contact) }, words.missing)] : [];
    return [
      ...writeList(words.did_you_mean, names.map((item) => this.writeName(item, nothing))),
      ...writeList(words.one_word, alone),
      ...writeList(words.group_pages, pages.map((item) => this.writePage(item, nothing))),
      createElement("p", { class: "found-foot" }, words.tip, ...missing),
    ];
  }
}

/** @param {string} code of a language @returns {string} its name in the language of the page, or the code */
function nameLanguage(code) {
  return new Intl.DisplayNames([getLocale()], { type: "language" }).of(code) || code;
}

/** @param {string} title @param {Node[]} rows @returns {Node[]} a list under its heading; nothing without rows */
function writeList(title, rows) {
  if (!rows.length) return [];
  return [createElement("section", {}, createElement("div", { class: "found-head" }, createElement("h2", {}, title)),
    createElement("ul", { "aria-label": title }, ...rows))];
}

/**
 * @param {string} address
 * @param {(Node | string)[]} title
 * @param {(Node | string)[]} about
 * @param {...Node} lines
 * @returns {HTMLElement} a row
 */
function writeLink(address, title, about, ...lines) {
  return createElement("li", {}, createElement("a", { href: toFullAddress(address) }, createElement("span", {}, ...title),
    createElement("span", { class: "small" }, ...about), ...lines));
}
