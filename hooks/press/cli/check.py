"""`check`: every problem of a briefing, as text, as annotations of a pull request, or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from ..content.documents import find_links_out, leads_out, read_document
from ..content.evidence import MissingSplitter
from ..incremental import Damaged, Store
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from ..library.checks.documents import check_document
from ..problem import Code, Problem, escape, select_errors
from ..publish.cache import discard, open_store, store_path
from ..publish.cache_key import compute_key
from ..publish.save import save
from ..site.documents import check_markdown
from . import evidence
from .article_files import day_of
from .evidence import Found, compare

PRESS = Path(__file__).resolve().parents[1]


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--strict", action="store_true", help="exit with 1 for warnings too")
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how problems are written")
    parser.add_argument("--briefings", default="briefings", metavar="FOLDER", help="the folder of the YAML files")
    parser.add_argument("--docs", default="docs", metavar="FOLDER", help="the folder of the hand-written pages")
    parser.add_argument("--trust-docs", action="store_true", help="as the setting trust_docs: any HTML in those pages")
    evidence.arguments(parser)


@without_collection()
def run(options: argparse.Namespace) -> int:
    root = Path.cwd()
    try:
        result = compare(root, options.briefings, options.evidence, options.fix, day_of(options.date))
    except (MissingSplitter, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    path = store_path(root, "check", compute_key(options.briefings, [PRESS]))
    store = open_store(path)
    try:
        return _run(options, result, root, path, store)
    except Damaged:
        if store:
            store.close()
            discard(path)
        return _run(options, result, root, path, None)
    finally:
        if store:
            store.close()


def _run(options: argparse.Namespace, result: Found, root: Path, path: Path, store: Store | None) -> int:
    briefing = Briefing(root, options.briefings, store)
    problems = sorted(
        {*briefing.check(), *_check_documents(root, options.docs, options.trust_docs, briefing), *result.problems}
    )
    FORMATS[options.format](problems)
    if options.format == "text":
        for file in dict.fromkeys(result.written):
            print(f"{file}: written")
        print(_closing(problems, len(briefing.library.entries), len(briefing.library.claims)))
        if options.evidence:
            print("\n".join(result.closing))
    # Two files that define one id must both be read again next time, so neither may be in the store.
    has_duplicates = any(problem.code is Code.DUPLICATE_ID for problem in problems)
    if (root / options.briefings).is_dir() and not has_duplicates:
        save(briefing, path)
    return 1 if (problems if options.strict else select_errors(problems)) else 0


def _check_documents(root: Path, folder: str, trusted: bool, checked: Briefing) -> Iterator[Problem]:
    yield from find_links_out(root / folder, root, folder)
    for path in sorted((root / folder).rglob("*.md")):
        file = path.relative_to(root).as_posix()
        if leads_out(path, root / folder, root):
            continue
        text, problems = read_document(path, file)
        yield from problems
        if problems:
            continue
        yield from check_document(text, file, checked.library, checked.names)
        if not trusted:
            yield from check_markdown(text, file)


def _closing(problems: list[Problem], entries: int, claims: int) -> str:
    bad = len(select_errors(problems))
    return f"{_count(entries, 'entry', 'entries')}, {_count(claims, 'claim')}: " + (
        f"{_count(bad, 'error')}, {_count(len(problems) - bad, 'warning')}" if problems else "no problems"
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
    lines = json.dumps(rows, ensure_ascii=False, indent=2).split("\n")
    print("\n".join(map(_escape_json, lines)))


def _escape_json(line: str) -> str:
    """A line of JSON without characters that cannot be seen: names of files can hold them."""
    return "".join(c if c.isprintable() else json.dumps(c)[1:-1] for c in line)


FORMATS: dict[str, Callable[[list[Problem]], None]] = {"text": _text, "github": _github, "json": _json}
