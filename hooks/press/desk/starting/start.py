"""Empties the briefing of a clone and leaves a small sample on another subject, with the settings of a new one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ...content.nodes import FieldPath
from ...library.git import run_git
from ...problem import Place, make_visible
from ...site.placeholders import check_placeholders
from ...site.settings import read_settings
from ..editing.changes import ChangeSet, Refused
from ..editing.splices import YamlText
from ..editing.yaml_values import format_text
from .files import PUBLICATION

SAMPLE = Path(__file__).with_name("sample")
"""The files of the sample, at their paths in a project. `{{ title }}` and the like are filled in at the top of it."""
MAX_LENGTH = 100
"""Characters of a title."""
SETTINGS = "mkdocs.yml"
DESCRIPTION = "Who said what, when, and in which article."
TAGLINE = "Who said what. Every line has a source."
QUESTIONS = {
    "title": "Title of the briefing, such as The River Desk",
    "address": "Address of the site, such as https://river-desk.org/",
    "repository": "Address of the repository, such as https://github.com/river-desk/briefing",
    "contact": "E-mail address of the editors",
}
"""Name of an answer -> how it is asked for."""


@dataclass(frozen=True)
class Answers:
    """What a new briefing is called, and where it and its editors are."""

    title: str
    address: str
    repository: str
    contact: str

    @property
    def settings(self) -> dict[FieldPath, str]:
        """Path in mkdocs.yml -> its value."""
        return {
            ("site_name",): self.title,
            ("site_url",): self.address,
            ("site_description",): DESCRIPTION,
            ("extra", "briefing", "tagline"): TAGLINE,
            ("extra", "briefing", "contact"): self.contact,
            ("extra", "briefing", "repository"): self.repository,
        }


_NAMES = {"site_url": "address", "repository": "repository", "contact": "contact"}
"""The last name of a setting -> the answer."""


def make_answers(title: str, address: str, repository: str, contact: str) -> Answers:
    """The answers, with what is only a matter of form put right: the slash at the end of addresses, and `.git`."""
    repository = repository.strip().rstrip("/").removesuffix(".git")
    return Answers(title.strip(), address.strip().rstrip("/") + "/", repository, contact.strip())


def find_faults(answers: Answers) -> dict[str, str]:
    """Name of an answer -> what is wrong with it, and how to write it; what `check --publish` would say, and more."""
    faults = {}
    if not answers.title.isprintable() or not 0 < len(answers.title) <= MAX_LENGTH:
        faults["title"] = f"expected one line of 1 to {MAX_LENGTH} characters, saw '{make_visible(answers.title)}'"
    for problem in check_placeholders(_nest(answers.settings), lambda path: Place(_NAMES[path[-1]])):
        faults[problem.at.file] = f"{problem.what.partition(' ')[2]}; {problem.cure}"
    given = {"schema_version": 1, "contact": answers.contact, "repository": answers.repository}
    for problem in read_settings(given, SETTINGS)[1]:
        name = problem.what.partition(":")[0].rpartition(".")[2]
        fault = f"{problem.what.partition(': ')[2]}, saw '{make_visible(getattr(answers, name))}'"
        faults.setdefault(name, fault)
    return faults


def _nest(settings: dict[FieldPath, str]) -> dict[str, Any]:
    """Values by path as nested mappings."""
    values: dict[str, Any] = {}
    for path, value in settings.items():
        inner = values
        for name in path[:-1]:
            inner = inner.setdefault(str(name), {})
        inner[str(path[-1])] = value
    return values


def guard_clean(root: Path) -> None:
    """Raises Refused if files of a project are not committed: they could not be had back. Raises GitError."""
    changed = run_git(root, "status", "--porcelain", "-z").decode("utf-8", "replace").split("\0")
    if first := next(filter(None, changed), ""):
        count = sum(bool(line) for line in changed)
        others = f" and {count - 1} more" if count > 1 else ""
        file = make_visible(first[3:], 200)
        raise Refused(f"{file}{others} is not committed: commit or remove it first, so that nothing is lost")


def start(changes: ChangeSet, answers: Answers) -> None:
    """Adds to a change set what makes a clone a briefing of one's own. Raises Refused, SpliceError and GitError."""
    listed = run_git(changes.root, "ls-files", "-z", "--", *PUBLICATION).decode("utf-8", "surrogateescape")
    for file in filter(None, listed.split("\0")):
        changes.delete(file)
    for file, text in _list_sample(answers):
        (changes.replace if changes.exists(file) else changes.create)(file, text)
    settings = YamlText(changes.read_text(SETTINGS), SETTINGS)
    known = {path: value for path, value in answers.settings.items() if settings.get(path) is not None}
    settings = settings.replace(dict(known))
    for path, value in answers.settings.items():
        if path not in known:
            settings = settings.insert_field(path[:-1], str(path[-1]), value)
    changes.replace(SETTINGS, settings.text)


def _list_sample(answers: Answers) -> Iterator[tuple[str, str]]:
    """(path in the project, text) of each file of the sample."""
    for path in sorted(SAMPLE.rglob("*")):
        if path.is_file():
            file, text = path.relative_to(SAMPLE).as_posix(), path.read_text(encoding="utf-8")
            yield file, text if "/" in file else _fill(text, answers, is_yaml=path.suffix == ".cff")


def _fill(text: str, answers: Answers, is_yaml: bool) -> str:
    for name in QUESTIONS:
        value = str(getattr(answers, name))
        text = text.replace(f"{{{{ {name} }}}}", format_text(value) if is_yaml else value)
    return text
