"""`draft`: reads an article and writes its entry, its text and drafts of its claims; prints it as a worksheet."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..content.evidence import MissingSplitter
from ..desk.drafting import Details, Draft, Undrafted, format_worksheet, make_draft
from ..desk.editing.changes import Refused
from ..desk.reading import Unreadable, read_source
from ..incremental.garbage import without_collection
from ..library.briefing import Briefing
from ..library.git import GitError, NoRepository, run_git
from ..problem import escape
from .article_files import add_date, day_of
from .project import Project, UnreadableProject, add_arguments as add_project_arguments, read_project


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="SOURCE", help="a text file, or '-' for standard input")
    details = parser.add_argument_group("what the source does not say, or says wrongly")
    details.add_argument("--id", default="", help="the id of the article (default: made from publisher and title)")
    details.add_argument("--title", default="", help="the headline as printed")
    details.add_argument("--publisher", default="", metavar="ID", help="the company that published it")
    details.add_argument("--url", default="", metavar="ADDRESS", help="where it was published")
    details.add_argument("--published", default="", metavar="DATE", help="when, like 2023-04-18 or 2023-04")
    details.add_argument("--author", action="append", default=[], help="an author; once for each")
    details.add_argument("--lang", default="", metavar="LANGUAGE", help="its language (default: en)")
    parser.add_argument("--dry-run", action="store_true", help="print everything, write nothing")
    add_project_arguments(parser)
    add_date(parser)


@without_collection()
def run(options: argparse.Namespace) -> int:
    try:
        project = read_project(options)
        source = read_source(options.source)
        briefing = Briefing(project.root, project.folder)
        briefing.check()
        draft = make_draft(briefing, source, _read_details(options), day_of(options.date))
        return _write(draft, project, options.dry_run)
    except Undrafted as error:
        return _refuse(error.reasons)
    except Unreadable as error:
        return _refuse([(f"{options.source}: {error.what}", error.cure)])
    except Refused as error:
        return _refuse([(str(error), "")])
    except (MissingSplitter, OSError, UnreadableProject) as error:
        print(f"draft: {escape(str(error))}", file=sys.stderr)
        return 2


def _read_details(options: argparse.Namespace) -> Details:
    return Details(
        options.id,
        options.title,
        options.publisher,
        options.url,
        options.published,
        tuple(options.author),
        options.lang,
    )


def _write(draft: Draft, project: Project, is_dry: bool) -> int:
    changes, kept = draft.list_changes(project.root)
    _check_ignored([file for file in changes.changed if file.endswith(".txt")], project.root)
    written = list(changes.changed) if is_dry else changes.apply()
    for file in written:
        print(f"{file}: {'would be written' if is_dry else 'written'}")
    for file in kept:
        print(f"{file}: is already there, and stays as it is")
    for note in draft.notes:
        print(f"note: {escape(note)}")
    print(f"\n{format_worksheet(draft)}", end="")
    return 0


def _check_ignored(files: list[str], root: Path) -> None:
    """Raises Undrafted if git would commit the text of an article."""
    for file in files:
        try:
            run_git(root, "check-ignore", "--quiet", "--no-index", "--", file)
        except NoRepository:
            return
        except GitError:
            folder = file.partition("/")[0]
            what = f"git does not ignore {file}: the text of an article must never be committed"
            raise Undrafted([(what, f"add the line '/{folder}/' to .gitignore")]) from None


def _refuse(reasons: list[tuple[str, str]]) -> int:
    for what, cure in reasons:
        print(f"draft: {escape(what)}" + (f"\n    {escape(cure)}" if cure else ""), file=sys.stderr)
    return 1
