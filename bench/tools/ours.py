"""This project: a checkout's hooks with the invented briefing, and changes to its entries."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from .tool import Edit, Tool

_TEXT = re.compile(r"^  text: (.*)\.$", re.MULTILINE)
_SUMMARY = re.compile(r"^summary: (.*)\.$", re.MULTILINE)
_NEW = "name: {name}\ntype: start-up\nsummary: {name} was {mark}.\n"


class Ours(Tool):
    name = "ours"
    label = "this project"
    package = ""
    mount = "/briefing/"
    caches = (".briefing-cache", ".cache")

    @property
    def version(self) -> str:
        return "this checkout"

    def install(self) -> None:
        """Does nothing: the Python that runs the benchmark runs it."""

    def build(self) -> list[str]:
        return [sys.executable, "-m", "mkdocs", "build"]

    def build_verbosely(self) -> list[str]:
        """A build that prints how long each stage took."""
        return [*self.build(), "--verbose"]

    def check(self) -> list[str]:
        return [sys.executable, "hooks", "check"]

    def serve(self, port: int) -> list[str]:
        return [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]

    def edit(self, project: Path, mark: str) -> Edit:
        """Changes the text of one claim: the first one in the middle one of all files whose first claim is short."""
        file, before, text = _pick_middle(_list_first_claims(project / "briefings" / "claims"))
        claim = before.partition("\n")[0].removeprefix("- id: ")
        after = before.replace(f"  text: {text}.", f"  text: {text}, {mark}.", 1)
        return Edit(file, before, after, f"claims/{file.stem}/{claim}/", mark)

    def edit_summary(self, project: Path, mark: str) -> Edit:
        """Changes the summary of one company, the middle one of all."""
        file, before, text = _pick_middle(_list_summaries(project / "briefings" / "companies"))
        after = before.replace(f"summary: {text}.", f"summary: {text}, {mark}.", 1)
        return Edit(file, before, after, f"companies/{file.stem}/", mark)

    def add_company(self, project: Path, name: str, mark: str) -> Edit:
        """Adds a company that does not exist yet; it cannot be reverted with `undo`."""
        file = project / "briefings" / "companies" / f"{name.lower().replace(' ', '-')}.yml"
        return Edit(file, "", _NEW.format(name=name, mark=mark), f"companies/{file.stem}/", mark)

    def rename_company(self, edit: Edit) -> Edit:
        """The same company in a file with another name, and so at another address."""
        file = edit.file.with_name(f"{edit.file.stem}-2.yml")
        return Edit(file, edit.before, edit.after, f"companies/{file.stem}/", edit.mark)

    def break_company(self, project: Path) -> Edit:
        """Makes a company's file invalid YAML; every page then names the file and the line."""
        whole = self.edit_summary(project, "")
        place = f"{whole.file.relative_to(project).as_posix()}:"
        after = f"{whole.before.rstrip()}\nsee: [unclosed\n"
        return Edit(whole.file, whole.before, after, whole.address, place)


def _list_first_claims(folder: Path) -> Iterator[tuple[Path, str, str]]:
    """Files whose first claim has room for another word and is not in quotes: (file, its text, the claim's text)."""
    for file in sorted(folder.glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        first = text.partition("\n- ")[0]
        found = _TEXT.search(first)
        if found and len(found[1]) < 110 and not found[1].startswith('"') and "status:" not in first:
            yield file, text, found[1]


def _list_summaries(folder: Path) -> Iterator[tuple[Path, str, str]]:
    for file in sorted(folder.glob("*.yml")):
        text = file.read_text(encoding="utf-8")
        found = _SUMMARY.search(text)
        if found and not found[1].startswith('"'):
            yield file, text, found[1]


def _pick_middle(found: Iterator[tuple[Path, str, str]]) -> tuple[Path, str, str]:
    """The one in the middle: neither the best-known nor the least-known."""
    everything = list(found)
    return everything[len(everything) // 2]
