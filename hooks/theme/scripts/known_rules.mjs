/* The meaning of "as known on": what was known of a fact by a day, and how that is said. */
import { formatCount } from "./numbers.mjs";

/** @typedef {[string, number, string, string, string]} Known What was known from a day on: that day, the place of the
 * best report among all, its time, who says it, and how many publishers, the last three in words. */

/**
 * Finds what was known of a fact by a day.
 * @param {Known[]} history from the first day on
 * @param {string} day as YYYY-MM-DD
 * @returns {Known | undefined} none if nothing was known
 */
export function findKnown(history, day) {
  return history.filter(([since]) => since <= day).at(-1);
}

/**
 * Says whether a report was published after a day. One of unknown day never was.
 * @param {{published?: string}} data the data attributes of its element
 * @param {string} day empty for today
 * @returns {boolean}
 */
export function isLater(data, day) {
  return Boolean(day) && (data.published ?? "") > day;
}

/**
 * Fills one of the plural forms of a word.
 * @param {number} count
 * @param {Record<string, any>} forms the data attributes of an element, as `formatQuantity` reads them
 * @param {string} name of the word in them
 * @param {string} locale
 * @param {string} [date] in words
 * @returns {string}
 */
export function fillForm(count, forms, name, locale, date = "") {
  const form = new Intl.PluralRules(locale).select(count);
  const text = forms[name + form[0].toUpperCase() + form.slice(1)] ?? forms[name];
  return text.replace("{count}", () => formatCount(count, locale)).replace("{date}", () => date);
}

/**
 * Says how many facts were known on a day, and how many are left out.
 * @param {{known: number, later: number}} counts
 * @param {string} date the day in words
 * @param {Record<string, any>} words those of the page
 * @param {string} locale
 * @returns {string}
 */
export function describeKnown({ known, later }, date, words, locale) {
  const said = [fillForm(known, words, "known", locale, date), words.here].filter(Boolean).join(" · ");
  return later ? `${said}; ${fillForm(later, words, "hidden", locale)}` : said;
}
