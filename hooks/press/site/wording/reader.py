"""`words.yml` -> `Words`: the default words, overridden by those of the fork."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from ...content.nodes import Fields, PlainData, to_plain
from ...content.settings_file import Locate
from ...content.words_file import WORDS_FILE, words_override_path
from ...content.yaml_source import parse_yaml, read_text
from ...problem import Code, Place, Problem, Rejected
from .shapes import Checker
from .words import Words

DEFAULT_FILE = Path(__file__).parents[2] / WORDS_FILE
"""The file that contains every word."""
MERGED = ("currencies", "languages")
"""Tables to which a fork adds entries. Any other word is replaced as a whole."""


def read_words(root: Path | None = None) -> tuple[Words, list[Problem]]:
    """The words, with those that the project in `root` overrides, and the problems of its file. If there are problems,
    the default words are returned. If the defaults themselves are damaged, raises Rejected."""
    default = read_defaults()
    if root is None or not words_override_path(root).exists():
        return Words(default), []
    node, problems = _read_fields(words_override_path(root), WORDS_FILE)
    if node is None:
        return Words(default), problems
    problems = list(Checker(WORDS_FILE, node, default).check())
    return Words(default if problems else _override(default, node)), problems


def check_theme_language(words: Words, language: str, locate: Locate) -> list[Problem]:
    """Checks that the theme has the language of the words, because it tells browsers and screen readers the
    language."""
    if words["language"].partition("-")[0] == language.partition("-")[0]:
        return []
    what = f"theme.language is '{language}', but the words of the interface are in '{words['language']}'"
    cure = f"set language: {words['language']} below theme"
    return [Problem(locate(("theme", "language")), Code.WRONG_LANGUAGE, what, cure)]


@cache
def read_defaults() -> Mapping[str, PlainData]:
    """The default words by key, as the file has them. Raises Rejected if the file is damaged."""
    name = f"hooks/press/{WORDS_FILE}"
    node, problems = _read_fields(DEFAULT_FILE, name)
    if node is None:
        raise Rejected(problems)
    words = {key: to_plain(entry) for key, entry in node.fields.items()}
    if problems := list(Checker(name, node, words).check()):
        raise Rejected(problems)
    return words


def _read_fields(path: Path, name: str) -> tuple[Fields | None, list[Problem]]:
    """The fields of a file, or what is wrong with it."""
    text, problems = read_text(path, name)
    node = None
    if not problems:
        node, problems = parse_yaml(text, name)
    if problems or isinstance(node, Fields):
        return (node if isinstance(node, Fields) else None), problems
    return None, [
        Problem(
            Place(name),
            Code.INVALID_LABEL,
            "expected words by key",
            "write 'key: words' lines, or remove the file",
        )
    ]


def _override(default: Mapping[str, PlainData], node: Fields) -> dict[str, PlainData]:
    """The default words with those of a fork in their place."""
    words = dict(default)
    for key, entry in node.fields.items():
        new, old = to_plain(entry), default[key]
        if isinstance(old, dict) and isinstance(new, str):
            new = {"other": new}
        words[key] = {**old, **new} if key in MERGED and isinstance(old, dict) and isinstance(new, dict) else new
    return words
