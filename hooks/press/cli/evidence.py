"""The part of `check` that compares claims with the texts of their articles, and writes the locks."""

from __future__ import annotations

import argparse
import shlex
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from ..content.evidence import ArticleText, State, compare_claim
from ..content.kinds import CLAIMS_FOLDER, LOCK_ENDING
from ..content.kinds.lock import Lock
from ..library.briefing import Briefing
from ..library.git import GitError, NoRepository, run_git
from ..problem import Code, Place, Problem, make_visible, suggest_nearest
from .article_files import ArticleFiles, add_date, read_article_files
from .judgments import Judgment, judge

if TYPE_CHECKING:
    from ..desk.comparison.comparer import ArticleComparer
    from ..desk.recognition.lexicon import Lexicon

CODES = {
    "lost": Code.PASSAGE_LOST,
    "changed": Code.PASSAGE_CHANGED,
    "moved": Code.PASSAGE_MOVED,
    "stale": Code.CLAIM_REWORDED,
    "unlocked": Code.NOT_LOCKED,
}
STATES: tuple[State, ...] = get_args(State)
GONE = ("retracted", "withdrawn")
"""The statuses of claims that no longer need a passage to support them."""


@dataclass(slots=True)
class Found:
    """The result of a comparison: the problems, the claims in each state by article, and the files that were
    written, or would be if `dry_run`."""

    dry_run: bool = False
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, Counter[State]] = field(default_factory=dict)
    written: list[str] = field(default_factory=list)

    def write(self, files: ArticleFiles, renewed: dict[str, Lock]) -> None:
        if files.write_locks(renewed, self.dry_run):
            self.written.append(files.file)

    @property
    def closing(self) -> list[str]:
        """One line for each article if there are several, and one for all of them."""
        lines = [f"{article}: {_line(counts)}" for article, counts in self.counts.items()]
        return [*(lines if len(lines) > 1 else ()), _line(sum(self.counts.values(), Counter()))]


def _line(counts: Counter[State]) -> str:
    return ", ".join(f"{counts[state]:,} {state}" for state in STATES)


def arguments(parser: argparse.ArgumentParser) -> None:
    line = "compare the claims with the texts in FOLDER, each <article>.txt; keep it out of version control"
    parser.add_argument("--evidence", type=_folder, default=None, metavar="FOLDER", help=line)
    line = "cure what has one right answer, lock the claims that match their passages, remove the locks of gone claims"
    parser.add_argument("--fix", action="store_true", help=line)
    add_date(parser)


def _folder(text: str) -> Path:
    if not Path(text).is_dir():
        raise argparse.ArgumentTypeError(f"there is no folder '{text}'")
    return Path(text)


def compare(root: Path, folder: str, options: argparse.Namespace, day: str, briefing: Briefing) -> Found:
    """Compares the claims of every article whose text is in the folder `--evidence`; `--fix` writes locks. `briefing`
    was checked. Raises MissingSplitter and OSError."""
    texts, fix = options.evidence, options.fix
    result = Found(options.dry_run)
    if fix:
        for path in sorted((root / folder / CLAIMS_FOLDER).glob(f"*{LOCK_ENDING}")):
            files = read_article_files(root, folder, path.name.removesuffix(LOCK_ENDING))
            if files.whole and not files.problems:
                result.write(files, {})
    if texts is not None:
        claims = (root / folder / CLAIMS_FOLDER).glob("*.yml")
        known = {path.stem for path in claims if not path.name.endswith(LOCK_ENDING)}
        _guard(result, root, texts)
        from ..desk.recognition.lexicon import Lexicon  # needed only to compare

        lexicon = Lexicon(briefing.library)
        for path in sorted(texts.glob("*.txt")):
            if path.stem in known:
                task = Task(read_article_files(root, folder, path.stem), briefing, lexicon, day)
                _compare_article(result, task, path, fix)
            else:
                what = f"'{make_visible(path.stem)}' has no claims to compare this text with"
                cure = suggest_nearest(path.stem, known) or "name it after the file of its claims: <article>.txt"
                result.problems.append(Problem(Place(str(path)), Code.TEXT_WITHOUT_CLAIMS, what, cure))
    return result


def _guard(result: Found, root: Path, texts: Path) -> None:
    """Reports texts that git does not ignore: the text of an article must never be committed."""
    arguments = ("-z", "--cached", "--others", "--exclude-standard", "--", str(texts.resolve()))
    try:
        listed = run_git(root, "ls-files", *arguments)
    except NoRepository:
        return
    except GitError as error:
        what = f"it is not known whether the texts of articles could be committed: {error}"
        result.problems.append(Problem(Place(str(texts)), Code.TEXT_IN_VERSION_CONTROL, what, "then check again"))
        return
    for name in filter(None, listed.decode("utf-8", "replace").split("\0")):
        if name.endswith(".txt"):
            what = "the text of an article could be committed"
            cure = "move it out of the project, or to evidence/"
            result.problems.append(Problem(Place(name), Code.TEXT_IN_VERSION_CONTROL, what, cure))


@dataclass(frozen=True, slots=True)
class Task:
    """An article to compare, and what it takes."""

    files: ArticleFiles
    briefing: Briefing
    lexicon: Lexicon
    day: str


def _compare_article(result: Found, task: Task, path: Path, fix: bool) -> None:
    """Compares the claims of one article. If its files contain mistakes, `check` reports only those."""
    files = task.files
    text, problems = files.read_text(path)
    result.problems += problems
    if text is None or files.problems:
        return
    from ..desk.comparison.comparer import ArticleComparer  # needed only to compare

    comparer = ArticleComparer(task.briefing, task.lexicon, files.entry, text) if files.entry else None
    judged = {claim: _judge(task, claim, text, comparer) for claim in files.claims}
    if fix:
        renewed = {claim: each.lock for claim, each in judged.items() if each is not None and each.lock is not None}
        result.write(files, renewed)
    if fix and not result.dry_run:
        judged |= {claim: _judge(task, claim, text, comparer) for claim in renewed}
    counts = result.counts[files.article] = Counter[State]()
    for claim, each in judged.items():
        if each is not None:
            counts[each.state] += 1
            result.problems += _list_problems(files, claim, each, path.parent)


def _judge(task: Task, claim: str, text: ArticleText, comparer: ArticleComparer | None) -> Judgment | None:
    """Looks for the passage of one claim, and compares the two; None for a claim that no longer needs a passage,
    or has no text yet."""
    record, lock = task.files.claims[claim], task.files.locks.get(claim)
    if record.data.status in GONE or not record.data.text:
        return None
    return judge(record, lock, compare_claim(record.data, record.id, lock, text, task.day), comparer)


def _list_problems(files: ArticleFiles, claim: str, judged: Judgment, texts: Path) -> list[Problem]:
    """The problem of a claim, if it has one; `texts` is the folder that its cure names."""
    at, cure = files.claims[claim].locate("at"), judged.cure.replace("DIR", shlex.quote(str(texts)))
    problems = []
    if judged.contradiction:
        problems.append(Problem(at, Code.CONTRADICTED, judged.contradiction, cure))
    elif judged.state != "verified":
        problems.append(Problem(at, CODES[judged.state], f"{judged.state}: {judged.what}", cure))
    return problems
