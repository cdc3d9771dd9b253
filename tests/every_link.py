"""Where the files of a site lead to, found by parsers of the formats: an independent answer to what builds collect."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin
from xml.etree import ElementTree


class _Reader(HTMLParser):
    """The addresses and ids in a page, in the order found."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.ids: set[str] = set()
        self._is_data = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids |= {values["id"]} if "id" in values else set()
        self.addresses += [values[name] for name in ("href", "src") if name in values]
        if values.get("http-equiv") == "refresh":
            self.addresses.append(values["content"].partition("url=")[2])
        elif tag == "meta" and values.get("content", "").startswith("http"):
            self.addresses.append(values["content"])
        self._is_data = values.get("type") == "application/ld+json"

    def handle_data(self, data: str) -> None:
        if self._is_data and data.strip():
            self.addresses += _find_strings(json.loads(data), {"@id", "url", "mainEntityOfPage"})


def _find_strings(data: object, keys: set[str]) -> Iterator[str]:
    """The strings in JSON below some keys."""
    if isinstance(data, dict):
        for key, value in data.items():
            if key in keys and isinstance(value, str):
                yield value
            yield from _find_strings(value, keys)
    elif isinstance(data, list):
        for item in data:
            yield from _find_strings(item, keys)


def _read_addresses(path: str, text: str) -> list[str]:
    ending = path.rpartition(".")[2]
    if ending == "json":
        return list(_find_strings(json.loads(text), {"url", "u", "contact", "home_page_url", "feed_url"}))
    if ending == "xml":
        elements = list(ElementTree.fromstring(text).iter())
        return [e.get("href") or (e.text or "") for e in elements if e.get("href") or e.tag.endswith("}loc")]
    if ending == "csv":
        return [row["url"] for row in csv.DictReader(io.StringIO(text))]
    if ending == "ics":
        return re.findall(r"^URL:(.*?)\r?$", text.replace("\r\n ", ""), re.MULTILINE)
    if path.endswith("/email.txt"):
        return re.findall(r"https?://[^\s<>]+", text)
    if ending == "md" or path == "llms.txt":
        return re.findall(r"(?<!\\)<((?:https?://|\.)[^<>\s]*)>", text)
    return re.findall(r"^Sitemap: (.*)$", text, re.MULTILINE)


def list_links(path: str, text: str, site: str) -> set[str]:
    """The links of one file: addresses relative to the site's root, with their anchors; without those that are found on
    the same page. `site` is the address of the site."""
    ids: set[str] = set()
    address = path.removesuffix("index.html")
    if path.endswith(".html"):
        reader = _Reader()
        reader.feed(text)
        addresses, ids = reader.addresses, reader.ids
    else:
        addresses = _read_addresses(path, text)
    base = site if path.startswith("search/") and path.endswith(".json") else site + address
    whole = {urljoin(base, found) for found in addresses}
    links = {unquote(found.removeprefix(site)) for found in whole if found.startswith(site)}
    return {link for link in links if (urldefrag(link)[0], urldefrag(link)[1] in ids) != (address, True)}
