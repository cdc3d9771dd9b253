"""`check`: every problem of a briefing, as text, as annotations of a pull request, or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from ..content.evidence import MissingSplitter
from ..desk.editing.trial import Documents
from ..incremental import Damaged, Store
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from ..library.library import Library
from ..problem import Code, Problem, escape, select_errors
from ..publish.cache import discard, open_store, store_path
from ..publish.cache_key import compute_key
from ..publish.save import save
from . import evidence
from .article_files import day_of
from .evidence import Found, compare
from .project import Project, UnreadableProject, add_arguments as add_project_arguments, read_project

PRESS = Path(__file__).resolve().parents[1]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    line = "also refuse settings that are still those of an example: nothing should be published with them"
    parser.add_argument("--publish", action="store_true", help=line)
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how problems are written")
    line = "the folder of the hand-written pages (default: as in the settings)"
    parser.add_argument("--docs", default="", metavar="FOLDER", help=line)
    add_project_arguments(parser)
    evidence.arguments(parser)


@without_collection()
def run(options: argparse.Namespace) -> int:
    try:
        project = read_project(options, options.docs, options.publish)
    except (OSError, UnreadableProject) as error:
        print(error, file=sys.stderr)
        return 2
    path = store_path(project.root, "check", compute_key(project.folder, [PRESS]))
    store = open_store(path)
    try:
        return _run(options, project, path, store)
    except Damaged:
        if store:
            store.close()
            discard(path)
        return _run(options, project, path, None)
    except (MissingSplitter, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        if store:
            store.close()


def _run(options: argparse.Namespace, project: Project, path: Path, store: Store | None) -> int:
    briefing = Briefing(project.root, project.folder, store)
    in_entries = briefing.check()
    result = Found()
    if options.evidence or options.fix:
        day = day_of(options.date)
        result = compare(project.root, project.folder, options, day, briefing)
    if result.written and not options.dry_run:
        in_entries = briefing.check()
    in_documents = Documents(project.root, project.docs, project.trusts_docs).check(briefing)
    problems = sorted({*project.problems, *in_entries, *in_documents, *result.problems})
    FORMATS[options.format](problems)
    if options.format == "text":
        for file in dict.fromkeys(result.written):
            print(f"{file}: {'would be written' if options.dry_run else 'written'}")
        print(_closing(problems, briefing.library))
        if options.evidence or len(briefing.library.locks):
            print(_count_checks(briefing.library))
        if options.evidence:
            print("\n".join(result.closing))
    # Two files that define one id must both be read again next time, so neither may be in the store.
    has_duplicates = any(problem.code is Code.DUPLICATE_ID for problem in problems)
    if (project.root / project.folder).is_dir() and not has_duplicates:
        save(briefing, path)
    return 1 if (problems if options.strict else select_errors(problems)) else 0


def _closing(problems: list[Problem], library: Library) -> str:
    bad = len(select_errors(problems))
    counts = [_count(len(library.entries), "entry", "entries"), _count(len(library.claims), "claim")]
    if drafts := [record.data for record in library.claims.values() if record.data.status == "draft"]:
        empty = sum(not draft.text for draft in drafts)
        counts.append(_count(len(drafts), "draft") + (f" ({empty:,} without a text)" if empty else ""))
    return f"{', '.join(counts)}: " + (
        f"{_count(bad, 'error')}, {_count(len(problems) - bad, 'warning')}" if problems else "no problems"
    )


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


def _text(problems: list[Problem]) -> None:
    for problem in problems:
        print(problem)


def _github(problems: list[Problem]) -> None:
    for problem in problems:
        at = f"file={_property(problem.at.file)},line={problem.at.line},col={problem.at.column}"
        message = f"{problem.what}\n{problem.cure}".strip()
        print(f"::{problem.severity} {at},title={problem.code}::{_message(message)}")


def _message(text: str) -> str:
    """Escaped as workflow commands require."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(escape(text)).replace(":", "%3A").replace(",", "%2C")


def _json(problems: list[Problem]) -> None:
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
    print(json.dumps(rows, indent=2))


FORMATS: dict[str, Callable[[list[Problem]], None]] = {"text": _text, "github": _github, "json": _json}
