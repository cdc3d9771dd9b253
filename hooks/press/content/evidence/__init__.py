"""Whether the passage behind a claim is in its article: normalized text, positions in it, and the lock file.

A lock is a W3C text quote selector with each part hashed: https://www.w3.org/TR/annotation-model/#text-quote-selector
The text of an article is read from outside the project and compared; it is never kept.
"""

from .compare import (
    CHECKS,
    Check,
    Comparison,
    State,
    check_location,
    check_passage,
    compare_claim,
    describe_check,
    infer_state,
    make_lock,
)
from .lockfile import format_locks, name_lock_file, write_locks
from .normal import hash_text, normalize
from .passages import ArticleText, MissingSplitter, Span, read_article

__all__ = [
    "CHECKS",
    "ArticleText",
    "Check",
    "Comparison",
    "MissingSplitter",
    "Span",
    "State",
    "check_location",
    "check_passage",
    "compare_claim",
    "describe_check",
    "format_locks",
    "hash_text",
    "infer_state",
    "make_lock",
    "name_lock_file",
    "normalize",
    "read_article",
    "write_locks",
]
