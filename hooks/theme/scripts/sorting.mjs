/* Tables that sort by the column whose heading is pressed. */
import { createElement, findElement, findElements } from "./dom.mjs";
import { foldText } from "./folding.mjs";
import { getLocale } from "./numbers.mjs";

/**
 * Reads a number as the tables write it, such as 1,234.5.
 * @param {string} text
 * @returns {number} 0 for an empty text, NaN if it is none
 */
export function parseNumber(text) {
  return Number(text.replaceAll(",", ""));
}

/** @param {string} a @param {string} b @returns {number} */
function compareNumbers(a, b) {
  return parseNumber(a) - parseNumber(b);
}

/**
 * Sorts values: as numbers if all of them are, else as words. Empty ones come last, whatever the direction.
 * @template T
 * @param {T[]} items
 * @param {(item: T) => string} getValue
 * @param {boolean} ascending
 * @param {(a: string, b: string) => number} compareWords
 * @returns {T[]} a new list; equal values keep their order
 */
export function sortByValue(items, getValue, ascending, compareWords) {
  const keyed = items.map((item) => ({ item, value: getValue(item) }));
  const areNumbers = keyed.every(({ value }) => isFinite(parseNumber(value)));
  const compare = areNumbers ? compareNumbers : compareWords, direction = ascending ? 1 : -1;
  keyed.sort((a, b) => Number(!a.value) - Number(!b.value) || direction * compare(a.value, b.value));
  return keyed.map(({ item }) => item);
}

/** @param {HTMLTableRowElement} row @param {number} column @returns {string} what a cell is sorted by */
function readCell(row, column) {
  const cell = row.cells[column];
  return cell?.dataset.value ?? cell?.textContent?.trim() ?? "";
}

/** Makes the headings of sortable tables buttons. */
export function startSorting() {
  const collator = new Intl.Collator(getLocale(), { numeric: true, sensitivity: "base" });
  const compareWords = (/** @type {string} */ a, /** @type {string} */ b) => collator.compare(foldText(a), foldText(b));
  for (const table of findElements("table[data-sortable]")) {
    const headings = findElements("thead th", table), body = findElement("tbody", table);
    headings.forEach((heading, column) => {
      if (!heading.textContent.trim()) return;
      const button = createElement("button", { type: "button" }, ...heading.childNodes);
      heading.append(button);
      button.addEventListener("click", () => {
        const ascending = heading.getAttribute("aria-sort") !== "ascending";
        for (const other of headings) other.removeAttribute("aria-sort");
        heading.setAttribute("aria-sort", ascending ? "ascending" : "descending");
        body.append(...sortByValue([...body.rows], (row) => readCell(row, column), ascending, compareWords));
      });
    });
  }
}
