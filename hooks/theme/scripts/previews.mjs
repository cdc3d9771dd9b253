/* Previews of terms, names and cited claims: on hover and on focus, of a term also on the first tap. */
import { createElement, findByHash, findElement, findElements } from "./dom.mjs";

const PREVIEWED = ".page :is(a.term, a.name:not(dt a), sup.cite a, .claim-number)";
const SHOW_DELAY = 150;
const HIDE_DELAY = 250;
const MARGIN = 16;
const GAP = 4;

/**
 * Puts a claim into one line: its words, who says so, and when.
 * @param {string} words
 * @param {string} source what follows the words up to the date, its parts separated by middle dots
 * @returns {string}
 */
export function formatReport(words, source) {
  return `${words.trim()} — ${source.trim().replace(/\s*·\s*/g, ", ")}`;
}

/**
 * Places the box below a link, or above where there is no room below, and keeps it on the screen.
 * @param {{left: number, top: number, bottom: number}} link
 * @param {{width: number, height: number}} size of the box
 * @param {{width: number, height: number}} screen
 * @returns {{left: number, top: number}} relative to the screen, in pixels
 */
export function placeBox(link, size, screen) {
  const left = Math.max(MARGIN, Math.min(link.left, screen.width - size.width - MARGIN));
  const needed = size.height + 3 * GAP;
  const isAbove = link.bottom + needed > screen.height && link.top > needed;
  return { left, top: isAbove ? link.top - size.height - GAP : link.bottom + GAP };
}

/** @param {Element} claim a claim or a note of this page @returns {string} it in one line, or nothing */
function readReport(claim) {
  const label = findElement(".note-number", claim)?.getAttribute("aria-label");
  if (label) return label.replace(/^\S+ /, "");
  const words = findElement(".claim-text", claim), date = findElement(".date", claim);
  if (!words || !date) return "";
  const number = findElement(".claim-number", words), range = new Range();
  range.selectNodeContents(words);
  if (number) range.setEndBefore(number);
  const said = range.toString();
  range.setStartAfter(words);
  range.setEndAfter(date);
  return formatReport(said, range.toString());
}

/** @param {HTMLAnchorElement} link @returns {string | undefined} its definition: each page holds it once */
function findDefinition(link) {
  return link.dataset.def ?? findElements("a[data-def]").find((other) => other.href === link.href)?.dataset.def;
}

/** @param {HTMLAnchorElement} link @returns {string | null | undefined} nothing if the same words are beside it */
function describeTarget(link) {
  if (link.matches(".claim-number")) return link.closest(".claim, .event") ? "" : link.getAttribute("aria-label");
  const target = link.getAttribute("href")?.startsWith("#") && findByHash(link.hash);
  const words = target ? readReport(target) : findDefinition(link);
  return words === link.textContent ? "" : words;
}

/** @type {HTMLElement} */
let box;
/** @type {HTMLElement} */
let boxText;
/** @type {HTMLAnchorElement} */
let boxLink;
/** @type {HTMLAnchorElement | null} */
let shownLink = null;
let isTouch = false;
/** @type {number | undefined} */
let boxTimer;

/** Shows previews on this page, all in one box. */
export function startPreviews() {
  boxText = createElement("p", { id: "definition" });
  boxLink = createElement("a", { tabindex: "-1" });
  box = createElement("div", { class: "def", hidden: "" }, boxText, boxLink);
  document.addEventListener("pointerdown", (event) => { isTouch = event.pointerType === "touch"; }, true);
  document.addEventListener("pointerover", followPointer);
  document.addEventListener("focusin", (event) => {
    const link = findPreviewed(event);
    if (link && !isTouch) schedulePreview(() => showPreview(link), SHOW_DELAY);
    else if (!link && !isInPreview(event)) hidePreview();
  });
  document.addEventListener("click", (event) => {
    const link = findPreviewed(event);
    if (link?.matches(".term") && isTouch && shownLink !== link && describeTarget(link)) {
      event.preventDefault();
      showPreview(link);
    } else if (!isInPreview(event)) hidePreview();
  });
  document.addEventListener("keydown", (event) => {
    isTouch = false;
    if (event.key === "Escape") hidePreview();
  });
  addEventListener("resize", hidePreview);
}

/** @param {Event} event @returns {HTMLAnchorElement | null | undefined} the link with a preview that it happened on */
function findPreviewed(event) {
  return /** @type {any} */ (event.target).closest?.(PREVIEWED);
}

/** @param {Event} event @returns {boolean} whether it happened in the box */
function isInPreview(event) {
  return box.contains(/** @type {Node} */ (event.target));
}

/** @param {() => void} action @param {number} delay in milliseconds */
function schedulePreview(action, delay) {
  clearTimeout(boxTimer);
  boxTimer = setTimeout(action, delay);
}

/** @param {PointerEvent} event */
function followPointer(event) {
  if (event.pointerType === "touch") return;
  const link = findPreviewed(event);
  if (link) schedulePreview(() => showPreview(link), SHOW_DELAY);
  else if (!shownLink || isInPreview(event)) clearTimeout(boxTimer);
  else if (shownLink !== document.activeElement) schedulePreview(hidePreview, HIDE_DELAY);
}

function hidePreview() {
  clearTimeout(boxTimer);
  shownLink?.removeAttribute("aria-describedby");
  shownLink = null;
  box.hidden = true;
}

/** @param {HTMLAnchorElement} link */
function showPreview(link) {
  clearTimeout(boxTimer);
  if (shownLink === link) return;
  hidePreview();
  const words = describeTarget(link);
  if (!words) return;
  shownLink = link;
  document.body.append(box);
  boxText.textContent = words;
  boxLink.textContent = `${link.textContent} ›`;
  boxLink.href = link.href;
  boxLink.hidden = !isTouch;
  if (words !== link.getAttribute("aria-label")) link.setAttribute("aria-describedby", "definition");
  box.hidden = false;
  const screen = { width: document.documentElement.clientWidth, height: innerHeight };
  const { left, top } = placeBox(link.getClientRects()[0], box.getBoundingClientRect(), screen);
  box.style.left = `${left + scrollX}px`;
  box.style.top = `${top + scrollY}px`;
}
