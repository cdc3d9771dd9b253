"""`cite`: looks up a quote from standard input in the article's text and locks it to its claim; keeps no text."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from ..content.evidence import ArticleText, MissingSplitter, Span, check_location, check_passage, make_lock, normalize
from ..content.kinds.claim import Claim
from ..content.kinds.lock import Lock
from ..content.records import Record
from ..content.values.dates import parse_date
from ..content.values.invalid_value import InvalidValue
from ..content.yaml_source import MAX_TEXT
from ..desk.comparison.answers import Answer, CannotTell, Contradiction
from ..desk.editing.changes import Refused
from ..library.briefing import Briefing
from ..problem import Code, Problem, make_visible, suggest_nearest
from .article_files import ArticleFiles, add_date, day_of, read_article_files
from .changing import finish_interrupted
from .judgments import renew_lock
from .project import Project, UnreadableProject, add_arguments as add_project_arguments, read_project

if TYPE_CHECKING:
    from ..desk.comparison.comparer import ArticleComparer

TEXTS = "evidence"
"""The folder next to briefings/ that is searched for `<article>.txt`; git ignores it."""


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("claim", metavar="ARTICLE/CLAIM", help="the claim that the quote supports")
    line = f"the text of the article, where the quote is looked up (default: {TEXTS}/ARTICLE.txt)"
    parser.add_argument("--text", type=Path, default=None, metavar="FILE", help=line)
    line = "say that you have read the claim against the quote: needed where no rule can tell whether they agree"
    parser.add_argument("--read", action="store_true", help=line)
    line = "with --read, lock a claim that the comparison contradicts: the article says the same in other words"
    parser.add_argument("--overrule", action="store_true", help=line)
    parser.add_argument("--dry-run", action="store_true", help="say what would be locked, and write nothing")
    add_project_arguments(parser)
    add_date(parser)


def run(options: argparse.Namespace) -> int:
    article, _, claim = options.claim.partition("/")
    if options.overrule and not options.read:
        return _misused("--overrule says that a person has read the claim: give --read, too")
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
        quote, comparer = _quote(), _make_comparer(project, files, text)
        return _lock(files, claim, _find_span(files, claim, quote, text), text, comparer, options)
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


def _make_comparer(project: Project, files: ArticleFiles, text: ArticleText) -> ArticleComparer | None:
    """What compares the claims of an article with its text; None if its entry cannot be read."""
    from ..desk.comparison.comparer import ArticleComparer  # needed only to compare
    from ..desk.recognition.lexicon import Lexicon

    briefing = Briefing(project.root, project.folder)
    briefing.check()
    return ArticleComparer(briefing, Lexicon(briefing.library), files.entry, text) if files.entry else None


def _find_span(files: ArticleFiles, claim: str, quote: str, text: ArticleText) -> Span:
    """Where the quote is; raises InvalidValue if that is not where the claim says."""
    span = _find(normalize(quote), text)
    check_location(files.claims[claim].data.at, span, text)
    return span


def _lock(
    files: ArticleFiles,
    claim: str,
    span: Span,
    text: ArticleText,
    comparer: ArticleComparer | None,
    options: argparse.Namespace,
) -> int:
    record, before, day = files.claims[claim], files.locks.get(claim), day_of(options.date)
    answer = comparer.compare(record.data, span) if comparer else CannotTell("the article has no entry")
    if problem := _refuse(record, answer, options):
        return _refused([problem])
    lock = renew_lock(make_lock(record.data, span, text, day), answer)
    if before is not None and _is_same_passage(before, lock):
        lock = lock.model_copy(update={"read": before.read})
    if options.read:
        lock = lock.model_copy(update={"read": parse_date(day)})
    if before is not None and before.model_copy(update={"checked": lock.checked}) == lock:
        lock = before
    files.write_locks({claim: lock}, options.dry_run)
    place = record.data.at or text.name_location(span)
    verb = "would be" if options.dry_run else "is"
    print(f"{files.file}: '{claim}' {verb} locked to {lock.length} characters in {place}, checked {lock.checked}")
    print(f"    {_describe(lock)}")
    if record.data.at is None:
        print(f"    to tell readers the place, add 'at: {place}' to the claim, and cite it again")
    return 0


def _describe(lock: Lock) -> str:
    matching = f"its {' and '.join(lock.compared)} match" if lock.compared else "nothing was compared by machine"
    return f"read on {lock.read}; {matching}" if lock.read else matching


def _refuse(record: Record[Claim], answer: Answer, options: argparse.Namespace) -> Problem | None:
    """Why a claim must not be locked: the quote contradicts it, or nobody has read what no rule can tell."""
    at = record.locate("at")
    if isinstance(answer, Contradiction) and not options.overrule:
        where = f"it is in {answer.at}; " if answer.at else ""
        cure = (
            f"{where}correct the claim or its place, or add '--read --overrule' if the article says it in other words"
        )
        return Problem(at, Code.CONTRADICTED, answer.what, cure)
    if isinstance(answer, CannotTell) and not options.read:
        cure = "read the claim against the quote; if it holds, cite it again with --read"
        return Problem(at, Code.NEEDS_READING, answer.why, cure)
    return None


def _is_same_passage(before: Lock, after: Lock) -> bool:
    """Whether two locks tie the same words of a claim to the same passage."""
    left_out = {"checked", "compared", "read"}
    return before.model_dump(exclude=left_out) == after.model_dump(exclude=left_out)


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
