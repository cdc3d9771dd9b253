"""`check`: every problem of a briefing, as text, as annotations of a pull request, or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from ..content.evidence import MissingSplitter
from ..desk.editing.changes import ChangeSet, Refused
from ..desk.editing.cures import cure_problems
from ..desk.editing.trial import Documents
from ..incremental import Store
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from ..library.library import Library
from ..library.revision import UnknownRevision
from ..problem import Code, Problem, escape, make_visible, select_errors
from ..publish.save import save
from . import evidence, since
from .article_files import day_of
from .changing import finish_interrupted, with_trial
from .evidence import Found, compare
from .fields_page import find_page, is_of_field
from .opened import use_store
from .project import Project, UnreadableProject, add_arguments as add_project_arguments, read_project
from .since import Since


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    line = "also refuse settings that are still those of an example: nothing should be published with them"
    parser.add_argument("--publish", action="store_true", help=line)
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how problems are written")
    line = "the folder of the hand-written pages (default: as in the settings)"
    parser.add_argument("--docs", default="", metavar="FOLDER", help=line)
    add_project_arguments(parser)
    since.add_argument(parser)
    evidence.arguments(parser)
    parser.add_argument("--dry-run", action="store_true", help="with --fix: show what would change, and write nothing")


@without_collection()
def run(options: argparse.Namespace) -> int:
    try:
        project = read_project(options, options.docs, options.publish)
        finish_interrupted(project)
        options.since = since.read_since(project, options.since)
        if options.docs and not (project.root / options.docs).is_dir():
            raise Refused(f"there is no folder '{make_visible(options.docs)}'")
        if options.dry_run and not options.fix:
            raise Refused("--dry-run shows what --fix would write: add --fix")
        if options.fix:
            _cure(options, project)
        return use_store(project, lambda path, store: _run(options, project, path, store))
    except (MissingSplitter, OSError, Refused, UnknownRevision, UnreadableProject) as error:
        print(error, file=sys.stderr)
        return 2


def _cure(options: argparse.Namespace, project: Project) -> None:
    """Cures the problems that have one right answer. Raises Refused and OSError."""
    changes, cured = with_trial(project, lambda trial: cure_problems(trial, ChangeSet(project.root, "check --fix")))
    if options.format == "text":
        for problem in cured:
            print(f"{problem.at}: {problem.code} {'can be cured' if options.dry_run else 'cured'}: {problem.what}")
        print(changes.format_diff() if options.dry_run else "", end="")
    if not options.dry_run:
        changes.apply()


def _run(options: argparse.Namespace, project: Project, path: Path, store: Store | None) -> int:
    briefing = Briefing(project.root, project.folder, store)
    derived, result = set(briefing.check()), Found()
    if options.evidence or options.fix:
        result = compare(project.root, project.folder, options, day_of(options.date), briefing)
    if result.written and not options.dry_run:
        derived = set(briefing.check())
    derived.update(_check_documents(project, briefing))
    others = {*project.problems, *result.problems}
    problems = everything = sorted(derived | others)
    if options.since:
        problems = sorted(set(since.select_new(derived, others, project, options.since, _check_documents)))
    FORMATS[options.format](problems, find_page(project, problems))
    if options.format == "text":
        for file in dict.fromkeys(result.written):
            print(f"{file}: {'would be written' if options.dry_run else 'written'}")
        counts = _closing(problems, briefing.library)
        print(counts + _write_omitted(options.since, len(everything) - len(problems)))
        if options.evidence or len(briefing.library.locks):
            print(_count_checks(briefing.library))
        if options.evidence:
            print("\n".join(result.closing))
    # Two files that define one id must both be read again next time, so neither may be in the store.
    has_duplicates = any(problem.code is Code.DUPLICATE_ID for problem in everything)
    if (project.root / project.folder).is_dir() and not has_duplicates:
        save(briefing, path)
    return 1 if (problems if options.strict else select_errors(problems)) else 0


def _check_documents(project: Project, briefing: Briefing) -> Iterator[Problem]:
    """The problems of the hand-written pages of a project."""
    return Documents(project.root, project.docs, project.trusts_docs).check(briefing)


def _closing(problems: list[Problem], library: Library) -> str:
    bad = len(select_errors(problems))
    counts = [_count(len(library.entries), "entry", "entries"), _count(len(library.claims), "claim")]
    if drafts := [record.data for record in library.claims.values() if record.data.status == "draft"]:
        empty = sum(not draft.text for draft in drafts)
        counts.append(_count(len(drafts), "draft") + (f" ({empty:,} without a text)" if empty else ""))
    return f"{', '.join(counts)}: " + (
        f"{_count(bad, 'error')}, {_count(len(problems) - bad, 'warning')}" if problems else "no problems"
    )


def _write_omitted(since: Since | None, omitted: int) -> str:
    """What the counts leave out, as the end of their line; empty if they are of everything."""
    if since is None:
        return ""
    rest = f"; {_count(omitted, 'older problem')} in other files" if omitted else ""
    return f" since {make_visible(since.revision)}{rest}"


def _count_checks(library: Library) -> str:
    """How the claims of the briefing were checked against their articles."""
    claims = [claim for claim, record in library.claims.items() if record.data.status == "reported"]
    states = Counter(library.evidence_state(claim) if claim in library.locks else "unlocked" for claim in claims)
    found = states["found"] + states["nothing"]
    return (
        f"{_count(len(claims), 'claim')}: "
        + ", ".join(
            f"{states[state]:,} {words}" for state, words in (("read", "read"), ("compared", "compared by machine"))
        )
        + f", {found:,} only found, {states['stale']:,} reworded since, {states['unlocked']:,} not yet checked"
    )


def _count(number: int, one: str, many: str = "") -> str:
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def _text(problems: list[Problem], page: str) -> None:
    for problem in problems:
        print(problem)
    if page:
        print(f"Every field, with its type and an example: {page}")


def _github(problems: list[Problem], page: str) -> None:
    for problem in problems:
        at = f"file={_property(problem.at.file)},line={problem.at.line},col={problem.at.column}"
        message = f"{problem.what}\n{problem.cure}".strip()
        print(f"::{problem.severity} {at},title={problem.code}::{_message(message)}")
    if page:
        print(f"::notice title=Fields::{_message(f'Every field, with its type and an example: {page}')}")


def _message(text: str) -> str:
    """Escaped as workflow commands require."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(escape(text)).replace(":", "%3A").replace(",", "%2C")


def _json(problems: list[Problem], page: str) -> None:
    """Prints a list, and says where the fields are explained at the first problem of a field."""
    rows = [
        {
            "file": problem.at.file,
            "line": problem.at.line,
            "column": problem.at.column,
            "code": problem.code,
            "severity": problem.severity,
            "message": problem.what,
            "cure": problem.cure,
        }
        for problem in problems
    ]
    if first := next((row for row, problem in zip(rows, problems, strict=True) if page and is_of_field(problem)), None):
        first["page"] = page
    print(json.dumps(rows, indent=2))


FORMATS: dict[str, Callable[[list[Problem], str], None]] = {"text": _text, "github": _github, "json": _json}
