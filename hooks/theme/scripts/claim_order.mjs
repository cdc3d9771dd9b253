/* The order of an entry's claims: by theme under headings, as on the page, or by date. */
import { findElement, findElements } from "./dom.mjs";

/** @type {HTMLElement[]} headings and claims, in the order of the page */
let placed = [];
/** @type {HTMLElement[]} */
let placedClaims = [];
/** @type {Node | null | undefined} what follows the last claim */
let placeAfter;
/** @type {string | undefined} */
let currentOrder;

/**
 * Compares the sort keys of two dates; equal ones keep their order.
 * @param {string | undefined} a
 * @param {string | undefined} b
 * @returns {number}
 */
export function compareDates(a = "", b = "") {
  return a < b ? -1 : Number(a > b);
}

/**
 * Reads the claims of the page.
 * @param {string | undefined} order their original order
 */
export function readClaimOrder(order) {
  placed = findElements("#claims > :is(h3, .claim)");
  placedClaims = placed.filter((element) => element.matches(".claim"));
  placeAfter = placed.at(-1)?.nextSibling;
  currentOrder = order;
}

/** Keeps the numbers with which facts cite claims. Until a claim is moved or hidden, the style sheet numbers them. */
export function keepClaimNumbers() {
  placedClaims.forEach((claim, index) => { findElement(".claim-number", claim).dataset.number ||= index + 1; });
}

/**
 * Puts the claims in an order, and hides the headings that have none below them.
 * @param {string | undefined} order
 */
export function arrangeClaims(order) {
  const isByDate = order === "date";
  if (order !== currentOrder) {
    const byDate = [...placedClaims].sort((a, b) => compareDates(a.dataset.order, b.dataset.order));
    for (const element of isByDate ? byDate : placed) element.parentNode?.insertBefore(element, placeAfter || null);
  }
  currentOrder = order;
  let heading;
  for (const element of placed) {
    if (element.matches("h3")) {
      heading = element;
      heading.hidden = true;
    } else if (heading && !element.hidden) heading.hidden = isByDate;
  }
}
