/* Elements that are based only on claims of the page, such as facts or rows: they are hidden with those claims. */
import { findByHash, findElement, findElements } from "./dom.mjs";

const HOLDERS = ".fact, .ties li, .ties .report, .difference tbody tr";

/** @param {string} selector @param {ParentNode} root @returns {number} how many are not hidden */
function countVisible(selector, root) {
  return findElements(selector, root).filter((element) => !element.hidden).length;
}

/** @typedef {{holder: HTMLElement, claims: HTMLElement[]}} Dependent An element and the claims that it is based on. */

/**
 * Finds the facts, connections and rows of the page that are based on its claims.
 * @param {HTMLElement[]} items the claims of the page
 * @returns {Dependent[]}
 */
export function findDependents(items) {
  /** @type {Map<string, any>} */
  const byAddress = new Map(items.map((item) => [findElement(".claim-number", item)?.href, item]));
  const findClaim = (/** @type {any} */ link) =>
    (link.getAttribute("href")?.startsWith("#") ? findByHash(link.hash) : byAddress.get(link.href));
  return findElements(HOLDERS).map((holder) => {
    const claims = findElements("a", holder).map(findClaim);
    return { holder, claims: claims.filter((claim) => items.includes(claim)) };
  });
}

/**
 * Hides what is based only on hidden claims, then what is left empty; shows the rest.
 * @param {Dependent[]} dependents
 * @param {Set<HTMLElement>} hidden claims
 */
export function updateDependents(dependents, hidden) {
  for (const { holder, claims } of dependents) {
    holder.hidden = claims.length > 0 && claims.every((claim) => hidden.has(claim));
  }
  updateConnections(dependents);
  for (const row of findElements("dl.facts > div")) row.hidden = !countVisible(".fact", row);
  for (const difference of findElements(".difference")) {
    difference.hidden = Boolean(findElement("tr[hidden]", difference)) && countVisible("tbody tr", difference) < 2;
  }
  for (const section of findElements("#differences")) section.hidden = !countVisible(".difference", section);
  for (const section of findElements("#connections")) section.hidden = !countVisible(".ties li", section);
}

/**
 * Hides the drawing, the speakers and the other names once a report is hidden, because they summarize all reports.
 * @param {Dependent[]} dependents
 */
function updateConnections(dependents) {
  const isPartial = Boolean(findElement(".ties .report[hidden]"));
  for (const relation of findElements(".ties li")) {
    const isCut = Boolean(findElement(".report[hidden]", relation));
    for (const speakers of findElements(".small", relation)) speakers.hidden = isCut;
  }
  for (const { holder, claims } of dependents) {
    if (isPartial && !claims.length && holder.matches(".ties li")) holder.hidden = true;
  }
  for (const drawing of findElements(".around")) drawing.toggleAttribute("hidden", isPartial);
}
