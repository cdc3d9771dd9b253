"""desk/drafting: which outlet published an address, who an author is, ids of new articles, and values as YAML."""

from __future__ import annotations

import pytest

from briefing_files import Files, write_files
from press.content.kinds.base import MAX_ID
from press.content.nodes import to_plain
from press.content.yaml_source import parse_yaml
from press.desk.drafting.new_ids import make_article_id
from press.desk.drafting.publishers import find_author, find_publishers
from press.desk.drafting.style import find_style_faults
from press.desk.drafting.yaml_text import write_fields, write_item
from press.library.briefing import Briefing


def company(website: str, kind: str = "outlet") -> str:
    return f"{{name: A name of {website[8:]}, summary: A firm., type: {kind}, same_as: {{website: '{website}'}}}}"


FILES: Files = {
    "companies/herald.yml": company("https://www.herald.example"),
    "companies/herald-asia.yml": company("https://asia.herald.example/"),
    "companies/herald-books.yml": company("https://www.herald.example/books"),
    "companies/search.yml": company("https://search.example", "company"),
    "companies/search-news.yml": company("https://www.search.example", "outlet"),
    "companies/twin-a.yml": company("https://twin.example"),
    "companies/twin-b.yml": company("https://twin.example/"),
    "companies/no-site.yml": "{name: No Site, summary: A firm., type: company}",
    "people/ann-bo.yml": "{name: Ann Bo, summary: A reporter., names: [{text: 安博, kind: native}]}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder., see: [li-wen-poet]}",
    "people/li-wen-poet.yml": "{name: Li Wen, summary: A poet., see: [li-wen]}",
    "products/wen.yml": "{name: Wen, summary: A lamp.}",
    "articles/herald-lantern-opens-shop.yml": (
        "{title: One, publisher: herald, url: 'https://www.herald.example/1', published: 2023}"
    ),
    "articles/old-name.yml": "moved_to: herald-lantern-opens-shop",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    root = tmp_path_factory.mktemp("rooms")
    write_files(root / "briefings", FILES)
    briefing = Briefing(root)
    briefing.check()
    return briefing


@pytest.mark.parametrize(
    ("url", "found"),
    [
        ("https://www.herald.example/2023/04/18/shop", ["herald"]),
        ("http://herald.example", ["herald"]),
        ("https://m.herald.example/shop", ["herald"]),
        ("https://asia.herald.example/shop", ["herald-asia"]),
        ("https://www.herald.example/books/lamps", ["herald-books"]),
        ("https://www.herald.example/bookshop", ["herald"]),
        ("https://news.search.example/a", ["search-news"]),
        ("https://twin.example/a", ["twin-a", "twin-b"]),
        ("https://notherald.example/a", []),
        ("https://herald.example.evil.example/a", []),
        ("", []),
        ("https://[", []),
    ],
)
def test_the_publisher_is_the_one_with_the_domain(library: Briefing, url: str, found: list[str]) -> None:
    assert find_publishers(url, library.library) == found


@pytest.mark.parametrize(
    ("name", "found"), [("Ann Bo", "ann-bo"), ("安博", "ann-bo"), ("Li Wen", "Li Wen"), ("Wen", "Wen"), ("Bo", "Bo")]
)
def test_an_author_is_a_person_of_the_briefing_or_a_name(library: Briefing, name: str, found: str) -> None:
    assert find_author(name, library.library, library.names) == found


@pytest.mark.parametrize(
    ("publisher", "title", "article_id"),
    [
        ("herald", "The lamp and the shop of Riverland", "herald-lamp-shop-riverland"),
        ("herald", "Lantern opens a shop", "herald-lantern-opens-shop-2"),
        ("old", "Name", "old-name-2"),
        ("herald", "“Ça va”, says Ünal: it's 100 % safe!", "herald-ca-va-says-unal-100"),
        ("herald", "灯笼", "herald-denglong"),
        ("herald", "???", "herald-article"),
        ("herald", "w" * 300, "herald-wwwwwwwwwwwwwwwwwwwwwwwww"),
    ],
)
def test_the_id_of_a_new_article(library: Briefing, publisher: str, title: str, article_id: str) -> None:
    found = make_article_id(publisher, title, library.library)
    assert (found, len(found) <= MAX_ID) == (article_id, True)


@pytest.mark.parametrize(
    "text",
    ["plain", "a: b", "a #b", "# c", "- d", "[e]", "{f}", "'g'", '"h" and \'i\'', "no", "~", "null", "2023-04", "a, b",
     "\\n", "*x", "&y", "!z", "%a", "@b", "`c`", "| d", "> e", "é 灯笼", "trailing:", "?", "-", "=", "<<",
     "a\\b\"c'd", " "],
)  # fmt: skip
def test_any_text_is_read_back_as_it_was(text: str) -> None:
    written = write_fields([("one", text), ("none", ""), ("list", [write_item(text), write_item("x")])])
    node, problems = parse_yaml(written, "")
    assert problems == []
    assert node is not None
    assert to_plain(node) == {"one": text, "list": [text, "x"]}


@pytest.mark.parametrize(
    "text",
    ["Lantern is valued at US$1 billion.", "There are high hopes that Lantern can sell lamps.",
     "灯笼公司估值10亿美元。",
     "The report on Lantern was published in April 2023.", "Li Wen said he would sell lamps in the next round."],
)  # fmt: skip
def test_good_style(text: str) -> None:
    assert list(find_style_faults(text)) == []
