/* Numbers, days and plural forms, as in the language of the page. */

/** @returns {string} the locale of the page; English is read as in Britain */
export function getLocale() {
  const { lang } = document.documentElement;
  return lang && lang !== "en" ? lang : "en-GB";
}

/**
 * Formats a whole number, such as 1,234.
 * @param {number} count
 * @param {string} locale
 * @returns {string}
 */
export function formatCount(count, locale) {
  return count.toLocaleString(locale);
}

/**
 * Formats a day, such as 3 April 2023.
 * @param {Date} day
 * @param {string} locale
 * @returns {string}
 */
export function formatDay(day, locale) {
  return day.toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
}

/**
 * Formats a number of things, such as 1,234 claims.
 * @param {number} count
 * @param {Record<string, any>} forms the data attributes of an element: `later` is the word for most numbers, and
 *   `laterOne`, `laterFew` … those for the plural forms of the language that differ
 * @param {string} name of the word in them: here `later`
 * @param {string} locale
 * @returns {string}
 */
export function formatQuantity(count, forms, name, locale) {
  const form = new Intl.PluralRules(locale).select(count);
  return `${formatCount(count, locale)} ${forms[name + form[0].toUpperCase() + form.slice(1)] ?? forms[name]}`;
}
