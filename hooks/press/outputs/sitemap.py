"""`/sitemap.xml` of all pages, hand-written ones too. https://www.sitemaps.org/protocol.html"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from ..site.views import VIEWS, addresses_of
from ..site.views.entries import entry_addresses
from ..site.views.site import Site

_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MAX_ADDRESSES = 50_000


class Sitemap:
    """Lists the pages of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def files(self, _: str) -> Iterator[tuple[str, bytes]]:
        """One sitemap, or an index of several where the protocol's limit is passed."""
        site, changed = self._site, self._changed()
        addresses = sorted({*changed, *site.documents.get("", ())})
        parts = [addresses[i : i + MAX_ADDRESSES] for i in range(0, len(addresses), MAX_ADDRESSES)] or [[]]
        files = []
        for number, part in enumerate(parts, 1):
            root = ElementTree.Element("urlset", xmlns=_NAMESPACE)
            for address in part:
                url = ElementTree.SubElement(root, "url")
                ElementTree.SubElement(url, "loc").text = site.url + address
                if day := changed.get(address):
                    ElementTree.SubElement(url, "lastmod").text = day
            name = "sitemap.xml" if len(parts) == 1 else f"sitemap-{number}.xml"
            files.append(name)
            yield name, _bytes(root)
        if len(parts) > 1:
            root = ElementTree.Element("sitemapindex", xmlns=_NAMESPACE)
            for name in files:
                ElementTree.SubElement(ElementTree.SubElement(root, "sitemap"), "loc").text = site.url + name
            yield "sitemap.xml", _bytes(root)

    def _changed(self) -> dict[str, str]:
        """Address -> the day of the last change of the entry whose page it is, or nothing."""
        site = self._site
        found: dict[str, str] = {}
        for name, view in VIEWS.items():
            if name == "moved":
                continue
            keys = list(view.keys(site))
            changes = site.history.of.read_all(keys) if view.of_entry else {}
            of_entries = entry_addresses.read_all(site, keys) if name == "entry" else {}
            for key in keys:
                day = changes[key][0].date.isoformat() if key in changes else ""
                addresses = of_entries[key] if name == "entry" else addresses_of(site, name, key)
                found.update(dict.fromkeys(addresses, day))
        return found


def _bytes(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"
