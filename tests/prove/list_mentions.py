"""Lists every automatic link of a briefing, one a line, so that two revisions of the rules can be compared.

    python tests/prove/list_mentions.py [PROJECT] > after.txt
    diff before.txt after.txt

A line has the record, the path of its text, the position, the name as written, and the entry it leads to.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "hooks")]

from press.content.prose_fields import list_prose  # noqa: E402
from press.library.briefing import Briefing  # noqa: E402


def list_mentions(root: Path) -> Iterator[str]:
    """The mentions in every text of the briefing of a project, sorted by record."""
    briefing = Briefing(root)
    briefing.check()
    library = briefing.library
    for table in ("entries", "claims"):
        for record_id, record in sorted(library.records[table].items()):
            for path, text in list_prose(record):
                for mention in briefing.names.mentions(text):
                    name = text[mention.start : mention.end]
                    yield f"{record_id} {'.'.join(map(str, path))}:{mention.start} {name} -> {mention.id}"


if __name__ == "__main__":
    print("\n".join(list_mentions(Path(sys.argv[1] if len(sys.argv) > 1 else "."))))
