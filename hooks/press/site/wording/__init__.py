"""The words that readers see: `words.yml`, what a fork overrides in it, and how texts are put together.

Values in the content (dates, amounts) become text only here, when a page is rendered.
"""

from __future__ import annotations

from .reader import DEFAULT_FILE, check_theme_language, read_words
from .words import Words

__all__ = ["DEFAULT_FILE", "Words", "check_theme_language", "read_words"]
