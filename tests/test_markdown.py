"""site/markdown.py: Markdown becomes clean HTML, with references and first mentions linked."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from markupsafe import Markup

from briefing_files import Files
from press.content.elements import ELEMENTS
from press.content.prose_fields import is_too_deep
from press.site.markdown import Prose, unlink
from press.site.wording import read_words
from site_factory import CheckedBriefing

ENTRIES: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company, names: [{text: 灯笼, kind: native}]}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "terms/chatbot.yml": "{term: chatbot, short: 'A *program* that \"talks\".'}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2023}",
    "claims/piece.yml": "[{id: one, text: It opens., kind: event}]",
}
STRAIGHT = str.maketrans("‘’“”", "''\"\"")
LANTERN = '<a class="name" href="/@/companies/lantern/" data-def="A firm.">Lantern</a>'


@pytest.fixture
def prose(checked: Callable[[Files], CheckedBriefing]) -> Prose:
    found = checked(ENTRIES)
    assert found.problems == []
    return Prose(found.library, found.names, read_words()[0])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Plain words.", "Plain words."),
        ("Lantern and Lantern.", f"{LANTERN} and Lantern."),
        ("*Lantern*", f"<em>{LANTERN}</em>"),
        ("[[lantern]] then Lantern", f"{LANTERN} then Lantern"),
        ("[[lantern|the firm]]", '<a class="name" href="/@/companies/lantern/" data-def="A firm.">the firm</a>'),
        (
            "[[chatbot]]",
            '<a class="term" href="/@/glossary/chatbot/" data-def="A program that &#34;talks&#34;.">chatbot</a>',
        ),
        ("[[piece/one]]", '<a href="/@/claims/piece/one/">It opens</a>'),
        (
            "在灯笼工作",
            '<span class="zh" lang="zh-Hans">在</span><a class="name" href="/@/companies/lantern/" data-def="A firm.">'
            '<span class="zh" lang="zh-Hans">灯笼</span></a><span class="zh" lang="zh-Hans">工作</span>',
        ),
        ("`Lantern`", "<code>Lantern</code>"),
        ("[Lantern](https://a.example)", '<a href="https://a.example" rel="noopener external">Lantern</a>'),
        ("A < B & C", "A &lt; B &amp; C"),
    ],
)
def test_inline(prose: Prose, text: str, expected: str) -> None:
    assert str(prose.line(text)) == expected


def test_an_entry_that_refuses_links_is_linked_where_it_is_written(
    checked: Callable[[Files], CheckedBriefing],
) -> None:
    found = checked({"products/source.yml": "{name: Source, summary: An app., link: false}"})
    prose = Prose(found.library, found.names, read_words()[0])
    link = '<a class="name" href="/@/products/source/" data-def="An app.">Source</a>'
    assert str(prose.line("Source, [[source]]")) == f"Source, {link}"


def test_citations(prose: Prose) -> None:
    mark = '<sup class="cite"><a href="/@/claims/piece/one/" data-def="It opens. — The Herald, 2023">source</a></sup>'
    assert str(prose.line("It opens.[@piece/one]")) == f"It opens.{mark}"
    assert str(prose.line("It opens [@piece/one] [@piece/one].")) == f"It opens.{mark}{mark}"
    assert str(prose.line("It opens [@piece/one], then shuts.")) == f"It opens,{mark} then shuts."


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<a href='javascript:alert(1)'>x</a>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](data:text/html,<script>)",
    "[x](vbscript:x)",
    "<iframe src=//evil.example>",
    "<base href=//e.example>",
    "<meta http-equiv=refresh content=0>",
    "<b onclick=alert(1)>x</b>",
    "x {: #__config onclick=alert(1) }",
    "<style>*{}</style>",
    "<div style='x'>y</div>",
    "<svg><script>alert(1)</script></svg>",
    "![x](https://evil.example/x.png)",
    "<form action=//e.example>",
    "<a href=' &#106;avascript:alert(1)'>x</a>",
    "[[lantern|<script>alert(1)</script>]]",
    "<math><mi//xlink:href='data:x'>",
    "[x](//evil.example)",
    "<!-- x --><p id=content>",
    "<a name=x id=y class=name>z</a>",
    "<!--problems-->",
    "<object data=x>",
]


class _LiveParts(HTMLParser):
    """Collects every element and every attribute that a browser would see."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.hidden: list[str] = []
        self.feed(markup)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.addresses.update(value or "" for name, value in attrs if name == "href")

    def handle_comment(self, data: str) -> None:
        self.hidden.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_not_allowed_comes_through(prose: Prose, text: str) -> None:
    for converted in (str(prose.block(text)), str(prose.line(text))):
        live = _LiveParts(converted)
        assert live.elements <= {*ELEMENTS, "span"}, converted
        assert live.attributes <= {"href", "title", "start", "rel", "class", "lang", "data-def"}, converted
        assert live.hidden == []
        schemes = {address.split(":")[0].strip().lower() for address in live.addresses if ":" in address}
        assert schemes <= {"http", "https", "mailto"}, converted


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Returns List<String> for <username> end.", "Returns List<String> for <username> end."),
        (r"\<em\> is a tag, `\<` is code", r"<em> is a tag, \< is code"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("It reads <!-- nothing --> and <?php x ?> and <![CDATA[y]]>", None),
        ("1 < 2, Lantern has > 5", None),
        ("Vector<a> and <abbr title='a>b'>q</abbr>", None),
        ("<b>x</b>, <p, </p and <", None),
        ("A <p> element, the </em> tag and <code>", None),
        ("<em>a</em> <em>b <em>c</em>", "a <em>b c"),
        ("![a picture](https://evil.example/x.png)", None),
        ("#1 in Riverland", None),
        ("# 1 in Riverland", None),
        ("1. FC Riverland wins", None),
        ("- 5 degrees", None),
        ("> 50 percent of users", None),
        ("---", None),
        ("[note]: words after it", None),
        ("The .NET platform", None),
        ("*One*<br>two", "One two"),
        ("a | b ~~c~~", None),
        ("2023. A good year", None),
    ],
)
def test_text_is_shown_as_written(prose: Prose, text: str, shown: str | None) -> None:
    expected = text if shown is None else shown
    assert prose.plain(text) == expected
    assert Markup(prose.line(text).replace("<br>", " ")).striptags().translate(STRAIGHT) == expected


@pytest.mark.parametrize(
    "text", ["#1 in Riverland", "List<String> is <b>bold</b>", "[note]: words after it", "<!-- x -->"]
)
def test_blocks_show_what_is_no_markdown(prose: Prose, text: str) -> None:
    assert prose.block(text).striptags() == text


def test_blocks_keep_their_lists_headings_and_allowed_elements(prose: Prose) -> None:
    text = "## Head\n\n- a <em>b</em>\n\n[x][n]\n\n[n]: https://a.example\n\n<table><tr><td>y</td></tr></table>\n\n---\n\nLantern"
    found = str(prose.block(text))
    for part in ("<h2>Head</h2>", "<li>a <em>b</em></li>", 'href="https://a.example"', "<td>y</td>", "<hr>", LANTERN):
        assert part in found


def test_links_lead_out_of_the_site_openly(prose: Prose) -> None:
    allowed = "[a](https://a.example) [b](http://b.example) [c](mailto:c@example.org)"
    assert str(prose.block(allowed)).count('rel="noopener external"') == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*One* [[lantern|two]] [[lantern]] [@piece/one]", "One two Lantern"),
        ("A < B &amp; `C`", "A < B & C"),
        ("[x](https://a.example)", "x"),
        ("It opens. [@piece/one]", "It opens."),
    ],
)
def test_plain(prose: Prose, text: str, expected: str) -> None:
    assert prose.plain(text).strip() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A usual sentence with [[one|two]] and (three).", False),
        ("[" * 201, True),
        ("(" * 201, True),
        ("*" * 201, True),
        ("> " * 9 + "x", True),
        ("    " * 9 + "- x", True),
        ("> " * 8 + "x", False),
        ("\n".join("- x" for _ in range(400)), False),
    ],
)
def test_too_deep(text: str, expected: bool) -> None:
    assert is_too_deep(text) == expected


def test_a_page_does_not_link_to_itself() -> None:
    other = '<a class="name" href="/@/people/li-wen/">Li Wen</a>'
    assert unlink(f"{LANTERN} and {other}, {LANTERN}", "companies/lantern/") == f"Lantern and {other}, Lantern"
    assert unlink(other, "companies/lantern/") == other
