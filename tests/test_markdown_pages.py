"""outputs/markdown_pages.py: the Markdown pages, and what they may not be read as."""

from __future__ import annotations

import html
import re

import pytest
from markdown import Markdown

from lamp_world import LAMPS, Built, files
from press.outputs.markdown_pages import escaped


def test_entries_sources_and_editions_have_markdown_pages(built: Built) -> None:
    edition = {
        "editions/one.yml": """
            title: One
            date: 2023-05-01
            covers: 2023-04
            standfirst: What began.
            bottom_line: ["Lamps began [@launch/start].", "A fair was held.", "No more is known."]
            sections:
              - heading: A heading
                body: "First paragraph.\\n\\n- one [@launch/fair]\\n- two"
                claims: [launch/start]
            """
    }
    found = files(built({**LAMPS, **edition}))
    kinds = ("companies/lamp-works", "people/ann-lee", "places/north", "glossary/lumen", "topics/light")
    for address in (*kinds, "articles/launch", "editions/one"):
        assert f"https://example.org/b/{address}/index.md" in found["llms.txt"].decode()
        assert found[f"{address}/index.md"].startswith(b"# ")
    text = found["editions/one/index.md"].decode()
    assert "- Lamps began.[^2]\n" in text
    assert "\nFirst paragraph.\n\n- one[^1]\n\n- two\n" in text
    assert "[^1]: Lamp & Works showed 1 lamp, then another; at the fair. Herald · 5 to 7 April 2023" in text


def test_a_markdown_page_says_what_its_page_says(built: Built) -> None:
    text = files(built(LAMPS))["companies/lamp-works/index.md"].decode()
    assert text.startswith("# Lamp & Works\n\n> A maker of lamps.\n")
    claim = (
        "- Lamp & Works began on 3 April 2023 with two lamps.\n"
        "  Ann Lee, in Herald · 3 April 2023 · One publisher"
        " · Source: <https://herald.example/launch?a=1&b=2>"
        " · Claim: <https://example.org/b/claims/launch/start/>\n"
    )
    assert claim in text
    assert "Taken back by the publisher" in text
    assert "dreams" not in text


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "- no item", "1. no list", "12) no list", "+ no item", "> no quote", "= no rule",
        "a_b_c *d* `e`", "<script>x</script>", "[words](https://x.example)", "![picture](x)", "a | b", "~~gone~~",
        "C:\\path", "王[1]", "[^1]: no note",
    ],
)  # fmt: skip
def test_text_is_never_read_as_markdown(text: str) -> None:
    page = Markdown(extensions=["tables", "sane_lists"]).convert(escaped(text))
    shown = page.removeprefix("<p>").removesuffix("</p>")
    assert "<" not in shown
    # Python-Markdown knows fewer escapes than CommonMark, which lets any punctuation be escaped.
    assert re.sub(r"\\(?=[~|<=&])", "", html.unescape(shown)) == text


def test_an_entity_is_never_read_as_its_character() -> None:
    assert escaped("&amp; is no mark & stays") == "\\&amp; is no mark & stays"
