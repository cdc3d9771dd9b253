"""Turns an article that was read into the files of a briefing: its entry, its text, and claims that are drafts.

Input: a `SourceArticle`, what its source does not say, and the briefing. Output: a `Draft`, which can be printed as a
worksheet or written in one step, or `Undrafted` with everything that is missing. It may import `publish` and below, and
the rest of the desk.
"""

from .answered import Answered, lay_answer
from .answers import BadAnswer, LeftOut, read_answer
from .details import Details, Undrafted
from .draft import Draft, make_draft
from .ignored import require_ignored
from .issues import apply_issue, read_issue
from .items import choose_item, format_items, list_feeds
from .programs import Unanswered, ask_program, name_program
from .prompt import write_prompt
from .worksheet import format_worksheet

__all__ = [
    "Answered",
    "BadAnswer",
    "Details",
    "Draft",
    "LeftOut",
    "Unanswered",
    "Undrafted",
    "apply_issue",
    "ask_program",
    "choose_item",
    "format_items",
    "format_worksheet",
    "lay_answer",
    "list_feeds",
    "make_draft",
    "name_program",
    "read_answer",
    "read_issue",
    "require_ignored",
    "write_prompt",
]
