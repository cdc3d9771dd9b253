"""The templates of the desk, its style sheet, script and fonts."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ...publish.publication import Publication
from ...site.jinja_env import tool_environment
from .desk import Desk
from .requests import Answer, Refusal

HERE = Path(__file__).parent
THEME = Path(__file__).resolve().parents[3] / "theme"
FONTS = "fonts/"


@cache
def _load_environment() -> Any:
    return tool_environment(HERE / "templates")


def render(desk: Desk, publication: Publication, template: str, status: str = "200 OK", **values: Any) -> Answer:
    """A page of the desk. `section` is the item of its menu."""
    shared = {
        "base": f"{desk.mount}desk/",
        "site": desk.mount,
        "site_name": publication.site.name,
        "token": desk.token,
        "page": template.partition(".")[0],
        "section": "",
        "said": "",
        "saved": None,
        "errors": desk.live.errors,
    }
    html = _load_environment().get_template(template).render({**shared, **values})
    return Answer(html.encode(), status)


def read_asset(name: str) -> Answer:
    """The style sheet, the script or a font; raises Refusal for any other name."""
    if name == "desk.css":
        text = (THEME / "styles" / "tokens.css").read_text(encoding="utf-8")
        return Answer((text + (HERE / "assets" / "desk.css").read_text(encoding="utf-8")).encode(), kind="text/css")
    if name == "desk.mjs":
        return Answer((HERE / "assets" / "desk.mjs").read_bytes(), kind="text/javascript; charset=utf-8")
    for font in sorted((THEME / "assets" / "fonts").glob("*.woff2")):
        if name == f"{FONTS}{font.name}":
            return Answer(font.read_bytes(), kind="font/woff2")
    raise Refusal("404 Not Found", "The desk has no such page.")
