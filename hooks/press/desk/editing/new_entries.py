"""The file of a new entry: every field of its kind, the required ones to be filled in, the others as comments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple, get_args, get_origin

from ...content.kinds import KINDS, Kind
from ...content.kinds.base import Entry
from ...content.kinds.models import model_of
from ...library.library import Library
from ...library.names import names_of
from ...problem import make_visible
from .changes import ChangeSet, Refused
from .ids import list_forms, make_id
from .renames import check_new_id
from .trial import Trial
from .yaml_values import format_text

MAX_NEAR = 3
_NEAR = 85
"""How alike, of 100, two names have to be to be near."""


class Hint(NamedTuple):
    """What to write in a field, and an example of its value, as it is after the colon."""

    what: str
    example: str


HINTS: dict[str, Hint] = {
    "name": Hint("the name that is shown", "Lantern"),
    "term": Hint("the word that is explained", "chat model"),
    "title": Hint("the headline as printed", "A firm and its lamps"),
    "summary": Hint("one sentence: what it is, without anything dated or disputed", "Company that makes lamps."),
    "short": Hint("what it means, in at most 25 words", "A program that continues a talk."),
    "question": Hint("the question that is followed, in one sentence", "Who pays, and for what?"),
    "publisher": Hint("the id of the outlet, the name of a file in companies/", "herald"),
    "url": Hint("the whole address, beginning with https://", "https://herald.example/lamps"),
    "published": Hint("as exact as the page: 2023-04-18, 2023-04, 2023 or unknown", "2023-04-18"),
    "date": Hint("the day on which it is published", "2023-07-01"),
    "covers": Hint("the time that it is about, such as 2023-02/2023-06", "2023-02/2023-06"),
    "standfirst": Hint("what it is about, in one or two sentences", "What two papers said of Lantern."),
    "bottom_line": Hint("three to five sentences, each citing its claims", "[One., Two., Three.]"),
    "names": Hint("other names: alias, native, romanised, former, short or misprint", "[{text: 灯笼, kind: native}]"),
    "sort": Hint("its place in an index, where the default is wrong", "Gogh Vincent"),
    "same_as": Hint("the same elsewhere", "{wikidata: Q42, website: https://lantern.example}"),
    "topics": Hint("the ids of topics", "[money]"),
    "see": Hint("the ids of entries that it may be confused with, or that are near", "[lamp-works]"),
    "link": Hint("if its name is a common word, and links only where [[id]] is written", "false"),
    "body": Hint("anything longer, in Markdown", "More about it."),
    "name_order": Hint("if the family name comes first", "family-first"),
    "long": Hint("the meaning at length", "A program that was trained on texts."),
    "abbreviation": Hint("its abbreviation", "CM"),
    "parent": Hint("the topic that it is part of", "money"),
    "authors": Hint("ids of people, or names as printed", "[Ann Writer]"),
    "lang": Hint("the language, if it is not English", "zh-Hans"),
    "archive_url": Hint("a copy in an archive", "https://archive.example/lamps"),
    "accessed": Hint("when it was read", "2023-04-20"),
    "updated": Hint("when its publisher last changed it", "2023-04-19"),
    "syndicated_from": Hint("the id of the article that it reprints", "herald-lamps"),
    "derived_from": Hint("the id of the article that it rewords", "herald-lamps"),
    "withdrawn": Hint("if its publisher took it back", "{date: 2023-05-01, why: The source was wrong.}"),
    "source_type": Hint("filing, official, statement, report (the default) or agency", "report"),
    "note": Hint("a remark for readers", "The printed edition has no day."),
    "editor": Hint("who edited it", "Ann Writer"),
    "sections": Hint("its parts", "[{heading: The price, body: The figure fell., claims: [herald-lamps/price]}]"),
    "unknowns": Hint("what is not known", "[Who set the first figure.]"),
    "watch": Hint("what may come next", "[Whether the lamp is sold.]"),
}
"""Field -> what to write in it."""
_NAME_FIELDS = ("name", "title")
"""The attributes that hold what an entry is called."""


class NewEntry(NamedTuple):
    """A file that was added to a change set, and the entries with a similar name: (name, file)."""

    file: str
    near: list[tuple[str, str]]


def add_entry(trial: Trial, changes: ChangeSet, kind_name: str, name: str, entry_id: str = "") -> NewEntry:
    """Adds the file of a new entry. Raises Refused if its id cannot be made from its name or is taken, and if an entry
    of this kind has the same name, unless an id is given."""
    kind, library = KINDS[kind_name], trial.briefing.library
    name = " ".join(name.split())
    chosen = entry_id or make_id(name, kind_name)
    if not chosen:
        raise Refused(f"no id can be made from '{make_visible(name)}': give one with --id")
    near = list(_find_near(library, name))
    if (known := library.find_record("entries", chosen)) is not None and not entry_id:
        raise Refused(f"the id '{chosen}' is already used by {known.file}\n    for another entry, give an id with --id")
    same = [file for other, file in near if _is_same(other, name) and file.split("/")[-2] == kind.folder]
    if same and not entry_id:
        raise Refused(f"'{make_visible(name)}' is already in {same[0]}\n    for another entry of that name, use --id")
    check_new_id(trial, chosen)
    file = f"{trial.folder}/{kind.folder}/{chosen}.yml"
    changes.create(file, format_entry(kind, name))
    return NewEntry(file, near)


def format_entry(kind: Kind, name: str) -> str:
    """The text of the file: required fields without a value, and the others as comments with an example."""
    fields = list(_list_fields(kind))
    noun = f"{'an' if kind.name[0] in 'aeiou' else 'a'} {kind.name}"
    lines = [f"# This is {noun}. Fill in what has no value. To use another field, remove the # before it."]
    for key, is_required, is_name, choices in fields:
        if is_name:
            lines.append(f"{key}: {format_text(name)}")
        elif is_required:
            lines += ["", f"# {choices or HINTS[key].what}", f"{key}:", *(["  -"] * 3 if key == "bottom_line" else [])]
    optional = [(key, HINTS[key]) for key, is_required, _, _ in fields if not is_required]
    lines += ["", *(f"# {key}: {hint.example}  # {hint.what}" for key, hint in optional)]
    return "\n".join(lines) + "\n"


def _list_fields(kind: Kind) -> Iterator[tuple[str, bool, bool, str]]:
    """(key, whether it is required, whether it holds the name, its choices) of each field, the name first."""
    fields = model_of(kind).model_fields
    named = next(field for field in _NAME_FIELDS if field in fields)
    for field in (named, *(other for other in fields if other != named)):
        info = fields[field]
        yield info.alias or field, info.is_required(), field == named, _list_choices(info.annotation)


def _list_choices(annotation: Any) -> str:
    """The words that a field accepts; empty if it accepts any text."""
    if get_origin(annotation) is not Literal:
        return ""
    *others, last = get_args(annotation)
    return f"{', '.join(others)} or {last}"


def _is_same(other: str, name: str) -> bool:
    return bool(set(list_forms(other)) & set(list_forms(name)) - {""})


def _find_near(library: Library, name: str) -> Iterator[tuple[str, str]]:
    """(name, file) of the entries whose names or titles are most like a new one."""
    from rapidfuzz import fuzz, process  # needed only here

    known = {form: (other, file) for other, file in _list_names(library) for form in list_forms(other) if form}
    found: dict[str, str] = {}
    for form in filter(None, list_forms(name)):
        for near, _, _ in process.extract(form, list(known), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=MAX_NEAR):
            found.setdefault(known[near][1], known[near][0])
    yield from [(other, file) for file, other in found.items()][:MAX_NEAR]


def _list_names(library: Library) -> Iterator[tuple[str, str]]:
    for record in library.entries.values():
        if isinstance(record.data, Entry):
            yield from ((each.text, record.file) for each in names_of(library.entry(record.id)))
        else:
            yield str(getattr(record.data, "title", record.id)), record.file
