"""The part of `draft` that takes claims from a program: the prompt for it, its answer, and what becomes of that."""

from __future__ import annotations

import argparse
import sys
import textwrap
from pathlib import Path

from ..content.yaml_source import MAX_FILE_BYTES
from ..desk.comparison.passages import read_sentences
from ..desk.drafting import (
    BadAnswer,
    Draft,
    LeftOut,
    Undrafted,
    ask_program,
    lay_answer,
    name_program,
    read_answer,
    write_prompt,
)
from ..desk.editing.changes import ChangeSet
from ..desk.editing.trial import Trial
from ..desk.recognition.lexicon import Lexicon
from ..problem import escape, make_visible
from .article_files import day_of, read_article_files

STANDARD_INPUT = "-"


def arguments(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("claims drafted by a program, of which nothing is believed")
    ways = group.add_mutually_exclusive_group()
    ways.add_argument("--prompt", action="store_true", help="print a prompt for a language model, write nothing")
    line = "run a program that reads the prompt and writes an answer, such as 'llm -m MODEL' or 'ollama run MODEL'"
    ways.add_argument("--with", dest="program", default="", metavar="COMMAND", help=line)
    ways.add_argument("--answer", default="", metavar="FILE", help="an answer to the prompt, made elsewhere")
    group.add_argument("--by", default="", metavar="NAME", help="what the drafts say that they were drafted by")


def is_wanted(options: argparse.Namespace) -> bool:
    """Whether the claims come from a program."""
    return bool(options.program or options.answer)


def run(options: argparse.Namespace, draft: Draft, trial: Trial) -> int:
    """Writes the claims of an answer that pass, and lists the others with their reasons; 1 if none passes. Raises
    BadAnswer, Unanswered and Refused."""
    details, library, day = draft.details, trial.briefing.library, day_of(options.date)
    files = read_article_files(trial.root, trial.folder, details.id)
    if files.problems:
        raise Undrafted([(str(problem), "") for problem in files.problems])
    data = ask_program(options.program, write_prompt(draft, library)) if options.program else _read(options.answer)
    printed = [sentence.text for sentence in draft.sentences]
    article = read_sentences(printed, Lexicon(library), details.day, details.publisher, details.lang or "en")
    accepted, left_out = read_answer(data, article, library, files.claims)
    by = options.by or (name_program(options.program) if options.program else "a program")
    answered = lay_answer(draft, trial, accepted, files.locks, make_visible(by, 80), day)
    write(answered.changes, answered.kept, options.dry_run)
    _report([item.claim.id for item in answered.written], [*left_out, *answered.left_out])
    return 0 if answered.written else 1


def _read(path: str) -> bytes:
    """An answer in a file, or on standard input. Raises BadAnswer."""
    try:
        if path == STANDARD_INPUT:
            return sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        with Path(path).open("rb") as file:
            return file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise BadAnswer(f"{make_visible(path, 200)} cannot be read: {error.strerror}") from None


def write(changes: ChangeSet, kept: list[str], is_dry: bool) -> None:
    """Makes the changes and says which, or says only which they would be."""
    contents = changes.changed
    for file in contents if is_dry else changes.apply():
        print(f"{file}: {'would be written' if is_dry else 'written'}")
        if is_dry and file.endswith(".yml"):
            print(textwrap.indent((contents[file] or b"").decode(), "  "), end="")
    for file in kept:
        print(f"{file}: is already there, and stays as it is")


def _report(written: list[str], left_out: list[LeftOut]) -> None:
    print(f"\n{len(written)} drafts written" + (f": {', '.join(written)}" if written else ""))
    for item in left_out:
        print(f"left out: {escape(item.name)}\n    {escape(item.reason)}")
