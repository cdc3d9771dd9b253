"""What we got wrong or changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ..address_patterns import AddressPattern
from .site import Page, Site, meta_description
from .view import View


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    date: str
    kind: str
    entry: Markup
    was: Markup
    now: Markup
    reported_by: str


def corrections_page(site: Site, _: str) -> Iterator[Page]:
    rows = [
        CorrectionRow(
            date=site.words.format_date(record.data.date),
            kind=site.words[f"correction_{record.data.kind}"],
            entry=site.link(record.data.entry),
            was=site.prose.line(record.data.was) if record.data.was else Markup(""),
            now=site.prose.line(record.data.now),
            reported_by=record.data.reported_by or "",
        )
        for record in sorted(site.library.corrections.values(), key=lambda r: r.data.date.sort_key, reverse=True)
    ]
    lead = meta_description(site.words["corrections_lead"])
    source = f"{site.settings.folder}/corrections.yml" if rows else ""
    yield CORRECTIONS.page("", site.words["corrections"], lead, rows, source)


CORRECTIONS = View("corrections", AddressPattern("corrections/"), corrections_page, "corrections", has_card=True)
VIEWS = (CORRECTIONS,)
