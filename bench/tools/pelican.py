"""Pelican: articles in categories, which are our sections, with a feed of the site and one of each category."""

from __future__ import annotations

from pathlib import Path

from export import Export, Page

from .tool import PageByPage, write

_CONFIG = """\
SITENAME = "Veterans & Models"
SITEURL = "https://example.org"
TIMEZONE = "UTC"
DEFAULT_LANG = "en"
PATH = "content"
OUTPUT_PATH = "site"
THEME = "theme"
USE_FOLDER_AS_CATEGORY = False
DIRECT_TEMPLATES = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 20
CATEGORY_FEED_ATOM = "{slug}/feed.xml"
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
DEFAULT_PAGINATION = False
IGNORE_FILES = []  # by default nothing below a folder whose name begins with a dot is watched
LOG_FILTER = []
MARKDOWN = {
    "extension_configs": {"markdown.extensions.meta": {}, "markdown.extensions.tables": {}},
    "output_format": "html5",
}
"""
_SLOTS = {
    "title": "{{ article.title|e }}",
    "description": "{{ article.summary|striptags|e }}",
    "address": "/{{ article.url }}",
    "content": "{{ article.content }}",
    "title_json": "{{ article.title|tojson }}",
    "description_json": "{{ article.summary|striptags|tojson }}",
}


class Pelican(PageByPage):
    name = "pelican"
    label = "Pelican"
    package = "pelican"
    caches = ("cache", "__pycache__")

    def prepare(self, project: Path, export: Export) -> None:
        self.write_pages(project, export)
        write(project / "pelicanconf.py", _CONFIG)
        write(project / "theme" / "templates" / "article.html", export.layout(_SLOTS))
        write(project / "theme" / "static" / "css" / "briefing.css", export.styles.read_text(encoding="utf-8"))
        write(project / self.content / "404.md", self.head(Page("404", "Not found", "Not found", "")) + "# Not found\n")

    def head(self, page: Page) -> str:
        save_as = "404.html" if page.address == "404" else f"{page.address}index.html"
        lines = (
            f"Title: {page.title}",
            "Date: 2026-11-20 12:00",
            f"Category: {page.section or 'home'}",
            f"Summary: {page.description or page.title}",
            f"Slug: {page.address.strip('/').replace('/', '--') or 'home'}",
            f"Url: {page.address}",
            f"Save_as: {save_as}",
        )
        return "\n".join(lines) + "\n\n"

    def _command(self) -> list[str]:
        return [str(self.home / "bin" / "pelican"), "--settings", "pelicanconf.py", "--fatal", "errors"]

    def build(self) -> list[str]:
        return [*self._command(), "--quiet"]

    def serve(self, port: int) -> list[str]:
        return [*self._command(), "--listen", "--autoreload", "--bind", "127.0.0.1", "--port", str(port)]
