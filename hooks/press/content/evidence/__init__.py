"""Whether the passage behind a claim stands in its article: normalised text, positions in it, and the file of locks.

A lock is a W3C text quote selector with each part hashed: https://www.w3.org/TR/annotation-model/#text-quote-selector
The text of an article is read from outside the project, compared, and forgotten.
"""

from .compare import Answer, State, answer, known_state, lock_of, refuse, within
from .lockfile import as_text, lock_file, write
from .normal import digest, normal
from .passages import ArticleText, NoSplitter, Span, read_article

__all__ = [
    "Answer",
    "ArticleText",
    "NoSplitter",
    "Span",
    "State",
    "answer",
    "as_text",
    "digest",
    "known_state",
    "lock_file",
    "lock_of",
    "normal",
    "read_article",
    "refuse",
    "within",
    "write",
]
