/* Finds dates in texts: 2023-06-29, 29 June 2023, June 29, 2023, June 2023 and 2023年6月29日. */
import { foldText } from "./folding.mjs";

const LAST_MONTH = 12;
const LAST_DAY = 31;
const BETWEEN = /[^\p{L}\p{N}\p{M}\s,.'’]+/u;
const NUMBERED = [/(?<!\w)(\d{4})-(\d{1,2})(?:-(\d{1,2}))?(?!\w)/g, /(\d{4})[年년]\s*(\d{1,2})[月월](?:\s*(\d{1,2})[日일])?/g];

/**
 * @typedef {object} WrittenDate
 * @property {string} iso 2023-06 or 2023-06-29
 * @property {string} text the part of the folded text that is the date
 */

/**
 * Prepares to find dates in which months are written in words.
 * @param {string[][]} months the names of the twelve months, once or in several forms
 * @returns {(text: string) => WrittenDate[]} what finds the dates in a text, in no order
 */
export function makeDateFinder(months) {
  const numbers = new Map();
  for (const names of months) names.forEach((name, index) => numbers.set(foldText(name), index + 1));
  const names = [...numbers.keys()].sort((a, b) => b.length - a.length).join("|");
  const day = "(\\d{1,2})(?:st|nd|rd|th)?";
  const named = new RegExp(`(?<!\\S)(?:${day} )?(${names})(?: ${day})? (\\d{4})(?!\\S)`, "g");
  return (text) => {
    const found = [];
    for (const part of text.split(BETWEEN)) {
      for (const [whole, before, month, after, year] of foldText(part).matchAll(named)) {
        found.push(writeDate(whole, year, numbers.get(month), before || after));
      }
    }
    for (const pattern of NUMBERED) {
      for (const [whole, year, month, day] of text.matchAll(pattern)) found.push(writeDate(whole, year, month, day));
    }
    return found.filter((date) => date.iso);
  };
}

/**
 * @param {string} text
 * @param {string} year
 * @param {string | number} month
 * @param {string} [day]
 * @returns {WrittenDate} without `iso` if there is no such month or day
 */
function writeDate(text, year, month, day) {
  const isDate = Number(month) >= 1 && Number(month) <= LAST_MONTH && Number(day || 1) <= LAST_DAY;
  const parts = [year, month, ...(day ? [day] : [])].map((part) => String(part).padStart(2, "0"));
  return { text: foldText(text), iso: isDate ? parts.join("-") : "" };
}
