"""`/search/`: the names of all entries and the words of all claims, fetched only when a reader opens the search."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from ..content.kinds import CLAIM, KINDS, LISTED
from ..content.values.languages import isolate_name
from ..library.names import names_of
from ..site.address_patterns import AddressPattern
from ..site.urls import claim_address
from ..site.views.site import Site
from ..site.views.site_queries import entry_query
from .fragments import as_json, as_list
from .output import Alone, Output, after

NAMES, TEXTS = "search/names.json", "search/text.json"


@entry_query(stored=True)
def search_name(site: Site, entry_id: str) -> str:
    """JSON with u address, k kind, n name, z native name, l the language of that unless it is zh-Hans, s summary, a
    other names, m misprints; absent if empty."""
    kind, address, title = site.kind(entry_id), site.address(entry_id), site.title(entry_id)
    if not kind.is_named:
        return as_json({"u": address, "k": kind.name, "n": title})
    record = site.library.entry(entry_id)
    names = [name for name in names_of(record) if name.text != title]
    native = site.chinese(entry_id)
    item = {
        "u": address,
        "k": kind.name,
        "n": title,
        "z": str(native.striptags()),
        "l": _find_language(native),
        "s": site.prose.plain_summary(entry_id),
        "a": [name.text for name in names if name.kind != "misprint"],
        "m": [name.text for name in names if name.kind == "misprint"],
    }
    return as_json({key: value for key, value in item.items() if value})


def _find_language(native: Markup) -> str:
    """The language that a marked name names; `und`, which is BCP 47 for unknown, if it names none."""
    if not native:
        return ""
    found = re.search(r'lang="([^"]*)"', native)
    lang = found[1] if found else "und"
    return "" if lang == "zh-Hans" else lang


@entry_query(stored=True)
def search_text(site: Site, claim_id: str) -> str:
    """JSON with u address, t words, w who said so and when."""
    claim = site.claim(claim_id)
    who = f"{isolate_name(site.short_speaker(claim_id))} · {claim.date}"
    return as_json({"u": claim_address(claim_id), "t": claim.plain, "w": who})


class Search:
    """Writes the index of a site; each entry and each claim is put into it once."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def files(self, _: str) -> Iterator[tuple[str, bytes]]:
        site = self._site
        searched = [KINDS[kind] for kind in LISTED if KINDS[kind].is_searched]
        kinds = {kind.name: site.words[kind.word] for kind in searched}
        titled = [entry_id for kind in searched if not kind.is_named for entry_id in site.library.ids_of(kind.name)]
        names = search_name.read_all(site, (*site.library.named_ids, *titled))
        texts = search_text.read_all(site, site.facts.claims)
        yield NAMES, as_list(names.values(), kinds=kinds).encode()
        yield TEXTS, as_list(texts.values()).encode()


OUTPUT = Output(
    Search,
    after('"u":"'),
    alone=(Alone("search", (AddressPattern(NAMES), AddressPattern(TEXTS)), Search.files),),
    pieces={CLAIM: search_text, **{name: search_name for name, kind in KINDS.items() if kind.is_searched}},
)
