"""An article as its source states it: plain texts without anything that cannot be seen."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ...content.evidence.passages import MAX_CHARACTERS
from ...content.values.web_addresses import is_web_address, normalize_web_address, strip_tracking
from ...content.yaml_source import FORBIDDEN

MAX_LINE = 300
"""The most characters of a title, a name or another single line."""
MAX_AUTHORS = 20
_IS_NO_NAME = re.compile(
    r"(?:e-?mail|twitter|facebook|instagram|linkedin|rss|follow|share|website|more|bio|author|admin|unknown)",
    re.IGNORECASE,
)
"""What stands beside the names of authors and is none."""
_SPACES = re.compile(r"[^\S\n]+")


class Unreadable(Exception):
    """A source that cannot be read: what is wrong, and what to do about it."""

    def __init__(self, what: str, cure: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.cure = cure


@dataclass(frozen=True, slots=True)
class SourceArticle:
    """What a source says of an article; empty for what it does not say. `published` has the form and the
    precision of a date of the briefing, and `text` has an empty line between paragraphs."""

    text: str = ""
    title: str = ""
    site: str = ""
    """The name of the outlet as the page prints it."""
    url: str = ""
    published: str = ""
    authors: tuple[str, ...] = ()
    lang: str = ""
    is_item: bool = False
    """Whether it is an item of a feed, which may hold less than the page that it leads to."""


def clean_line(text: str) -> str:
    """A text as one line without invisible characters; empty where it is longer than any title."""
    line = " ".join(FORBIDDEN.sub("", unicodedata.normalize("NFC", text)).split())
    return line if len(line) <= MAX_LINE else ""


def clean_text(text: str) -> str:
    """The paragraphs of a text, with an empty line between them and without invisible characters. Raises Unreadable for
    one that is longer than any article."""
    plain = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    plain = FORBIDDEN.sub("", unicodedata.normalize("NFC", plain))
    if len(plain) > MAX_CHARACTERS:
        what = f"the text has {len(plain):,} characters; at most {MAX_CHARACTERS:,} are read"
        raise Unreadable(what, "leave only the article in it")
    lines = [_SPACES.sub(" ", line).strip() for line in plain.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def clean_address(text: str) -> str:
    """A web address in its one form, without a fragment and what only tracks readers; empty for anything else."""
    text = text.strip()
    if not is_web_address(text) or len(text) > 2_000 or FORBIDDEN.search(text):
        return ""
    return strip_tracking(normalize_web_address(text.partition("#")[0]))[0]


def clean_language(text: str) -> str:
    """A language tag such as `en` or `zh-Hans`, with hyphens and usual capitals; empty for anything else."""
    parts = text.strip().replace("_", "-").split("-")
    if not re.fullmatch(r"[A-Za-z]{2,3}", parts[0]):
        return ""
    script = next((part.title() for part in parts[1:] if re.fullmatch(r"[A-Za-z]{4}", part)), "")
    return f"{parts[0].lower()}-{script}" if script else parts[0].lower()


def clean_authors(names: list[str]) -> tuple[str, ...]:
    """The names of authors as printed, each once, without "By"; what is no name (an address, a sentence) is dropped."""
    found = dict.fromkeys(re.sub(r"^by:?\s+", "", clean_line(name), flags=re.IGNORECASE) for name in names)
    return tuple(name for name in found if name and _is_name(name))[:MAX_AUTHORS]


def _is_name(text: str) -> bool:
    if not any(map(str.isalpha, text)) or _IS_NO_NAME.fullmatch(text):
        return False
    return len(text) <= 80 and len(text.split()) <= 8 and not re.search(r"https?:|www\.|[@/<>{}|]", text)
