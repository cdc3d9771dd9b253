"""A draft: the article's entry, its text and its candidate claims, as the files that they become."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ...content.evidence import ArticleText
from ...content.kinds import ARTICLE, CLAIM, CLAIMS_FOLDER
from ...content.kinds.base import ID
from ...content.schemas import write_modeline
from ...content.values.invalid_value import InvalidValue
from ...library.briefing import Briefing
from ..editing.changes import ChangeSet
from ..reading import SourceArticle
from ..recognition import Sentence, recognize_article
from .candidates import write_candidates
from .details import Details, Undrafted, complete_details
from .past_texts import find_cut
from .publishers import find_author
from .yaml_text import write_fields, write_item

EVIDENCE_FOLDER = "evidence"
"""The folder beside the briefing that holds the texts of articles; it is never committed."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An article with its sentences and what is recognized in them, and the files that it becomes: path below the
    project -> content."""

    details: Details
    text: ArticleText
    sentences: tuple[Sentence, ...]
    files: dict[str, str]
    notes: tuple[str, ...]

    @property
    def text_file(self) -> str:
        """The file of its text."""
        return name_text_file(self.details.id)

    def find_other_text(self, root: Path) -> list[str]:
        """A sentence if the file of its text already holds another one, which stays; none if not. Raises OSError."""
        path = root / self.text_file
        if not path.is_file() or path.read_bytes() == self.files[self.text_file].encode():
            return []
        what = f"{self.text_file} already holds another text, which 'check --evidence' will use"
        return [f"{what}: remove it first if this one is better"]

    def list_changes(self, root: Path) -> tuple[ChangeSet, list[str]]:
        """The files to be written, and those that are already there and stay as they are. Raises Refused."""
        changes, kept = ChangeSet(root, f"draft {self.details.id}"), []
        for file, content in self.files.items():
            if changes.exists(file):
                kept.append(file)
            else:
                changes.create(file, content)
        return changes, kept


def make_draft(briefing: Briefing, source: SourceArticle, given: Details, day: str) -> Draft:
    """The draft of an article that was read on `day`, YYYY-MM-DD. The briefing must have been checked. Raises Undrafted
    and MissingSplitter."""
    details = complete_details(given, source, briefing.library)
    if not source.text:
        cure = "paste the text of the article into a file, and add --text FILE"
        page = f"; or draft from the page: python hooks draft {details.url}" if source.is_item else ""
        raise Undrafted([("the source has no text", cure + page)])
    text = ArticleText(source.text, details.title, details.lang or "en")
    try:
        printed = text.printed_sentences
    except InvalidValue as error:
        raise Undrafted([(error.what, "separate its paragraphs by empty lines")]) from None
    if not printed:
        raise Undrafted([("the text has no sentences", "paste the text of the article, not only its headline")])
    sentences = recognize_article(printed, briefing, details.day, details.publisher)
    folder = briefing.folder
    files = {
        f"{folder}/{ARTICLE.folder}/{details.id}.yml": write_modeline(ARTICLE.name)
        + write_entry(details, day, briefing),
        name_text_file(details.id): f"{source.text}\n",
        f"{folder}/{CLAIMS_FOLDER}/{details.id}.yml": write_modeline(CLAIM) + write_candidates(sentences, details),
    }
    return Draft(details, text, sentences, files, tuple(find_cut(text, details.id, briefing.library)))


def name_text_file(article: str) -> str:
    """The file of an article's text, relative to the project."""
    return f"{EVIDENCE_FOLDER}/{article}.txt"


def write_entry(details: Details, day: str, briefing: Briefing) -> str:
    """The YAML of an article's entry, which was read on `day`."""
    return write_fields(
        [
            ("title", details.title),
            ("publisher", details.publisher),
            ("url", details.url),
            ("published", details.published or "unknown"),
            ("authors", [_write_author(author, briefing) for author in details.authors]),
            ("lang", "" if details.lang == "en" else details.lang),
            ("accessed", day),
        ]
    )


def _write_author(name: str, briefing: Briefing) -> str:
    """An author as an item of a list: the id of a person, or the name as printed."""
    found = find_author(name, briefing.library, briefing.names)
    is_unknown = ID.fullmatch(found) and not briefing.library.holds(found)
    return f"{{text: {write_item(found)}}}" if is_unknown else write_item(found)
