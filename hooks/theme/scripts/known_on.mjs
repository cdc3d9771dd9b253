/* "As known on": an entry's page as it would have been on a day, with the best report of each fact by then. */
import { createElement, findElement, findElements } from "./dom.mjs";
import { readChoice } from "./filter_rules.mjs";
import { describeKnown, findKnown, isLater } from "./known_rules.mjs";
import { formatDay, getLocale } from "./numbers.mjs";

const KEY = "by";

/** @type {any} the field with the day */
let field;
/** @type {any} says what is left out */
let status;
/** @type {Map<Element, Node[]>} what a row showed before, by the part of it that was changed */
const original = new Map();

/** Makes the control of the page work, and sets it from the address. */
export function startKnownOn() {
  field = findElement("[data-known-on]");
  if (!field) return;
  status = findElement(".known-on [role=status]");
  field.value = new URLSearchParams(location.search).get(KEY) || "";
  if (field.value) showDay();
  field.addEventListener("change", changeDay);
  findElement(".known-on button").addEventListener("click", () => {
    showToday();
    field.focus();
  });
}

/** Shows the page as it is today, if a day was chosen. */
export function showToday() {
  if (!field) return;
  field.value = "";
  changeDay();
}

/** Applies the day, and keeps it in the address. */
function changeDay() {
  showDay();
  const address = new URL(location.href), day = readChoice(field);
  if (day) address.searchParams.set(KEY, day);
  else address.searchParams.delete(KEY);
  history.replaceState(null, "", address);
}

function showDay() {
  const day = readChoice(field), page = field.closest(".page");
  page.classList.toggle("as-known", Boolean(day));
  for (const fold of findElements(".part > .fold", page)) fold.open = Boolean(day);
  const parts = findElements("[data-published]", page);
  for (const part of parts) part.hidden = isLater(part.dataset, day);
  const rows = parts.filter((part) => part.matches(".fact-row, .bars li"));
  for (const row of rows) showRow(row, day);
  const holders = findElements("[data-least]", page).reverse();
  for (const holder of holders) holder.hidden = false;
  for (const holder of holders) hideIfEmpty(holder);
  const known = rows.filter((row) => !row.hidden).length, locale = getLocale();
  const words = day && formatDay(new Date(`${day}T12:00`), locale);
  status.textContent = day && describeKnown({ known, later: rows.length - known }, words, status.dataset, locale);
  status.parentNode.hidden = !day;
}

/** Hides what holds fewer visible parts than it needs, once that is done inside it. @param {HTMLElement} holder */
function hideIfEmpty(holder) {
  const visible = findElements("[data-published]", holder).filter((part) => !part.closest("[hidden]"));
  holder.hidden = visible.length < Number(holder.dataset.least);
}

/** Shows of a fact with several reports what was known by a day. @param {any} row @param {string} day */
function showRow(row, day) {
  if (!row.dataset.history) return;
  const history = JSON.parse(row.dataset.history);
  const known = day ? findKnown(history, day) : undefined, [text, date, by, support] = findParts(row);
  for (const part of [text, date, by, support]) restore(part);
  if (!known || known === history.at(-1)) return;
  const [, place, time, speaker, publishers] = known;
  const report = findElements(".report[data-published]", row)[place];
  const sentence = findElement("p", report), { href } = findElement(".date", report);
  replace(text, [...sentence.childNodes].map((node) => node.cloneNode(true)));
  replace(date, [createElement("a", { href, "aria-label": `${time}: ${sentence.textContent}` }, time)]);
  replace(by, [speaker]);
  replace(support, [publishers]);
}

/** @param {any} row @returns {any[]} its sentence, date, speaker and number of publishers */
function findParts(row) {
  return [".claim-text", ".fact-date", "summary .by", "summary b"].map((part) => findElement(part, row));
}

/** @param {Element} part @param {(Node | string)[]} nodes */
function replace(part, nodes) {
  original.set(part, [...part.childNodes]);
  part.replaceChildren(...nodes);
}

/** @param {Element} part */
function restore(part) {
  const nodes = original.get(part);
  if (nodes) part.replaceChildren(...nodes);
  original.delete(part);
}
