/* What a page does beyond being read. Each page is complete without it: no dependency, and one file as served. */
import { startCopyButtons } from "./copy.mjs";
import { showAllItems, startFilters } from "./filters.mjs";
import { showToday, startKnownOn } from "./known_on.mjs";
import { startLanes } from "./lanes.mjs";
import { revealCurrentItem } from "./menu.mjs";
import { suggestNearNames } from "./near_names.mjs";
import { startPalette } from "./palette.mjs";
import { startPreviews } from "./previews.mjs";
import { startPrintButtons } from "./print_button.mjs";
import { startPrintLine } from "./print_line.mjs";
import { startSearch } from "./search.mjs";
import { startSearchPage } from "./search_page.mjs";
import { startSorting } from "./sorting.mjs";
import { startTargets } from "./targets.mjs";
import { startVisits } from "./visits.mjs";

const { classList } = document.documentElement;
classList.remove("no-js");
classList.add("js");

startPalette();
startSearch();
startSearchPage();
startPreviews();
startFilters();
startKnownOn();
startLanes();
startCopyButtons();
startSorting();
suggestNearNames();
startTargets(() => { showAllItems(); showToday(); });
revealCurrentItem();
startPrintButtons();
startPrintLine();
startVisits();
