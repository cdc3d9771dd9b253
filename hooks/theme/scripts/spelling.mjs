/* How far two spellings are from each other: wrong, missing, added or swapped letters. */

const SHORTEST = 4;
const LONG = 8;
export const MOST_EDITS = 2;

/**
 * Returns how many letters may be wrong in a word so that it still counts as meant.
 * @param {string} word
 * @returns {number} none in a short word, two in a long one
 */
export function allowEdits(word) {
  if (word.length < SHORTEST) return 0;
  return word.length < LONG ? 1 : MOST_EDITS;
}

/**
 * Counts the wrong, missing, added or swapped letters between a word and every beginning of another (the optimal string
 * alignment distance).
 * @param {string} a
 * @param {string} b
 * @param {number} most
 * @returns {number[]} for each number of letters of `b` how many; empty if there are more than `most` for all of them
 */
function countEditsOfBeginnings(a, b, most) {
  /** @type {number[]} */
  let older = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let edits = Math.min(row[j], next[j - 1]) + 1;
      if (a[i - 1] === b[j - 1]) edits = Math.min(edits, row[j - 1]);
      else if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) edits = Math.min(edits, older[j - 2] + 1);
      else edits = Math.min(edits, row[j - 1] + 1);
      next.push(edits);
      if (edits < least) least = edits;
    }
    if (least > most) return [];
    older = row;
    row = next;
  }
  return row;
}

/**
 * Counts the edits between two words.
 * @param {string} a
 * @param {string} b
 * @param {number} most
 * @returns {number} Infinity if there are more than `most`
 */
export function countEdits(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return Infinity;
  const edits = countEditsOfBeginnings(a, b, most)[b.length] ?? Infinity;
  return edits > most ? Infinity : edits;
}

/**
 * Counts the edits between what was typed and a word, or the beginning of a longer word.
 * @param {string} typed
 * @param {string} word
 * @param {number} most
 * @returns {number} Infinity if there are more than `most`
 */
export function countEditsOfBeginning(typed, word, most) {
  if (word.length < typed.length - most) return Infinity;
  const edits = Math.min(...countEditsOfBeginnings(typed, word.slice(0, typed.length + most), most));
  return edits > most ? Infinity : edits;
}

/**
 * Marks the letters of a word, so that words that cannot be near each other are told apart without counting edits.
 * @param {string} word
 * @returns {number} a bit for each letter that is in it; some letters share one
 */
export function markLetters(word) {
  let bits = 0;
  for (let index = 0; index < word.length; index++) bits |= 1 << (word.charCodeAt(index) % 32);
  return bits;
}

/**
 * Tells whether more letters of one word are missing in another than may be wrong.
 * @param {number} typed its letters, as `markLetters` returns them
 * @param {number} word
 * @param {number} most
 * @returns {boolean}
 */
export function lacksLetters(typed, word, most) {
  let count = 0;
  for (let rest = typed & ~word; rest; rest &= rest - 1) count++;
  return count > most;
}

/**
 * Prepares to find the words of a vocabulary that a misspelled one may mean.
 * @param {Iterable<string>} words
 * @returns {(typed: string) => string[]} what returns the nearest, those that are as near as each other together
 */
export function makeSpellingFinder(words) {
  const vocabulary = [...words].map((word) => ({ word, bits: markLetters(word) }));
  return (typed) => {
    const most = allowEdits(typed), bits = markLetters(typed);
    if (!most) return [];
    let least = most;
    /** @type {string[]} */
    let nearest = [];
    for (const known of vocabulary) {
      if (known.word.length < typed.length - most || lacksLetters(bits, known.bits, most)) continue;
      const isLonger = known.word.length > typed.length + most;
      if (isLonger && known.word[0] !== typed[0]) continue;
      const edits = countEditsOfBeginning(typed, known.word, least);
      if (edits > least) continue;
      if (edits < least) nearest = [];
      least = edits;
      nearest.push(known.word);
    }
    return nearest;
  };
}
