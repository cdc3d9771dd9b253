"""Eleventy, with a feed of the site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from export import Export, Page

from .tool import PageByPage, front_matter, run_installer, write

_CONFIG = """\
module.exports = function (eleventyConfig) {
  eleventyConfig.addPassthroughCopy({ static: "/" });
  return {
    dir: { input: "content", includes: "../layouts", output: "site" },
    markdownTemplateEngine: false,
  };
};
"""
_SLOTS = {
    "title": "{{ title }}",
    "description": "{{ description }}",
    "address": "{{ page.url }}",
    "content": "{{ content | safe }}",
    "title_json": "{{ title | dump | safe }}",
    "description_json": "{{ description | dump | safe }}",
}
_FEED = """\
---
permalink: /feed.xml
eleventyExcludeFromCollections: true
---
<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Veterans and Models</title><link>https://example.org/</link>
<description>All pages</description>
{%- for entry in collections.all | reverse %}{% if loop.index0 < 20 %}
<item><title>{{ entry.data.title }}</title><link>https://example.org{{ entry.url }}</link></item>
{%- endif %}{% endfor %}
</channel></rss>
"""


class Eleventy(PageByPage):
    name = "eleventy"
    label = "Eleventy"
    package = "eleventy"

    def _install(self, packages: Sequence[str]) -> None:
        write(self.home / "package.json", '{"private": true}\n')
        run_installer(["npm", "install", "--no-fund", "--no-audit", "--save-exact", *packages], self.home)

    def prepare(self, project: Path, export: Export) -> None:
        self.write_pages(project, export)
        write(project / "eleventy.config.cjs", _CONFIG)
        write(project / "layouts" / "page.njk", export.layout(_SLOTS))
        write(project / self.content / "feed.njk", _FEED)
        head = front_matter({"title": "Not found", "layout": "page.njk", "permalink": "/404.html"})
        write(project / self.content / "404.md", f"{head}# Not found\n")
        write(project / "static" / "assets" / "briefing.css", export.styles.read_text(encoding="utf-8"))

    def head(self, page: Page) -> str:
        return front_matter(
            {
                "title": page.title,
                "description": page.description,
                "layout": "page.njk",
                "permalink": f"/{page.address}index.html",
            }
        )

    def _command(self) -> list[str]:
        return ["node", str(self.home / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs")]

    def build(self) -> list[str]:
        return [*self._command(), "--quiet"]

    def serve(self, port: int) -> list[str]:
        return [*self._command(), "--serve", "--quiet", f"--port={port}"]
