"""Our built site -> the same pages for other generators: one Markdown text per page, and our page frame as a layout."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from html import unescape
from pathlib import Path

from convert_to_markdown import convert_to_markdown

_ARTICLE = '<article class="md-content"'
_TITLE = re.compile(r"<title>(.*?)(?: - [^<]*)?</title>", re.DOTALL)
_DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)"')
_JSON = re.compile(r'href="(?:\.\./)*api/v1/[^"]*\.json"')
_RELATIVE = re.compile(r'((?:href|src)=")(?=\.)(?:\.\.?/)*(?:\.\.?(?="))?')
_CANONICAL = re.compile(r'<link rel="canonical" href="(https?://[^/"]+)([^"]*)"')
_LINKED_DATA = re.compile(r'<script type="application/ld\+json">.*?</script>', re.DOTALL)
_ALTERNATE = re.compile(r'<link rel="alternate"[^>]*>')
_STYLES = "assets/briefing.css"
_HEAD = """\
<link rel="alternate" type="application/atom+xml" title="@title@" href="@address@feed.xml">
<link rel="alternate" type="text/markdown" href="@address@index.md">
<link rel="alternate" type="application/atom+xml" title="Feed of the site" href="/feed.xml">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "WebPage", "name": @title_json@, \
"description": @description_json@, "inLanguage": "en", "isPartOf": {"@type": "WebSite", \
"name": "An invented briefing", "url": "https://example.org/"}, "license": "https://creativecommons.org/licenses/by/4.0/"}</script>
"""


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `address` is "companies/lantern/", the home page's is empty; `beside` names the files next to it."""

    address: str
    title: str
    description: str
    body: str
    beside: tuple[str, ...] = ()

    @property
    def section(self) -> str:
        """The first part of the address; empty for the home page."""
        return self.address.partition("/")[0]


@dataclass(frozen=True, slots=True)
class Export:
    """A folder with the pages, one JSON object per line, and the layout."""

    folder: Path

    def pages(self) -> Iterator[Page]:
        with (self.folder / "pages.jsonl").open(encoding="utf-8") as lines:
            for line in lines:
                fields = json.loads(line)
                yield Page(**{**fields, "beside": tuple(fields["beside"])})

    def addresses(self) -> list[str]:
        return [page.address for page in self.pages()]

    def layout(self, slots: Mapping[str, str]) -> str:
        """The layout with a tool's own words in its slots.

        The slots are title, description, address and content, and title_json and description_json as JSON texts.
        """
        text = (self.folder / "layout.html").read_text(encoding="utf-8")
        return re.sub(r"@(\w+)@", lambda found: slots[found[1]], text)

    @property
    def styles(self) -> Path:
        return self.folder / "briefing.css"


def write_export(site: Path, folder: Path) -> Export:
    """Reads every page except 404.html, which each tool makes itself; raises ValueError for a page unlike ours."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "pages.jsonl").open("w", encoding="utf-8") as lines:
        for path in sorted(site.rglob("index.html")):
            lines.write(json.dumps(asdict(read_page(site, path)), ensure_ascii=False) + "\n")
    sample = min((site / "claims").glob("*/*/index.html"))
    (folder / "layout.html").write_text(read_layout(sample.read_text(encoding="utf-8")), encoding="utf-8")
    (folder / "briefing.css").write_bytes((site / _STYLES).read_bytes())
    return Export(folder)


def read_page(site: Path, path: Path) -> Page:
    """The page of one file below `site`."""
    html = path.read_text(encoding="utf-8")
    where = path.parent.relative_to(site).as_posix()
    address = "" if where == "." else f"{where}/"
    title, description = _TITLE.search(html), _DESCRIPTION.search(html)
    if title is None:
        raise ValueError(f"{path} has no title")
    _, article, _ = _find_article(html)
    beside = [
        *(["json"] if _JSON.search(article) and (path.parent / "index.md").exists() else []),
        *(["markdown"] if (path.parent / "index.md").exists() else []),
        *(["rss"] if (path.parent / "feed.xml").exists() else []),
    ]
    return Page(
        address,
        unescape(title[1]).strip(),
        unescape(description[1]) if description else "",
        convert_to_markdown(article, address),
        tuple(beside),
    )


def read_layout(html: str) -> str:
    """The frame of one of our pages, with slots and absolute links, so that other tools' pages are as large as ours."""
    before, _, after = _find_article(html)
    head, body, rest = before.partition("<body")
    title, description, canonical = _TITLE.search(head), _DESCRIPTION.search(head), _CANONICAL.search(head)
    if title is None or description is None or canonical is None:
        raise ValueError("the page for the layout has no title, description or canonical address")
    head = _ALTERNATE.sub("", _LINKED_DATA.sub("", head))
    head = head.replace(canonical[1] + canonical[2], f"{canonical[1]}@address@")
    head = head.replace(description[1], "@description@").replace(title[1].strip(), "@title@")
    return _RELATIVE.sub(r"\1/", f"{head.replace('</head>', f'{_HEAD}</head>')}{body}{rest}\n@content@\n{after}")


def _find_article(html: str) -> tuple[str, str, str]:
    """(what is before the article, its content, what follows it); raises ValueError if there is no article."""
    begin = html.index(">", html.index(_ARTICLE)) + 1
    end = html.rindex("</article>")
    return html[:begin], html[begin:end], html[end:]
