"""`/sitemap.xml` of all pages, including hand-written ones. https://www.sitemaps.org/protocol.html"""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree import ElementTree

from ..site.address_patterns import AddressPattern
from ..site.views import VIEWS
from ..site.views.common import numbers
from ..site.views.site import Site
from ..site.views.site_queries import site_query
from .output import Alone, File, Output, after

MAX_ADDRESSES = 50_000
"""The most addresses that the protocol allows in one file."""
SITEMAP, PART = AddressPattern("sitemap.xml"), AddressPattern("sitemap-{number}.xml")
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


@site_query()
def days_of_pages(site: Site) -> dict[str, str]:
    """The address of each page, sorted -> the day on which its entry last changed; empty if unknown."""
    days = dict.fromkeys(site.documents.get("", ()), "")
    for view in VIEWS.values():
        if view.is_in_sitemap:
            keys = list(view.keys(site))
            changes = site.history.of.read_all(keys) if view.is_of_entry else {}
            for key, addresses in view.addresses_by_key(site, keys).items():
                day = changes[key][0].date.isoformat() if key in changes else ""
                days.update(dict.fromkeys(addresses, day))
    return dict(sorted(days.items()))


def _list_parts(site: Site) -> list[str]:
    """The numbers of the parts, none if all addresses fit into one file."""
    parts = numbers(len(days_of_pages(site)), MAX_ADDRESSES)
    return parts if len(parts) > 1 else []


class Sitemap:
    """Lists the pages of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def whole(self, _: str) -> Iterator[File]:
        """One sitemap, or an index of its parts if it exceeds the protocol's limit."""
        parts = _list_parts(self._site)
        if parts:
            root = ElementTree.Element("sitemapindex", xmlns=_NAMESPACE)
            for number in parts:
                place = ElementTree.SubElement(ElementTree.SubElement(root, "sitemap"), "loc")
                place.text = self._site.url + PART.address_of(number)
        else:
            root = self._list_pages(1)
        yield SITEMAP.address_of(""), _bytes(root)

    def part(self, number: str) -> Iterator[File]:
        """One part of a sitemap that does not fit into one file."""
        yield PART.address_of(number), _bytes(self._list_pages(int(number)))

    def _list_pages(self, number: int) -> ElementTree.Element:
        pages = list(days_of_pages(self._site).items())[(number - 1) * MAX_ADDRESSES : number * MAX_ADDRESSES]
        root = ElementTree.Element("urlset", xmlns=_NAMESPACE)
        for address, day in pages:
            url = ElementTree.SubElement(root, "url")
            ElementTree.SubElement(url, "loc").text = self._site.url + address
            if day:
                ElementTree.SubElement(url, "lastmod").text = day
        return root


def _bytes(root: ElementTree.Element) -> bytes:
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


OUTPUT = Output(
    Sitemap,
    after("<loc>", end="<"),
    alone=(
        Alone("sitemap", (SITEMAP,), Sitemap.whole),
        Alone("sitemap part", (PART,), Sitemap.part, keys=_list_parts),
    ),
)
