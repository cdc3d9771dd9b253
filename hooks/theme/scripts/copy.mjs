/* Buttons that copy a citation: the one they hold, else the text before them. */
import { announce, createElement, findElements } from "./dom.mjs";
import { formatDay, getLocale } from "./numbers.mjs";

const DONE_TIME = 2500;

/**
 * Puts the day into a citation. Only its last `{today}` is a placeholder: a quoted text may contain one too.
 * @param {string} citation
 * @param {string} day
 * @returns {string}
 */
export function insertDay(citation, day) {
  return citation.replace(/\{today\}(?!.*\{today\})/s, () => day);
}

/** @param {string} text */
async function copyText(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    copySelection(text);
  }
}

/** Copies through a selection, if a page may not use the clipboard. @param {string} text */
function copySelection(text) {
  const area = createElement("textarea", { class: "visually-hidden", readonly: "" });
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

/** Makes the buttons copy, and confirm it. */
export function startCopyButtons() {
  for (const button of findElements("button.copy[data-copy]")) {
    const label = button.textContent, done = button.dataset.copied || label;
    /** @type {number | undefined} */
    let timer;
    button.addEventListener("click", async () => {
      const text = button.dataset.copy || button.previousElementSibling?.textContent || "";
      await copyText(insertDay(text, formatDay(new Date(), getLocale())));
      button.focus();
      button.textContent = done;
      announce(done);
      clearTimeout(timer);
      timer = setTimeout(() => { button.textContent = label; }, DONE_TIME);
    });
  }
}
