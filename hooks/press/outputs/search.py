"""`/search/`: the names of all entries, and the words of all claims, fetched only when a reader opens the search."""

from __future__ import annotations

from collections.abc import Iterator

from ..content.kinds import ENTRY_KINDS
from ..library.names import names_of
from ..site.urls import claim_address, entry_address
from ..site.views.site import Site
from ..site.views.site_queries import entry_query
from .fragments import as_json, as_list


@entry_query(stored=True)
def search_name(site: Site, entry_id: str) -> str:
    """u address, k kind, n name, z Chinese name, s summary, a other names, m misprints; absent where empty."""
    kind = site.library.kind[entry_id]
    address, title = entry_address(kind, entry_id), site.title(entry_id)
    if kind == "edition":
        return as_json({"u": address, "k": kind, "n": title})
    record = site.library.entry(entry_id)
    names = [name for name in names_of(record) if name.text != title]
    item = {
        "u": address,
        "k": kind,
        "n": title,
        "z": str(site.chinese(entry_id).striptags()),
        "s": site.prose.plain_summary(entry_id),
        "a": [name.text for name in names if name.kind != "misprint"],
        "m": [name.text for name in names if name.kind == "misprint"],
    }
    return as_json({key: value for key, value in item.items() if value})


@entry_query(stored=True)
def search_text(site: Site, claim_id: str) -> str:
    """u address, t words, w who said so and when."""
    claim = site.claim(claim_id)
    who = f"{site.short_speaker(claim_id)} · {claim.date}"
    return as_json({"u": claim_address(claim_id), "t": claim.plain, "w": who})


class Search:
    """Writes the index of a site; each entry and each claim is put into it once."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def files(self, _: str) -> Iterator[tuple[str, bytes]]:
        site = self._site
        kinds = {kind: site.words[f"kind_of_{kind}"] for kind in ENTRY_KINDS} | {"edition": site.words["edition"]}
        names = search_name.read_all(site, (*site.library.named_ids, *site.library.ids_of("edition")))
        texts = search_text.read_all(site, site.facts.claims)
        yield "search/names.json", as_list(names.values(), kinds=kinds).encode()
        yield "search/text.json", as_list(texts.values()).encode()
