/* The last line of a printed page: where it was printed from, and when. */
import { findElement } from "./dom.mjs";
import { formatDay, getLocale } from "./numbers.mjs";

/**
 * Says where and when a page was printed.
 * @param {string} address its fragment is left out
 * @param {string} day
 * @returns {string}
 */
export function describePrint(address, day) {
  return `${address.split("#")[0]}, ${day}`;
}

/** Fills the line while the browser rests, and again before it prints: the address may have changed by then. */
export function startPrintLine() {
  const line = findElement("[data-print]");
  if (!line) return;
  const fillLine = () => { line.textContent = describePrint(location.href, formatDay(new Date(), getLocale())); };
  addEventListener("beforeprint", fillLine);
  (window.requestIdleCallback || setTimeout)(fillLine);
}
