"""`check --fix`: the problems with one right answer, each cured and checked again before anything is written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from ...problem import Code, Fix, Problem
from .changes import ChangeSet, Refused
from .places import Lines
from .splices import SpliceError, YamlText
from .trial import Trial

CURABLE = frozenset(
    {
        Code.INVISIBLE_CHARACTER,  # removed
        Code.NOT_YAML,  # the line as it was meant
        Code.RETIRED_REFERENCE,  # where the id leads
        Code.UNKNOWN_FIELD,  # another spelling of a field
        Code.UNKNOWN_WORD,  # another spelling of a word
        Code.INVALID_VALUE,  # true and false in other words
        Code.VALUE_OF_WRONG_TYPE,  # an amount or a date in another notation
        Code.INVALID_DATE,  # a date in another notation
        Code.INVALID_LOCATION,  # a place in another notation
        Code.MISPRINT,  # the right name
        Code.REPEATED_NAME,  # removed
        Code.CITES_WHAT_WAS_TAKEN_BACK,  # removed from a list; what a text says of it is for a person
        Code.TRACKING_ADDRESS,  # the address without what tracks
    }
)
"""The codes of the problems that a program cures, if the problem says what is right."""
_HIDING = frozenset(
    {
        Code.INVISIBLE_CHARACTER,
        Code.NOT_YAML,
        Code.UNKNOWN_FIELD,
        Code.UNKNOWN_WORD,
        Code.INVALID_VALUE,
        Code.INVALID_DATE,
        Code.INVALID_LOCATION,
    }
)
"""What hides some mistakes of its file: once it is cured, they come to light."""
_DAMAGE = _HIDING | {Code.WRONG_SHAPE, Code.MISSING_FIELD, Code.DUPLICATE_FIELD, Code.MISSING_VALUE}
"""What a cure must not lead to at its own place."""
MAX_ROUNDS = 5


def cure_problems(trial: Trial, changes: ChangeSet) -> tuple[ChangeSet, list[Problem]]:
    """Adds to the changes the cures of all problems with one right answer; returns them and those problems, sorted. A
    cure that would add another problem is left out, and so is one that does not work."""
    cured: list[Problem] = []
    tried: set[Problem] = set()
    problems = trial.problems
    for _ in range(MAX_ROUNDS):
        wanted = [each for each in problems if each.fix and each.code in CURABLE and each not in tried]
        if not wanted:
            break
        tried.update(wanted)
        works = _try(trial, changes, wanted, problems)
        if works is None:
            for problem in wanted:
                if (after := _try(trial, changes, [problem], problems)) is not None:
                    cured.append(problem)
                    problems = after
        else:
            cured += wanted
            problems = works
    return changes, sorted(cured)


def _try(
    trial: Trial, changes: ChangeSet, wanted: Sequence[Problem], before: Sequence[Problem]
) -> list[Problem] | None:
    """The problems that are left once some are cured; None, with no change, if that would not cure each of them or
    would add others."""
    texts: dict[str, str] = {}
    try:
        for file in sorted({problem.at.file for problem in wanted}):
            texts[file] = changes.read_text(file)
            changes.replace(file, apply_fixes(texts[file], file, [each for each in wanted if each.at.file == file]))
    except (Refused, SpliceError):
        _restore(changes, texts)
        return None
    after = trial.check_changes(changes)
    if _is_better(wanted, before, after):
        return after
    _restore(changes, texts)
    return None


def _restore(changes: ChangeSet, texts: Mapping[str, str]) -> None:
    for file, text in texts.items():
        changes.replace(file, text)


def _is_better(wanted: Sequence[Problem], before: Iterable[Problem], after: Iterable[Problem]) -> bool:
    """Whether all of the wanted problems are gone, and no other one came. In a file that could not be wholly read
    before, mistakes that were hidden may come to light: further down, or in the checks that come after reading."""
    had, gone = (Counter(map(_name, problems)) for problems in (before, wanted))
    read_to: dict[str, int] = {}
    for problem in wanted:
        if problem.code in _HIDING:
            read_to[problem.at.file] = max(problem.at.line, read_to.get(problem.at.file, 0))
    left = had - gone
    for problem in after:
        name = _name(problem)
        if left[name]:
            left[name] -= 1
        elif (
            name in gone
            or problem.at.file not in read_to
            or problem.code in _DAMAGE
            and problem.at.line <= read_to[problem.at.file]
        ):
            return False
    return True


def _name(problem: Problem) -> tuple[str, str, str]:
    return problem.at.file, problem.code, problem.what


def apply_fixes(text: str, file: str, problems: Sequence[Problem]) -> str:
    """The text of a file in which some problems are cured; raises SpliceError if one of their places is not found."""
    lines = Lines(text)
    items = [problem for problem in problems if problem.fix and problem.fix.scope == "item"]
    splices = [_find_splice(text, lines, problem) for problem in problems if problem not in items]
    for start, end, new in sorted(splices, reverse=True):
        text = text[:start] + new + text[end:]
    if items:
        source = YamlText(text, file)
        lines = Lines(text)
        for problem in sorted(items, reverse=True):  # from the end, so that the places of the others stay
            offset = lines.find_offset((problem.at.line - 1, problem.at.column - 1))
            source = source.remove(source.find_path(offset))
        text = source.text
    return text


def _find_splice(text: str, lines: Lines, problem: Problem) -> tuple[int, int, str]:
    """(start, end, what takes its place) of what is wrong."""
    fix = problem.fix or Fix("")
    start = lines.find_offset((problem.at.line - 1, problem.at.column - 1))
    if fix.scope == "line":
        first = lines.find_offset((problem.at.line - 1, 0))
        return first, lines.find_end(first), fix.right
    for shift in (0, 1):
        if text[start + shift : start + shift + len(fix.seen)] == fix.seen and (not shift or text[start] in "\"'"):
            return start + shift, start + shift + len(fix.seen), fix.right
    return _find_inside(text, start, fix)


def _find_inside(text: str, start: int, fix: Fix) -> tuple[int, int, str]:
    """As `_find_splice`, in a text that is not in one piece: the only place in it."""
    source = YamlText(text)
    path = source.find_path(start)
    begin, end = source.find_span(path)
    if text.count(fix.seen, begin, end) != 1:
        raise SpliceError("the place of the mistake is not certain")
    place = text.index(fix.seen, begin, end)
    return place, place + len(fix.seen), fix.right
