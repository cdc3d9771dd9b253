"""Whether a passage says what a claim says, as far as rules can tell: numbers, dates, names, speaker, negation.

Input: a claim, and the recognized sentences of its article. Output: a match, a contradiction with the sentence where it
is right, or that no rule can tell. It may import `recognition` and below.

What no rule here catches: two names exchanged, another name of the same sentence, cause, degree, a fair-sounding
paraphrase. A match is no proof; a person who reads is.
"""

from .answers import Answer, CannotTell, Contradiction, Match
from .claims import Statement, read_statement
from .compare import compare_statement
from .comparer import ArticleComparer
from .passages import ReadArticle, read_sentences

__all__ = [
    "Answer",
    "ArticleComparer",
    "CannotTell",
    "Contradiction",
    "Match",
    "ReadArticle",
    "Statement",
    "compare_statement",
    "read_sentences",
    "read_statement",
]
