"""site/views/edition_page.py and notes.py: numbered facts, notes beside sentences, and what an edition rests on."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from markupsafe import Markup

from briefing_files import Files
from press.site.render import Content
from press.site.views.editions import merge_marks
from press.site.views.notes import place_notes
from site_factory import SiteMaker

Built = Callable[[Files], SiteMaker]

FILES: Files = {
    "properties.yml": """
        owned-by: {label: owned by, value: company}
        valuation: {label: valuation, value: amount}
        """,
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/post.yml": "{name: The Post, summary: Another paper., type: outlet}",
    "companies/magnate.yml": "{name: Magnate, summary: An owner., type: company}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: start-up}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "articles/first.yml": "{title: First, publisher: herald, url: https://h.example/1, published: 2023-04-18}",
    "articles/second.yml": "{title: Second, publisher: post, url: https://p.example/2, published: 2023-04-20}",
    "claims/first.yml": """
        - {id: open, text: Lantern opens., kind: event, when: 2023-04-02, said_by: li-wen}
        - {id: worth, text: Lantern is worth US$1 billion., kind: figure, subject: lantern, property: valuation,
           value: 1 billion USD, when: 2023-04}
        - {id: owner, text: Magnate owns The Herald., kind: background, subject: herald, property: owned-by,
           value: magnate}
        - {id: magnate-pays, text: Magnate pays Lantern., kind: event, when: 2023-04-05}
        """,
    "claims/second.yml": """
        - {id: worth, text: Lantern has a value of US$1 billion., kind: figure, subject: lantern, property: valuation,
           value: 1 billion USD, when: 2023-04}
        - {id: lamps, text: Lantern sells lamps., kind: background}
        """,
    "editions/one.yml": """
        title: "Lantern's year"
        date: 2023-05-01
        covers: 2023-04
        standfirst: A look at Lantern.
        bottom_line:
          - Lantern opened [@first/open].
          - It sells lamps [@second/lamps].
          - It is dear [@second/worth].
        sections:
          - heading: The "start"
            body: |
              Lantern opened, said Li Wen [@first/open]. Its worth is high [@first/worth] [@second/worth], and rising.
              Nothing else is known. Magnate pays [@first/magnate-pays].

              Lantern again [@first/worth].
            claims: [first/open, second/lamps, first/owner]
        unknowns: [Who buys.]
        watch: ["The lamps [@second/lamps]."]
        """,
}


def read_page(made: SiteMaker, address: str = "editions/one/") -> str:
    [page] = [page for page in made.pages if page.address == address]
    return Content(made.site).page(page)


@pytest.fixture
def page(built: Built) -> str:
    return read_page(built(FILES))


def plain(html: str) -> str:
    return Markup(html).striptags()


def test_claims_of_one_fact_share_a_number_and_the_bottom_line_repeats_it(page: str) -> None:
    top, _, text = page.partition('id="section-1"')
    assert re.findall(r'href="#note-(\d+)"', top) == ["1", "4", "2"]
    assert re.findall(r'href="#note-(\d+)"', text.partition("<details")[0]) == ["1", "2", "3", "2"]


def test_each_note_follows_its_sentence_and_leads_back_to_it(page: str) -> None:
    text = page.partition('id="section-1"')[2].partition("<details")[0]
    assert text.count('role="note"') == 3
    for number in ("1", "2", "3"):
        assert f'id="note-{number}"' in text and f'href="#ref-{number}"' in text and f'id="ref-{number}"' in text
    assert text.index("and rising.") < text.index('id="note-2"') < text.index("Nothing else is known.")


def test_a_note_says_who_when_and_how_many(page: str) -> None:
    notes = [plain(note) for note in re.findall(r'<span class="sn".*?class="back".*?</span>', page, re.DOTALL)]
    assert "1 Li Wen, in The Herald · 2 Apr 2023 · One publisher · sourceBack to the sentence" in notes
    assert "2 The Herald · Apr 2023 · 2 publishersBack to the sentence" in notes
    assert not re.search(r'<span class="sn"[^>]*>(?:(?!</span>).)*class="name"', page, re.DOTALL)


def test_names_link_at_their_first_mention_in_the_whole_edition(page: str) -> None:
    assert page.count('href="/@/companies/lantern/"') == 1
    assert page.index('href="/@/companies/lantern/"') < page.index('id="bottom-line"')
    assert page.count('href="/@/people/li-wen/"') == 1


def test_the_facts_behind_a_section_are_those_cited_and_those_listed(page: str) -> None:
    behind = page.partition('<details class="behind')[2]
    assert "5 facts behind this section" in behind
    assert re.findall(r'<span class="note-number">(\d+)</span>', behind) == ["1", "2", "3", "4"]
    assert "Magnate owns The Herald." in plain(behind) and 'class="disclosure"' not in behind


def test_what_it_rests_on_is_counted(page: str) -> None:
    basis = plain(page.partition('<aside class="basis"')[2].partition("</aside>")[0])
    assert "5 claims from 2 articles by 2 publishers. 4 of the claims come from one article." in basis
    assert "Checked against the articles: 5 not yet checked." in basis
    assert "The publisher, The Herald, belongs to Magnate" in basis


def test_a_disclosure_that_a_cited_claim_states_is_not_repeated(built: Built) -> None:
    text = str(FILES["editions/one.yml"]).replace("[Who buys.]", '["Magnate owns it [@first/owner]."]')
    page = read_page(built({**FILES, "editions/one.yml": text}))
    assert "belongs to" not in page


def test_headings_and_titles_have_typographic_marks(page: str) -> None:
    assert "<h1>Lantern’s year</h1>" in page and "<h2>The “start”</h2>" in page


def test_the_markdown_has_each_fact_and_each_footnote_once(built: Built) -> None:
    text = built(FILES).make_files()["editions/one/index.md"].decode()
    assert "- Lantern opened.[^1]" in text and "rising" in text and "Back to the sentence" not in text
    assert text.count("\n[^") == text.count("\n[^1]:") + 3
    assert text.count("Lantern is worth US$1 billion.") == 2


MARK = '<sup class="cite"><a href="#note-{0}" id="ref-{0}">{0}</a></sup>'
ONE, TWO = MARK.format(1), MARK.format(2)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (f"<p>It is so.{ONE} More.</p>", f"<p>It is so.{ONE}[1] More.</p>"),
        (f"<p>So,{ONE} and so.{TWO} More.</p>", f"<p>So,{ONE} and so.{TWO}[1][2] More.</p>"),
        (f"<p>So{ONE} it goes. Then more.</p>", f"<p>So{ONE} it goes.[1] Then more.</p>"),
        (f"<p>So{ONE} in the U.S. Congress</p>", f"<p>So{ONE} in the U.S. Congress[1]</p>"),
        (f"<li>So <em>it{ONE} is</em></li>", f"<li>So <em>it{ONE} is</em>[1]</li>"),
        (f"So it is{ONE}", f"So it is{ONE}[1]"),
        (f"It said “so.”{ONE} More.", f"It said “so.”{ONE}[1] More."),
        ("<p>Nothing.</p>", "<p>Nothing.</p>"),
    ],
)
def test_a_note_is_placed_at_the_end_of_its_sentence(content: str, expected: str) -> None:
    assert place_notes(content, "[{}]".format) == expected


def test_marks_in_a_row_have_each_number_once() -> None:
    again = '<sup class="cite"><a href="#note-1">1</a></sup>'
    assert merge_marks(Markup(f"a{ONE}{again}{TWO} b{again}")) == f"a{ONE}{TWO} b{again}"


def test_the_index_leads_with_the_newest_edition(built: Built) -> None:
    older = str(FILES["editions/one.yml"]).replace("2023-05-01", "2023-04-30").replace("Lantern's year", "Before")
    page = read_page(built({**FILES, "editions/older.yml": older}), "editions/")
    newest, _, before = page.partition("Earlier editions")
    assert (
        "Lantern’s year" in newest and "Lantern opened" in newest and "Edition 2 · Covers April 2023" in plain(newest)
    )
    assert '<h3><a class="name" href="/@/editions/older/">Before</a></h3><p>A look at' in before
    assert re.findall(r'href="/@/claims/([^"]*)#claim"[^>]*aria-label="Note (\d)"', newest) == [
        ("first/open/", "1"),
        ("second/lamps/", "2"),
        ("second/worth/", "3"),
    ]
    assert page.count('href="/@/companies/lantern/"') == 1


def test_an_index_without_editions_says_so(built: Built) -> None:
    files = {path: text for path, text in FILES.items() if not path.startswith("editions/")}
    assert "nothing yet" in read_page(built(files), "editions/")
