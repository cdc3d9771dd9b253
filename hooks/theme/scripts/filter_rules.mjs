/* The meaning of a list's filters: which items they keep, how that is described, and how an address encodes them. */
import { formatCount, formatQuantity } from "./numbers.mjs";

/** @type {Record<string, string>} */
const ATTRIBUTES = { kind: "kind", entry: "about", topic: "topics", publisher: "publisher" };
const FIRST_YEAR = "1000";

/** @typedef {Record<string, any>} Data The data attributes of an element. */

/**
 * @typedef {object} Choices What a reader has chosen.
 * @property {{filter: string, value: string}[]} fields
 * @property {string[]} kinds those whose buttons are pressed; none keeps all
 * @property {string} deadline the day by which items must have been published; empty for any
 */

/**
 * Reads the value of a field. A year that is still being typed, such as 0020, counts as empty.
 * @param {{type: string, value: string}} field
 * @returns {string}
 */
export function readChoice(field) {
  return field.type === "date" && field.value < FIRST_YEAR ? "" : field.value;
}

/**
 * Names the fields as in the address; a second field of the same filter gets a number.
 * @param {string[]} filters
 * @returns {string[]}
 */
export function nameFields(filters) {
  return filters.map((filter, index) => {
    const number = filters.slice(0, index + 1).filter((other) => other === filter).length;
    return number > 1 ? `${filter}${number}` : filter;
  });
}

/**
 * Returns whether an item matches the value of one field.
 * @param {Data} data
 * @param {string} filter
 * @param {string} value
 * @returns {boolean} true for a deadline, which is checked separately because the items that it hides are counted
 */
export function matchesField(data, filter, value) {
  if (!value || filter === "by") return true;
  return filter === "since" ? data.day >= value : data[ATTRIBUTES[filter]].split(" ").includes(value);
}

/**
 * Decides whether an item is shown.
 * @param {Data} data
 * @param {Choices} choices
 * @returns {{isWanted: boolean, isLate: boolean}} late items are hidden even if they are wanted
 */
export function judgeItem(data, choices) {
  const { fields, kinds, deadline } = choices;
  const hasKind = !kinds.length || kinds.includes(data.kind);
  return {
    isWanted: hasKind && fields.every(({ filter, value }) => matchesField(data, filter, value)),
    isLate: Boolean(deadline) && data.published > deadline,
  };
}

/**
 * Says what a list shows and leaves out: how many later items are hidden only because of the deadline, and how
 * many undated ones are shown despite it.
 * @param {Data[]} items one may count as several, such as the changes of a day
 * @param {Choices} choices
 * @param {Data} words those of the page
 * @param {string} locale
 * @returns {string}
 */
export function describeItems(items, choices, words, locale) {
  let shown = 0, total = 0, later = 0, undated = 0;
  for (const data of items) {
    const { isWanted, isLate } = judgeItem(data, choices), count = Number(data.count ?? 1);
    total += count;
    if (!isWanted) continue;
    if (isLate) later++;
    else shown += count;
    if (!data.published) undated++;
  }
  const counts = [formatCount(shown, locale), words.leftOut, formatCount(total, locale), words.here];
  return [
    counts.filter(Boolean).join(" "),
    later && formatQuantity(later, words, "later", locale),
    undated && choices.deadline && formatQuantity(undated, words, "undated", locale),
    choices.deadline && words.today,
  ].filter(Boolean).join(" · ");
}

/**
 * Writes the choices into the query of an address, and keeps its other parameters.
 * @param {URLSearchParams} query changed in place
 * @param {string[]} keys of the fields, as `nameFields` returns them
 * @param {Choices} choices
 */
export function writeChoices(query, keys, choices) {
  for (const key of ["kind", ...keys]) query.delete(key);
  choices.fields.forEach(({ value }, index) => { if (value) query.set(keys[index], value); });
  for (const kind of choices.kinds) query.append("kind", kind);
}
