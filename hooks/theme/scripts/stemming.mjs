/* Light stemming of English: the forms of one word, such as value, valued and valuations, get the same stem. */

const MIN_STEM = 3;
const KEPT = new Set(["news", "ours", "series", "species"]);
/* British spellings, and letters that are doubled before an ending. */
const SPELLINGS = [[/isation/, "ization"], [/is(?=(?:e[ds]?|ing|er|ers)$)/, "iz"], [/yse/, "yze"], [/our(?=s|ed|$)/, "or"],
  [/ence(?=[ds]?$)/, "ense"], [/entre/, "enter"], [/ogue$/, "og"], [/(?<=[aeiou][^aeiou]+e)ll(?=ed$|ing$)/, "l"]];
/* In this order: the first that leaves enough of the word is cut off. */
const ENDINGS = ["izations", "ization", "ations", "ation", "ments", "ment", "ings", "ing", "ors", "ers", "or", "er",
  "ions", "ion", "ies", "ied", "ed", "es", "ly", "s"];
const BACK = { ies: "i", ied: "i", ization: "iz", izations: "iz" };
const DOUBLED = /([bdfgmnprt])\1$/;
const AGENT = /(?<=[aeiouy].{2,})[eo]r$/;

/**
 * Returns what the forms of an English word have in common.
 * @param {string} word folded
 * @returns {string} the word itself if it is short or not written in plain letters
 */
export function stemWord(word) {
  if (word.length < 4 || KEPT.has(word) || !/^[a-z]+$/.test(word)) return word;
  const spelled = SPELLINGS.reduce((text, [from, to]) => text.replace(from, /** @type {string} */ (to)), word);
  const ending = ENDINGS.find((end) => spelled.endsWith(end) && leavesStem(spelled, end));
  if (!ending) return spelled.replace(/(?<=..)[ey]$/, dropEnd);
  const stem = spelled.slice(0, -ending.length) + (BACK[/** @type {keyof BACK} */ (ending)] || "");
  return stem.replace(DOUBLED, "$1").replace(AGENT, "").replace(/(?<=..)[ey]$/, dropEnd);
}

/** @param {string} letter @returns {string} */
function dropEnd(letter) {
  return letter === "y" ? "i" : "";
}

/** @param {string} word @param {string} ending @returns {boolean} whether a stem with a vowel is left without it */
function leavesStem(word, ending) {
  const rest = word.slice(0, -ending.length);
  return rest.length >= MIN_STEM && /[aeiouy]/.test(rest) && !(ending === "s" && /[su]$/.test(rest));
}
