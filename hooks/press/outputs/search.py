"""`/search/`: the names of all entries, and the words of all claims, fetched only when a reader opens the search."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from ..links import names_of
from ..views.site import Page, Site


def emit(site: Site, pages: Sequence[Page], hand_written: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    kinds = {kind: site.words[f"kind_of_{kind}"] for kind in ("company", "person", "product", "place", "term", "topic")}
    kinds["edition"] = site.words["edition"]
    yield "search/names.json", _json({"kinds": kinds, "items": list(_names(site))})
    claims = [
        {
            "u": site.claim(claim_id).address,
            "t": site.claim(claim_id).plain,
            "w": f"{site.short_speaker(claim_id)} · {site.claim(claim_id).date}",
        }
        for claim_id in site.facts.claims
    ]
    yield "search/text.json", _json({"items": claims})


def _names(site: Site) -> Iterator[dict[str, Any]]:
    """u address, k kind, n name, z Chinese name, s summary, a other names, m misprints; absent where empty."""
    for record in site.library.named:
        names = [name for name in names_of(record) if name.text != record.data.name]
        item = {
            "u": site.address(record.id),
            "k": record.kind,
            "n": record.data.name,
            "z": str(site.chinese(record.id).striptags()),
            "s": site.prose.plain(record.data.summary),
            "a": [name.text for name in names if name.kind != "misprint"],
            "m": [name.text for name in names if name.kind == "misprint"],
        }
        yield {key: value for key, value in item.items() if value}
    for edition in site.library.editions:
        yield {"u": site.address(edition.id), "k": "edition", "n": edition.data.title}


def _json(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode()
