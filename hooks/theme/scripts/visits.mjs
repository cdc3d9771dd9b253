/* What changed since the reader's last visit. The day of that is kept on the device and goes nowhere else. */
import { findElement } from "./dom.mjs";

const LAST_VISIT = "last-visit", BEFORE = "visit-before";

/**
 * Notes a visit, and finds the one before.
 * @param {string} newest the newest day with changes, as YYYY-MM-DD, that the reader sees now
 * @param {Pick<Storage, "getItem" | "setItem">} device keeps the day from visit to visit
 * @param {Pick<Storage, "getItem" | "setItem">} visit keeps it from page to page
 * @returns {string} the newest day that there was at the visit before; empty for a first visit
 */
export function noteVisit(newest, device, visit) {
  const kept = visit.getItem(BEFORE), before = kept ?? device.getItem(LAST_VISIT) ?? "";
  if (kept === null) visit.setItem(BEFORE, before);
  if (newest > (device.getItem(LAST_VISIT) ?? "")) device.setItem(LAST_VISIT, newest);
  return before;
}

/** @param {string} newest @returns {string} as `noteVisit`; empty also where the browser keeps nothing */
function rememberVisit(newest) {
  try {
    return noteVisit(newest, localStorage, sessionStorage);
  } catch {
    return "";
  }
}

/** Offers what changed since the last visit, on the page of that and where a link leads to it. */
export function startVisits() {
  const note = findElement("[data-visit]");
  if (!note) return;
  const newest = note.dataset.visit || "", before = rememberVisit(newest);
  const button = findElement("[data-since-visit]"), field = findElement("[data-filter=since]");
  note.parentElement.toggleAttribute("hidden", !before && !button);
  if (!button || !before) return;
  const showSince = () => {
    if (before >= newest) {
      note.textContent = note.dataset.none;
      return;
    }
    field.value = before;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  };
  button.hidden = false;
  button.addEventListener("click", showSince);
  if (location.hash === `#${note.id}`) showSince();
}
