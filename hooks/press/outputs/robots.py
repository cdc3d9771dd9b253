"""`/robots.txt`: every robot may read everything, and the sitemap is at its full address.
https://www.rfc-editor.org/rfc/rfc9309 and https://www.sitemaps.org/protocol.html#submit_robots

It needs the address of the site, and a project that has a file `docs/robots.txt` publishes that in its place.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..site.address_patterns import AddressPattern
from ..site.urls import ROBOTS
from ..site.views.site import Site
from .output import Alone, File, Output, after
from .sitemap import SITEMAP


class Robots:
    """Writes the file of a site."""

    def __init__(self, site: Site) -> None:
        self._site = site

    def files(self, _: str) -> Iterator[File]:
        sitemap = self._site.url + SITEMAP.address_of("")
        yield ROBOTS, f"User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n".encode()


def _keys(site: Site) -> list[str]:
    """One key, or none if there is no such file."""
    return [""] if site.url and ROBOTS not in site.own_files.get("", ()) else []


OUTPUT = Output(
    Robots, after("Sitemap: ", end="\n"), alone=(Alone("robots", (AddressPattern(ROBOTS),), Robots.files, keys=_keys),)
)
