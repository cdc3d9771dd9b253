"""library/longer_names.py: the words beside a name that make it part of a longer one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from briefing_files import Files
from site_factory import CheckedBriefing

ENTRIES: Files = {
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company, names: [Lantern Inc.]}",
    "companies/reef.yml": "{name: Reef, summary: A club., type: company}",
    "companies/parliament.yml": "{name: Assembly, summary: It makes laws., type: company}",
    "companies/tide-cup.yml": "{name: Tide Cup, summary: A contest., type: company}",
    "products/opal.yml": "{name: Opal, summary: A language.}",
    "people/ada-rowe.yml": "{name: Ada Rowe, summary: A founder., names: [Rowe]}",
    "places/norland.yml": "{name: Norland, summary: A country.}",
    "places/suden.yml": "{name: Suden, summary: A country.}",
    "places/west-suden.yml": "{name: West Suden, summary: A country.}",
    "places/orb.yml": "{name: Orb, summary: A planet.}",
    "places/quartz.yml": "{name: Кварц, summary: A town., names: [石英]}",
    "terms/telescope.yml": "{term: telescope, short: It shows far things.}",
    "terms/scrum.yml": "{term: scrum, short: A part of a game.}",
    "terms/seed.yml": "{term: seed, short: A strong player.}",
    "terms/ai.yml": "{term: AI, short: What machines do.}",
}


@pytest.fixture
def find(checked: Callable[[Files], CheckedBriefing]) -> Callable[[str], list[str]]:
    """Finds the names that a text mentions."""
    names = checked(ENTRIES).names
    return lambda text: [text[mention.start : mention.end] for mention in names.mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        # a capitalized word after it
        "It was written in Opal on Rails.", "The Reef League begins.", "the Orb Express probe", "the Lantern Cloud SDK",
        "a tour of Norland Rugby", "The Ada Rowe Observatory", "the Lantern\nOpen Source Live", "Rowe Graham rings",
        "the Tide Cup Final", "Suden IV", "Lantern Prime is a shop.",
        # a capitalized word before it
        "It beat Inter Reef at home.", "a win of Queen's Park Reef", "the European Assembly", "Nova Orb",
        "Inter Reef won.", "the Great Norland Run", "the Blue Tide Cup", "Port St. Suden",
        # a person of another first name
        "Jason Rowe, J Rowe and J. Rowe and J.-P. Rowe", "Jason Rowe plays.", "Pope Rowe", "(capt), D Rowe",
        "He saw St. Rowe.",
        # a word of the glossary as a part of a name
        "the Very Large Telescope", "Giant Telescope", "the Telescope Array", "the Telescope of Norfolk",
        "the Orb Telescope", "the Meta AI", "Sky & Telescope",
        # longer names with small words and marks
        "the Kingdom of Norland", "the Bank of the Norland", "the Stade de Suden", "Reef & Sons", "Sons & Reef",
    ],
)  # fmt: skip
def test_part_of_a_longer_name(find: Callable[[str], list[str]], text: str) -> None:
    assert find(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # where a capital says nothing
        ("The Lantern, In Norland and But Rowe. Former Reef men", ["Lantern", "Norland", "Rowe", "Reef"]),
        ("It left Nova. Lantern stayed.", ["Lantern"]),
        ("It left Lantern Inc. Nova stayed.", ["Lantern Inc."]),
        ("It said: “Leaving Lantern hurt.”", ["Lantern"]),
        ("- Leaving Lantern\n- Apparently Opal", ["Lantern", "Opal"]),
        ("Didn't Lantern and Mary's Lantern and the Blues' Lantern", ["Lantern"] * 3),
        ("In March Lantern grew; Reef Sunday, Reef May 5", ["Lantern", "Reef", "Reef"]),
        ("Lantern I like, a CPU-bound Opal", ["Lantern", "Opal"]),
        # titles, roles and countries
        ("President Rowe, Dr. Rowe, CEO Ada Rowe", ["Rowe", "Rowe", "Ada Rowe"]),
        ("Lantern CEO Nova, Norland Prime Minister Nova", ["Lantern", "Norland"]),
        ("Lantern Chief Executive Nova, Lantern Co-founder Nova", ["Lantern", "Lantern"]),
        ("the Swedish Rowe, the Chinese AI and the British Ada Rowe", ["Rowe", "AI", "Ada Rowe"]),
        ("the C API, the Opal API", ["Opal"]),
        ("the RBS Tide Cup and the US Tide Cup", ["Tide Cup", "Tide Cup"]),
        # known names beside each other
        ("the Lantern Opal language, Opal Ada Rowe", ["Lantern", "Opal", "Opal", "Ada Rowe"]),
        ("West Suden and Reef & Lantern", ["West Suden", "Reef", "Lantern"]),
        ("Norland-Suden and a Lantern-Reef deal", ["Norland", "Suden", "Lantern", "Reef"]),
        ("Norland-Sudener, Nova-Norland-Suden, Opal-Norland, Norland-Opal, Rowe-Reef", []),
        # small letters, other scripts
        ("the Nova telescope, telescope Opal Nova; seed Max Nova", ["telescope", "telescope", "seed"]),
        ("Nova Кварц Nova and 石英 Nova", ["Кварц", "石英"]),
        ("eighth seed 6-1, telescope M100, telescope 67P, seed II", ["seed", "telescope", "telescope", "seed"]),
        ("six-seed lead, low-Orb flights", ["seed", "Orb"]),
        ("seed-like, seed-based, seed-winning, seed-planted and seed.", ["seed"] * 5),
        # small words after a name
        ("Ada Rowe of Norland, Lantern on Monday", ["Ada Rowe", "Norland", "Lantern"]),
        ("“Lantern” Nova, *Lantern* Nova, Lantern, Nova", ["Lantern"] * 3),
    ],
)  # fmt: skip
def test_a_name_beside_other_words(find: Callable[[str], list[str]], text: str, expected: list[str]) -> None:
    assert find(text) == expected


@pytest.mark.parametrize("text", ["scrum-half", "a scrum-off", "low-seed", "seed.5", "Seed 5", "x-seed", "Scrum II"])
def test_a_compound_or_a_version_is_another_word(find: Callable[[str], list[str]], text: str) -> None:
    assert find(text) == []


def test_misprints_are_found_beside_any_word(checked: Callable[[Files], CheckedBriefing]) -> None:
    names = checked({
        **ENTRIES,
        "people/lee.yml": "{name: Li Wen, summary: A founder., names: [{text: Wen Li, kind: misprint, source: x}]}",
    }).names  # fmt: skip
    assert [misprint.start for misprint in names.misprints_in("The great Nova Wen Li Prize")] == [15]


def test_the_kind_of_an_entry_can_change(checked: Callable[[Files], CheckedBriefing]) -> None:
    """A product has versions and a place has none."""
    text = "Opal 2"
    assert checked({"products/opal.yml": "{name: Opal, summary: A thing.}"}).names.mentions(text) == []
    assert len(checked({"places/opal.yml": "{name: Opal, summary: A thing.}"}).names.mentions(text)) == 1
