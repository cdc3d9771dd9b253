"""A claim as a form: what the fields begin with, where that comes from, and the YAML that they become."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from ...content.kinds.article import Form as HowSaid
from ...content.kinds.base import MAX_ID
from ...content.kinds.claim import ClaimKind
from ...content.nodes import PlainData
from ...content.values.dates import parse_date
from ...content.values.invalid_value import InvalidValue
from ...library.library import Library
from ..editing.ids import make_id
from ..recognition import Sentence
from ..recognition.article import recognize_sentences
from ..recognition.lexicon import Lexicon
from .articles import OpenArticle, Row
from .marks import name_entry

KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)
FORMS: tuple[HowSaid, ...] = get_args(HowSaid)
LISTS = ("about", "topics")
"""The fields that hold several ids, with commas between them."""
REFERENCES = ("said_by", "via", "subject", "value", "of", *LISTS)
"""The fields in which a name may stand for the id of its entry."""
ORDER = (
    "id", "text", "kind", "at", "said_by", "via", "said_on", "form", "translated", "when", "about", "subject",
    "property", "value", "of", "from", "until", "status", "topics", "note",
)  # fmt: skip
"""The fields of a claim that the form has, in the order in which they are written."""
ROW = ("subject", "property", "value")
FOLLOWING = ("when", "subject", "kind")
"""The fields whose suggestions follow the text of the claim."""
MAX_ID_WORDS = 4
_SMALL_WORD = re.compile(
    r"a|an|the|and|or|of|in|on|at|to|for|by|with|from|as|is|are|was|were|be|has|have|had|its|it|their|his|her|that|said|says"
)
_AHEAD = re.compile(r"\b(?:plans? to|planned|intends? to|will|due to open)\b")


@dataclass(slots=True)
class ClaimForm:
    """The values of the fields as text, and for those that were suggested where they come from."""

    values: dict[str, str]
    why: dict[str, str] = field(default_factory=dict)
    choices: dict[str, list[str]] = field(default_factory=dict)
    """Field -> other values that the sentence suggests."""
    claim: str = ""
    """The id of the claim that is edited; empty for a new one."""
    base: str = ""
    """A digest of that claim as it was read."""
    guessed: dict[str, str] = field(default_factory=dict)
    """Field -> the value that was suggested: while it is the same, it follows the text."""

    def get(self, key: str) -> str:
        return self.values.get(key, "")

    def explain(self, key: str) -> str:
        return self.why.get(key, "")


def open_form(row: Row, library: Library, lexicon: Lexicon) -> ClaimForm:
    """The form of a claim as it is in its file."""
    form = ClaimForm({key: show_value(row.fields.get(key, "")) for key in ORDER}, claim=row.id, base=row.base)
    return name_references(form, library, lexicon)


def show_value(value: PlainData) -> str:
    """The value of a field as text. A speaker without an entry is put into quotation marks."""
    if isinstance(value, dict):
        return f"“{value['unnamed']}”" if isinstance(value.get("unnamed"), str) else ""
    if isinstance(value, list):
        return ", ".join(item for item in value if isinstance(item, str))
    return value


def name_references(form: ClaimForm, library: Library, lexicon: Lexicon) -> ClaimForm:
    """The form with the names of entries in place of their ids, where a name means only one."""
    for key in REFERENCES:
        if text := form.get(key):
            parts = text.split(", ") if key in LISTS else [text]
            form.values[key] = ", ".join(show_reference(part, library, lexicon) for part in parts)
        form.choices[key] = [show_reference(choice, library, lexicon) for choice in form.choices.get(key, [])]
    return form


def show_reference(entry_id: str, library: Library, lexicon: Lexicon) -> str:
    """The name of an entry if it means no other one, else its id."""
    name = name_entry(library, entry_id)
    return name if "," not in name and find_id(name, library, lexicon) == entry_id else entry_id


def read_form(form: Mapping[str, str]) -> ClaimForm:
    """The form as it was sent."""
    values = {key: " ".join(form.get(key, "").split()) for key in ORDER}
    values["translated"] = "true" if values["translated"] else ""
    values["status"] = "draft" if form.get("draft") else "" if values["status"] == "draft" else values["status"]
    guessed = {key: form[f"guessed_{key}"] for key in FOLLOWING if f"guessed_{key}" in form}
    return ClaimForm(values, claim=form.get("claim", ""), base=form.get("base", ""), guessed=guessed)


def suggest_form(article: OpenArticle, number: int, library: Library) -> ClaimForm:
    """The form of a new claim from one sentence, with all that follows from it."""
    sentence = article.read.sentences[number - 1]
    at = f"s{number}"
    made = ClaimForm({"at": at})
    _suggest_date(made, sentence, article)
    made.values["kind"], made.why["kind"] = _guess_kind(sentence, _is_ahead(made.get("when"), article))
    _suggest_speakers(made, sentence, article, library)
    named = list(dict.fromkeys(name.id for name in sentence.names if name.id))
    if named:
        made.values["subject"], made.why["subject"] = named[0], f"from {at}; written if you choose a property"
        made.choices["subject"] = named[1:]
    values = [value for amount in sentence.amounts for value in amount.values if amount.units]
    if values:
        made.values["value"], made.choices["value"] = values[0], values[1:]
    name_references(made, library, article.read.lexicon)
    made.guessed = {key: made.get(key) for key in FOLLOWING}
    return made


def follow_text(form: ClaimForm, article: OpenArticle, library: Library) -> None:
    """Gives the fields that nobody changed the values that the text suggests: its date, its first name, its kind."""
    read, text = article.read, form.get("text")
    if not text or not form.guessed:
        return
    sentence = recognize_sentences([text], read.lexicon, read.day, read.publisher)[0]
    dates = {found.date.text for found in sentence.dates if found.date and not found.is_vague}
    if len(dates) == 1:
        _suggest(form, "when", dates.pop(), "from your text")
    if name := next((name.id for name in sentence.names if name.id), ""):
        _suggest(form, "subject", show_reference(name, library, read.lexicon), "from your text")
    if _is_ahead(form.get("when"), article) and form.get("kind") not in ("plan", "forecast"):
        _suggest(form, "kind", "forecast" if form.get("said_by") else "plan", "its date is after the article's")
    elif any(amount.units for amount in sentence.amounts):
        _suggest(form, "kind", "figure", "your text has an amount")


def _suggest(form: ClaimForm, key: str, value: str, why: str) -> None:
    if form.guessed.get(key) == form.get(key):
        form.values[key] = form.guessed[key] = value
        form.why[key] = why


def _is_ahead(when: str, article: OpenArticle) -> bool:
    """Whether a date is after that of the article."""
    try:
        first, day = parse_date(when).first if when else None, article.entry.published
    except InvalidValue:
        return False
    return bool(first and day and day.last and first > day.last)


def _guess_kind(sentence: Sentence, is_ahead: bool) -> tuple[str, str]:
    if is_ahead:
        return "forecast" if sentence.speaker else "plan", f"the date in {sentence.position} is after the article's"
    if any(amount.units for amount in sentence.amounts):
        return "figure", f"{sentence.position} has an amount"
    if _AHEAD.search(sentence.text):
        return "plan", f"{sentence.position} looks ahead"
    if sentence.speaker:
        return "opinion", f"{sentence.position} names a speaker"
    is_dated = any(found.date and not found.is_vague for found in sentence.dates)
    return ("event", "") if is_dated else ("background", f"{sentence.position} has no date")


def _suggest_date(made: ClaimForm, sentence: Sentence, article: OpenArticle) -> None:
    found = sorted((each for each in sentence.dates if each.date), key=lambda each: each.is_vague)
    dates = [(each.date.text, each.text) for each in found if each.date]
    published = article.entry.published.text if article.entry.published else ""
    if found and not found[0].is_vague:
        made.values["when"], words = dates[0]
        made.why["when"] = f"from “{words}” in {sentence.position}"
    elif published:
        made.values["when"] = published
        made.why["when"] = f"the article's date; {sentence.position} has none"
    others = dict.fromkeys([*(date for date, _ in dates), published])
    made.choices["when"] = [date for date in others if date and date != made.get("when")]


def _suggest_speakers(made: ClaimForm, sentence: Sentence, article: OpenArticle, library: Library) -> None:
    speaker, via, place = sentence.speaker, sentence.via, sentence.position
    if speaker is None:
        made.why["said_by"] = f"empty: the outlet in its own voice; {place} names no speaker"
    elif speaker.id:
        made.values["said_by"] = speaker.id
        made.why["said_by"] = f"{name_entry(library, speaker.id)}, from “{speaker.text}” in {place}"
    elif speaker.ids:
        made.choices["said_by"] = list(speaker.ids)
        made.why["said_by"] = f"“{speaker.text}” may be any of these: choose"
    else:
        made.values["said_by"] = f"“{speaker.text}”"
        made.why["said_by"] = f"{place} does not name an entry: kept as words, in quotation marks"
    if via and via.id and via.id != article.read.publisher:
        made.values["via"], made.why["via"] = via.id, f"from “{via.text}” in {place}"
    others = dict.fromkeys(name.id for name in sentence.names if name.id and article.read.lexicon.is_speaker(name.id))
    made.choices.setdefault("said_by", [known for known in others if known != made.get("said_by")])


def make_fields(form: ClaimForm, article: OpenArticle, library: Library, lexicon: Lexicon) -> dict[str, PlainData]:
    """The fields of the claim as YAML, in their order. A new claim gets an id from its words."""
    return dict(_list_fields(form, article, library, lexicon))


def _list_fields(
    form: ClaimForm, article: OpenArticle, library: Library, lexicon: Lexicon
) -> Iterator[tuple[str, PlainData]]:
    has_row = bool(form.get("property"))
    for key in ORDER:
        text = form.get(key)
        if key == "id":
            yield key, text or form.claim or choose_id(form, article, lexicon)
        elif not text or (key in ROW and not has_row):
            if key == "text":
                yield key, ""
        elif key in LISTS:
            parts = (part.strip() for part in text.split(","))
            yield key, [find_id(part, library, lexicon) for part in parts if part]
        elif key == "value" and has_measure(form.get("property"), library):
            yield key, text
        elif key == "said_by" and text[0] in '“"':
            yield key, {"unnamed": text.strip('“”"')}
        else:
            yield key, find_id(text, library, lexicon) if key in REFERENCES else text


def has_measure(property_name: str, library: Library) -> bool:
    """Whether the values of a property are numbers."""
    found = library.properties.get(property_name)
    return found is not None and found.data.measures


def find_id(text: str, library: Library, lexicon: Lexicon) -> str:
    """The id that an id or a name means; the text itself if it is neither, or the name of several entries."""
    if library.holds(text) or text in library.moved:
        return text
    found = lexicon.forms.get(text)
    named = found.full if found else lexicon.terms.get(text, set())
    return next(iter(named)) if len(named) == 1 else text


def choose_id(form: ClaimForm, article: OpenArticle, lexicon: Lexicon) -> str:
    """A free id: the property of the claim's row, else the first words of its text that say something."""
    taken = {row.id for row in article.rows}
    base = form.get("property")
    if not base or base in taken:
        words = [word for word in make_id(form.get("text"), "").split("-") if word and not _SMALL_WORD.fullmatch(word)]
        base = "-".join(words[:MAX_ID_WORDS])[: MAX_ID - 4].strip("-") or "claim"
    number, chosen = 2, base
    while chosen in taken:
        chosen, number = f"{base}-{number}", number + 1
    return chosen
