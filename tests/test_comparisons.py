"""Comparisons: what each cell shows comes from live claims, the latest first, and every value has its source."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from briefing_files import Files
from press.site.render import Content
from press.site.views.comparisons import MOST_VALUES, CellValue, comparison_table
from site_factory import SiteMaker

Built = Callable[[Files], SiteMaker]
CLAIM = "- {{id: {0}, text: Fact {0} of Lantern., kind: event, {1}}}\n"
BASE: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/glow.yml": "{name: Glow, summary: A firm., type: company}",
    "companies/river.yml": "{name: River, summary: A firm., type: company}",
    "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
    "companies/gazette.yml": "{name: The Gazette, summary: A paper., type: outlet}",
    "people/li.yml": "{name: Li Wen, summary: A founder.}",
    "people/bo.yml": "{name: Bo Ek, summary: A founder.}",
    "articles/news.yml": "{title: News, publisher: herald, url: https://a.example/1, published: 2023-04-18}",
    "articles/more.yml": "{title: More, publisher: gazette, url: https://b.example/1, published: 2023-05-18}",
    "properties.yml": "founder-of: {label: founder of, inverse: founded by, value: company}\n"
    "backs: {label: backs, inverse: backed by, value: company}\n"
    "role: {label: role, value: text}\n"
    "worth: {label: worth, value: amount}\n"
    "announced: {label: announced, value: date, single: value}\n",
}
PAIR = "entries: [{entry: li, with: [lantern]}, {entry: bo, with: [glow]}]\n"


def write(rows: str, claims: str, more: str = "", entries: str = PAIR, charts: str = "") -> Files:
    """A briefing with one comparison of two founders with their companies."""
    head = "title: Two founders\nlead: Two founders and what they built.\n"
    files = {**BASE, "comparisons/two.yml": f"{head}{entries}rows:\n{rows}{charts}", "claims/news.yml": claims}
    return {**files, "claims/more.yml": more} if more else files


def read_cells(made: SiteMaker, row: int = 0) -> list[list[CellValue]]:
    return [list(cell.values) for cell in comparison_table(made.site, "two").rows[row].cells]


def show(made: SiteMaker, row: int = 0) -> list[list[str]]:
    """The values of a row as plain words, column by column."""
    return [[value.value.striptags() for value in cell] for cell in read_cells(made, row)]


def state(number: int, subject: str, prop: str, value: str, rest: str = "when: 2023") -> str:
    return CLAIM.format(f"c{number}", f"subject: {subject}, property: {prop}, value: {value}, {rest}")


def test_a_cell_has_the_statements_of_its_entry_and_of_those_that_belong_to_it_the_latest_first(built: Built) -> None:
    claims = (
        state(1, "lantern", "worth", "1 billion USD", "when: 2022")
        + state(2, "lantern", "worth", "2 billion USD", "when: 2023-02")
        + state(3, "li", "worth", "3 USD", "when: 2022-06")
        + state(4, "river", "worth", "4 USD")
    )
    made = built(write("  - {label: Worth, property: worth}\n", claims))
    assert show(made) == [["US$2 billion", "US$3", "US$1 billion"], []]


def test_only_the_entries_of_a_column_or_only_others(built: Built) -> None:
    claims = state(1, "li", "founder-of", "lantern") + state(2, "li", "founder-of", "river")
    rows = "".join(f"  - {{label: Firms, property: founder-of, only: {only}}}\n" for only in ("with", "others"))
    made = built(write(rows, claims))
    assert show(made)[0] == ["Lantern"]
    assert show(made, 1)[0] == ["Founder of River"]


def test_what_others_state_of_an_entry_is_named_from_its_side(built: Built) -> None:
    made = built(write("  - {label: Money, property: backs}\n", state(1, "river", "backs", "glow")))
    assert show(made) == [[], ["Backed by River"]]


def test_a_property_without_a_label_for_that_side_is_not_turned_round(built: Built) -> None:
    files = write("  - {label: Money, property: backs}\n", state(1, "river", "backs", "glow"))
    files["properties.yml"] = BASE["properties.yml"].replace(", inverse: backed by", "")
    assert show(built(files)) == [[], []]


def test_several_properties_say_which_is_which(built: Built) -> None:
    claims = (
        state(1, "li", "role", "former head", "of: river, when: 2023")
        + state(2, "li", "founder-of", "river", "when: 2022")
        + state(3, "li", "worth", "~ 5 USD", "of: lantern, when: 2021")
    )
    made = built(write("  - {label: Before, property: [role, founder-of, worth]}\n", claims))
    assert show(made)[0] == ["Former head of River", "Founder of River", "About US$5"]
    assert [value.by for value in read_cells(made)[0]] == [
        "The Herald, 2023",
        "The Herald, 2022",
        "worth, The Herald, 2021",
    ]


def test_only_the_latest_value(built: Built) -> None:
    claims = state(1, "li", "worth", "1 USD", "when: 2021") + state(2, "li", "worth", "2 USD", "when: 2023")
    assert show(built(write("  - {label: Worth, property: worth, latest: true}\n", claims)))[0] == ["US$2"]


def test_equal_values_are_one_with_all_their_publishers(built: Built) -> None:
    claims = state(1, "lantern", "worth", "1 USD", "when: 2021")
    more = state(2, "lantern", "worth", "1 USD", "when: 2023")
    [value] = read_cells(built(write("  - {label: Worth, property: worth}\n", claims, more)))[0]
    assert (value.by, value.support.word, value.is_shared) == ("The Gazette, 2023", "2 publishers", True)
    assert set(value.facts) == {"news/c1", "more/c2"}


def test_values_that_conflict_say_so(built: Built) -> None:
    claims = state(1, "lantern", "announced", "2023-03-19", "when: 2023-03")
    more = state(2, "lantern", "announced", "2023-03-20", "when: 2023-03")
    cell = read_cells(built(write("  - {label: Announced, property: announced}\n", claims, more)))[0]
    assert [[label.style for label in value.labels] for value in cell] == [["conflict"], ["conflict"]]


def test_listed_claims_stand_in_the_columns_that_they_are_about(built: Built) -> None:
    claims = (
        CLAIM.format("one", "when: 2023")
        + CLAIM.format("both", "about: [bo], when: 2022")
        + CLAIM.format("gone", "status: retracted, why: It was wrong.")
    )
    rows = "  - {label: What became of it, claims: [news/one, news/both, news/gone]}\n"
    assert show(built(write(rows, claims))) == [
        ["Fact one of Lantern.", "Fact both of Lantern."],
        ["Fact both of Lantern."],
    ]


def test_superseded_and_retracted_statements_are_left_out(built: Built) -> None:
    claims = state(1, "li", "worth", "1 USD", "status: retracted, why: The paper took it back.") + state(
        2, "li", "worth", "2 USD"
    )
    assert show(built(write("  - {label: Worth, property: worth}\n", claims)))[0] == ["US$2"]


def test_a_cell_counts_the_values_that_it_has_no_room_for(built: Built) -> None:
    claims = "".join(state(n, "li", "worth", f"{n} USD", f"when: {2000 + n}") for n in range(MOST_VALUES + 3))
    cell = comparison_table(built(write("  - {label: Worth, property: worth}\n", claims)).site, "two").rows[0].cells[0]
    assert (len(cell.values), cell.more) == (MOST_VALUES, 3)


@pytest.fixture
def page(built: Built) -> str:
    """The page of a comparison with an empty cell and a drawing."""
    claims = state(1, "lantern", "worth", "1 billion USD", "when: 2023-02") + state(
        2, "lantern", "worth", "more than 2 billion USD", "when: 2024"
    )
    made = built(write("  - {label: Worth, property: worth}\n", claims, charts="charts: [worth]\n"))
    return next(Content(made.site).page(page) for page in made.pages if page.address == "comparisons/two/")


def test_the_page_is_a_table_with_headings_whose_roles_outlive_its_layout(page: str) -> None:
    assert '<table class="compared" role="table" aria-label="Two founders">' in page
    assert page.count('<th scope="col" role="columnheader">') == 2
    assert '<th scope="row" role="rowheader">Worth</th>' in page
    assert page.count('<td role="cell"><span class="of" aria-hidden="true">') == 2


def test_an_empty_cell_says_so_and_every_value_leads_to_its_claim(page: str) -> None:
    table = page.partition("<tbody")[2].partition("</tbody>")[0]
    assert table.count('<p class="none">None in our sources</p>') == 1
    assert 'claims/news/c1/#claim">The Herald, Feb' in table.replace("\u00a0", " ")


def test_the_page_counts_its_facts(page: str) -> None:
    assert "2 facts, 1 publisher" in page.replace("\u00a0", " ")


def test_every_mark_is_a_link_that_begins_with_its_words(page: str) -> None:
    names = re.findall(r'aria-label="([^"]*)"><title>', page)
    assert [name.replace("\u00a0", " ") for name in names] == [
        "US$1 billion, worth, February 2023, The Herald",
        "more than US$2 billion, worth, 2024, The Herald",
    ]
    plot = page.partition('<svg class="values" width="100%"')[2].partition("</figure>")[0]
    assert plot.count("<text x=") == 2 and 'role="img"' not in plot


def test_a_comparison_is_in_the_data_the_lists_and_the_sitemap(built: Built) -> None:
    files = built(write("  - {label: Worth, property: worth}\n", state(1, "li", "worth", "1 USD"))).make_files()
    item = json.loads(files["api/v1/comparisons/two.json"])
    assert (item["kind"], item["title"]) == ("comparison", "Two founders")
    assert item["entries"] == [{"entry": "li", "with": ["lantern"]}, {"entry": "bo", "with": ["glow"]}]
    assert b"comparisons/two/" in files["sitemap.xml"]
    assert b"Two founders" in files["llms.txt"]
    markdown = files["comparisons/two/index.md"].decode()
    assert "- Li Wen: US$1 (The Herald, 2023)" in markdown and "- Bo Ek: None in our sources" in markdown


def test_an_entry_knows_the_comparisons_that_have_it(built: Built) -> None:
    site = built(write("  - {label: Worth, property: worth}\n", state(1, "li", "worth", "1 USD"))).site
    found = {entry_id: site.facts.compared.comparisons_of[entry_id] for entry_id in ("li", "glow", "river")}
    assert found == {"li": ("two",), "glow": ("two",), "river": ()}


def test_what_has_ended_reads_as_past_with_its_time(built: Built) -> None:
    files = write("  - {label: Money, property: backs}\n", state(1, "river", "backs", "glow", "until: 2021"))
    files["properties.yml"] = BASE["properties.yml"].replace("backed by", "backed by, past_inverse: once backed by")
    assert show(built(files)) == [[], ["Once backed by River (until 2021)"]]
