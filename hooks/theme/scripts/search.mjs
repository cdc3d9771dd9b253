/* The search: a dialog that finds names, facts, pages and headlines as the reader types. Its results are ordinary links in
   lists: ↓ and ↑ move the focus to them, so that every screen reader says what a listbox would only say in some. */
import { createElement, findElement, findElements } from "./dom.mjs";
import { SearchIndex } from "./finding.mjs";
import { getLocale } from "./numbers.mjs";
import { describeFound, fillWords, ResultWriter } from "./search_results.mjs";
import { loadJson, toFullAddress } from "./site.mjs";

const TYPING_PAUSE = 60;

/**
 * Chooses the link that an arrow key leads to. Above the first is the field.
 * @param {string} key as in `KeyboardEvent.key`
 * @param {number} active the link that has the focus, -1 for the field
 * @param {number} count how many links there are
 * @returns {number | undefined} -1 for the field, undefined for any other key, and if there are no links
 */
export function chooseLink(key, active, count) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[key];
  if (!step || !count) return undefined;
  return active < 0 && step < 0 ? count - 1 : Math.min(active + step, count - 1);
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

/** @typedef {{index: SearchIndex, kinds: Record<string, string>, contact: string}} Loaded What was loaded, and is being. */

/** @type {Loaded | undefined} */
let loaded;
/** @type {Promise<void> | undefined} */
let adding;

/**
 * Loads the index: the names first, because they are few, then the pages, then the facts.
 * @param {(loaded: Loaded) => void} show is called when there is something to search, and when there is more
 */
export async function loadIndex(show) {
  const names = await loadJson("search/names.json");
  loaded ??= { ...names, index: new SearchIndex(names, document.documentElement.lang) };
  show(/** @type {Loaded} */ (loaded));
  const { index } = /** @type {Loaded} */ (loaded);
  if (index.isComplete) return;
  adding ??= addRest(index).finally(() => { adding = undefined; });
  await adding;
  show(/** @type {Loaded} */ (loaded));
}

/** @param {SearchIndex} index */
async function addRest(index) {
  const pages = await loadJson("search/pages.json");
  if (!index.texts.pages.texts.length) await index.addPages(pages);
  await index.addTexts(await loadJson("search/text.json"));
}

/** @type {any} */
let dialog;
/** @type {any} */
let input;
/** @type {HTMLElement} */
let results;
/** @type {HTMLElement} */
let note;
/** @type {Record<string, any>} those of the button that opens the dialog */
let labels;
let searches = 0;
/** @type {number | undefined} */
let typingTimer;

/** Makes the buttons and keys of the search work. */
export function startSearch() {
  const button = findElement("[data-search]");
  if (!button) return;
  labels = button.dataset;
  button.addEventListener("click", openDialog);
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

/** Makes the dialog: a field, and below it what was found. */
function createDialog() {
  input = createElement("input", {
    type: "search", name: "q", "aria-label": labels.hint, placeholder: labels.hint, autocomplete: "off",
    autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
  });
  const close = createElement("button", { type: "button", "aria-label": labels.close }, "×");
  const form = createElement("form", { role: "search", action: toFullAddress("search/") }, input, close);
  note = createElement("p", { class: "search-note", role: "status" });
  results = createElement("div");
  dialog = createElement("dialog", { class: "search", "aria-label": labels.title }, form,
    createElement("div", { class: "search-out" }, note, results));
  form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    followFirst();
  });
  dialog.addEventListener("keydown", moveFocus);
  input.addEventListener("input", () => {
    clearTimeout(typingTimer);
    typingTimer = setTimeout(search, TYPING_PAUSE);
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (/** @type {Event} */ event) => { if (event.target === dialog) dialog.close(); });
  document.body.append(dialog);
}

/** @returns {any[]} the links and buttons of the results */
function listLinks() {
  return findElements("a, button:not([hidden])", results);
}

/** @param {KeyboardEvent} event */
function moveFocus(event) {
  if (event.isComposing) return;
  if (event.key === "Escape") {
    event.preventDefault(); /* Some browsers would only empty the field. */
    dialog.close();
    return;
  }
  const links = listLinks(), active = links.indexOf(document.activeElement);
  const next = chooseLink(event.key, active, links.length);
  if (next !== undefined) {
    event.preventDefault();
    (links[next] || input).focus();
  } else if (active >= 0 && event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== " ") {
    input.focus();
  }
}

/** Opens the first result; what was typed since the last search is searched first. */
async function followFirst() {
  clearTimeout(typingTimer);
  if (input.dataset.answered !== input.value) await search();
  findElement("li a", results)?.click();
}

/**
 * Searches for what is typed. Of two searches under way only the later one shows its results.
 * @returns {Promise<void>} settled when there are results; there may be more later
 */
function search() {
  const number = ++searches, typed = input.value;
  if (!loaded) note.textContent = `${labels.wait} …`;
  return new Promise((done) => {
    loadIndex((all) => {
      if (number === searches) showResults(typed, all);
      done();
    }).catch(() => {
      if (number === searches) note.textContent = labels.failed;
      done();
    });
  });
}

/** @param {string} typed @param {Loaded} all */
function showResults(typed, { index, kinds, contact }) {
  const found = index.find(typed), { words } = index, writer = new ResultWriter(index, kinds);
  const focused = /** @type {any} */ (document.activeElement).href;
  if (index.isComplete || !typed.trim()) note.textContent = describeAnswer(typed, found, words, getLocale());
  else note.textContent = `${labels.wait} …`;
  if (!typed.trim() || !(found.count || index.isComplete)) results.replaceChildren();
  else if (found.count) results.replaceChildren(...writer.writeGroups(found), writeFoot(typed, words));
  else results.replaceChildren(...writer.writeSuggestions(typed, askFor, contact));
  if (focused) listLinks().find((link) => link.href === focused)?.focus();
  input.dataset.answered = typed;
  if (index.isComplete) input.dataset.shown = typed;
}

/**
 * Says what was found.
 * @param {string} typed
 * @param {import("./finding.mjs").Found} found
 * @param {import("./search_results.mjs").Words} words
 * @param {string} locale
 * @returns {string} empty while nothing is typed
 */
export function describeAnswer(typed, found, words, locale) {
  if (!typed.trim()) return "";
  return found.count ? describeFound(found, words, locale) : fillWords(words.none, { WHAT: typed.trim() });
}

/** @param {string} word */
function askFor(word) {
  input.value = word;
  input.focus();
  search();
}

/** @param {string} typed @param {import("./search_results.mjs").Words} words @returns {Node} */
function writeFoot(typed, words) {
  const address = toFullAddress(`search/?q=${encodeURIComponent(typed.trim())}`);
  return createElement("p", { class: "found-foot" }, createElement("span", { class: "search-keys" }, `${words.keys} · `),
    createElement("a", { href: address }, words.all));
}
