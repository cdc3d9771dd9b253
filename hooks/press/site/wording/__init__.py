"""The words that readers see: `words.yml`, what a fork overrides in it, and how they are put together.

A value of the content (a date, an amount) becomes text here, when a page is rendered, and nowhere else.
"""

from __future__ import annotations

from .reader import DEFAULT_FILE, check_theme_language, read_words
from .words import Words

__all__ = ["DEFAULT_FILE", "Words", "check_theme_language", "read_words"]
