"""The settings of a fork: `extra.briefing` in mkdocs.yml."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote, urlencode

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from ..content.settings_file import locate_setting
from ..content.values.web_addresses import suggest_web_address
from ..problem import Code, Place, Problem, make_visible, suggest_nearest

BRIEFING = ("extra", "briefing")
"""The names that lead to the settings."""
_WHOLE_NUMBER = ("a whole number", "write a number in digits, from 0 to 100")
_EXPECTED = {
    "int_parsing": _WHOLE_NUMBER,
    "int_type": _WHOLE_NUMBER,
    "int_from_float": _WHOLE_NUMBER,
    "bool_parsing": ("true or false", "write true or false"),
    "bool_type": ("true or false", "write true or false"),
}
"""Type of an error -> what was expected, and the cure. https://docs.pydantic.dev/latest/errors/validation_errors/"""
_FORMS: dict[str, tuple[str, Callable[[str], str]]] = {
    "contact": ("an e-mail address", lambda seen: "write one, like editors@example.org, or remove the line"),
    "repository": ("a web address without a slash at the end", lambda seen: suggest_web_address(seen.rstrip("/"))),
    "licence_url": ("a web address", suggest_web_address),
}
"""Setting -> the form that it must have, and what suggests a value."""

REPORT_FORM, CLAIM_FORM, COMPANY_FORM = "correction.yml", "claim.yml", "company.yml"
"""Forms in `.github/ISSUE_TEMPLATE/`. Links fill in `address` in the first, `about` or `article` in the second."""


class Settings(BaseModel):
    """`extra.briefing`; every field is documented in docs/settings.md."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    schema_version: Literal[1]
    folder: str = Field(default="briefings", pattern=r"^[A-Za-z0-9_-]+$")
    tagline: str = ""
    contact: str = Field(default="", pattern=r"^([^@\s<>]+@[^@\s<>]+)?$")
    repository: str = Field(default="", pattern=r"^(https://[^\s\"'<>]+[^/\s])?$")
    editors: str = ""
    owner: str = ""
    funding: str = ""
    branch: str = Field(default="main", pattern=r"^[A-Za-z0-9._/-]+$")
    licence: str = Field(default="", max_length=300)
    licence_url: str = Field(default="", pattern=r"^(https?://[^\s\"'<>]+)?$")
    home_people: int = Field(default=3, ge=0, le=100)
    home_organisations: int = Field(default=8, ge=0, le=100)
    timeline_lanes: tuple[str, ...] = ()
    timeline_title: str = Field(default="", max_length=100)
    csp: bool = True
    swap_site: bool = False
    trust_docs: bool = False

    def edit_address(self, file: str) -> str:
        """Where to edit a file of the project, or open a folder of it; empty without a repository."""
        verb = "edit" if "." in file else "tree"
        return f"{self.repository}/{verb}/{self.branch}/{file}" if self.repository else ""

    def history_address(self, file: str) -> str:
        """Where the changes to a file are listed; empty without a repository."""
        return f"{self.repository}/commits/{self.branch}/{file}" if self.repository else ""

    def report_address(self, title: str, address: str) -> str:
        """Where to report a mistake on a page, with the title of the report and the address of the page filled in: in
        the repository's form, else in a mail, else empty. https://www.rfc-editor.org/rfc/rfc6068"""
        if self.repository:
            return self.form_address(REPORT_FORM, title=title, address=address)
        if not self.contact:
            return ""
        asked = {"subject": title, "body": f"{address}\r\n\r\n"}
        return f"mailto:{quote(self.contact, safe='@')}?{urlencode(asked, quote_via=quote)}"

    def form_address(self, form: str, **fields: str) -> str:
        """A form of the repository with some of its fields filled in; empty without a repository.
        https://docs.github.com/en/issues/tracking-your-work-with-issues/using-issues/creating-an-issue"""
        asked = urlencode({"template": form, **fields}, quote_via=quote)
        return f"{self.repository}/issues/new?{asked}" if self.repository else ""

    @property
    def licence_data(self) -> dict[str, str]:
        """The name and the address of the licence of the text and the data, for outputs; empty if neither is set."""
        return {key: value for key, value in (("name", self.licence), ("url", self.licence_url)) if value}

    @property
    def licence_line(self) -> str:
        """The name and the address of the licence in one line; empty if neither is set."""
        return ", ".join(self.licence_data.values())


def read_settings(values: object, file: str | Path = "mkdocs.yml") -> tuple[Settings | None, list[Problem]]:
    """The settings of `extra.briefing`, or problems. These are where `file`, if it is a path, has the setting, and at
    its beginning if it is only a name."""

    def at(names: Sequence[str]) -> Place:
        return Place(file) if isinstance(file, str) else locate_setting(file, names)

    if not isinstance(values, Mapping):
        what, cure = "extra.briefing is missing", "add 'extra: {briefing: {schema_version: 1}}'"
        return None, [Problem(at(["extra"]), Code.MISSING_SETTING, what, cure)]
    try:
        return Settings.model_validate(dict(values)), []
    except ValidationError as error:
        return None, [_problem(at([*BRIEFING, str(each["loc"][0])]), each) for each in error.errors()]


def _problem(at: Place, error: ErrorDetails) -> Problem:
    kind, message, seen = error["type"], error["msg"], make_visible(str(error["input"]), 200)
    field = ".".join(map(str, error["loc"]))
    if kind == "extra_forbidden":
        names = sorted(Settings.model_fields)
        cure = suggest_nearest(field, names) or f"the settings are {', '.join(names)}"
        return Problem(at, Code.UNKNOWN_SETTING, f"extra.briefing.{field} is not a setting", cure)
    code = Code.MISSING_SETTING if kind == "missing" else Code.INVALID_SETTING
    if kind in _EXPECTED:
        expected, cure = _EXPECTED[kind]
        return Problem(at, code, f"extra.briefing.{field}: '{seen}' is not {expected}", cure)
    if kind == "string_pattern_mismatch" and field in _FORMS:
        expected, suggest = _FORMS[field]
        return Problem(at, code, f"extra.briefing.{field}: '{seen}' is not {expected}", suggest(str(error["input"])))
    return Problem(at, code, f"extra.briefing.{field}: {message[0].lower()}{message[1:]}", "see docs/settings.md")


def make_settings_schema() -> dict[str, Any]:
    """The JSON Schema of mkdocs.yml as far as it is about `extra.briefing`. Its other settings are those of MkDocs."""
    settings = Settings.model_json_schema()
    for name in ("title", "description"):
        settings.pop(name, None)
    for field in settings["properties"].values():
        field.pop("title", None)
    return {
        "type": "object",
        "required": ["extra"],
        "properties": {"extra": {"type": "object", "required": ["briefing"], "properties": {"briefing": settings}}},
    }
