"""outputs/mail.py: each edition as HTML that mail clients show alike, and as plain text."""

from __future__ import annotations

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from briefing_files import Files, Write
from press.outputs.mail import OUTPUT, WIDTH, split_blocks, to_text, wrap
from press.site.links import resolve_addresses
from press.site.settings import Settings
from site_factory import SiteMaker, prepare_site
from test_editions import FILES, read_page

Built = Callable[[Files], SiteMaker]
SITE = "https://example.org/b/"
MAX_BYTES = 100_000
"""Some clients cut a mail that is longer, at 102 KB."""
SHOWN_ALIKE = {
    "html", "head", "meta", "title", "body", "table", "tr", "td", "p", "h1", "h2", "a", "ul", "li", "div", "sup", "em",
}  # fmt: skip
"""The elements that all mail clients show, of those that an edition needs."""
EVIL = '<script>alert(1)</script> & "co" <b onclick=x>'
FIGURED: Files = {
    **FILES,
    "editions/one.yml": str(FILES["editions/one.yml"]).replace(
        "            claims: [first/open",
        "            figure: {kind: strip, of: [first/open, first/magnate-pays], title: 'Two \"days\"'}\n"
        "            claims: [first/open",
    ),
}


class Tags(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.fixture
def files(built: Built) -> dict[str, bytes]:
    return built(FIGURED).make_files()


@pytest.fixture
def mail(files: dict[str, bytes]) -> str:
    return files["editions/one/email.html"].decode()


@pytest.fixture
def text(files: dict[str, bytes]) -> str:
    return files["editions/one/email.txt"].decode()


def test_the_html_is_what_mail_clients_show_alike(mail: str) -> None:
    tags = Tags(mail).found
    assert {tag for tag, _ in tags} <= SHOWN_ALIKE
    names = {name for _, attributes in tags for name in attributes}
    assert not {name for name in names if name.startswith("on")} | names & {"class", "id", "data-def", "tabindex"}
    styles = " ".join(attributes.get("style") or "" for _, attributes in tags)
    assert not re.search(r"position|float|url\(|var\(|(?<!-)color:(?!inherit)", styles)
    assert len(mail.encode()) < MAX_BYTES


def test_every_link_is_whole_and_every_mark_leads_to_its_claim(mail: str) -> None:
    hrefs = [attributes["href"] or "" for tag, attributes in Tags(mail).found if tag == "a"]
    assert hrefs and all(href.startswith(SITE) for href in hrefs)
    marks = re.findall(r'<sup [^>]*><a [^>]*href="([^"]*)">(\d+)</a></sup>', mail)
    claims = f"{SITE}claims/"
    assert (f"{claims}first/open/#claim", "1") in marks and (f"{claims}first/worth/#claim", "2") in marks
    assert "#note-" not in mail and "/@/" not in mail


def test_names_are_words_and_figures_are_tables(mail: str) -> None:
    assert "companies/" not in mail and "Lantern opened" in mail
    figure = mail.partition("Two “days”")[2].partition("</table>")[0]
    assert f'href="{SITE}claims/first/open/#claim">Lantern opens.</a>' in figure and "2 Apr 2023" in figure


def test_the_text_has_short_lines_and_the_address_of_each_claim(text: str) -> None:
    assert all(len(line) <= WIDTH for line in text.splitlines() if "https://" not in line)
    assert text.startswith("Lantern’s year\n==============\n")
    assert "* Lantern opened.[1]\n" in text and "[2] Lantern is worth US$1 billion. The Herald, Apr 2023\n" in text
    assert f"\n    {SITE}claims/first/worth/#claim\n" in text
    assert "  * 2 Apr 2023: Lantern opens. (Li Wen, in The Herald)\n" in text
    assert "<" not in text and "&" not in text


def test_what_an_editor_wrote_is_escaped(built: Built) -> None:
    edition = str(FILES["editions/one.yml"]).replace('title: "Lantern\'s year"', f"title: '{EVIL}'")
    files = built({**FILES, "editions/one.yml": edition.replace("Who buys.", f"'{EVIL}'")}).make_files()
    mail = files["editions/one/email.html"].decode()
    assert "<script" not in mail and "<b " not in mail and "&lt;script&gt;" in mail
    assert "<script>alert(1)</script> &" in files["editions/one/email.txt"].decode()


def test_the_links_are_checked_with_those_of_the_site(built: Built, text: str, mail: str) -> None:
    for name, content in (("email.html", mail), ("email.txt", text)):
        links = resolve_addresses(OUTPUT.addresses(content), f"editions/one/{name}", SITE)
        assert {"editions/one/", "claims/first/open/#claim", "claims/second/lamps/#claim"} <= links


def test_a_site_without_an_address_has_none(briefing: Write) -> None:
    made = prepare_site(briefing(FILES), Settings(schema_version=1), "A Briefing", "")
    assert not [path for path in made.make_files() if "email." in path]


def test_lines_are_wrapped_and_blocks_split() -> None:
    mark = '<sup class="cite"><a href="#note-3" id="ref-3">3</a> newer figure</sup>'
    assert to_text(Markup(f"It <em>is</em> A&amp;B.{mark}")) == "It is A&B.[3 newer figure]"
    assert wrap("word " * 20, "* ", "  ").splitlines()[1].startswith("  word")
    blocks = split_blocks(Markup("<p>One.</p>\n<ul>\n<li>Two</li></ul><p> </p>"))
    assert [(to_text(block), begin) for block, begin in blocks] == [("One.", ""), ("Two", "* ")]


def test_the_page_links_to_both(built: Built) -> None:
    page = read_page(built(FILES))
    assert 'href="/@/editions/one/email.html"' in page and 'href="/@/editions/one/email.txt"' in page
    assert b"email." not in built(FILES).make_files()["sitemap.xml"]
