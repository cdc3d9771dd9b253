"""What the sentences of an article name: entries, unknown names, misprints, amounts, dates, speakers.

Input: sentences, the briefing, the article's day and publisher. Output: a `Sentence` for each. It may import `library`
and below, and reads no files.
"""

from .article import recognize_article
from .sentence import FoundAmount, FoundDate, FoundMisprint, FoundSpeaker, KnownName, Sentence, UnknownName

__all__ = [
    "FoundAmount",
    "FoundDate",
    "FoundMisprint",
    "FoundSpeaker",
    "KnownName",
    "Sentence",
    "UnknownName",
    "recognize_article",
]
