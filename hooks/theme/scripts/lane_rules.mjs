/* How an address names the lanes of the timeline: `?lanes=baichuan,01-ai`. */

/**
 * Reads the lanes that an address names, each once; those that are not known are left out.
 * @param {string} search
 * @param {string[]} known
 * @param {number} most
 * @returns {string[]}
 */
export function readLanes(search, known, most) {
  const asked = (new URLSearchParams(search).get("lanes") || "").split(",");
  return [...new Set(asked)].filter((id) => id && known.includes(id)).slice(0, most);
}

/**
 * Writes the lanes into the query of an address; those with which the page opens need not be named.
 * @param {URLSearchParams} query changed in place
 * @param {string[]} lanes
 * @param {string[]} firstLanes
 */
export function writeLanes(query, lanes, firstLanes) {
  if (lanes.join() === firstLanes.join()) query.delete("lanes");
  else query.set("lanes", lanes.join(","));
}
