"""An issue that was written with one of the project's forms -> the change of the briefing that it suggests.

A form becomes Markdown: `### LABEL`, an empty line, the answer, `_No response_` for none.
https://docs.github.com/en/communities/using-templates-to-encourage-useful-issues-and-pull-requests/syntax-for-issue-forms
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from ...content.kinds import CLAIMS_FOLDER, COMPANY
from ...content.nodes import PlainData, to_plain
from ...content.schemas import write_modeline
from ...content.yaml_source import parse_yaml, read_text
from ...problem import make_visible
from ..editing.changes import ChangeSet, Refused
from ..editing.ids import make_id
from ..editing.new_entries import add_entry
from ..editing.splices import YamlText
from ..editing.trial import Trial
from ..reading.article import clean_address
from .publishers import find_author
from .yaml_text import write_fields, write_item

FORMS_FOLDER = ".github/ISSUE_TEMPLATE"
MAX_ISSUE = 100_000
"""The most bytes of an issue."""
_PART = re.compile(r"^### (?P<label>[^\n]+)\n(?P<answer>.*?)(?=^### |\Z)", re.MULTILINE | re.DOTALL)
_NO_ANSWER = "_No response_"
_INTEREST = "Yes"
"""How the answer begins that says that the reader has to do with what the issue is about."""
_ID_WORDS = 4


class Issue(NamedTuple):
    """The name of the form that an issue was written with, and its answers by the ids of their fields."""

    form: str
    answers: dict[str, str]


def read_issue(root: Path, path: Path) -> Issue:
    """The issue in a file, read with the form whose labels it has. Raises Refused."""
    text, problems = read_text(path, str(path), MAX_ISSUE)
    if problems:
        raise Refused(f"{path}: {problems[0].what}")
    parts = {match["label"].strip(): match["answer"].strip() for match in _PART.finditer(text.replace("\r\n", "\n"))}
    forms = _list_forms(root)
    best = max(forms, key=lambda form: len(forms[form].keys() & parts.keys()), default="")
    labels = forms.get(best, {})
    if not labels.keys() & parts.keys():
        raise Refused(f"{path}: it was not written with a form of {FORMS_FOLDER}/, whose answers follow '### LABEL'")
    answers = {field: parts[label] for label, field in labels.items() if parts.get(label, _NO_ANSWER) != _NO_ANSWER}
    return Issue(best, answers)


def _list_forms(root: Path) -> dict[str, dict[str, str]]:
    """Name of a form -> label -> id of its field."""
    forms: dict[str, dict[str, str]] = {}
    for path in sorted((root / FORMS_FOLDER).glob("*.yml")):
        text, problems = read_text(path, path.name)
        node, more = parse_yaml(text, path.name) if not problems else (None, [])
        data = to_plain(node) if node and not more else None
        body = data.get("body") if isinstance(data, dict) else None
        fields = [item for item in body if isinstance(item, dict)] if isinstance(body, list) else []
        labels = {_get_label(item): str(item["id"]) for item in fields if "id" in item}
        if labels:
            forms[path.stem] = labels
    return forms


def _get_label(item: Mapping[str, PlainData]) -> str:
    attributes = item.get("attributes")
    return str(attributes.get("label", "")) if isinstance(attributes, dict) else ""


def apply_issue(trial: Trial, changes: ChangeSet, issue: Issue) -> None:
    """Adds what an issue suggests to a change set, or a note on what to do. Raises Refused."""
    if issue.form not in _FORMS:
        raise Refused(f"issues of the form '{make_visible(issue.form)}' suggest nothing that can be written")
    if issue.answers.get("interest", "").startswith(_INTEREST):
        changes.notes.append("note: who wrote this has to do with the source or a company in it")
    _FORMS[issue.form](trial, changes, issue.answers)


def _add_company(trial: Trial, changes: ChangeSet, answers: Mapping[str, str]) -> None:
    added = add_entry(trial, changes, COMPANY.name, _require(answers, "name"))
    names = [write_item(name.strip()) for name in answers.get("names", "").split(",") if name.strip()]
    website = f"{{website: {write_item(answers['website'])}}}" if answers.get("website") else ""
    fields = [
        ("name", _require(answers, "name")),
        ("type", _require(answers, "type")),
        ("summary", _require(answers, "summary")),
        ("names", names),
    ]
    text = write_modeline(COMPANY.name) + write_fields(fields) + (f"same_as: {website}\n" if website else "")
    changes.replace(added.file, text)
    changes.notes += [f"near: '{make_visible(name)}' ({file})" for name, file in added.near]
    if source := answers.get("source"):
        changes.notes.append(f"it is named in {make_visible(source)}: draft that article for the claims")


def _add_claim(trial: Trial, changes: ChangeSet, answers: Mapping[str, str]) -> None:
    """Adds a draft of a claim to the file of its article, which has to be in the briefing."""
    url = _read_address(_require(answers, "article"))
    library = trial.briefing.library
    if url not in library.articles_by_url:
        raise Refused(f"the briefing does not have this article yet\n    first run: python hooks draft {url}")
    article = library.first_at(url)
    file = f"{trial.folder}/{CLAIMS_FOLDER}/{article}.yml"
    before = YamlText(changes.read_text(file) if changes.exists(file) else "", file)
    items = before.data if isinstance(before.data, list) else []
    taken = {str(item.get("id")) for item in items if isinstance(item, dict)}
    text = " ".join(_require(answers, "text").split())
    claim: dict[str, PlainData] = {"id": _make_claim_id(text, taken), "text": text, "kind": _require(answers, "kind")}
    if speaker := answers.get("said_by"):
        known = find_author(speaker, library, trial.briefing.names)
        claim["said_by"] = known if known != speaker or library.holds(speaker) else {"unnamed": speaker}
    claim |= {field: answers[field] for field in ("when", "at") if answers.get(field)}
    after = before.insert_item((), len(items), claim | {"status": "draft"})
    (changes.replace if changes.exists(file) else changes.create)(file, after.text)


def _make_claim_id(text: str, taken: set[str]) -> str:
    words = [word for word in make_id(text, "claim").split("-") if len(word) > 3][:_ID_WORDS]
    base = "-".join(words) or "suggested"
    names = (base if number == 1 else f"{base}-{number}" for number in range(1, len(taken) + 2))
    return next(name for name in names if name not in taken)


def _note_source(trial: Trial, changes: ChangeSet, answers: Mapping[str, str]) -> None:
    url = _read_address(_require(answers, "address"))
    library = trial.briefing.library
    if url in library.articles_by_url:
        changes.notes.append(f"the briefing has it already: {library.first_at(url)}")
    else:
        changes.notes.append(f"to draft it, run: python hooks draft {url}")


def _note_mistake(trial: Trial, changes: ChangeSet, answers: Mapping[str, str]) -> None:
    """Says where the claim or entry is that a page shows. Only a person can tell whether it is wrong."""
    address = _require(answers, "address")
    parts = [part for part in address.partition("#")[0].split("/") if part]
    library = trial.briefing.library
    for reference in ("/".join(parts[-2:]), parts[-1] if parts else ""):
        found = library.resolve(reference) if reference else None
        if found:
            record = library.claims[found] if "/" in found else library.entries[found]
            changes.notes.append(f"{record.locate()}: {make_visible(_require(answers, 'wrong'), 500)}")
            for field in ("right", "source"):
                if answers.get(field):
                    changes.notes.append(f"    {field}: {make_visible(answers[field], 500)}")
            return
    raise Refused(f"no page of the briefing has the address '{make_visible(address, 200)}'")


_FORMS: dict[str, Callable[[Trial, ChangeSet, Mapping[str, str]], None]] = {
    "company": _add_company,
    "claim": _add_claim,
    "source": _note_source,
    "correction": _note_mistake,
}
"""Name of a form -> what its issues suggest."""


def _require(answers: Mapping[str, str], field: str) -> str:
    if not answers.get(field):
        raise Refused(f"the issue has no answer for '{field}'")
    return answers[field]


def _read_address(text: str) -> str:
    address = clean_address(text)
    if not address:
        raise Refused(f"'{make_visible(text, 200)}' is not a web address")
    return address
