/* The filters of a list. The choices are in the address, and the page says what is left out. */
import { findElement, findElements } from "./dom.mjs";
import { describeItems, judgeItem, nameFields, readChoice, writeChoices } from "./filter_rules.mjs";
import { getLocale } from "./numbers.mjs";

/** @type {any[]} */
let fields;
/** @type {any} what the controls are folded in, if they are */
let fold;
/** @type {string[]} */
let keys;
/** @type {HTMLElement[]} */
let kindButtons;
/** @type {HTMLElement[]} */
let items;
/** @type {HTMLElement[]} */
let sections;

/** Makes the filters of the page work, and sets them from the address. */
export function startFilters() {
  const controls = findElement("[data-narrow]");
  if (!controls) return;
  fields = findElements("[data-filter]", controls);
  fold = controls.closest("details");
  keys = nameFields(fields.map((field) => field.dataset.filter));
  kindButtons = findElements("button[data-kind]", controls);
  items = findElements("li.event, .claim-list > .claim, .day[data-day]");
  sections = findElements("li.month, .page-changes section");
  readAddress();
  applyChoices();
  controls.addEventListener("change", changeChoices);
  findElement(".also-show")?.addEventListener("change", applyChoices);
  controls.addEventListener("click", (/** @type {any} */ event) => pressButton(event.target.closest("button")));
  findElement("[data-clear]").addEventListener("click", () => {
    showAllItems();
    findElement("select, input, button", controls).focus();
  });
}

/** Shows all items of the list, if the page has one. */
export function showAllItems() {
  if (!fields) return;
  for (const field of fields) field.value = "";
  for (const button of kindButtons) setPressed(button, false);
  changeChoices();
}

/** Sets the controls from the address; invalid values in it are ignored. */
function readAddress() {
  const query = new URLSearchParams(location.search), kinds = query.getAll("kind");
  fields.forEach((field, index) => {
    field.value = query.get(keys[index]) || "";
    /* A list that has no such option shows none at all: it goes back to its first. */
    if (!field.value) field.value = "";
  });
  for (const button of kindButtons) setPressed(button, kinds.includes(button.dataset.kind || ""));
}

/** @param {HTMLElement} button @returns {boolean} */
function isPressed(button) {
  return button.getAttribute("aria-pressed") === "true";
}

/** @param {HTMLElement} button @param {boolean} pressed */
function setPressed(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
}

/** @param {HTMLElement | null} button of a kind */
function pressButton(button) {
  if (!button) return;
  setPressed(button, !isPressed(button));
  changeChoices();
}

/** @returns {import("./filter_rules.mjs").Choices} */
function readChoices() {
  const asked = fields.map((field) => ({ filter: field.dataset.filter, value: readChoice(field) }));
  return {
    fields: asked,
    kinds: kindButtons.filter(isPressed).map((button) => button.dataset.kind || ""),
    deadline: asked.find((field) => field.filter === "by")?.value || "",
  };
}

/** Applies what was chosen, and keeps it in the address. */
function changeChoices() {
  applyChoices();
  const address = new URL(location.href);
  writeChoices(address.searchParams, keys, readChoices());
  history.replaceState(null, "", address);
}

/** @param {HTMLElement} item @returns {boolean} whether its kind is one of those that the page shows on request */
function isOffered(item) {
  /** @type {any} */
  const box = item.dataset.show && document.getElementById(`show-${item.dataset.show}`);
  return !box || box.checked;
}

function applyChoices() {
  const choices = readChoices(), status = findElement("[data-left-out]"), offered = items.filter(isOffered);
  for (const item of items) {
    const { isWanted, isLate } = judgeItem(item.dataset, choices);
    item.hidden = !isWanted || isLate;
  }
  for (const section of sections) {
    section.hidden = !findElement("li.event:not([hidden]), .day:not([hidden])", section);
  }
  status.textContent = describeItems(offered.map((item) => item.dataset), choices, status.dataset, getLocale());
  const isFiltered = choices.kinds.length > 0 || choices.fields.some((field) => field.value);
  findElement("[data-clear]").hidden = !isFiltered;
  if (fold && isFiltered) fold.open = true;
}
