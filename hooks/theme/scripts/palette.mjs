/* The light and the dark palette: the system decides until the reader does. */
import { findElement } from "./dom.mjs";

/**
 * Describes a reader's choice in the form in which Material keeps it, so that its own script applies it first.
 * @param {boolean} dark
 * @returns {{index: number, color: {media: string, scheme: string}}}
 */
export function describeChoice(dark) {
  return { index: Number(dark), color: { media: "chosen", scheme: getSchemeName(dark) } };
}

/** @param {boolean} dark @returns {string} Material's name of a palette */
function getSchemeName(dark) {
  return dark ? "slate" : "default";
}

/** Applies the palette, follows the system, and lets the button of the header choose. */
export function startPalette() {
  const body = document.body, button = findElement(".palette-switch");
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");
  const isChosen = () => body.hasAttribute("data-md-color-media");
  const isDark = () => body.getAttribute("data-md-color-scheme") === "slate";
  const applyPalette = (/** @type {boolean} */ dark) => {
    body.setAttribute("data-md-color-scheme", getSchemeName(dark));
    button?.setAttribute("aria-label", dark ? button.dataset.light : button.dataset.dark);
  };
  applyPalette(isChosen() ? isDark() : darkSystem.matches);
  darkSystem.addEventListener("change", () => { if (!isChosen()) applyPalette(darkSystem.matches); });
  button?.addEventListener("click", () => {
    const dark = !isDark();
    body.setAttribute("data-md-color-media", "chosen");
    applyPalette(dark);
    /** @type {any} */ (window).__md_set?.("__palette", describeChoice(dark));
  });
}
