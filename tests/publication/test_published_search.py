"""The search of the published site: every name leads to its entry, including halves, old names and misspellings."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect
from searching import find_lost_misspellings, find_lost_names, list_names, search
from served_site import Site


def test_from_home_to_the_evidence_in_two_clicks(page: Page) -> None:
    page.get_by_role("link", name="Guangnian Zhiwai").first.click()
    fact = page.locator("article.fact-row", has_text="Meituan agreed to buy all of Guangnian Zhiwai")
    expect(fact).to_contain_text("3 publishers")
    fact.locator(".fact-date a").click()
    expect(page.locator("h1")).to_contain_text("Meituan agreed to buy all of Guangnian Zhiwai")
    expect(page.locator("dl.evidence")).to_contain_text("South China Morning Post")


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("百川智能", "companies/baichuan/"),
        ("百川", "companies/baichuan/"),
        ("小川", "people/wang-xiaochuan/"),
        ("Wang Huiwei", "people/wang-huiwen/"),
        ("Light Year", "companies/guangnian-zhiwai/"),
        ("lee kai fu", "people/kai-fu-lee/"),
        ("bauchuan", "companies/baichuan/"),
        ("LLM", "glossary/large-language-model/"),
    ],
)
def test_search_finds_the_entry_first(page: Page, site: Site, words: str, address: str) -> None:
    assert search(page, words)[0] == site.at(address)


@pytest.mark.parametrize(
    ("words", "address"),
    [
        ("corrections", "corrections/"),
        ("timeline", "timeline/"),
        ("licence", "licence/"),
        ("license", "licence/"),
        ("what changed", "changes/"),
        ("numbers", "figures/"),
        ("sources", "articles/"),
        ("where sources differ", "differences/"),
        ("living people", "living-people/"),
        ("use and income", "topics/use-and-income/"),
        ("three founders", "comparisons/three-founders/"),
        ("three years on", "editions/three-years-on/"),
    ],
)
def test_pages_of_the_site_are_found_first_by_their_names(page: Page, site: Site, words: str, address: str) -> None:
    assert search(page, words)[0] == site.at(address)


def test_the_forms_of_a_word_find_the_same_facts(page: Page) -> None:
    found = {words: frozenset(find_facts(page, words)) for words in ("valuation", "valuations", "valued")}
    assert len(found["valued"]) >= 7
    assert len(set(found.values())) == 1


def test_a_date_is_found_in_any_notation(page: Page) -> None:
    days = [find_facts(page, words) for words in ("29 June 2023", "2023-06-29", "June 29, 2023")]
    assert len(days[0]) >= 8 and days[0] == days[1] == days[2]
    assert set(days[0]) < set(find_facts(page, "June 2023"))


def test_a_chinese_name_finds_facts_in_english(page: Page) -> None:
    found = find_facts(page, "阿里巴巴")
    assert len(found) >= 15
    assert found == find_facts(page, "alibaba")


def find_facts(page: Page, words: str) -> list[str]:
    """The facts that the search finds, sorted, with those that it shows only on demand."""
    search(page, words)
    dialog = page.locator("dialog.search")
    while (more := dialog.get_by_role("button", name=re.compile("more facts?"))).count():
        more.click()
    facts = dialog.locator("section", has=page.locator("#found-facts")).locator("li a")
    return sorted(fact.get_attribute("href") or "" for fact in facts.all())


def test_search_finds_every_name_first(page: Page, site: Site) -> None:
    owners = list_names(site)
    assert len(owners) > 200
    assert find_lost_names(page, owners) == set()


@pytest.mark.prove
def test_search_finds_misspelled_names_among_the_first_three(page: Page, site: Site) -> None:
    owners = list_names(site)
    lost, tried = find_lost_misspellings(page, owners)
    assert len(lost) <= 0.05 * tried, lost
