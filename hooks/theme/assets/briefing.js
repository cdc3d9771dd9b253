/* What a page does beyond being read: colours, search, previews, narrowing, copying, sorting, near names.
   Every page is whole without it. No dependency, no build step. */
(() => {
  "use strict";

  const $ = (selector, root = document) => root.querySelector(selector);
  const $$ = (selector, root = document) => [...root.querySelectorAll(selector)];
  const html = document.documentElement;
  html.classList.replace("no-js", "js");
  html.classList.add("js");

  /* Numbers and today's date read as in the language of the page, English ones as in Britain. */
  const locale = html.lang && html.lang !== "en" ? html.lang : "en-GB";
  const formatNumber = (count) => count.toLocaleString(locale);
  const plurals = new Intl.PluralRules(locale);
  /** The form of a word for a number: `data-later-one`, `data-later-few` …, else `data-later`. */
  const formOf = (words, count, name = "", other = name) => {
    const form = plurals.select(count);
    return words[name ? name + form[0].toUpperCase() + form.slice(1) : form] ?? words[other];
  };

  /** Builds an element: make("a", {href, class}, child, …); text is never read as HTML. */
  const make = (name, attributes = {}, ...children) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value != null) element.setAttribute(key, value);
    element.append(...children);
    return element;
  };

  const config = JSON.parse($("#__config")?.textContent || "{}");
  const base = new URL((config.base || ".").replace(/\/?$/, "/"), location.href);

  const live = $("[data-live]");
  /** Tells a screen reader, also when the words are those of last time. */
  const say = (words) => {
    if (!live) return;
    live.textContent = "";
    setTimeout(() => { live.textContent = words; }, 60);
  };

  /* --- Colours: the system decides until the reader does; the choice is kept where Material looks for it --- */

  const palette = $(".palette-switch");
  const darkSystem = matchMedia("(prefers-color-scheme: dark)");
  const isChosen = () => document.body.hasAttribute("data-md-color-media");
  const isDark = () => document.body.getAttribute("data-md-color-scheme") === "slate";
  const paint = (dark) => {
    document.body.setAttribute("data-md-color-scheme", dark ? "slate" : "default");
    if (palette) palette.setAttribute("aria-label", dark ? palette.dataset.light : palette.dataset.dark);
  };
  paint(isChosen() ? isDark() : darkSystem.matches);
  darkSystem.addEventListener("change", () => { if (!isChosen()) paint(darkSystem.matches); });
  palette?.addEventListener("click", () => {
    const dark = !isDark();
    document.body.setAttribute("data-md-color-media", "chosen");
    paint(dark);
    const set = window.__md_set;
    if (set) set("__palette", { index: dark ? 1 : 0, color: { media: "chosen", scheme: dark ? "slate" : "default" } });
  });

  /* --- Names: folded, compared, ranked --- */

  /** Lower case, no accents, no punctuation, one space between words; Chinese stays as it is. */
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/['’‘ʼ`]/g, "").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const tight = (text) => text.replaceAll(" ", "");

  /** Whether one wrong, missing, added or swapped letter turns a into b. */
  const oneOff = (a, b) => {
    if (Math.abs(a.length - b.length) > 1) return false;
    let i = 0;
    while (i < a.length && a[i] === b[i]) i++;
    if (a.slice(i + 1) === b.slice(i + 1)) return true;
    if (a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i)) return true;
    return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
  };
  /** Whether the name begins with the query but for one letter. */
  const oneOffPrefix = (query, name) =>
    [0, 1, -1].some((more) => name.length >= query.length + more && oneOff(query, name.slice(0, query.length + more)));

  /** How well a folded name answers a folded query; smaller is better, Infinity is not at all. */
  const exactness = (query, name) => {
    if (name === query) return 0;
    const q = tight(query), n = tight(name);
    if (n === q) return 1;
    if (name.startsWith(query)) return 10;
    if (n.startsWith(q)) return 11;
    const words = name.split(" ");
    if (query.split(" ").every((part) => words.some((word) => word.startsWith(part)))) return 20;
    if (name.includes(query) || n.includes(q)) return 30;
    return Infinity;
  };
  const nearness = (query, name) => {
    const q = tight(query), n = tight(name);
    if (q.length < 3) return Infinity;
    if (oneOff(q, n)) return 40;
    if (q.length < 4) return Infinity;
    const words = name.split(" ");
    const wordNear = (part) => words.some((word) => word.startsWith(part) || (part.length > 3 && (oneOff(part, word) || oneOffPrefix(part, word))));
    if (query.split(" ").every(wordNear)) return 45;
    return oneOffPrefix(q, n) ? 50 : Infinity;
  };

  const ENOUGH = 5;
  const SHOWN_NAMES = 12;
  const SHOWN_CLAIMS = 20;

  /** The items whose names answer the query best: right letters first, then one letter wrong. */
  const rankNames = (items, words) => {
    const query = fold(words);
    if (!query) return [];
    const best = (item, measure) => {
      let score = Infinity;
      item.names.forEach((name, index) => { score = Math.min(score, measure(query, name) + (index ? 0.5 : 0)); });
      return score;
    };
    const sorted = (found) => found.sort((a, b) => a.score - b.score || a.item.n.length - b.item.n.length || (a.item.n < b.item.n ? -1 : 1)).map((one) => one.item);
    const score = (list, measure) => list.map((item) => ({ item, score: best(item, measure) })).filter((one) => one.score < Infinity);
    const right = score(items, exactness);
    if (right.length >= ENOUGH || right.some((one) => one.score < 2)) return sorted(right);
    const taken = new Set(right.map((one) => one.item));
    return sorted([...right, ...score(items.filter((item) => !taken.has(item)), nearness)]);
  };

  /** The claims that hold every word of the query, or its beginning; those with the whole phrase first. */
  const rankClaims = (claims, words) => {
    const query = fold(words);
    if (query.length < 2) return [];
    const parts = query.split(" ").map((part) => (/^[\p{sc=Han}]/u.test(part) ? part : ` ${part}`));
    const found = [];
    for (const claim of claims) {
      claim.folded ??= ` ${fold(`${claim.t} ${claim.w}`)}`;
      if (parts.every((part) => claim.folded.includes(part))) found.push({ claim, at: claim.folded.indexOf(parts.join("")) });
    }
    const rank = (one) => (one.at < 0 ? 1e6 : one.at);
    return found.sort((a, b) => rank(a) - rank(b)).map((one) => one.claim);
  };

  const fetched = {};
  const read = (path) => (fetched[path] ??= fetch(new URL(path, base)).then((answer) => {
    if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
    return answer.json();
  }).catch((error) => { delete fetched[path]; throw error; }));
  const readNames = () => read("search/names.json").then((data) => {
    for (const item of data.items) item.names ??= [item.n, item.z, ...(item.a || []), ...(item.m || [])].filter(Boolean).map(fold);
    return data;
  });

  /** The text with the words of the query marked, where they stand in it as typed. */
  const marked = (text, words) => {
    const parts = words.trim().split(/\s+/).filter(Boolean).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
    if (!parts.length) return [text];
    return text.split(new RegExp(`(${parts.join("|")})`, "giu")).map((piece, index) => (index % 2 ? make("mark", {}, piece) : piece));
  };

  /* --- Search --- */

  const opener = $("[data-search]");
  if (opener) {
    const words = opener.dataset;
    let dialog, input, list, note, options = [], active = -1, turn = 0, ready = false, timer;

    const build = () => {
      input = make("input", { type: "text", role: "combobox", "aria-expanded": "false", "aria-controls": "search-list", "aria-autocomplete": "list", "aria-label": words.title, placeholder: words.hint, autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go" });
      const close = make("button", { type: "button", "aria-label": words.close }, "×");
      list = make("div", { id: "search-list", role: "listbox", "aria-label": words.title });
      note = make("p", { class: "search-note", role: "status" });
      dialog = make("dialog", { class: "search", "aria-label": words.title }, make("div", { class: "search-bar" }, input, close), make("div", { class: "search-out", tabindex: "0", role: "group", "aria-label": words.title }, note, list));
      document.body.append(dialog);
      close.addEventListener("click", () => dialog.close());
      dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
      input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(search, 60); });
      input.addEventListener("keydown", move);
    };

    const open = () => {
      if (!dialog) build();
      if (dialog.open) return;
      dialog.showModal();
      input.select();
      search();
    };

    const choose = (index) => {
      options[active]?.setAttribute("aria-selected", "false");
      active = index;
      const option = options[active];
      if (option) {
        option.setAttribute("aria-selected", "true");
        option.scrollIntoView({ block: "nearest" });
        input.setAttribute("aria-activedescendant", option.id);
      } else input.removeAttribute("aria-activedescendant");
    };

    const move = (event) => {
      if (event.isComposing) return;
      const last = options.length - 1;
      const to = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last }[event.key];
      if (to !== undefined && options.length) {
        event.preventDefault();
        choose(to);
      } else if (event.key === "Enter") {
        event.preventDefault();
        clearTimeout(timer);
        (options.length && input.dataset.shown === input.value ? Promise.resolve() : search()).then(() => options[Math.max(active, 0)]?.click());
      }
    };

    const option = (address, ...children) => {
      const link = make("a", { role: "option", id: `search-${options.length}`, href: new URL(address, base).href, tabindex: "-1", "aria-selected": "false" }, ...children);
      options.push(link);
      return link;
    };
    const group = (name, links) => {
      const id = `search-group-${name === words.names ? "names" : "claims"}`;
      return make("div", { role: "group", "aria-labelledby": id }, make("p", { class: "group-name", id, role: "presentation" }, name), ...links);
    };

    /** What was found; `claims` is null while their words are still on the way. A choice made meanwhile is kept. */
    const show = (names, claims, typed) => {
      const chosen = input.dataset.shown === typed ? active : 0;
      const foundNames = rankNames(names.items, typed);
      const foundClaims = claims ? rankClaims(claims.items, typed) : [];
      options = [];
      active = -1;
      const groups = [];
      if (foundNames.length) groups.push(group(words.names, foundNames.slice(0, SHOWN_NAMES).map((item) => option(item.u,
        make("span", { class: "small kind" }, names.kinds[item.k] || ""),
        make("span", {}, ...marked(item.n, typed), ...(item.z && item.z !== item.n ? [" ", make("span", { class: "zh", lang: "zh" }, ...marked(item.z, typed))] : [])),
        make("span", { class: "small" }, item.s || "")))));
      if (foundClaims.length) groups.push(group(words.claims, foundClaims.slice(0, SHOWN_CLAIMS).map((claim) => option(`${claim.u}#claim`,
        make("span", {}, ...marked(claim.t, typed)), make("span", { class: "small" }, claim.w || "")))));
      list.replaceChildren(...groups);
      input.dataset.shown = typed;
      input.setAttribute("aria-expanded", String(options.length > 0));
      choose(options.length ? Math.min(Math.max(chosen, 0), options.length - 1) : -1);
      const count = foundNames.length + foundClaims.length;
      if (!claims) note.textContent = `${words.wait} …`;
      else note.textContent = !typed.trim() ? "" : count ? `${formatNumber(count)} ${formOf(words, count, "", "many")}` : words.none;
    };

    const search = async () => {
      const now = ++turn;
      const typed = input.value;
      try {
        if (!fetched["search/names.json"]) note.textContent = `${words.wait} …`;
        const names = await readNames();
        if (now !== turn) return;
        const wanted = typed.trim().length > 1;
        if (wanted && !ready) show(names, null, typed);
        const claims = wanted ? await read("search/text.json") : { items: [] };
        ready ||= wanted;
        if (now === turn) show(names, claims, typed);
      } catch {
        if (now === turn) note.textContent = words.failed;
      }
    };

    opener.addEventListener("click", open);
    $$("[data-search-open]").forEach((button) => button.addEventListener("click", open));
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      const control = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if ((slash && !typing) || control) {
        event.preventDefault();
        event.stopImmediatePropagation();
        open();
      }
    }, true);
  }

  /* --- Previews of words, names and cited claims: on hover and on focus, of a word also on the first tap --- */

  const isHere = (link) => link.getAttribute("href").startsWith("#");
  const atHash = (hash) => {
    try { return document.getElementById(decodeURIComponent(hash.slice(1))); } catch { return null; }
  };

  /** A claim or a note of this page in one line: its words, who says so, and when. */
  const reportOf = (claim) => {
    const words = $(".claim-text, .note-claim", claim), date = $(".date", claim);
    if (!words || !date) return "";
    const number = $(".claim-number", words), range = new Range();
    range.selectNodeContents(words);
    if (number) range.setEndBefore(number);
    const said = range.toString().trim();
    range.setStartAfter(words);
    range.setEndAfter(date);
    return `${said} — ${range.toString().trim().replace(/\s*·\s*/g, ", ")}`;
  };
  const definitionOf = (link) => link.dataset.def ?? $$("a[data-def]").find((other) => other.href === link.href)?.dataset.def;
  /** What a link shows before it is followed; nothing where the same words stand beside it. */
  const previewOf = (link) => {
    if (link.matches(".claim-number")) return link.closest(".claim, .event") ? "" : link.getAttribute("aria-label");
    const target = isHere(link) && atHash(link.hash);
    const told = target ? reportOf(target) : definitionOf(link);
    return told === link.textContent ? "" : told;
  };

  {
    const PREVIEWED = ".page :is(a.term, a.name:not(dt a), sup.cite a, .claim-number)";
    const text = make("p", { id: "definition" });
    const more = make("a", { tabindex: "-1" });
    const box = make("div", { class: "def", hidden: "" }, text, more);
    let shown = null, timer, touched = false;

    const hide = () => {
      clearTimeout(timer);
      shown?.removeAttribute("aria-describedby");
      shown = null;
      box.hidden = true;
    };
    const show = (link) => {
      clearTimeout(timer);
      if (shown === link) return;
      hide();
      const words = previewOf(link);
      if (!words) return;
      shown = link;
      if (!box.isConnected) document.body.append(box);
      text.textContent = words;
      more.textContent = `${link.textContent} ›`;
      more.href = link.href;
      more.hidden = !touched;
      if (words !== link.getAttribute("aria-label")) link.setAttribute("aria-describedby", "definition");
      box.hidden = false;
      const at = link.getClientRects()[0], own = box.getBoundingClientRect();
      const left = Math.max(16, Math.min(at.left, html.clientWidth - own.width - 16));
      const above = at.bottom + own.height + 12 > innerHeight && at.top > own.height + 12;
      box.style.left = `${left + scrollX}px`;
      box.style.top = `${(above ? at.top - own.height - 4 : at.bottom + 4) + scrollY}px`;
    };
    const later = (action, delay) => { clearTimeout(timer); timer = setTimeout(action, delay); };
    const linkOf = (event) => event.target.closest?.(PREVIEWED);

    document.addEventListener("pointerdown", (event) => { touched = event.pointerType === "touch"; }, true);
    document.addEventListener("pointerover", (event) => {
      if (event.pointerType === "touch") return;
      const link = linkOf(event);
      if (link) later(() => show(link), 150);
      else if (box.contains(event.target)) clearTimeout(timer);
      else if (shown && shown !== document.activeElement) later(hide, 250);
      else if (!shown) clearTimeout(timer);
    });
    document.addEventListener("focusin", (event) => {
      const link = linkOf(event);
      if (link && !touched) later(() => show(link), 150);
      else if (!link && !box.contains(event.target)) hide();
    });
    document.addEventListener("click", (event) => {
      const link = linkOf(event);
      if (link?.matches(".term") && touched && shown !== link && previewOf(link)) {
        event.preventDefault();
        show(link);
      } else if (!box.contains(event.target)) hide();
    });
    document.addEventListener("keydown", (event) => {
      touched = false;
      if (event.key === "Escape") hide();
    });
    addEventListener("resize", hide);
  }

  /* --- Narrowing and ordering: what is chosen stands in the address, what is left out is said --- */

  let showAll = () => {};
  const row = $("[data-narrow]");
  if (row) {
    const told = $("[data-left-out]"), clear = $("[data-clear]"), words = told.dataset;
    const fields = $$("[data-filter]", row), kinds = $$("button[data-kind]", row), orders = $$("button[data-order]", row);
    const items = $$("li.event, :is(#claims, .claim-list) > .claim, .day[data-day]");
    const sections = $$("li.month, .page-changes section");
    const isOn = (button) => button.getAttribute("aria-pressed") === "true";
    const press = (button, on) => button.setAttribute("aria-pressed", String(on));

    const seen = {};
    for (const { dataset } of fields) {
      seen[dataset.filter] = (seen[dataset.filter] || 0) + 1;
      dataset.key = dataset.filter + (seen[dataset.filter] > 1 ? seen[dataset.filter] : "");
    }

    /* The order: claims keep the numbers by which the facts cite them. */
    const placed = $$("#claims > :is(h3, .claim)");
    const next = placed.at(-1)?.nextSibling, under = new Map();
    for (const node of placed) {
      if (node.matches("h3")) under.set(node, []);
      else [...under.values()].at(-1)?.push(node);
    }
    let settled = false;
    /** Before the first claim moves or goes; until then the style sheet counts them. */
    const settle = () => {
      if (placed.length && !settled) items.forEach((item, index) => { $(".claim-number", item).dataset.number = index + 1; });
      settled = true;
    };
    const byDate = (a, b) => (a.dataset.order < b.dataset.order ? -1 : Number(a.dataset.order > b.dataset.order));
    let order = orders[0]?.dataset.order;
    const arrange = () => {
      const wanted = orders.find(isOn)?.dataset.order, dated = wanted === "date";
      if (wanted !== order) for (const node of dated ? [...items].sort(byDate) : placed) node.parentNode.insertBefore(node, next);
      order = wanted;
      for (const [head, claims] of under) head.hidden = dated || claims.every((claim) => claim.hidden);
    };

    /* What rests on claims of this page alone: it goes when they were published too late. */
    let resting;
    const findResting = () => {
      const numbered = new Map(items.map((item) => [$(".claim-number", item)?.href, item])), known = new Set(items);
      const claimOf = (link) => (isHere(link) ? atHash(link.hash) : numbered.get(link.href));
      return $$(".fact, .ties li, .ties .report, .difference tbody tr").map((holder) => [holder, $$("a", holder).map(claimOf).filter((claim) => known.has(claim))]);
    };
    const hide = (element, hidden) => element.toggleAttribute("hidden", hidden);
    const left = (selector, root) => $$(selector, root).filter((one) => !one.hidden).length;
    const follow = (late) => {
      if (!resting && !late.size) return;
      resting ??= findResting();
      for (const [holder, claims] of resting) hide(holder, claims.length > 0 && claims.every((claim) => late.has(claim)));
      const cut = Boolean($(".ties .report[hidden]"));
      for (const tie of $$(".ties li")) for (const speakers of $$(".small", tie)) hide(speakers, Boolean($(".report[hidden]", tie)));
      for (const [holder, claims] of resting) if (cut && !claims.length && holder.matches(".ties li")) hide(holder, true);
      for (const drawing of $$(".around")) hide(drawing, cut);
      for (const fact of $$("dl.facts > div")) hide(fact, !left(".fact", fact));
      for (const difference of $$(".difference")) hide(difference, Boolean($("tr[hidden]", difference)) && left("tbody tr", difference) < 2);
      for (const section of $$("#differences")) hide(section, !left(".difference", section));
      for (const section of $$("#connections")) hide(section, !left(".ties li", section));
    };

    /** What a field asks for: a year that is still being typed (0020) asks for nothing. */
    const chosenIn = (field) => (field.type === "date" && field.value < "1000" ? "" : field.value);
    const held = { kind: "kind", entry: "about", topic: "topics", publisher: "publisher" };
    const fits = (item, field) => {
      const key = field.dataset.filter, value = chosenIn(field);
      if (!value || key === "by") return true;
      return key === "since" ? item.dataset.day >= value : item.dataset[held[key]].split(" ").includes(value);
    };
    const apply = () => {
      const by = fields.filter((field) => field.dataset.filter === "by").map(chosenIn)[0];
      const chosen = kinds.filter(isOn).map((button) => button.dataset.kind);
      const late = new Set();
      if (chosen.length || fields.some(chosenIn) || !orders.every((button, index) => isOn(button) === !index)) settle();
      let shown = 0, all = 0, later = 0, undated = 0;
      for (const item of items) {
        const { kind, published, count = 1 } = item.dataset;
        const wanted = (!chosen.length || chosen.includes(kind)) && fields.every((field) => fits(item, field));
        if (by && published > by) late.add(item);
        item.hidden = !wanted || late.has(item);
        all += Number(count);
        if (!item.hidden) shown += Number(count);
        if (wanted && late.has(item)) later++;
        if (by && !item.hidden && !published) undated++;
      }
      for (const section of sections) section.hidden = !$("li.event:not([hidden]), .day:not([hidden])", section);
      arrange();
      follow(late);
      const parts = [[formatNumber(shown), words.leftOut, formatNumber(all), words.here].filter(Boolean).join(" ")];
      if (later) parts.push(`${formatNumber(later)} ${formOf(words, later, "later")}`);
      if (undated) parts.push(`${formatNumber(undated)} ${formOf(words, undated, "undated")}`);
      if (by) parts.push(words.today);
      told.textContent = parts.join(" · ");
      clear.hidden = !chosen.length && !fields.some(chosenIn);
    };
    const remember = () => {
      const address = new URL(location.href), asked = address.searchParams;
      for (const key of ["kind", "order", ...fields.map((field) => field.dataset.key)]) asked.delete(key);
      for (const field of fields) if (chosenIn(field)) asked.set(field.dataset.key, field.value);
      for (const button of kinds.filter(isOn)) asked.append("kind", button.dataset.kind);
      if (order !== orders[0]?.dataset.order) asked.set("order", order);
      history.replaceState(null, "", address);
    };
    const change = () => { apply(); remember(); };
    showAll = () => {
      for (const field of fields) field.value = "";
      for (const button of kinds) press(button, false);
      change();
    };

    const asked = new URLSearchParams(location.search);
    for (const field of fields) {
      field.value = asked.get(field.dataset.key) || "";
      if (!field.value) field.value = "";
      field.addEventListener("change", change);
    }
    for (const button of kinds) {
      press(button, asked.getAll("kind").includes(button.dataset.kind));
      button.addEventListener("click", () => { press(button, !isOn(button)); change(); });
    }
    const choose = (chosen) => { for (const button of orders) press(button, button === chosen); };
    choose(orders.find((button) => button.dataset.order === asked.get("order")) || orders[0]);
    for (const button of orders) button.addEventListener("click", () => { choose(button); change(); });
    clear.addEventListener("click", () => { showAll(); $("select, input, button", row).focus(); });
    apply();
  }

  /* --- Copying a citation --- */

  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      const area = make("textarea", { class: "visually-hidden", readonly: "" });
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  const today = () => new Date().toLocaleDateString(locale, { day: "numeric", month: "long", year: "numeric" });
  for (const button of $$("button.copy[data-copy]")) {
    const words = button.textContent;
    let timer;
    button.addEventListener("click", async () => {
      await copy(button.dataset.copy.replace(/\{today\}(?!.*\{today\})/s, today()));
      button.focus();
      button.textContent = button.dataset.copied || words;
      say(button.dataset.copied || words);
      clearTimeout(timer);
      timer = setTimeout(() => { button.textContent = words; }, 2500);
    });
  }

  /* --- Sorting a table by a column --- */

  const collator = new Intl.Collator(locale, { numeric: true, sensitivity: "base" });
  for (const table of $$("table[data-sortable]")) {
    const heads = $$("thead th", table);
    const body = $("tbody", table);
    const value = (row, column) => {
      const cell = row.cells[column];
      return cell ? (cell.dataset.value ?? cell.textContent.trim()) : "";
    };
    heads.forEach((head, column) => {
      if (!head.textContent.trim()) return;
      const button = make("button", { type: "button" }, ...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => {
        const up = head.getAttribute("aria-sort") !== "ascending";
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", up ? "ascending" : "descending");
        const rows = [...body.rows].map((row) => ({ row, value: value(row, column) }));
        const numbers = rows.every((one) => one.value === "" || isFinite(one.value.replaceAll(",", "")));
        const compare = numbers
          ? (a, b) => Number(a.value.replaceAll(",", "")) - Number(b.value.replaceAll(",", ""))
          : (a, b) => collator.compare(a.value, b.value);
        rows.sort((a, b) => (a.value === "") - (b.value === "") || (up ? compare(a, b) : compare(b, a)));
        body.append(...rows.map((one) => one.row));
      });
    });
  }

  /* --- No page here: the names nearest to the address --- */

  const near = $("[data-near]");
  if (near) {
    let typed = location.pathname.slice(base.pathname.length);
    try { typed = decodeURIComponent(typed); } catch { /* a stray percent sign: taken as it stands */ }
    const parts = typed.split("/").filter(Boolean);
    /** The end of the address, and what stands before it: `companies/meituan/people/` may mean Meituan. */
    const queries = (parts.length > 1 ? parts.slice(1) : parts).slice(-2).reverse().map((part) => fold(part.replace(/\.html?$/, "")));
    /** How many pairs of neighbouring letters two names share: 1 is all, 0 is none. */
    const pairs = (name) => [...tight(name)].slice(1).map((letter, index) => tight(name)[index] + letter);
    const likeness = (a, b) => {
      const left = pairs(a), rest = pairs(b), all = left.length + rest.length;
      let shared = 0;
      for (const pair of left) {
        const at = rest.indexOf(pair);
        if (at >= 0) { shared++; rest.splice(at, 1); }
      }
      return all ? (2 * shared) / all : 0;
    };
    const closest = (names) => Math.max(...queries.map((query, index) => Math.max(...names.map((name) => (exactness(query, name) < 2 ? 1 : likeness(query, name)))) * (index ? 0.9 : 1)));
    /* Nothing moves: what stands below waits until it is known whether there are names. */
    const below = near.nextElementSibling;
    if (queries[0]) below.hidden = true;
    if (queries[0]) readNames().then(({ items }) => {
      const scored = items.map((item) => {
        const names = [fold(item.u.split("/").filter(Boolean).pop() || ""), ...item.names];
        return { item, score: closest(names) };
      }).sort((a, b) => b.score - a.score).filter((one, index) => one.score > (index < 3 ? 0.2 : 0.5)).slice(0, 5);
      if (!scored.length) return;
      $("ul", near).append(...scored.map(({ item }) => make("li", {}, make("a", { href: new URL(item.u, base).href }, item.n), ...(item.z ? [" ", make("span", { class: "zh", lang: "zh" }, item.z)] : []), ...(item.s ? [make("br"), make("span", { class: "small" }, item.s)] : []))));
      near.hidden = false;
    }).catch(() => {}).finally(() => { below.hidden = false; });
  }

  /* --- The claim that an address names gets the focus; a menu wider than the screen shows where one is --- */

  const focusTarget = () => {
    const target = atHash(location.hash);
    if (target?.closest("[hidden]")) { showAll(); target.scrollIntoView(); }
    if (!target?.matches(".claim, .event, .notes li")) return;
    const fold = target.closest("details:not([open])");
    if (fold) { fold.open = true; target.scrollIntoView(); }
    target.tabIndex = -1;
    target.focus({ preventScroll: true });
  };
  addEventListener("hashchange", focusTarget);
  focusTarget();

  const menu = $(".mast-nav"), current = $("[aria-current]", menu || document);
  /* In the next frame: measured now, the whole page would be laid out twice. */
  if (current) requestAnimationFrame(() => {
    if (menu.scrollWidth > menu.clientWidth) menu.scrollLeft = current.offsetLeft - menu.clientWidth / 2 + current.offsetWidth / 2;
  });

  /* --- Print: where it was printed from, and when --- */

  const line = $("[data-print]");
  const dated = () => { if (line) line.textContent = `${location.href.split("#")[0]}, ${today()}`; };
  addEventListener("beforeprint", dated);
  (window.requestIdleCallback || setTimeout)(dated);
})();
