"""Reads an article from wherever an editor has it: a text, a saved page, a feed or an address.

Input: a source as given on the command line, all of whose bytes are untrusted. Output: a `SourceArticle` of plain
texts, or `Unreadable` with the reason. It may import `content` and `problem`; heavy libraries run in a process of their
own.
"""

from .article import SourceArticle, Unreadable
from .source import read_source, read_text_file

__all__ = ["SourceArticle", "Unreadable", "read_source", "read_text_file"]
