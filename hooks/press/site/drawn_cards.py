"""The share cards that were drawn for a publication: which there are, and what each of them says.

They are in `docs/`, because they belong to one publication; only the card without words comes with the theme. This
module imports nothing slow: even a build with nothing to do asks for the file of what they say.
"""

from __future__ import annotations

import json
from pathlib import Path

FOLDER = "assets/cards/"
"""The folder of the drawn cards, in docs/, and on the site."""

SAID = "cards.json"
"""The file that says what each drawn card says, by its name; it is next to the cards."""

PLAIN = "plain"
"""The card without words."""


def said_path(docs: Path) -> Path:
    """The file that says what the cards in a folder of hand-written pages say; it need not exist."""
    return docs / FOLDER / SAID


def read_drawn(docs: Path, theme: Path) -> dict[str, str]:
    """What each drawn card in a folder of hand-written pages says, by its name. The card without words says nothing; a
    theme may be without it."""
    file, plain = said_path(docs), f"{FOLDER}{PLAIN}.png"
    said: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}
    return {PLAIN: "", **said} if (theme / plain).is_file() or (docs / plain).is_file() else said
