/* Shows and focuses the claim that the address names. */
import { findByHash } from "./dom.mjs";

/**
 * Follows the fragment of the address, now and whenever it changes.
 * @param {() => void} showAllItems shows what the filters of the page hide
 */
export function startTargets(showAllItems) {
  const focusTarget = () => {
    const target = findByHash(location.hash);
    if (!target) return;
    if (target.closest("[hidden]")) {
      showAllItems();
      target.scrollIntoView();
    }
    if (!target.matches(".claim, .event, .report, .sn, .bars li, .bars li > span")) return;
    const closed = () => /** @type {HTMLDetailsElement | null} */ (target.closest("details:not([open])"));
    const wasClosed = Boolean(closed());
    for (let details = closed(); details; details = closed()) details.open = true;
    if (wasClosed) target.scrollIntoView();
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", focusTarget);
  focusTarget();
}
