/* The page with all results: it answers the question in its own address, and its form asks the next one. */
import { createElement, findElement } from "./dom.mjs";
import { getLocale } from "./numbers.mjs";
import { describeAnswer, loadIndex } from "./search.mjs";
import { ResultWriter } from "./search_results.mjs";

const ROWS = 20;

/** Shows what the address of the page asks for. */
export function startSearchPage() {
  const place = findElement("[data-search-page]");
  if (!place) return;
  const typed = new URLSearchParams(location.search).get("q") || "";
  const input = findElement("form.search-form input"), lists = findElement("[data-search-lists]");
  const note = createElement("p", { class: "search-note", role: "status" });
  place.replaceChildren(note);
  input.value = typed;
  if (!typed.trim()) {
    note.textContent = place.dataset.start;
    return;
  }
  note.textContent = `${place.dataset.wait} …`;
  document.title = `${typed.trim()} - ${document.title}`;
  loadIndex(({ index, kinds, contact }) => {
    if (!index.isComplete) return;
    const found = index.find(typed), writer = new ResultWriter(index, kinds, ROWS);
    const ask = (/** @type {string} */ word) => location.assign(`?q=${encodeURIComponent(word)}`);
    note.textContent = describeAnswer(typed, found, index.words, getLocale());
    const rows = found.count ? writer.writeGroups(found) : writer.writeSuggestions(typed, ask, contact);
    place.replaceChildren(note, ...rows);
    lists.hidden = found.count > 0;
  }).catch(() => { note.textContent = place.dataset.failed; });
}
