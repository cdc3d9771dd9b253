/* Buttons that print the page. */
import { findElements } from "./dom.mjs";

/** Makes the buttons open the browser's dialog for printing. */
export function startPrintButtons() {
  for (const button of findElements("button[data-print-page]")) button.addEventListener("click", () => print());
}
