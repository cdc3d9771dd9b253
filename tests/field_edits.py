"""Random edits of single fields, generated from the models of the kinds: any field of any model can be chosen.

What a field may contain is read from its type. Fields whose values have a special form are listed in FORMS.
"""

from __future__ import annotations

import random
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml

from briefing_files import Files
from press.content.evidence import write_locks
from press.content.kinds import CLAIMS_FOLDER, FOLDERS, LISTS, LOCK_ENDING
from press.content.kinds.article import Author
from press.content.kinds.base import Model, Retired
from press.content.kinds.claim import Claim, RetiredClaim, Speaker
from press.content.kinds.lists import Unit
from press.content.kinds.lock import Lock
from press.content.kinds.marks import Refers
from press.content.kinds.models import model_of
from press.content.values.dates import Date

Field = tuple[type[Model], str]
"""A model and the name of its attribute."""

Form = Callable[[random.Random], object]
"""Makes a value of one form."""

DATES = ("2022", "2023-03", "2023-03-14", "2021~", "2023-21", "2023-05-02/2023-06", "202X")
DAYS = ("2023-05-12", "2023-07-01", "2024-02-29")
VALUES = (
    "5 million USD",
    "~ 7 million USD",
    "12",
    "~ 20",
    "2023-05-03",
    "2024",
    "lantern",
    "herald",
    "big-river",
    "glow",
)
"""Values of statements: amounts, numbers, dates and entries."""

FORMS: dict[str, Form] = {
    "accessed": lambda chance: chance.choice(DAYS),
    "after": lambda chance: f"{chance.getrandbits(256):064x}",
    "at": lambda chance: f"{chance.choice('sp')}{chance.randint(1, 90)}",
    "before": lambda chance: f"{chance.getrandbits(256):064x}",
    "checked": lambda chance: chance.choice(DAYS),
    "Lock.read": lambda chance: chance.choice(DAYS),
    "exact": lambda chance: f"{chance.getrandbits(256):064x}",
    "id": lambda chance: f"claim-{chance.randint(1, 9999)}",
    "lang": lambda chance: chance.choice(["de", "fr", "zh-Hant", "ja"]),
    "length": lambda chance: chance.randint(24, 300),
    "start": lambda chance: chance.randint(0, 300),
    "value": lambda chance: chance.choice(VALUES),
    "wikidata": lambda chance: f"Q{chance.randint(1, 9999)}",
    "Property.value": lambda chance: chance.choice(["company", "person", "amount", "number", "date", "text"]),
    "Lock.text": lambda chance: f"{chance.getrandbits(256):064x}",
}
"""Name of a field that is neither a reference nor a choice -> a value of its form; with the model if that matters."""

TRIES = 20
"""How many times to try for a value that differs from the old one."""

SHORT: dict[type[Model], str] = {Unit: "other"}
"""Model -> the field that its short form, a text, gives; `text` for all others."""
EXCLUSIVE = (Author, Speaker)
"""The models that have exactly one of their fields at a time."""

MORE: Files = {
    "companies/courier.yml": "{name: The Courier, summary: A newspaper., type: outlet}",
    "topics/models.yml": "{name: Models, question: Who builds models}",
    "articles/courier-late.yml": """
        title: A late report
        publisher: courier
        url: https://courier.example/late
        published: 2023-08-09
        authors: [Cy Late]
        withdrawn: {date: 2023-09-01, why: It was made up.}
        """,
    "claims/courier-late.yml": """
        - {id: worth, text: Lantern is worth US$3 billion., kind: figure, subject: lantern, property: valuation,
           value: 3 billion USD, when: 2023-08, also_in: [{article: gazette-reprint, at: s3}]}
        - {id: hope, text: Ann Writer hopes for more of Glow., kind: opinion, said_by: ann-writer}
        - {id: closed, text: The Courier closed a room., kind: event, about: [courier]}
        """,
    "articles/courier-early.yml": """
        {title: An early report, publisher: courier, url: 'https://courier.example/early', published: 2023-01}
        """,
    "claims/courier-early.yml": """
        - {id: sold, text: Big River owned The Courier until 2019., kind: background, subject: courier,
           property: owned-by, value: big-river, until: 2019}
        """,
    "comparisons/makers.yml": """
        title: Two makers
        lead: Lantern beside Big River.
        entries: [{entry: li-wen, with: [lantern, glow]}, {entry: big-river, with: [herald, courier]}]
        rows:
          - {label: Firms, property: [founder-of, owned-by], only: with, claims: [courier-late/closed]}
          - {label: Worth, property: [valuation, users], only: others, latest: true, claims: [herald-launch/valuation]}
        charts: [{property: [valuation, users], title: Worth}]
        """,
    "editions/second.yml": """
        title: Second light
        date: 2023-09-01
        covers: 2023-08
        standfirst: What came next.
        bottom_line: [Nothing came next., Nothing was said., Nothing is known.]
        sections:
          - heading: Worth
            claims: [herald-launch/valuation]
            figure: {kind: series, of: [lantern], property: [valuation], title: Worth}
        """,
    "corrections.yml": """
        - {date: 2023-07-02, entry: herald-launch/wrong, kind: retraction, was: Lantern was sold., now: It is removed.}
        - {date: 2023-07-01, entry: lantern, kind: clarification, now: The summary says what it builds.}
        """,
    "feeds.yml": "- {title: News of the Herald, url: 'https://herald.example/feed', publisher: herald}\n",
}
"""Files that give the golden briefing at least one of every model."""


@dataclass(frozen=True)
class Spot:
    """A mapping, or its short form, inside a file: `holder[key]` contains the fields of `model`."""

    file: Path
    data: Any
    """The whole file."""
    holder: Any
    key: Any
    model: type[Model]

    def write_field(self, field: str, value: object) -> None:
        """Changes the value of one field, and writes the file."""
        item = self.holder[self.key]
        if self.model in EXCLUSIVE:
            item = {}
        elif isinstance(item, str):
            item = {SHORT.get(self.model, "text"): item}
        item[find_key(self.model, field)] = value
        self.holder[self.key] = item
        if self.model is Lock:  # lock files must be exactly as the commands write them
            write_locks(self.file, {claim: Lock.model_validate(lock) for claim, lock in self.holder.items()})
            return
        text = yaml.safe_dump(self.data, allow_unicode=True, sort_keys=False, width=1000)
        self.file.write_text(text, encoding="utf-8")

    def read_field(self, field: str) -> object:
        """The value of a field in the YAML, None if it has none."""
        item = self.holder[self.key]
        return item.get(find_key(self.model, field)) if isinstance(item, dict) else None


def find_key(model: type[Model], field: str) -> str:
    """The key of an attribute in the YAML."""
    return model.model_fields[field].alias or field


def find_inner_model(annotation: Any) -> type[Model] | None:
    """The model of a field's value, or of the items of its list."""
    if isinstance(annotation, type) and issubclass(annotation, Model):
        return annotation
    return next(filter(None, map(find_inner_model, get_args(annotation))), None)


def list_models() -> list[type[Model]]:
    """Every model that files of a briefing are read as, and the models inside them."""
    found: dict[type[Model], None] = {}
    waiting = [*map(model_of, [*FOLDERS.values(), *LISTS.values()]), Claim, Retired, RetiredClaim, Lock]
    while waiting:
        model = waiting.pop(0)
        if model not in found:
            found[model] = None
            inner = (find_inner_model(info.annotation) for info in model.model_fields.values())
            waiting += filter(None, inner)
    return list(found)


def list_spots(briefings: Path) -> Iterator[Spot]:
    """Every place in a briefing that contains the fields of a model."""
    for file in sorted(briefings.rglob("*.yml")):
        data = yaml.load(file.read_text(encoding="utf-8"), yaml.BaseLoader)
        folder = file.parent.name
        if file.name.endswith(LOCK_ENDING):
            for key in data["claims"]:
                yield Spot(file, data, data["claims"], key, Lock)
        elif file.parent == briefings:
            for key in data if isinstance(data, dict) else range(len(data)):
                yield from _list_inside(Spot(file, data, data, key, model_of(LISTS[file.name])))
        elif folder == CLAIMS_FOLDER:
            for index, item in enumerate(data):
                yield from _list_inside(Spot(file, data, data, index, RetiredClaim if "moved_to" in item else Claim))
        else:
            top = {"": data}
            model = Retired if "moved_to" in data else model_of(FOLDERS[folder])
            yield from _list_inside(Spot(file, data, top, "", model))


def _list_inside(spot: Spot) -> Iterator[Spot]:
    yield spot
    item = spot.holder[spot.key]
    for name, info in spot.model.model_fields.items() if isinstance(item, dict) else ():
        model, key = find_inner_model(info.annotation), info.alias or name
        if model is None or key not in item:
            continue
        value = item[key]
        inside = [(value, index) for index in range(len(value))] if isinstance(value, list) else [(item, key)]
        for holder, place in inside:
            yield from _list_inside(Spot(spot.file, spot.data, holder, place, model))


class FieldEditor:
    """Makes random edits of fields in the briefing of a folder; the same seed makes the same edits."""

    def __init__(self, briefings: Path, seed: int) -> None:
        self.briefings = briefings
        self.chance = random.Random(seed)
        self._count = 0

    def edit_field(self, field: Field) -> str:
        """Changes the field in some place to another value that is valid by itself. Returns where, and the new
        value."""
        model, name = field
        self._count += 1
        self._ids = self._read_ids()
        spots = [spot for spot in list_spots(self.briefings) if spot.model is model]
        spot = self.chance.choice(spots)
        old = spot.read_field(name)
        value = self._make_other(model, name, old)
        if isinstance(old, list) and isinstance(value, list) and self.chance.random() < 0.8:
            value = [*old, *value] if self.chance.random() < 0.3 else self._replace_item(old, value[0])
        spot.write_field(name, value)
        return f"{spot.file.relative_to(self.briefings)}: {model.__name__}.{name} = {value!r}, before {old!r}"

    def _make_other(self, model: type[Model], name: str, old: object) -> object:
        """A value of a field that differs from the old one, or from the default if there is none; the last try may
        not."""
        current = model.model_fields[name].default if old is None else old
        if isinstance(current, bool):
            current = str(current).lower()
        value = self._make_field(model, name)
        for _ in range(TRIES):
            if value != current:
                break
            value = self._make_field(model, name)
        return value

    def _replace_item(self, old: list[Any], item: object) -> list[Any]:
        index = self.chance.randrange(len(old)) if old else 0
        return [*old[:index], item, *old[index + 1 :]]

    def _read_ids(self) -> dict[str, list[str]]:
        """Kind -> the ids that a reference may name."""
        found: dict[str, list[str]] = {"any": [], "claim": [], "property": []}
        for spot in list_spots(self.briefings):
            if spot.file.parent.name in FOLDERS and spot.key == "" and spot.model is not Retired:
                found.setdefault(FOLDERS[spot.file.parent.name].name, []).append(spot.file.stem)
                found["any"].append(spot.file.stem)
            elif spot.model is Claim:
                found["claim"].append(f"{spot.file.stem}/{spot.holder[spot.key]['id']}")
            elif spot.file.name == "properties.yml":
                found["property"].append(spot.key)
        return found

    def _make_field(self, model: type[Model], name: str) -> object:
        """A value of a field as written in YAML. Raises LookupError for a type that is not known here."""
        info = model.model_fields[name]
        form = FORMS.get(f"{model.__name__}.{name}") or FORMS.get(name)
        return self._make_value(info.annotation, form, tuple(info.metadata))

    def _make_value(self, annotation: Any, form: Form | None, marks: tuple[Any, ...] = ()) -> object:
        origin, arguments = get_origin(annotation), get_args(annotation)
        if origin is Annotated:
            return self._make_value(arguments[0], form, (*marks, *arguments[1:]))
        if origin in (Union, types.UnionType):
            return self._make_value(next(part for part in arguments if part is not type(None)), form, marks)
        if origin in (list, tuple):
            return [self._make_value(arguments[0], form, marks)]
        if origin is Literal:
            return self.chance.choice(arguments)
        if kinds := next((mark.kinds for mark in marks if isinstance(mark, Refers)), ()):
            return self.chance.choice([entry_id for kind in kinds for entry_id in self._ids[kind]])
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return self._make_mapping(annotation)
        return self._make_scalar(annotation, form, marks)

    def _make_scalar(self, annotation: Any, form: Form | None, marks: tuple[Any, ...]) -> object:
        if form is not None:
            return form(self.chance)
        if annotation is Date:
            return self.chance.choice(DATES)
        if annotation is bool:
            return self.chance.choice(["true", "false"])
        if annotation is str:
            is_address = any(getattr(mark, "json_schema", {}).get("format") == "uri" for mark in marks)
            return f"https://news.example/{self._count}" if is_address else self._make_text()
        raise LookupError(f"no edit is known for a field of type {annotation}: add it to tests/field_edits.py")

    def _make_mapping(self, model: type[Model]) -> object:
        """The required fields of a model, and one of the others."""
        fields = model.model_fields
        required = [name for name, info in fields.items() if info.is_required()]
        free = [name for name in fields if name not in required]
        chosen = [*required, *([self.chance.choice(free)] if free else [])]
        if model in EXCLUSIVE:
            chosen = [self.chance.choice(list(fields))]
        return {find_key(model, name): self._make_field(model, name) for name in chosen}

    def _make_text(self) -> str:
        name = self.chance.choice(["Lantern", "Li Wen", "The Herald", "Glow", "Nobody"])
        return self.chance.choice([f"{name} {self._count}", f"{name} said *so* {self._count} times."])
