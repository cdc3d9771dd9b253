/* Finding and making elements, and speaking to screen readers. */

/**
 * Finds the first element below `root` that matches `selector`.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {any} the element, or null
 */
export function findElement(selector, root = document) {
  return root.querySelector(selector);
}

/**
 * Finds all elements below `root` that match `selector`, in the order of the page.
 * @param {string} selector
 * @param {ParentNode} [root]
 * @returns {any[]}
 */
export function findElements(selector, root = document) {
  return [...root.querySelectorAll(selector)];
}

/**
 * Finds the element that the fragment of an address names.
 * @param {string} hash as in `location.hash`, percent-encoded
 * @returns {HTMLElement | null} null also if the fragment cannot be decoded
 */
export function findByHash(hash) {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    return null;
  }
}

/**
 * Makes an element. Its children are added as they are, so text is never parsed as HTML.
 * @param {string} name
 * @param {Record<string, string | null | undefined>} [attributes] those without a value are left out
 * @param {...(Node | string)} children
 * @returns {any} the element
 */
export function createElement(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value != null) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/**
 * Makes the element of the native name of an item of the search index, isolated by its direction.
 * @param {{l?: string}} item
 * @param {...(Node | string)} children
 * @returns {HTMLElement}
 */
export function createNativeName(item, ...children) {
  return createElement("bdi", { class: "zh", lang: item.l || "zh-Hans" }, ...children);
}

/**
 * Makes screen readers read a text aloud. The region is emptied first: they ignore a text that is already there.
 * @param {string} text
 */
export function announce(text) {
  const region = findElement("[data-live]");
  if (!region) return;
  region.textContent = "";
  setTimeout(() => { region.textContent = text; }, 60);
}
