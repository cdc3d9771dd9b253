/* Where the site begins, and the files of its search index. */
import { findElement } from "./dom.mjs";
import { foldText } from "./folding.mjs";

/**
 * @typedef {object} NamedItem An entry as search/names.json lists it.
 * @property {string} u its address, relative to the site's root
 * @property {string} n its name
 * @property {string} [z] its native name
 * @property {string} [l] the language of that, if it is not zh-Hans
 * @property {string[]} [a] its other names
 * @property {string[]} [m] names that were misprinted
 * @property {string} [k] its kind, a key of the file's `kinds`
 * @property {string} [s] its summary
 * @property {string[]} [names] all its names, folded
 * @property {number[]} [letters] the letters of each, as a search marked them
 */

/** @type {URL | undefined} */
let siteRoot;

/**
 * Resolves where the site begins.
 * @param {string | undefined} base the site's root relative to the page, as Material's configuration has it
 * @param {string} pageAddress
 * @returns {URL} with a path that ends in a slash
 */
export function resolveRoot(base, pageAddress) {
  return new URL((base || ".").replace(/\/?$/, "/"), pageAddress);
}

/** @returns {URL} where the site begins, read from the page once: filters rewrite the page's address later */
export function getSiteRoot() {
  siteRoot ??= resolveRoot(JSON.parse(findElement("#__config")?.textContent || "{}").base, location.href);
  return siteRoot;
}

/**
 * Makes the full address of something on the site.
 * @param {string} address relative to the site's root
 * @returns {string}
 */
export function toFullAddress(address) {
  return new URL(address, getSiteRoot()).href;
}

/** @type {Record<string, Promise<any>>} */
const requests = {};

/**
 * Loads a JSON file of the site, once. A request that failed is tried again at the next call.
 * @param {string} path relative to the site's root
 * @returns {Promise<any>}
 */
export function loadJson(path) {
  requests[path] ??= fetch(toFullAddress(path)).then((response) => {
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response.json();
  }).catch((error) => {
    delete requests[path];
    throw error;
  });
  return requests[path];
}

/** @returns {Promise<{items: NamedItem[], kinds: Record<string, string>}>} the index of names, each folded */
export function loadNames() {
  return loadJson("search/names.json").then((data) => {
    for (const item of data.items) item.names ??= foldNames(item);
    return data;
  });
}

/**
 * Folds all names of an entry, the main one first.
 * @param {NamedItem} item
 * @returns {string[]}
 */
export function foldNames(item) {
  const names = [item.n, item.z, ...(item.a || []), ...(item.m || [])];
  return names.filter(Boolean).map((name) => foldText(String(name)));
}
