"""Draws automatic links in prose of other hands, for a person to judge whether each name is the name.

    python tests/prove/draw_links.py TEXTS NAMES [--count 300] [--seed 20261125]

TEXTS is a folder of .txt and .md files, which stay outside the project. NAMES is a file of names such as
`names_of_ai.yml` beside this one: a list of names for each kind. Of each paragraph, every first mention of an entry can
be drawn, as on a page. Each link drawn is printed with its place and what stands around it.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml

sys.path[:0] = [str(Path(__file__).resolve().parents[2] / "hooks")]

from press.content.kinds import KINDS  # noqa: E402
from press.library.briefing import Briefing  # noqa: E402
from press.library.names import Names  # noqa: E402

SEED = 20261125
AROUND = 70
_NOT_PROSE = re.compile(
    r"^(?:---|\+\+\+)\n.*?^(?:---|\+\+\+)\n|^```.*?^```|^(?:import|export) [^\n]*|^ {4}[^\n]*|^\|[^\n]*|<[^<>]*>",
    re.DOTALL | re.MULTILINE,
)
"""Front matter, code, tables and tags."""


@dataclass(frozen=True)
class Link:
    """One automatic link that a paragraph would have."""

    file: str
    before: str
    name: str
    after: str
    entry_id: str

    def __str__(self) -> str:
        return f"{self.before}[{self.name}]{self.after}  ({self.entry_id}, {self.file})"


def write_briefing(names: Path, root: Path) -> None:
    """Writes a briefing with an entry for each name of a file; the first name of a line is the entry's."""
    for kind, lines in yaml.safe_load(names.read_text(encoding="utf-8")).items():
        folder = root / "briefings" / KINDS[kind].folder
        folder.mkdir(parents=True)
        for number, line in enumerate(lines):
            first, *others = [name.strip() for name in str(line).split(",")]
            name, summary = ("term", "short") if kind == "term" else ("name", "summary")
            fields = {name: first, summary: "An entry.", "names": others}
            fields |= {"type": "company"} if kind == "company" else {}
            entry = "".join(
                f"{key}: {value if isinstance(value, list) else repr(value)}\n" for key, value in fields.items()
            )
            (folder / f"{kind}-{number}.yml").write_text(entry, encoding="utf-8")


def list_links(names: Names, texts: Path) -> Iterator[Link]:
    """The first mention of each entry in each paragraph; what several files repeat counts once."""
    known: set[str] = set()
    for path in sorted(path for path in texts.rglob("*") if path.suffix in (".txt", ".md")):
        text = _NOT_PROSE.sub("", path.read_text(encoding="utf-8", errors="replace").replace("\r", ""))
        for paragraph in re.split(r"\n\s*\n", text):
            line, seen = " ".join(paragraph.split()), set[str]()
            if line in known:
                continue
            known.add(line)
            for mention in names.mentions(line):
                if mention.id not in seen:
                    seen.add(mention.id)
                    before, after = line[max(0, mention.start - AROUND) : mention.start], line[mention.end :]
                    shown = line[mention.start : mention.end]
                    yield Link(str(path.relative_to(texts)), before, shown, after[:AROUND], mention.id)


def _draw(link: Link, seed: int) -> str:
    """The lot of a link: it stays the same when others come or go, so that only new ones have to be judged."""
    return hashlib.sha256(f"{seed} {link}".encode()).hexdigest()


def main() -> int:
    """Prints the links that are drawn; ends with 1 if there are too few."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("names", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=SEED)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_briefing(options.names, Path(folder))
        briefing = Briefing(Path(folder))
        for problem in briefing.check():
            print(problem, file=sys.stderr)
        links = list(list_links(briefing.names, options.texts))
    drawn = sorted(links, key=lambda link: _draw(link, options.seed))[: options.count]
    for number, link in enumerate(drawn, 1):
        print(f"{number:3} {link}")
    print(f"{len(drawn)} of {len(links):,} links")
    return 0 if len(drawn) == options.count else 1


if __name__ == "__main__":
    sys.exit(main())
