"""Hugo: pages, feeds, and the same files beside each page as ours, through output formats."""

from __future__ import annotations

from pathlib import Path

from export import Export, Page

from .tool import PageByPage, front_matter, write

_CONFIG = """\
baseURL = "https://example.org/"
title = "Veterans & Models"
languageCode = "en"
disableKinds = ["taxonomy", "term"]
enableRobotsTXT = false
[outputs]
home = ["html", "rss"]
section = ["html", "rss"]
page = ["html"]
[markup.goldmark.renderer]
unsafe = true
[markup.highlight]
codeFences = false
"""
_SLOTS = {
    "title": "{{ .Title }}",
    "description": "{{ .Description }}",
    "address": "{{ .RelPermalink }}",
    "content": "{{ .Content }}",
    "title_json": "{{ .Title }}",
    "description_json": "{{ .Description }}",
}
_JSON = """\
{{ dict "title" .Title "description" .Description "url" .Permalink "text" .Plain | jsonify }}
"""
_TWIN = "{{ .RawContent }}\n"
_FEED = """\
{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<description>{{ .Description }}</description>
<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link><guid>{{ .Permalink }}</guid>
<description>{{ .Plain | transform.XMLEscape | safeHTML }}</description></item>
</channel></rss>
"""
_LIST_FEED = """\
{{ printf "<?xml version=\\"1.0\\" encoding=\\"utf-8\\"?>" | safeHTML }}
<rss version="2.0"><channel><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<description>{{ .Description }}</description>
{{ range first 20 .Pages }}<item><title>{{ .Title }}</title><link>{{ .Permalink }}</link>
<description>{{ .Description }}</description></item>
{{ end }}</channel></rss>
"""


class Hugo(PageByPage):
    name = "hugo"
    label = "Hugo"
    package = "hugo"
    output = "public"
    caches = ("resources", ".hugo_build.lock")

    def prepare(self, project: Path, export: Export) -> None:
        self.write_pages(project, export)
        layouts = project / "layouts"
        write(project / "hugo.toml", _CONFIG)
        layout = export.layout(_SLOTS)
        for name in ("_default/single.html", "_default/list.html", "index.html", "404.html"):
            write(layouts / name, layout)
        for kind in ("single", "list", "home"):
            write(layouts / "_default" / f"{kind}.json", _JSON)
            write(layouts / "_default" / f"{kind}.md", _TWIN)
            write(layouts / "_default" / f"{kind}.rss.xml", _FEED if kind == "single" else _LIST_FEED)
        write(project / "static" / "assets" / "briefing.css", export.styles.read_text(encoding="utf-8"))

    def file_of(self, address: str, folders: frozenset[str]) -> str:
        return f"{address}_index.md" if address in folders else f"{address.rstrip('/')}.md"

    def head(self, page: Page) -> str:
        outputs = ["html", *page.beside]
        return front_matter(
            {
                "title": page.title,
                "description": page.description,
                "outputs": outputs if len(outputs) > 1 else None,
            }
        )

    def _command(self) -> str:
        """The program itself: the one in `bin` is only a wrapper."""
        return str(min(self.home.glob("lib/python*/site-packages/hugo/binaries/hugo*")))

    def build(self) -> list[str]:
        return [self._command(), "--quiet"]

    def serve(self, port: int) -> list[str]:
        return [self._command(), "server", "--port", str(port), "--baseURL", f"http://127.0.0.1:{port}/"]
