"""`due`: what an editor should look at again."""

from __future__ import annotations

import argparse
import datetime as dt
from collections.abc import Callable, Sequence
from itertools import groupby

from ..desk.upkeep.due import MONTHS, REASONS, Due, find_due
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from ..problem import escape, select_errors
from .article_files import add_date, day_of
from .changing import report
from .markdown import quote
from .opened import use_store
from .project import UnreadableProject, add_arguments as add_project_arguments, read_project
from .values import read_count

NOTHING = "Nothing is due for review."


def arguments(parser: argparse.ArgumentParser) -> None:
    line = f"how many months without a newer claim make an entry due (default: {MONTHS})"
    parser.add_argument("--months", type=read_count, default=MONTHS, metavar="NUMBER", help=line)
    line = "only what became due in the last so many days, for a list that is made every week"
    parser.add_argument("--within", type=read_count, default=None, metavar="DAYS", help=line)
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how the list is written")
    add_date(parser)
    add_project_arguments(parser)


@without_collection()
def run(options: argparse.Namespace) -> int:
    day = dt.date.fromisoformat(day_of(options.date))
    try:
        project = read_project(options)
    except UnreadableProject as error:
        return report(str(error), 2)

    def find(briefing: Briefing) -> list[Due] | None:
        return None if select_errors(briefing.check()) else find_due(briefing, day, options.months, options.within)

    found = use_store(project, lambda _, store: find(Briefing(project.root, project.folder, store)))
    if found is None:
        return report("the briefing has errors: 'python hooks check' lists them")
    print(FORMATS[options.format](found))
    return 0


def _write_text(found: Sequence[Due]) -> str:
    return _write(found, "{}", lambda due: f"  {due.at}: {due.id}{f' ({escape(due.what)})' if due.what else ''}")


def _write_markdown(found: Sequence[Due]) -> str:
    return "## Due for review\n\n" + _write(
        found, "### {}\n", lambda due: f"- [ ] {quote(due.id)}{f' {quote(due.what)}' if due.what else ''}"
    )


def _write(found: Sequence[Due], heading: str, write: Callable[[Due], str]) -> str:
    groups = groupby(found, key=lambda due: due.why)
    return (
        "\n\n".join("\n".join([heading.format(REASONS[why]), *map(write, group)]) for why, group in groups) or NOTHING
    )


FORMATS: dict[str, Callable[[Sequence[Due]], str]] = {"text": _write_text, "markdown": _write_markdown}
