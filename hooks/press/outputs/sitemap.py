"""`/sitemap.xml` of all pages, hand-written ones too. https://www.sitemaps.org/protocol.html"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.etree import ElementTree

from ..views.site import Page, Site

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MAX_ADDRESSES = 50_000


def emit(site: Site, pages: Sequence[Page], hand_written: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    """One sitemap, or an index of several where the protocol's limit is passed."""
    changed = {page.address: site.history.last.get(page.entry) for page in pages if page.template != "moved"}
    addresses = sorted({*changed, *hand_written})
    parts = [addresses[i : i + MAX_ADDRESSES] for i in range(0, len(addresses), MAX_ADDRESSES)] or [[]]
    files = []
    for number, part in enumerate(parts, 1):
        root = ElementTree.Element("urlset", xmlns=_NAMESPACE)
        for address in part:
            url = ElementTree.SubElement(root, "url")
            ElementTree.SubElement(url, "loc").text = site.url + address
            if change := changed.get(address):
                ElementTree.SubElement(url, "lastmod").text = change.date.isoformat()
        name = "sitemap.xml" if len(parts) == 1 else f"sitemap-{number}.xml"
        files.append(name)
        yield name, _bytes(root)
    if len(parts) > 1:
        root = ElementTree.Element("sitemapindex", xmlns=_NAMESPACE)
        for name in files:
            ElementTree.SubElement(ElementTree.SubElement(root, "sitemap"), "loc").text = site.url + name
        yield "sitemap.xml", _bytes(root)


def _bytes(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
