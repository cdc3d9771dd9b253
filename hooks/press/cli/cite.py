"""`cite`: looks up a quote from standard input in the article's text and locks it to its claim; keeps no text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ..content.evidence import ArticleText, MissingSplitter, Span, check_location, check_passage, make_lock, normalize
from ..content.kinds.lock import Lock
from ..content.values.invalid_value import InvalidValue
from ..content.yaml_source import MAX_TEXT
from ..desk.editing.changes import Refused
from ..problem import Code, Problem, make_visible, suggest_nearest
from .article_files import ArticleFiles, add_date, day_of, read_article_files
from .changing import finish_interrupted
from .project import UnreadableProject, add_arguments as add_project_arguments, read_project

TEXTS = "evidence"
"""The folder next to briefings/ that is searched for `<article>.txt`; git ignores it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("claim", metavar="ARTICLE/CLAIM", help="the claim that the quote supports")
    line = f"the text of the article, where the quote is looked up (default: {TEXTS}/ARTICLE.txt)"
    parser.add_argument("--text", type=Path, default=None, metavar="FILE", help=line)
    add_project_arguments(parser)
    add_date(parser)


def run(options: argparse.Namespace) -> int:
    article, _, claim = options.claim.partition("/")
    try:
        project = read_project(options)
        finish_interrupted(project)
    except (OSError, Refused, UnreadableProject) as error:
        return _misused(str(error))
    files = read_article_files(project.root, project.folder, article)
    path: Path = options.text or Path(TEXTS, f"{article}.txt")
    if claim not in files.claims and not files.problems:
        known = [record.id for record in files.claims.values()]
        return _misused(f"there is no claim '{make_visible(options.claim)}'", suggest_nearest(options.claim, known))
    if not path.is_file():
        cure = f"put it there, or name it with --text FILE; '{TEXTS}/' is never committed"
        return _misused(f"the quote is looked up in the text of its article, but there is no {path}", cure)
    text, problems = files.read_text(path)
    if text is None or files.problems:
        return _refused([*problems, *files.problems])
    try:
        return _lock(files, claim, _quote(), text, day_of(options.date))
    except InvalidValue as error:
        return _refused([Problem(files.claims[claim].locate("at"), error.code, error.what, error.cure)])
    except (MissingSplitter, OSError) as error:
        return _misused(str(error))


def _quote() -> str:
    """The text on standard input; raises InvalidValue if it is not UTF-8."""
    if sys.stdin.isatty():
        print("Paste the words of the article, then press Ctrl-D on a line of its own.", file=sys.stderr)
    try:
        return sys.stdin.buffer.read(4 * MAX_TEXT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidValue("the quote is not valid UTF-8", "send it as UTF-8", Code.NOT_UTF8) from None


def _lock(files: ArticleFiles, claim: str, quote: str, text: ArticleText, day: str) -> int:
    record, before = files.claims[claim], files.locks.get(claim)
    span = _find(normalize(quote), text)
    check_location(record.data.at, span, text)
    lock = make_lock(record.data, span, text, day)
    if before is not None and _same(before, lock):
        lock = before
    files.write_locks({claim: lock})
    place = record.data.at or text.name_location(span)
    print(f"{files.file}: '{claim}' is locked to {lock.length} characters in {place}, checked {lock.checked}")
    if record.data.at is None:
        print(f"    to tell readers the place, add 'at: {place}' to the claim, and cite it again")
    return 0


def _same(before: Lock, after: Lock) -> bool:
    return before.model_dump(exclude={"checked"}) == after.model_dump(exclude={"checked"})


def _find(words: str, text: ArticleText) -> Span:
    """Where the quote is in the text; raises InvalidValue if it is missing or repeated. Quotation marks around it may
    have been added by the person quoting."""
    for quoted in (words, words.strip("\"' ")):
        if span := next(text.find_matches(quoted), None) if quoted else None:
            check_passage(quoted, text)
            return span
    if not words:
        cure = "send the words of the article: cite … < FILE"
        raise InvalidValue("there is no quote on standard input", cure, Code.NO_QUOTE)
    known = _known(words, text)
    near = f"; it differs after '…{make_visible(words[max(0, known - 30) : known])}'" if known else ""
    cure = "quote the article word for word, without '…'"
    raise InvalidValue(f"the quote is not in the text{near}", cure, Code.QUOTE_NOT_FOUND)


def _known(words: str, text: ArticleText) -> int:
    """How many of the quote's first characters appear together in the text."""
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if words[:middle] in text.words else (low, middle - 1)
    return low


def _refused(problems: list[Problem]) -> int:
    for problem in problems:
        print(problem)
    return 1


def _misused(what: str, cure: str = "") -> int:
    print(f"cite: {what}" + (f"\n    {cure}" if cure else ""), file=sys.stderr)
    return 2
