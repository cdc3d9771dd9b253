/* The filters and the order of a list. The choices are in the address, and the page says what is left out. */
import { arrangeClaims, keepClaimNumbers, readClaimOrder } from "./claim_order.mjs";
import { findDependents, updateDependents } from "./dependents.mjs";
import { findElement, findElements } from "./dom.mjs";
import { describeItems, judgeItem, nameFields, readChoice, writeChoices } from "./filter_rules.mjs";
import { getLocale } from "./numbers.mjs";

/** @type {any[]} */
let fields;
/** @type {string[]} */
let keys;
/** @type {HTMLElement[]} */
let kindButtons;
/** @type {HTMLElement[]} */
let orderButtons;
/** @type {HTMLElement[]} */
let items;
/** @type {HTMLElement[]} */
let sections;
/** @type {string | undefined} */
let firstOrder;
/** @type {import("./dependents.mjs").Dependent[] | undefined} found once a claim is hidden as too late */
let dependents;

/** Makes the filters of the page work, and sets them from the address. */
export function startFilters() {
  const controls = findElement("[data-narrow]");
  if (!controls) return;
  fields = findElements("[data-filter]", controls);
  keys = nameFields(fields.map((field) => field.dataset.filter));
  kindButtons = findElements("button[data-kind]", controls);
  orderButtons = findElements("button[data-order]", controls);
  items = findElements("li.event, :is(#claims, .claim-list) > .claim, .day[data-day]");
  sections = findElements("li.month, .page-changes section");
  firstOrder = orderButtons[0]?.dataset.order;
  readClaimOrder(firstOrder);
  readAddress();
  applyChoices();
  controls.addEventListener("change", changeChoices);
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
  const query = new URLSearchParams(location.search), kinds = query.getAll("kind"), order = query.get("order");
  fields.forEach((field, index) => {
    field.value = query.get(keys[index]) || "";
    /* A list that has no such option shows none at all: it goes back to its first. */
    if (!field.value) field.value = "";
  });
  for (const button of kindButtons) setPressed(button, kinds.includes(button.dataset.kind || ""));
  pressOrder(orderButtons.find((button) => button.dataset.order === order) || orderButtons[0]);
}

/** @param {HTMLElement} button @returns {boolean} */
function isPressed(button) {
  return button.getAttribute("aria-pressed") === "true";
}

/** @param {HTMLElement} button @param {boolean} pressed */
function setPressed(button, pressed) {
  button.setAttribute("aria-pressed", String(pressed));
}

/** @param {HTMLElement | undefined} pressed */
function pressOrder(pressed) {
  for (const button of orderButtons) setPressed(button, button === pressed);
}

/** @param {HTMLElement | null} button of a kind or an order */
function pressButton(button) {
  if (!button) return;
  if (button.dataset.order) pressOrder(button);
  else setPressed(button, !isPressed(button));
  changeChoices();
}

/** @returns {import("./filter_rules.mjs").Choices} */
function readChoices() {
  const asked = fields.map((field) => ({ filter: field.dataset.filter, value: readChoice(field) }));
  return {
    fields: asked,
    kinds: kindButtons.filter(isPressed).map((button) => button.dataset.kind || ""),
    deadline: asked.find((field) => field.filter === "by")?.value || "",
    order: orderButtons.find(isPressed)?.dataset.order,
  };
}

/** Applies what was chosen, and keeps it in the address. */
function changeChoices() {
  applyChoices();
  const address = new URL(location.href);
  writeChoices(address.searchParams, keys, readChoices(), firstOrder);
  history.replaceState(null, "", address);
}

function applyChoices() {
  const choices = readChoices(), late = new Set(), status = findElement("[data-left-out]");
  const isFiltered = choices.kinds.length > 0 || choices.fields.some((field) => field.value);
  if (isFiltered || choices.order !== firstOrder) keepClaimNumbers();
  for (const item of items) {
    const { isWanted, isLate } = judgeItem(item.dataset, choices);
    if (isLate) late.add(item);
    item.hidden = !isWanted || isLate;
  }
  for (const section of sections) {
    section.hidden = !findElement("li.event:not([hidden]), .day:not([hidden])", section);
  }
  arrangeClaims(choices.order);
  if (late.size) dependents ??= findDependents(items);
  if (dependents) updateDependents(dependents, late);
  status.textContent = describeItems(items.map((item) => item.dataset), choices, status.dataset, getLocale());
  findElement("[data-clear]").hidden = !isFiltered;
}
