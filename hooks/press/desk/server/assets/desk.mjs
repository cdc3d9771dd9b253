// The desk without reloading: pages are fetched and put in place, claims are checked while they are typed, and keys do
// what the links and buttons do. Everything works without this script, too.

const PAUSE = 120; // milliseconds without a key before a claim is checked
const WORDS = "desk-words "; // in front of the keys under which words that are not saved stay

const find = (selector, root = document) => root.querySelector(selector);
const form = () => find("#claim-form");
let timer = 0;
let running = null;
let letter = "";
let visits = 0;

async function visit(url, options = {}, push = true) {
  const number = ++visits;
  const response = await fetch(url, { ...options, headers: { Accept: "text/html" } });
  if (number !== visits) return false;
  const type = response.headers.get("Content-Type") ?? "";
  if (!type.startsWith("text/html")) {
    say(await response.text());
    return false;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const shown = find("#desk", page);
  const top = scrollY;
  find("#desk").replaceWith(document.importNode(shown, true));
  document.title = page.title;
  document.body.dataset.page = page.body.dataset.page;
  for (const [index, link] of [...document.querySelectorAll(".mast nav a")].entries()) {
    link.toggleAttribute("aria-current", false);
    if (page.querySelectorAll(".mast nav a")[index]?.hasAttribute("aria-current")) link.setAttribute("aria-current", "page");
  }
  const isHere = response.url.startsWith(location.origin + location.pathname);
  if (push && (response.redirected || options.method !== "POST")) history.pushState(null, "", response.url);
  scrollTo(0, isHere ? top : 0);
  arrive(isHere);
  return response.ok;
}

function arrive(isHere = false) {
  const edited = form();
  const now = find(".text .now");
  if (now && find(".left").offsetParent) now.scrollIntoView({ block: "nearest" });
  if (!edited) {
    const wanted = find("#desk [autofocus]");
    const main = find("#main");
    if (wanted) wanted.focus();
    else if (isHere && main?.offsetParent) main.focus({ preventScroll: true });
    return;
  }
  const text = find("#text", edited);
  const kept = sessionStorage.getItem(WORDS + edited.dataset.keyWords);
  if (kept && !text.value) {
    text.value = kept;
    say("Your words from before are back.");
    check();
  }
  text.focus({ preventScroll: Boolean(now) });
  text.setSelectionRange(text.value.length, text.value.length);
}

function say(words) {
  const line = find("#said");
  if (line) line.textContent = words;
}

function check() {
  clearTimeout(timer);
  timer = setTimeout(sendCheck, PAUSE);
}

async function sendCheck() {
  const sent = form();
  if (!sent) return;
  running?.abort();
  running = new AbortController();
  try {
    const response = await fetch(sent.dataset.check, { method: "POST", body: fields(sent), signal: running.signal });
    if (!response.ok || sent !== form()) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const focused = document.activeElement?.name === "read";
    find("#meets").replaceChildren(...[...page.body.childNodes].map((node) => document.importNode(node, true)));
    if (focused) find("[name=read]")?.focus();
    for (const item of document.querySelectorAll("#meets [data-suggest]")) suggest(sent, item.dataset);
  } catch (error) {
    if (error.name !== "AbortError") say("The server does not answer: your words stay here.");
  }
}

// A value that nobody changed follows the words.
function suggest(sent, { suggest: name, value, why }) {
  const field = sent.elements[name];
  const guess = sent.elements[`guessed_${name}`];
  if (!field || !guess || field.value !== guess.value || document.activeElement === field) return;
  field.value = guess.value = value;
  if (field.setCustomValidity) field.classList.add("guess");
  const line = document.getElementById(`${name}-why`);
  if (line) line.textContent = why;
}

function fields(sent, button) {
  const data = new URLSearchParams(new FormData(sent));
  if (button?.name) data.set(button.name, button.value);
  return data;
}

async function submit(sent, button) {
  clearTimeout(timer);
  running?.abort();
  const words = sent.dataset.keyWords;
  const action = button?.value;
  try { // a button named `action` hides the property of that name
    const isDone = await visit(sent.getAttribute("action"), { method: "POST", body: fields(sent, button) });
    if (isDone && words && action !== "diff" && action !== "edit") sessionStorage.removeItem(WORDS + words);
  } catch {
    say("The server does not answer: your words stay here.");
  }
}

function press(selector) {
  const target = find(selector);
  target?.click();
  return Boolean(target);
}

function insert(words) {
  const text = find("#text");
  const before = text.value.slice(0, text.selectionStart);
  const gap = before && !/\s$|[(“"]$/.test(before) ? " " : "";
  text.focus();
  text.setRangeText(gap + words, text.selectionStart, text.selectionEnd, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function put(id, value) {
  const field = document.getElementById(id);
  if (!field) return;
  field.value = value;
  field.classList.remove("guess");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
}

const choose = (sentence) => visit(find(".n", sentence).href);

function move(step, onlyNeeding) {
  const all = [...document.querySelectorAll("[data-sentence]")];
  const at = all.findIndex((item) => item.classList.contains("now"));
  const rest = step > 0 ? all.slice(at + 1) : all.slice(0, Math.max(at, 0)).reverse();
  const target = rest.find((item) => !onlyNeeding || "needs" in item.dataset);
  if (target) choose(target);
}

function nextUnknown() {
  const all = [...document.querySelectorAll("[data-sentence]")];
  const at = all.findIndex((item) => item.classList.contains("now"));
  const target = [...all.slice(at + 1), ...all.slice(0, at)].find((item) => find(".m.new", item));
  if (find(".now [data-unknown]") && !find("[data-unknown] :focus")) find(".now [data-unknown] a").focus();
  else if (target) choose(target).then(() => find("[data-unknown] a")?.focus());
}

const single = {
  j: () => move(1, false),
  k: () => move(-1, false),
  J: () => move(1, true),
  K: () => move(-1, true),
  c: () => press("[data-key=c]"),
  o: () => press("[data-key=o]"),
  u: () => press("[data-key=u]"),
  n: nextUnknown,
  d: () => press("button[form=claim-form][value=diff]"),
  r: () => press("[name=read]"),
  m: () => press("[data-move]"),
  "?": () => find("#keys").showModal(),
};

const withAlt = {
  KeyD: () => press("button[form=claim-form][value=draft]"),
  KeyR: () => press("[name=read]"),
  KeyM: () => press("[data-move]"),
};

function onKey(event) {
  const isField = event.target.matches("input, textarea, select");
  if (event.ctrlKey || event.metaKey) {
    const button = event.key === "Enter" ? "next" : event.key === "s" ? "save" : "";
    const found = button && (find(`button[form=claim-form][value=${button}]`) ?? find("[data-save]"));
    if (found) {
      event.preventDefault();
      found.click();
    }
  } else if (event.altKey) {
    const number = /^Digit([1-9])$/.exec(event.code)?.[1];
    const word = number && document.querySelectorAll("[data-insert]")[number - 1];
    if (word) insert(word.dataset.insert);
    else if (!withAlt[event.code]?.()) return;
    event.preventDefault();
  } else if (event.key === "Escape" && form()) {
    press("[data-do=aside]");
  } else if (!isField && find("[data-do=single-keys]").checked && !find("dialog[open]")) {
    const pair = letter + event.key;
    letter = event.key === "g" ? "g" : "";
    if (pair === "gi" || pair === "ga") visit(find(`.mast nav a:nth-of-type(${pair === "gi" ? 1 : 2})`).href);
    else if (/^[1-6]$/.test(event.key)) document.querySelectorAll(".kinds input")[event.key - 1]?.click();
    else if (single[event.key]) {
      event.preventDefault();
      single[event.key]();
    }
  }
}

function onClick(event) {
  const { target } = event;
  const button = target.closest("button");
  if (button?.dataset.insert) insert(button.dataset.insert);
  else if (button?.dataset.fill) put(button.dataset.fill, button.dataset.value);
  else if (button?.dataset.move) put("at", button.dataset.move);
  else if (button?.dataset.do === "keys") find("#keys").showModal();
  const link = target.closest("a");
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link?.closest("#desk, .mast nav") && link.href.includes("/desk/") && !link.hash) {
    event.preventDefault();
    visit(link.href);
  } else if (!link && !button && !target.closest("input, select, label, .facts") && !getSelection().toString()) {
    const sentence = target.closest("[data-sentence]:not(.now)");
    if (sentence) choose(sentence);
  }
}

document.documentElement.classList.add("script");
addEventListener("keydown", onKey);
addEventListener("click", onClick);
addEventListener("popstate", () => visit(location.href, {}, false));
addEventListener("submit", (event) => {
  if (event.target.getAttribute("method") !== "post") return;
  event.preventDefault();
  submit(event.target, event.submitter);
});
addEventListener("input", (event) => {
  const edited = event.target.closest("#claim-form");
  if (!edited) return;
  if (event.target.id === "text") sessionStorage.setItem(WORDS + edited.dataset.keyWords, event.target.value);
  if (event.target.name !== "read") check();
});
arrive();
