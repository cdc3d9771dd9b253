"""`links`: the links of a briefing that are dead. It requests each of them, and nothing else goes to the network."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from ..desk.upkeep.links import ARCHIVE, DeadLink, Link, find_dead_links, list_links
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from .changing import report
from .markdown import quote
from .opened import use_store
from .project import UnreadableProject, add_arguments as add_project_arguments, read_project
from .values import read_count, read_web_address


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=sorted(FORMATS), default="text", help="how the list is written")
    line = "the first so many links only (default: all)"
    parser.add_argument("--limit", type=read_count, default=None, metavar="NUMBER", help=line)
    line = f"the service that is asked for copies of dead articles (default: {ARCHIVE})"
    parser.add_argument("--archive", type=read_web_address, default=ARCHIVE, metavar="ADDRESS", help=line)
    add_project_arguments(parser)


@without_collection()
def run(options: argparse.Namespace) -> int:
    try:
        project = read_project(options)
    except UnreadableProject as error:
        return report(str(error), 2)
    links = use_store(project, lambda _, store: _list(Briefing(project.root, project.folder, store)))[: options.limit]
    dead = list(find_dead_links(links, archive=options.archive))
    print(FORMATS[options.format](dead))
    print(f"\n{len(links):,} links, {sum(link.is_certain for link in dead):,} dead, "
          f"{sum(not link.is_certain for link in dead):,} that could not be reached")  # fmt: skip
    return 1 if any(link.is_certain for link in dead) else 0


def _list(briefing: Briefing) -> list[Link]:
    briefing.check()
    return list_links(briefing.library)


def _write_text(dead: Sequence[DeadLink]) -> str:
    return "\n".join(f"{link.at}: {link.address}: {why}{_propose(copy, '    ')}" for link, why, _, copy in dead)


def _write_markdown(dead: Sequence[DeadLink]) -> str:
    rows = [f"- [ ] {quote(str(link.at))} {quote(link.address)}: {quote(why)}{_propose(copy, '    - ', quote)}"
            for link, why, _, copy in dead]  # fmt: skip
    return "\n".join(["## Dead links", "", *rows])


def _propose(copy: str, start: str, write: Callable[[str], str] = str) -> str:
    """The line that names a copy; empty without one."""
    line = write(f"archive_url: {copy}")
    return f"\n{start}{line}" if copy else ""


FORMATS: dict[str, Callable[[Sequence[DeadLink]], str]] = {"text": _write_text, "markdown": _write_markdown}
