"""`sha256-nfkc1`: text as it is compared, and its hash.

What cannot be seen goes, then NFKC, case folded, one form of quotation marks, one space for any run of spaces.
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


def normal(text: str) -> str:
    """The text as it is compared."""
    seen = "".join(c for c in text if unicodedata.category(c) != "Cf").translate(_FOLDED)
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    return " ".join(folded.translate(_FOLDED).split())


def digest(normalised: str) -> str:
    """The hash of normalised text."""
    return hashlib.sha256(normalised.encode()).hexdigest()
