"""Zensical, with the first page of each section in the nav."""

from __future__ import annotations

from pathlib import Path

from export import Export

from .tool import PageByPage, write

_CONFIG = """\
site_name: Veterans & Models
site_url: https://example.org/
docs_dir: docs
site_dir: site
theme:
  font: false
  features:
    - navigation.prune
markdown_extensions:
  - tables
  - sane_lists
validation: false
nav:
"""


class Zensical(PageByPage):
    name = "zensical"
    label = "Zensical, sections in the nav"
    package = "zensical"
    content = "docs"
    caches = (".cache",)

    def prepare(self, project: Path, export: Export) -> None:
        self.write_pages(project, export)
        nav = [f"  - {self.file_of(folder, frozenset([folder]))}" for folder in sorted(self.folders(project))]
        write(project / "mkdocs.yml", _CONFIG + "\n".join([*nav, ""]))

    def build(self) -> list[str]:
        return [str(self.home / "bin" / "zensical"), "build"]

    def serve(self, port: int) -> list[str]:
        return [str(self.home / "bin" / "zensical"), "serve", "--dev-addr", f"127.0.0.1:{port}"]
