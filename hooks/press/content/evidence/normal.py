"""`sha256-nfkc1`: the form in which text is compared, and its hash.

Invisible characters are removed; then come NFKC, case folding, one form of quotation marks, and one space for any run
of spaces. Unicode normalization forms: https://www.unicode.org/reports/tr15/
"""

from __future__ import annotations

import hashlib
import unicodedata

_FOLDED = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛‹›`´′‵", "'"),
        **dict.fromkeys("“”„‟«»″‶「」『』｢｣〝〞〟", '"'),
    }
)


def normalize(text: str) -> str:
    """The text in the form in which it is compared."""
    visible = "".join(c for c in text if unicodedata.category(c) != "Cf").translate(_FOLDED)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", visible).casefold())
    return " ".join(folded.translate(_FOLDED).split())


def hash_text(normalized: str) -> str:
    """The SHA-256 of normalized text, as 64 hexadecimal digits."""
    return hashlib.sha256(normalized.encode()).hexdigest()
