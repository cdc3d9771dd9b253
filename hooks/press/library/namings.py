"""What the names of an entry say besides their letters: the language of each, and when it was the name."""

from __future__ import annotations

from typing import Any, NamedTuple

from ..content.kinds.article import Article
from ..content.kinds.base import Entry, Name
from ..content.records import Record
from ..content.values.dates import Date
from ..content.values.languages import find_runs

_OFFICIAL = ("former", "alias", "native", "romanised")
"""The kinds of names that an entry can have had in the place of today's."""


class FormerName(NamedTuple):
    """A name that ended: its text, and the days from which and until which it was the name, as written."""

    text: str
    since: Date | None
    until: Date


class Naming(NamedTuple):
    """`languages` are (name, language) where the file gives one that is not the site's. `former` are the names that
    ended, and `since` is when today's began, if the file says so."""

    languages: tuple[tuple[str, str], ...] = ()
    former: tuple[FormerName, ...] = ()
    since: Date | None = None

    def find_language(self, name: str) -> str:
        """The language that the file gives a name; empty if it gives none, or the site's."""
        return next((lang for text, lang in self.languages if text == name), "")

    def find_name(self, day: Date | None) -> str | None:
        """The name at a time, if it is sure to be another than today's: the one whose days include all of it. Of
        several, the one that ended first."""
        if not self.former or day is None or _begins_before(day, self.since):
            return None
        held = [name for name in self.former if _includes(name, day)]
        return min(held, key=lambda name: name.until.sort_key).text if held else None


def _begins_before(day: Date, since: Date | None) -> bool:
    """Whether a name that began at a time was already the name on a day."""
    return since is not None and since.first is not None and day.first is not None and since.first <= day.first


def _includes(name: FormerName, day: Date) -> bool:
    if day.last is None or name.until.last is None or day.last > name.until.last:
        return False
    if name.since is None or name.since.first is None:
        return True
    return day.first is not None and name.since.first <= day.first


def naming_of(record: Record[Any], site_language: str) -> Naming:
    """The naming of an entry, an article or an edition."""
    data = record.data
    if isinstance(data, Article):
        return Naming(_foreign([(data.title, data.lang)], site_language))
    if not isinstance(data, Entry):
        return Naming()
    own = next((name.from_ for name in data.names if name.text == data.name), None)
    return Naming(
        _foreign([(name.text, name.lang) for name in data.names if name.lang], site_language),
        tuple(
            FormerName(name.text, name.from_, name.until)
            for name in data.names
            if name.until and name.text != data.name and _can_replace(name, data.name)
        ),
        own,
    )


def _foreign(languages: list[tuple[str, str]], site_language: str) -> tuple[tuple[str, str], ...]:
    primary = site_language.partition("-")[0].lower()
    return tuple((text, lang) for text, lang in languages if lang.partition("-")[0].lower() != primary)


def _can_replace(name: Name, today: str) -> bool:
    """Whether a name is of the same sort as today's: not a misprint, and in the same script."""
    return name.kind in _OFFICIAL and _scripts_of(name.text) == _scripts_of(today)


def _scripts_of(text: str) -> set[str]:
    return {run.script.lang for run in find_runs(text)}
