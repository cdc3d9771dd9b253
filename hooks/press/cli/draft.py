"""`draft`: reads an article and writes its entry, its text and drafts of its claims; prints it as a worksheet."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path

from ..content.evidence import MissingSplitter
from ..content.kinds.lists import Feed
from ..desk.drafting import (
    BadAnswer,
    Details,
    Unanswered,
    Undrafted,
    apply_issue,
    choose_item,
    format_items,
    format_worksheet,
    list_feeds,
    make_draft,
    read_issue,
    require_ignored,
    write_prompt,
)
from ..desk.editing.changes import ChangeSet, Refused
from ..desk.editing.trial import Trial
from ..desk.reading import Unreadable, read_source, read_text_file
from ..incremental.garbage import without_collection
from ..problem import escape
from . import drafted
from .article_files import add_date, day_of
from .changing import finish_interrupted, open_trial, run_change
from .project import UnreadableProject, add_arguments as add_project_arguments, read_project


def arguments(parser: argparse.ArgumentParser) -> None:
    line = "a text file, a saved page, a feed (a file, an address, or an id in feeds.yml), an address, or '-'"
    parser.add_argument("source", metavar="SOURCE", nargs="?", default="", help=line)
    line = "an issue that was written with a form of the project: writes the claim or company that it suggests"
    parser.add_argument("--issue", type=Path, default=None, metavar="FILE", help=line)
    line = "which item of a feed: its number or its address (default: list them all)"
    parser.add_argument("--item", default="", metavar="ITEM", help=line)
    line = "the text of the article, if SOURCE has only a part of it, or none"
    parser.add_argument("--text", default="", metavar="FILE", help=line)
    details = parser.add_argument_group("what the source does not say, or says wrongly")
    details.add_argument("--id", default="", help="the id of the article (default: made from publisher and title)")
    details.add_argument("--title", default="", help="the headline as printed")
    details.add_argument("--publisher", default="", metavar="ID", help="the company that published it")
    details.add_argument("--url", default="", metavar="ADDRESS", help="where it was published")
    details.add_argument("--published", default="", metavar="DATE", help="when, like 2023-04-18 or 2023-04")
    details.add_argument("--author", action="append", default=[], help="an author; once for each")
    details.add_argument("--lang", default="", metavar="LANGUAGE", help="its language (default: en)")
    drafted.arguments(parser)
    parser.add_argument("--dry-run", action="store_true", help="print everything, write nothing")
    add_project_arguments(parser)
    add_date(parser)


@without_collection()
def run(options: argparse.Namespace) -> int:
    if bool(options.source) == (options.issue is not None):
        print("draft: name either a SOURCE or --issue FILE", file=sys.stderr)
        return 2
    if options.issue is not None:
        return run_change(options, f"draft --issue {options.issue.name}", partial(_apply_issue, options.issue))
    try:
        return _run(options)
    except Undrafted as error:
        return _refuse(error.reasons)
    except Unreadable as error:
        return _refuse([(f"{options.source}: {error.what}", error.cure)])
    except (BadAnswer, Refused, Unanswered) as error:
        return _refuse([(str(error), "")])
    except (MissingSplitter, OSError, UnreadableProject) as error:
        print(f"draft: {escape(str(error))}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    project = read_project(options)
    finish_interrupted(project)
    trial = open_trial(project)
    library = trial.briefing.library
    feeds = list_feeds(library)
    articles = read_source(options.source, {name: feed.url for name, feed in feeds.items()})
    if len(articles) > 1 and not options.item:
        print(format_items(articles, library), end="")
        return 0
    source = choose_item(articles, options.item)
    if options.text:
        source = replace(source, text=read_text_file(options.text))
    details = _read_details(options, feeds.get(options.source))
    draft = make_draft(trial.briefing, source, details, day_of(options.date))
    if options.prompt:
        print(write_prompt(draft, library), end="")
        return 0
    require_ignored([draft.text_file], project.root)
    other = draft.find_other_text(project.root)
    if drafted.is_wanted(options) and other:
        raise Undrafted([(other[0], "the claims of a program are locked to the text that is there")])
    for note in (*draft.notes, *other):
        print(f"note: {escape(note)}")
    if drafted.is_wanted(options):
        return drafted.run(options, draft, trial)
    changes, kept = draft.list_changes(project.root)
    drafted.write(changes, kept, options.dry_run)
    print(f"\n{format_worksheet(draft)}", end="")
    return 0


def _apply_issue(path: Path, trial: Trial, changes: ChangeSet) -> dict[str, str]:
    apply_issue(trial, changes, read_issue(trial.root, path))
    return {}


def _read_details(options: argparse.Namespace, feed: Feed | None) -> Details:
    """The values of the options; the publisher of a feed of the briefing is that of its items."""
    return Details(
        options.id,
        options.title,
        options.publisher or (feed.publisher if feed else None) or "",
        options.url,
        options.published,
        tuple(options.author),
        options.lang,
        tuple(feed.topics) if feed else (),
    )


def _refuse(reasons: list[tuple[str, str]]) -> int:
    for what, cure in reasons:
        print(f"draft: {escape(what)}" + (f"\n    {escape(cure)}" if cure else ""), file=sys.stderr)
    return 1
