"""desk/reading: what a page states of its article, and what it does not state."""

from __future__ import annotations

import pytest

from press.desk.reading import SourceArticle, Unreadable
from press.desk.reading.page_encoding import decode_page
from press.desk.reading.pages import read_page
from press.desk.reading.stated_dates import read_stated_date

BODY = "".join(
    f"<p>Lantern opened shop number {n} in Riverland, and a crowd of people came to look at its lamps, as they do.</p>"
    for n in range(1, 6)
)
LINKED = """<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [
  {"@type": "WebSite", "name": "The Herald", "datePublished": "1999-01-01"},
  {"@type": ["NewsArticle"], "headline": "Lantern opens shops", "datePublished": "2023-04-18T23:30:00-05:00",
   "dateModified": "2023-04-20", "author": [{"@type": "Person", "name": "Ann Bo"}, {"name": "By Cy Day"}],
   "publisher": {"name": "The Herald"}, "inLanguage": "en-GB", "mainEntityOfPage": "https://www.herald.example/shops"}
]}</script>"""


def page(head: str = "", body: str = f"<h1>Lantern opens shops</h1>{BODY}", lang: str = "") -> SourceArticle:
    markup = f"<!doctype html><html{lang}><head>{head}</head><body><article>{body}</article></body></html>"
    return read_page(markup.encode())


def test_linked_data() -> None:
    found = page(LINKED)
    assert (found.title, found.site, found.published) == ("Lantern opens shops", "The Herald", "2023-04-18")
    assert (found.authors, found.lang) == (("Ann Bo", "Cy Day"), "en")
    assert found.url == "https://www.herald.example/shops"


@pytest.mark.parametrize(("before", "after"), [
    ("<![CDATA[", "]]>"), ("//<![CDATA[\n", "\n//]]>"), ("/*<![CDATA[*/", "/*]]>*/"), ("<!--", "-->"), ("", ";"),
    ("\n ", " \n"), (" " * 50_000, " " * 50_000),
])  # fmt: skip
def test_linked_data_with_marks_around_it(before: str, after: str) -> None:
    linked = '{"@type": "Article", "headline": "Lantern opens shops", "datePublished": "2023-04-18"}'
    found = page(f'<script type="application/ld+json">{before}{linked}{after}</script>')
    assert found.published == "2023-04-18"


def test_meta_elements() -> None:
    found = page("""
        <title>Lantern opens shops | The Herald</title>
        <meta property="og:title" content="Lantern opens shops"><meta property="og:site_name" content="The Herald">
        <meta property="article:published_time" content="2023-04-18T08:00:00+08:00">
        <meta name="author" content="Ann Bo"><link rel="canonical" href="https://www.herald.example/shops?utm_source=x">
    """, lang=' lang="zh_Hant"')  # fmt: skip
    assert (found.title, found.site, found.published) == ("Lantern opens shops", "The Herald", "2023-04-18")
    assert (found.authors, found.lang, found.url) == (("Ann Bo",), "zh-Hant", "https://www.herald.example/shops")


def test_the_text_has_the_paragraphs_and_not_the_headline() -> None:
    text = page(LINKED).text
    assert len(text.split("\n\n")) == 5
    assert text.startswith("Lantern opened shop number 1 in Riverland")


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        ("<title>Lantern opens shops - The Herald</title>", "<h1>Lantern opens shops</h1>", "Lantern opens shops"),
        ("<title>Lantern opens shops - The Herald</title><meta property=og:site_name content='The Herald'>", "", "=",),
        ("<meta property=og:title content='Lamps for all'>", "<h1>The Herald</h1>", "Lamps for all"),
        ("<title>Lamps: a shop - The Herald</title>", "<h1>Lamps:  a\nshop</h1><h1>More</h1>", "Lamps: a shop"),
        ("<meta property=og:title content='Why Lantern opens its shops now'>",
         "<h1>Lantern opens its first shops now</h1>", "Lantern opens its first shops now"),
        ("<title>Lamps: a shop</title>", "<h1>Lamps:<br><!-- x -->a<script>x()</script> <i>sh</i>op</h1>",
         "Lamps: a shop"),
        ("<title>灯笼开店_科技_先驱报</title><meta property=og:site_name content='先驱报'>", "", "灯笼开店"),
        ("", "", ""),
    ],
)  # fmt: skip
def test_the_title_is_the_printed_one(head: str, heading: str, title: str) -> None:
    assert page(head, heading + BODY).title == ("Lantern opens shops" if title == "=" else title)


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ("", "<h1>Shops</h1><p class=byline>By Ann Bo</p><span>Published April 18, 2023</span>", "2023-04-18"),
        ("", "<h1>Shops</h1><time datetime='2023-04-18T10:00'>10 hours ago</time>", "2023-04-18"),
        ("", "<h1>Shops</h1><p>2023年4月18日 10:00</p>", "2023-04-18"),
        ("<meta name=date content='April 2023'>", "<h1>Shops</h1>", "2023-04"),
        ("<meta name=pubdate content='Tue, 18 Apr 2023 10:00:00 GMT'>", "<h1>Shops</h1>", "2023-04-18"),
        ("<link rel=canonical href='https://a.example/2023/04/18/shops'>", "<h1>Shops</h1>", "2023-04-18"),
        ("<meta property=og:title content=Shops>", "<h1>Shops</h1><p>Updated April 18, 2023</p>", ""),
        ("", "<h1>Shops</h1><footer>© 2023 The Herald, April 18, 2023</footer>", ""),
        ("", "<h1>Shops</h1><ul><li>May 1, 2023<li>May 2, 2023<li>May 3, 2023</ul>", ""),
        ("", "<h1>Shops</h1><p>Posted 3 hours ago</p>", ""),
        ("", "<h1>Shops</h1><p>On 04/05/2023</p>", ""),
        ("<meta name=date content='soon'>", "<h1>Shops</h1>", ""),
        ("", "<h1>Shops</h1><p>The shop opened on April 18, 2023, and many people came to look.</p>", ""),
    ],
)
def test_a_date_is_the_stated_one_or_none(head: str, body: str, date: str) -> None:
    head += "<title>Shops</title>"
    assert page(head, body + BODY).published == date


@pytest.mark.parametrize(
    ("stated", "date"),
    [
        ("2023-04-18T00:30:00+08:00", "2023-04-18"),
        ("2023-04", "2023-04"),
        ("2023", "2023"),
        ("20230418", "2023-04-18"),
        ("2023/4/8 10:00", "2023-04-08"),
        ("18 April 2023, 10:30 BST", "2023-04-18"),
        ("Mon Aug 03 12:45:00 EDT 2015", "2015-08-03"),
        ("13.12.2016", "2016-12-13"),
        ("2023-02-30", ""),
        ("2023-21", ""),
        ("04/05/2023", ""),
        ("1681776000", ""),
        ("9999-01-01", ""),
        ("2023-04-18 " * 9, ""),
        ("spring 2023/summer 2023", ""),
    ],
)
def test_stated_dates(stated: str, date: str) -> None:
    assert read_stated_date(stated) == date


def test_what_a_page_does_not_state_is_empty() -> None:
    found = page(
        "<meta name=author content='https://herald.example/ann'><meta name=author content='a@b.example'>", BODY
    )
    assert found == SourceArticle(text=found.text)


def test_a_canonical_address_on_another_site_does_not_count() -> None:
    markup = f"<link rel=canonical href='https://evil.example/a'><h1>Shops</h1>{BODY}".encode()
    assert read_page(markup, "https://www.herald.example/shops#top").url == "https://www.herald.example/shops"
    same = f"<link rel=canonical href='/shops?id=1&fbclid=2'><h1>Shops</h1>{BODY}".encode()
    assert read_page(same, "https://m.herald.example/x").url == "https://m.herald.example/shops?id=1"


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        ("<meta charset=gb2312>灯笼镕".encode("gb18030"), "", "灯笼镕"),
        ("<meta charset='latin1'>“é”".encode("cp1252"), "", "“é”"),
        ("é".encode("cp1252"), "iso-8859-1", "é"),
        ("é".encode("utf-16"), "", "é"),
        (b"\xff\xfe\xff", "", ""),
        (b"<meta charset=nonsense>\xe9", "", "\ufffd"),
        (b"<meta charset=hex>\xe9", "", "\ufffd"),
        ("é".encode(), "latin1", "é"),
    ],
)
def test_the_encoding_of_a_page(data: bytes, charset: str, text: str) -> None:
    assert text in decode_page(data, charset)


def test_a_page_without_elements_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="the page cannot be read"):
        read_page(b"<!-- -->")
