"""A project for tests of the desk: a small briefing, and an article of twelve sentences that is read at the desk."""

from __future__ import annotations

import io
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

from briefing_files import Files, write_files
from press.desk.server.app import DeskApp
from press.desk.server.requests import FORM_TYPE
from press.publish.live import Live
from press.publish.publication import Publication
from press.site.settings import Settings
from press.site.wording import read_words
from project_factory import HAND_WRITTEN, make_project

BRIEFING: Files = {
    "properties.yml": """
        founder-of: {label: founder of, inverse: founded by, value: company}
        valuation: {label: valuation, value: amount, single: value}
        """,
    "companies/herald.yml": """
        name: The Herald
        type: outlet
        summary: A newspaper.
        same_as: {website: "https://herald.example"}
        """,
    "companies/lantern.yml": "# The maker.\nname: Lantern\ntype: start-up\nsummary: Maker of a chat program.\n",
    "people/li-wen.yml": "{name: Li Wen, summary: Head of a lamp firm., name_order: family-first}",
    "places/riverland.yml": "{name: Riverland, summary: A country.}",
    "topics/money.yml": "{name: Money, question: 'Who paid, and how much?'}",
}
ARTICLE = "herald-shop"
TITLE = "A shop for lamps that talk"
SENTENCES = (
    "Lantern opened a shop for talking lamps in Riverland in March 2024.",
    "It bought the building from Copper Kettle for US$4 million.",
    "Li Wen, who founded Lantern, said the shop would have 30 workers by the end of 2024.",
    "Northwind Capital put US$25 million into Lantern in January 2024.",
    "Maria Santos, a partner at Northwind Capital, said the shop was a bet on older buyers.",
    "Two other shops are planned for towns in the south.",
    "Brightwell Labs, a rival, has sold 200,000 lamps with a similar program since 2022.",
    "Tom Okafor, who runs Brightwell Labs, said that prices would fall by 10 per cent in 2025.",
    "Lantern was valued at US$90 million in April 2023.",
    "The start-up has 1.5 million users.",
    "Neighbors of the shop have complained about the noise.",
    "The shop is closed on Sundays.",
)
ENTRY = f"""
    title: {TITLE}
    publisher: herald
    url: https://herald.example/shop
    published: 2024-04-12
    """


def make_desk_project(folder: Path, with_article: bool = True) -> Path:
    """Creates a project in the new `folder`; `with_article` says whether the article is already in it."""
    make_project(folder)
    shutil.rmtree(folder / "briefings")
    write_files(folder / "briefings", BRIEFING)
    write_files(folder / "docs", {"about.md": HAND_WRITTEN.format("about")})
    (folder / "briefings" / "claims").mkdir()
    if with_article:
        write_files(folder / "briefings", {f"articles/{ARTICLE}.yml": ENTRY})
        write_text(folder)
    return folder


def write_text(folder: Path) -> None:
    """Puts the text of the article where the desk looks for it."""
    (folder / "evidence").mkdir(exist_ok=True)
    (folder / "evidence" / f"{ARTICLE}.txt").write_text(join_text(), encoding="utf-8")


def join_text() -> str:
    """The article as a page prints it: two sentences a paragraph."""
    pairs = [" ".join(SENTENCES[n : n + 2]) for n in range(0, len(SENTENCES), 2)]
    return "\n\n".join([TITLE, *pairs]) + "\n"


# Without a server


HOME = "/golden/"


def open_desk(folder: Path) -> DeskApp:
    """The desk of a project, without a server around it."""
    publication = Publication(folder, Settings(schema_version=1), read_words()[0], "Golden & Co", "", {}, "key")
    publication.read()
    return DeskApp(Live(publication), folder, HOME)


class Asked(NamedTuple):
    """The answer to a request."""

    status: int
    text: str
    headers: dict[str, str]


def ask(app: DeskApp, path: str, form: Mapping[str, str] | None = None, **changes: Any) -> Asked:
    """Asks the desk for a path, with a form as its own pages send it; `changes` are made to the environment of WSGI,
    and None leaves a variable out. A form without a token gets the right one."""
    token = app._desk.token  # tests play the page that has it
    body = b"" if form is None else urlencode({"token": token, **form}).encode()
    name, _, query = path.partition("?")
    environ = {
        "REQUEST_METHOD": "GET" if form is None else "POST",
        "PATH_INFO": f"{HOME}desk/{name}",
        "QUERY_STRING": query,
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1:8000",
        "HTTP_SEC_FETCH_SITE": "same-origin",
        "HTTP_ORIGIN": None if form is None else "http://127.0.0.1:8000",
        "CONTENT_TYPE": FORM_TYPE,
        "CONTENT_LENGTH": str(len(body)),
        "wsgi.input": io.BytesIO(body),
        **changes,
    }
    seen: list[Any] = []
    answer = b"".join(app({k: v for k, v in environ.items() if v is not None}, lambda *parts: seen.extend(parts)))  # type: ignore[arg-type, return-value]
    return Asked(int(seen[0][:3]), answer.decode(), dict(seen[1]))
