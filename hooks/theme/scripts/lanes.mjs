/* The lanes of the timeline: a reader chooses them, and they are kept in the address. Each is taken from its own page. */
import { announce, findElement, findElements } from "./dom.mjs";
import { readLanes, writeLanes } from "./lane_rules.mjs";

const MOST = 5;

/** @type {HTMLElement} */
let figure;
/** @type {HTMLElement} */
let tools;
/** @type {string[]} */
let firstLanes;

/** Makes the lanes of the page exchangeable, and shows those that its address names. */
export function startLanes() {
  tools = findElement("[data-lane-tools]");
  if (!tools) return;
  figure = findElement("[data-lanes]");
  firstLanes = listLanes();
  const known = findElements("option", tools).map((option) => option.value);
  const asked = readLanes(location.search, known, MOST);
  tools.addEventListener("change", chooseLanes);
  if (asked.length) showLanes(asked).then(fillChoices);
  else fillChoices();
}

/** @returns {string[]} the ids of the lanes that are shown */
function listLanes() {
  return findElements(".lane", figure).map((lane) => lane.dataset.lane);
}

/** Gives each lane a choice of its own, and adds an empty one while there may be more. */
function fillChoices() {
  const lanes = listLanes(), labels = findElements("label", tools);
  while (labels.length < Math.min(lanes.length + 1, MOST)) {
    labels.push(labels[0].cloneNode(true));
    tools.append(labels[labels.length - 1]);
  }
  while (labels.length > Math.min(lanes.length + 1, MOST)) labels.pop().remove();
  labels.forEach((label, index) => {
    const words = findElement("span", label);
    words.textContent = index < lanes.length ? `${tools.dataset.number} ${index + 1}` : tools.dataset.add;
    findElement("select", label).value = lanes[index] || "";
  });
}

async function chooseLanes() {
  const chosen = findElements("select", tools).map((select) => select.value).filter(Boolean);
  const lanes = [...new Set(chosen)];
  if (lanes.length) await showLanes(lanes);
  fillChoices();
  const address = new URL(location.href);
  writeLanes(address.searchParams, listLanes(), firstLanes);
  history.replaceState(null, "", address);
  announce(findElements(".lane > h2 > a:first-of-type", figure).map((link) => link.textContent).join(", "));
}

/** @param {string[]} ids shows these lanes, in order; if one cannot be loaded, nothing changes */
async function showLanes(ids) {
  try {
    const drawn = await Promise.all(ids.map(drawLane));
    replaceAll(".lane", drawn.map((lane) => lane.across));
    replaceAll(".lane-column", drawn.map((lane) => lane.down));
  } catch {
    return;
  }
  const columns = findElements(".lane-columns svg", figure);
  const height = Math.max(...columns.map((svg) => Number(svg.getAttribute("height"))));
  for (const svg of columns) svg.setAttribute("height", String(height));
}

/** @param {string} selector @param {HTMLElement[]} parts take the place of the parts that match */
function replaceAll(selector, parts) {
  const old = findElements(selector, figure), parent = old[0].parentElement;
  for (const part of old) part.remove();
  parent.append(...parts);
}

/** @param {string} id @returns {Promise<{across: HTMLElement, down: HTMLElement}>} the two drawings of a lane */
async function drawLane(id) {
  const shown = (/** @type {string} */ kind) => findElement(`.${kind}[data-lane="${CSS.escape(id)}"]`, figure);
  if (shown("lane")) return { across: shown("lane"), down: shown("lane-column") };
  const address = new URL(`${figure.dataset.lanes}${id}/`, location.href);
  const response = await fetch(address);
  if (!response.ok) throw new Error(response.statusText);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return { across: takeOver(page, ".lane", address), down: takeOver(page, ".lane-column", address) };
}

/**
 * Takes a part of another page over. Its links lead to the same fact on this page if it is here, else to that page.
 * @param {Document} page
 * @param {string} selector
 * @param {URL} address of the page
 * @returns {any}
 */
function takeOver(page, selector, address) {
  const part = document.importNode(findElement(selector, page), true);
  for (const link of findElements("a[href]", part)) {
    const to = new URL(link.getAttribute("href"), address);
    const isHere = to.hash && document.getElementById(decodeURIComponent(to.hash.slice(1)));
    link.setAttribute("href", isHere ? to.hash : to.href);
  }
  return part;
}
