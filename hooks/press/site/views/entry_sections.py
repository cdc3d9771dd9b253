"""The sections of an entry's page: what happened, plans, numbers, views and background, each with its newest first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ...content.kinds import PERSON
from .common import Pager
from .entry_numbers import Numbers, numbers_of
from .fact_lines import FactLine, fact_line
from .site import Site
from .value_bars import ValueBars

SECTIONS = {
    "event": "happened",
    "plan": "plans",
    "forecast": "plans",
    "figure": "numbers",
    "opinion": "views",
    "background": "background",
}
"""Kind of a claim -> the section of an entry's page that its fact is in, in the order of the page."""
NOTES = {"happened": "facts_newest_first", "plans": "facts_by_day_said"}
"""Section -> the word for how many facts it has and in which order; `fact_count` for the others."""
WORDS_OF_SOMEONE = ("plans", "views")
"""The sections that say on the page of a person what that person said."""
MOST_SHOWN = 8
"""Facts that a section shows at once; the others are folded."""
FEWEST_FOLDED = 3
"""A section is not folded for fewer facts."""


@dataclass(frozen=True, slots=True)
class Part:
    """Facts of a section; `folded` are shown on request. There is no heading if it is the only part."""

    heading: Markup
    lines: Sequence[FactLine]
    folded: Sequence[FactLine]

    @property
    def all(self) -> Sequence[FactLine]:
        """Its facts, also those that are folded."""
        return (*self.lines, *self.folded)


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    anchor: str
    note: str
    """How many facts it has, and in which order."""
    count: int
    parts: Sequence[Part]
    drawings: Sequence[ValueBars] = ()
    """What shows some of its facts in place of rows."""
    drawn: Sequence[FactLine] = ()
    """Those facts, for copies without drawings."""


def sections_of(site: Site, entry_id: str, facts: Sequence[str], pages: Pager) -> list[Section]:
    """The sections with some facts of an entry, which are in order; a section without facts is left out."""
    by_section: dict[str, list[str]] = {name: [] for name in SECTIONS.values()}
    for fact in facts:
        by_section[SECTIONS[site.record(fact).data.kind]].append(fact)
    lines = fact_line.read_many(site, facts)
    is_first = pages.number == 1
    drawn = numbers_of(site, entry_id, by_section["numbers"]) if is_first and by_section["numbers"] else Numbers(())
    sections = []
    for name, own in by_section.items():
        if own:
            shown = drawn if name == "numbers" else Numbers(())
            listed = [fact for fact in own if fact not in shown.facts]
            note = site.words.count(NOTES.get(name, "fact_count"), len(own))
            if shown.drawings:
                note = site.words.count("facts_drawn", len(own), number=len(own) - len(listed))
            note = site.words.join([note, site.words["on_this_page"]]) if pages.count > 1 else note
            parts = _parts(site, entry_id, name, listed, lines) if listed else []
            in_drawings = [lines[fact] for fact in own if fact in shown.facts]
            heading = site.words[f"facts_{name}"]
            sections.append(Section(heading, name, note, len(own), parts, shown.drawings, in_drawings))
    return sections


def _parts(site: Site, entry_id: str, section: str, facts: Sequence[str], lines: dict[str, FactLine]) -> list[Part]:
    """What a person said, and what others said; one part in other sections and on other pages."""
    if site.kind(entry_id) is not PERSON or section not in WORDS_OF_SOMEONE:
        return [_part(Markup(""), [lines[fact] for fact in facts])]
    spoken = set(site.facts.said_by[entry_id])
    own = [lines[fact] for fact in facts if _is_said(lines[fact], spoken)]
    others = [lines[fact] for fact in facts if not _is_said(lines[fact], spoken)]
    heading = site.words.fill_html("what_they_said", name=site.heading(entry_id))
    said = [(heading, own), (escape(site.words["what_others_said"]), others)]
    return [_part(heading, some) for heading, some in said if some]


def _is_said(line: FactLine, spoken: Collection[str]) -> bool:
    return any(claim.id in spoken for claim in (line.claim, *line.reports))


def _part(heading: Markup, lines: Sequence[FactLine]) -> Part:
    shown = MOST_SHOWN if len(lines) >= MOST_SHOWN + FEWEST_FOLDED else len(lines)
    return Part(heading, lines[:shown], lines[shown:])
