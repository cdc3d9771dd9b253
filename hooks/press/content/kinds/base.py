"""What the models of all kinds share: strict fields, typed values, and references that know what they may point to."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, SkipValidation, WithJsonSchema
from pydantic_core import PydanticCustomError

from ...problem import Code, fold_text, make_visible
from ..values.dates import SHAPE, Date, parse_date
from ..values.invalid_value import InvalidValue
from ..values.web_addresses import is_web_address, normalize_web_address, suggest_web_address
from . import ANY_ENTRY, ARTICLE, CLAIM, COMPANY, NAMED, PERSON, PROPERTIES, SPEAKERS, TOPIC
from .marks import IsLine, IsMarkdown, Refers

ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
MAX_ID = 80
MAX_NAMES = 300
_ID_FORM = "an id is lowercase letters, digits and single hyphens"
RESERVED = frozenset(
    ["page", "index", "feed", "404", "con", "prn", "aux", "nul"]
    + [f"{device}{n}" for device in ("com", "lpt") for n in range(1, 10)]
)


class Model(BaseModel):
    """Accepts only its own fields, and is immutable. Its validator is built when it is first used."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)


def invalid_value(what: str, cure: str = "", code: Code = Code.INVALID_VALUE, right: str = "") -> PydanticCustomError:
    """The error that a validator raises; its sentence, its cure and its code are reported as they are. `right` is the
    value that was meant, if only one can be."""
    return PydanticCustomError("invalid_value", "{what}", {"what": what, "cure": cure, "code": code, "right": right})


def check_id(text: object) -> str:
    """Returns a valid id unchanged; for any other value raises an error that suggests the nearest valid spelling."""
    if not isinstance(text, str):
        raise invalid_value(f"expected an id, saw {name_yaml_type(text)}", _ID_FORM, Code.WRONG_SHAPE)
    if len(text) > MAX_ID:
        what = f"the id '{text[:40]}…' has {len(text)} characters; at most {MAX_ID} are allowed"
        raise invalid_value(what, "choose a shorter one", Code.INVALID_ID)
    if text in RESERVED:
        raise invalid_value(f"the id '{text}' is reserved", "choose another", Code.INVALID_ID)
    if not ID.fullmatch(text):
        legal = "-".join(re.findall(r"[a-z0-9]+", fold_text(text)))[:MAX_ID].strip("-")
        cure = f"did you mean '{legal}'?" if legal and legal not in RESERVED else _ID_FORM
        raise invalid_value(f"'{text[:60]}' is not a valid id", cure, Code.INVALID_ID)
    return text


def name_yaml_type(value: object) -> str:
    """What an author of YAML would call this value: "a mapping", "a list" or "a text"."""
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else "a text"


_FLAGS = {"true": ("true", "yes", "y", "on", "1"), "false": ("false", "no", "n", "off", "0")}
"""What others write for true and false."""


def make_flag_parser(useful: str) -> Callable[[object], object]:
    """A validator of true or false; `useful` is the one that is not the default, and is suggested."""

    def parse(value: object) -> object:
        if value in ("true", "false"):
            return value == "true"
        if isinstance(value, bool):
            return value
        cure = f"write {useful}, or leave the field out"
        if isinstance(value, str):
            right = useful if value.casefold() in _FLAGS[useful] else ""
            cure = f"did you mean '{right}'?" if right else cure
            raise invalid_value(f"expected true or false, saw '{make_visible(value)}'", cure, right=right)
        raise invalid_value(f"expected true or false, saw {name_yaml_type(value)}", cure, Code.WRONG_SHAPE)

    return parse


def _parse_date(value: object) -> Date:
    if isinstance(value, Date):
        return value
    if not isinstance(value, str):
        cure = "write it like 2023-04-18, 2023-04 or 2023"
        raise invalid_value(f"expected a date, saw {name_yaml_type(value)}", cure, Code.WRONG_SHAPE)
    try:
        return parse_date(value)
    except InvalidValue as error:
        raise invalid_value(error.what, error.cure, error.code, error.right) from None


def _read_web_address(value: object) -> object:
    if not isinstance(value, str):
        return value
    if not is_web_address(value):
        what = f"'{value[:60]}' is not a web address"
        raise invalid_value(what, suggest_web_address(value), Code.INVALID_WEB_ADDRESS)
    return normalize_web_address(value)


def wrap_in_list(value: object) -> object:
    """A text as a list with one item; anything else unchanged."""
    return [value] if isinstance(value, str) else value


def _limit_names(value: object) -> object:
    """Rejects more names than any entry needs before each of them is validated."""
    if isinstance(value, list) and len(value) > MAX_NAMES:
        what = f"{len(value):,} names; at most {MAX_NAMES} are read"
        raise invalid_value(what, "keep those that people write", Code.TOO_LARGE)
    return value


def _check_retired_reference(value: object) -> object:
    return check_id(value) if isinstance(value, str) else value


_FILLED = Field(min_length=1)
_ID_SCHEMA = WithJsonSchema({"type": "string", "pattern": f"^{ID.pattern}$", "maxLength": MAX_ID})
OwnId = Annotated[str, BeforeValidator(check_id), _ID_SCHEMA]
"""The id that an entry gives itself."""
DateField = Annotated[
    SkipValidation[Date],
    BeforeValidator(_parse_date),
    WithJsonSchema({"type": "string", "pattern": SHAPE}),
]
Web = Annotated[str, BeforeValidator(_read_web_address), WithJsonSchema({"type": "string", "format": "uri"})]
Line = Annotated[str, Field(min_length=1, max_length=300), IsLine()]
Prose = Annotated[str, Field(min_length=1), IsMarkdown()]
AnyRef = Annotated[str, _FILLED, _ID_SCHEMA, Refers((ANY_ENTRY,))]
EntryRef = Annotated[str, _FILLED, _ID_SCHEMA, Refers(NAMED)]
SpeakerRef = Annotated[str, _FILLED, _ID_SCHEMA, Refers(SPEAKERS)]
PersonRef = Annotated[str, _FILLED, _ID_SCHEMA, Refers((PERSON.name,))]
CompanyRef = Annotated[str, _FILLED, _ID_SCHEMA, Refers((COMPANY.name,))]
TopicRef = Annotated[str, _FILLED, _ID_SCHEMA, Refers((TOPIC.name,))]
ArticleRef = Annotated[str, _FILLED, _ID_SCHEMA, Refers((ARTICLE.name,))]
PropertyRef = Annotated[str, _FILLED, _ID_SCHEMA, Refers((PROPERTIES.name,))]
ClaimRef = Annotated[str, Refers((CLAIM,))]
MovedTo = Annotated[
    list[Annotated[AnyRef, BeforeValidator(_check_retired_reference)]],
    BeforeValidator(wrap_in_list, json_schema_input_type=AnyRef | list[AnyRef]),
    Field(min_length=1),
]


def _expand_name(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Name(Model):
    """Another name of an entry, and who printed it."""

    text: Line
    """The name, as it is written."""
    lang: str | None = Field(default=None, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")
    """Its language, as a BCP 47 tag, where the letters do not say it: `zh-Hant`."""
    kind: Literal["alias", "native", "romanised", "former", "short", "misprint"] = "alias"
    """What sort of name it is. A `short` name is found by search and never links by itself; a `misprint` is only
    shown as such."""
    source: ArticleRef | None = None
    """The article that printed it."""
    from_: DateField | None = Field(default=None, alias="from")
    """The date from which it was the name."""
    until: DateField | None = None
    """The date until which it was the name: articles published before show it."""


_NameField = Annotated[Name, BeforeValidator(_expand_name, json_schema_input_type=Line | Name)]
NameFields = Annotated[list[_NameField], BeforeValidator(_limit_names, json_schema_input_type=list[_NameField])]


class SameAs(Model):
    """The same entry elsewhere on the web."""

    wikidata: str | None = Field(default=None, pattern=r"^Q[1-9][0-9]*$")
    """The item of Wikidata."""
    website: Web | None = None
    """Its own website. The domain says which outlet an article is from."""
    wikipedia: Web | None = None
    """The article of Wikipedia."""


class Entry(Model):
    """The fields shared by all kinds whose entries have names."""

    name: Line
    """The name that is shown."""
    summary: Prose
    """One sentence on what it is. Nothing dated or contested: that is a claim."""
    names: NameFields = []
    """Its other names, each as a text, or as fields that say more about it."""
    sort: Line | None = None
    """The order in the index, where the usual one is wrong: `Gogh Vincent`."""
    same_as: SameAs = SameAs()
    """The same entry elsewhere on the web."""
    topics: list[TopicRef] = []
    """The topics that it belongs to."""
    see: list[EntryRef] = []
    """Entries that it is easily confused with, or that belong beside it."""
    link: Annotated[bool, BeforeValidator(make_flag_parser("false"))] = True
    """Whether its names link by themselves in prose; `[[id]]` always does."""
    body: Prose | None = None
    """Anything longer, written by hand."""


class Retired(Model):
    """A retired id: only where it leads now."""

    moved_to: MovedTo
    """The id of the entry that replaced it, or a list of ids after a split."""
