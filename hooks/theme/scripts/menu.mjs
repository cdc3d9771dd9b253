/* The menu of the header: wider than the screen of a phone. */
import { findElement } from "./dom.mjs";

/** Centers the current item of the menu, in the next frame: measuring earlier would lay the page out twice. */
export function revealCurrentItem() {
  const menu = findElement(".mast-nav"), current = menu && findElement("[aria-current]", menu);
  if (!current) return;
  requestAnimationFrame(() => {
    if (menu.scrollWidth <= menu.clientWidth) return;
    menu.scrollLeft = current.offsetLeft + (current.offsetWidth - menu.clientWidth) / 2;
  });
}
