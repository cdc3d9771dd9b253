"""MkDocs with Material, including its search index: pages outside the nav, all pages in it, and an empty site."""

from __future__ import annotations

from pathlib import Path

from export import Export

from .tool import PageByPage, write

_CONFIG = """\
site_name: Veterans & Models
site_url: https://example.org/
theme:
  name: material
  font: false
{features}
markdown_extensions:
  - tables
  - sane_lists
  - toc:
      permalink: false
validation:
  nav:
    omitted_files: ignore
  links:
    not_found: ignore
    anchors: ignore
    absolute_links: ignore
    unrecognized_links: ignore
"""
_PRUNED = "  features:\n    - navigation.prune"
_HOME = "# An empty site\n\nOne page, so that there is one.\n"


class Pruned(PageByPage):
    """The nav has only the home page and the first page of each section."""

    name = "material"
    label = "MkDocs + Material, pages out of the nav"
    package = "material"
    content = "docs"

    def prepare(self, project: Path, export: Export) -> None:
        self.write_pages(project, export)
        nav = [f"  - {self.file_of(folder, frozenset([folder]))}" for folder in sorted(self.folders(project))]
        write(project / "mkdocs.yml", "\n".join([_CONFIG.format(features=_PRUNED), "nav:", *nav, ""]))

    def build(self) -> list[str]:
        return [str(self.home / "bin" / "mkdocs"), "build", "--quiet"]

    def serve(self, port: int) -> list[str]:
        return [str(self.home / "bin" / "mkdocs"), "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]


class EveryPage(Pruned):
    """No nav is set: MkDocs puts every page into the nav, and the nav into every page."""

    name = "material-nav"
    label = "MkDocs + Material, every page in the nav"

    def prepare(self, project: Path, export: Export) -> None:
        self.write_pages(project, export)
        write(project / "mkdocs.yml", _CONFIG.format(features=""))


class Empty(Pruned):
    """A single page: the minimum that any build with Material takes."""

    name = "empty"
    label = "MkDocs + Material, an empty site"

    def prepare(self, project: Path, export: Export) -> None:
        write(project / "mkdocs.yml", _CONFIG.format(features=""))
        write(project / "docs" / "index.md", _HOME)
