/* The search: a dialog that finds names and claims as the reader types. */
import { createElement, createNativeName, findElement, findElements } from "./dom.mjs";
import { rankClaims, rankNames } from "./names.mjs";
import { formatQuantity, getLocale } from "./numbers.mjs";
import { loadJson, loadNames, toFullAddress } from "./site.mjs";

const MAX_NAMES = 12;
const MAX_CLAIMS = 20;
const TYPING_PAUSE = 60;

/**
 * Splits a text at the words of a query, where they occur in it as typed.
 * @param {string} text
 * @param {string} typed
 * @returns {string[]} at odd places what matched, at even places what is between
 */
export function splitMatches(text, typed) {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  const patterns = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return patterns.length ? text.split(new RegExp(`(${patterns.join("|")})`, "giu")) : [text];
}

/**
 * Chooses the option that an arrow key leads to; the list is a ring.
 * @param {string} key as in `KeyboardEvent.key`
 * @param {number} active the option chosen now
 * @param {number} count how many options there are
 * @returns {number | undefined} undefined for any other key, and where there are no options
 */
export function chooseOption(key, active, count) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  return step && count ? (active + step + count) % count : undefined;
}

/**
 * Tells whether a key pressed on the page opens the search: "/" outside of fields, Ctrl+K or Cmd+K everywhere.
 * @param {{key: string, ctrlKey: boolean, metaKey: boolean, altKey: boolean, shiftKey: boolean}} event
 * @param {boolean} isTyping whether it was pressed in a field
 * @returns {boolean}
 */
export function opensSearch(event, isTyping) {
  const command = event.ctrlKey || event.metaKey;
  if (event.key === "/") return !isTyping && !command && !event.altKey;
  return event.key.toLowerCase() === "k" && command && !event.shiftKey && !event.altKey;
}

/**
 * Says how much was found.
 * @param {number} count
 * @param {string} typed
 * @param {Record<string, any>} words the forms of `results`, and `none`
 * @param {string} locale
 * @returns {string} empty while nothing is typed
 */
export function describeCount(count, typed, words, locale) {
  if (!typed.trim()) return "";
  return count ? formatQuantity(count, words, "results", locale) : words.none;
}

/** @type {any} */
let dialog;
/** @type {any} */
let input;
/** @type {HTMLElement} */
let list;
/** @type {HTMLElement} */
let note;
/** @type {Record<string, any>} those of the button that opens the dialog */
let labels;
/** @type {HTMLElement[]} */
let options = [];
let activeIndex = -1;
let searches = 0;
/** @type {any} */
let names;
/** @type {import("./names.mjs").IndexedClaim[] | undefined} */
let claims;
/** @type {number | undefined} */
let typingTimer;

/** Makes the buttons and keys of the search work. */
export function startSearch() {
  const button = findElement("[data-search]");
  if (!button) return;
  labels = button.dataset;
  for (const opener of [button, ...findElements("[data-search-open]")]) opener.addEventListener("click", openDialog);
  document.addEventListener("keydown", (event) => {
    const target = /** @type {Element} */ (event.target);
    if (!opensSearch(event, Boolean(target.closest?.("input, textarea, select, [contenteditable]")))) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    openDialog();
  }, true);
}

function openDialog() {
  if (!dialog) createDialog();
  if (dialog.open) return;
  dialog.showModal();
  input.select();
  search();
}

/** Makes the dialog: a field, and below it a list of options. The focus stays in the field. */
function createDialog() {
  const label = { "aria-label": labels.title };
  input = createElement("input", {
    type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "search-list",
    "aria-autocomplete": "list", ...label, placeholder: labels.hint, autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
  });
  const close = createElement("button", { type: "button", "aria-label": labels.close }, "×");
  list = createElement("div", { id: "search-list", role: "listbox", ...label });
  note = createElement("p", { class: "search-note", role: "status" });
  dialog = createElement("dialog", { class: "search", ...label },
    createElement("div", { class: "search-bar" }, input, close),
    createElement("div", { class: "search-out", tabindex: "0", role: "group", ...label }, note, list));
  input.addEventListener("keydown", handleKey);
  input.addEventListener("input", () => {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(search, TYPING_PAUSE);
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (/** @type {Event} */ event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
}

/** @param {KeyboardEvent} event */
function handleKey(event) {
  if (event.isComposing) return;
  const next = chooseOption(event.key, activeIndex, options.length);
  if (next === undefined && event.key !== "Enter") return;
  event.preventDefault();
  if (next === undefined) followOption();
  else activateOption(next);
}

/** Follows the active option; what was typed since the last search is searched first. */
async function followOption() {
  clearTimeout(typingTimer);
  if (!options.length || input.dataset.shown !== input.value) await search();
  options[Math.max(activeIndex, 0)]?.click();
}

/** @param {number} index -1 for none */
function activateOption(index) {
  options[activeIndex]?.setAttribute("aria-selected", "false");
  activeIndex = index;
  const option = options[index];
  option?.setAttribute("aria-selected", "true");
  option?.scrollIntoView({ block: "nearest" });
  if (option) input.setAttribute("aria-activedescendant", option.id);
  else input.removeAttribute("aria-activedescendant");
}

/** Searches for what is typed. Of two searches under way only the later one shows its results. */
async function search() {
  const number = ++searches, typed = input.value;
  const isLatest = () => number === searches;
  try {
    if (!names) showLoading();
    names = await loadNames();
    const needsClaims = typed.trim().length > 1;
    if (isLatest() && !(needsClaims && claims)) showResults(typed, needsClaims ? null : []);
    if (!isLatest() || !needsClaims) return;
    claims = (await loadJson("search/text.json")).items;
    if (isLatest()) showResults(typed, claims);
  } catch {
    if (isLatest()) note.textContent = labels.failed;
  }
}

function showLoading() {
  note.textContent = `${labels.wait} …`;
}

/**
 * Shows what matches. An option that was chosen while the claims were loaded stays chosen.
 * @param {string} typed
 * @param {import("./names.mjs").IndexedClaim[] | null | undefined} loadedClaims none while they are loaded
 */
function showResults(typed, loadedClaims) {
  const { dataset } = input, kept = dataset.shown === typed ? Math.max(activeIndex, 0) : 0;
  const nameMatches = rankNames(names.items, typed), claimMatches = rankClaims(loadedClaims || [], typed);
  options = [];
  activeIndex = -1;
  const nameLinks = nameMatches.slice(0, MAX_NAMES).map((item) => addName(item, typed));
  const claimLinks = claimMatches.slice(0, MAX_CLAIMS).map((claim) => addClaim(claim, typed));
  list.replaceChildren(
    ...createGroup("search-group-names", labels.names, nameLinks),
    ...createGroup("search-group-claims", labels.claims, claimLinks));
  dataset.shown = typed;
  input.setAttribute("aria-expanded", String(options.length > 0));
  activateOption(Math.min(kept, options.length - 1));
  const count = nameMatches.length + claimMatches.length;
  if (loadedClaims) note.textContent = describeCount(count, typed, labels, getLocale());
  else showLoading();
}

/** @param {string} id @param {string} name @param {Node[]} links @returns {Node[]} one group, none without links */
function createGroup(id, name, links) {
  if (!links.length) return [];
  const heading = createElement("p", { class: "group-name", id, role: "presentation" }, name);
  return [createElement("div", { role: "group", "aria-labelledby": id }, heading, ...links)];
}

/** @param {import("./site.mjs").NamedItem} item @param {string} typed @returns {HTMLElement} */
function addName(item, typed) {
  const native = item.z && item.z !== item.n ? [" ", createNativeName(item, ...markMatches(item.z, typed))] : [];
  return addOption(item.u,
    createElement("span", { class: "small kind" }, names.kinds[item.k || ""] || ""),
    createElement("bdi", {}, ...markMatches(item.n, typed), ...native),
    createElement("span", { class: "small" }, item.s || ""));
}

/** @param {import("./names.mjs").IndexedClaim} claim @param {string} typed @returns {HTMLElement} */
function addClaim(claim, typed) {
  return addOption(`${claim.u}#claim`,
    createElement("span", {}, ...markMatches(claim.t, typed)),
    createElement("span", { class: "small" }, claim.w || ""));
}

/** @param {string} address @param {...Node} children @returns {HTMLElement} */
function addOption(address, ...children) {
  const attributes = { role: "option", id: `search-${options.length}`, href: toFullAddress(address) };
  const link = createElement("a", { ...attributes, tabindex: "-1", "aria-selected": "false" }, ...children);
  options.push(link);
  return link;
}

/** @param {string} text @param {string} typed @returns {(Node | string)[]} the text with its matches marked */
function markMatches(text, typed) {
  return splitMatches(text, typed).map((piece, index) => (index % 2 ? createElement("mark", {}, piece) : piece));
}
