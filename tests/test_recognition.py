"""desk/recognition/: names, unknown names, misprints and speakers of an article."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefing_files import write_files
from press.content.values.dates import parse_date
from press.desk.recognition import Sentence, recognize_article
from press.library.briefing import Briefing

ENTRIES = {
    "companies/herald.yml": "{name: Harbor Morning Herald, summary: A paper., type: outlet, names: [HMH]}",
    "companies/gazette.yml": "{name: Gazette, summary: A paper., type: outlet}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company, names: [{text: 灯笼, kind: native}]}",
    "companies/tidewave.yml": "{name: Tidewave Ventures, summary: A fund., type: investor}",
    "companies/cabinet.yml": "{name: Cabinet of Norland, summary: It governs., type: authority, see: [northport]}",
    "companies/founders.yml": "{name: Norland founders, summary: Some people., type: group}",
    "people/ann.yml": "{name: Ann Marlow, summary: A founder., names: [{text: Marlow, kind: short}]}",
    "people/xu-wenbin.yml": "{name: Xu Wenbin, name_order: family-first, summary: A founder., names: ["
    "{text: Xu, kind: short}, {text: Xu Wenbing, kind: misprint, source: piece}, {text: 徐文斌, kind: native}]}",
    "people/xu-haitao.yml": "{name: Xu Haitao, name_order: family-first, summary: A founder., names: ["
    "{text: Xu, kind: short}]}",
    "places/northport.yml": "{name: Northport, summary: A town., see: [cabinet]}",
    "places/norland.yml": "{name: Norland, summary: A country., names: [{text: NL, kind: short}], see: [cabinet]}",
    "products/chatter.yml": "{name: Chatter, summary: An app.}",
    "products/orca.yml": "{name: ORCA, summary: A model.}",
    "terms/orca.yml": "{term: open robust conversation agent, abbreviation: ORCA, short: A sort of model.}",
    "terms/start-up.yml": "{term: start-up, short: A firm., names: [start-ups]}",
    "terms/big-trade.yml": "{term: Big Trade, short: Large firms.}",
    "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2024-05}",
}


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> Briefing:
    root: Path = tmp_path_factory.mktemp("recognition")
    write_files(root / "briefings", {**ENTRIES, "terms/orca.yml": "", "terms/orca-term.yml": ENTRIES["terms/orca.yml"]})
    (root / "briefings" / "terms" / "orca.yml").unlink()
    found = Briefing(root)
    found.check()
    return found


def read(known: Briefing, *sentences: str, publisher: str = "herald") -> list[Sentence]:
    return list(recognize_article(sentences, known, parse_date("2024-05"), publisher))


def names(sentence: Sentence) -> list[str]:
    return [f"{name.text}={'|'.join(name.ids)}" for name in sentence.names]


def unknown(sentence: Sentence) -> list[str]:
    return [f"{name.text}~{'|'.join(name.near)}" for name in sentence.unknown]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Lantern and Tidewave Ventures back Chatter.",
         ["Lantern=lantern", "Tidewave Ventures=tidewave", "Chatter=chatter"]),
        ("Lantern’s owner is Norland’s Lantern Holdings Ltd.",
         ["Lantern=lantern", "Norland=norland", "Lantern Holdings Ltd=lantern"]),
        ("Chatter Moments and Lantern Cloud are other things.", []),
        ("The app runs on ORCA.", ["ORCA=orca"]),
        ("The Herald-owner Lantern grew.", ["Herald=herald", "Lantern=lantern"]),
        ("The Morning Herald is another paper.", []),
        ("The firm is in NL and raised US$1 billion.", ["NL=norland"]),
        ("Founder Lantern CEO Ann Marlow left.", ["Lantern=lantern", "Ann Marlow=ann"]),
        ("Lantern in Norland, where the Norland founders met.",
         ["Lantern=lantern", "Norland=norland", "Norland founders=founders"]),
        ("徐文斌加入灯笼。", ["徐文斌=xu-wenbin", "灯笼=lantern"]),
        ("Big Trade start-ups grew.", []),
        ("Norland Lantern users", ["Norland=norland", "Lantern=lantern"]),
        ("", []),
    ],
)  # fmt: skip
def test_known_names_are_found(known: Briefing, text: str, expected: list[str]) -> None:
    assert names(read(known, text)[0]) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Northport is unlikely to allow it.", "cabinet"),
        ("Northport has banned it.", "cabinet"),
        ("It was shut down, and Northport issued rules.", "cabinet"),
        ("It is made in Northport is what they say.", "northport"),
        ("The Northport-based firm grew.", "northport"),
        ("She moved to Northport.", "northport"),
        ("Northport officials said so.", "northport"),
        ("Norland has a billion users.", "norland"),
    ],
)
def test_a_capital_that_acts_is_the_government(known: Briefing, text: str, expected: str) -> None:
    assert [name.id for name in read(known, text)[0].names] == [expected]


def test_a_short_name_means_the_entry_that_the_article_names_in_full(known: Briefing) -> None:
    assert names(read(known, "Marlow left.", "Ann Marlow, 50, came.")[0]) == ["Marlow=ann"]
    assert names(read(known, "Marlow left.")[0]) == []
    assert unknown(read(known, "Marlow said no.")[0]) == ["Marlow~ann"]
    assert names(read(known, "Xu Wenbing came.", "Xu left.")[1]) == ["Xu=xu-wenbin"]


def test_of_two_entries_with_one_short_name_none_is_chosen(known: Briefing) -> None:
    found = read(known, "Xu Wenbin met Xu Haitao.", "Xu said little.")[1]
    assert names(found) == ["Xu=xu-haitao|xu-wenbin"]
    assert found.names[0].id is None
    assert found.speaker is not None
    assert (found.speaker.id, found.speaker.ids) == (None, ("xu-haitao", "xu-wenbin"))


def test_a_short_name_is_not_taken_from_a_stranger_of_the_same_name(known: Briefing) -> None:
    found = read(known, "Xu Wenbin met Xu Zhongming.", "Xu left.")
    assert names(found[1]) == []
    assert unknown(found[0]) == ["Xu Zhongming~xu-haitao|xu-wenbin"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met Priya Raman at Quill Works.", ["Priya Raman~", "Quill Works~"]),
        ("Chatter Moments is part of it.", ["Chatter Moments~chatter"]),
        ("Raman, 44, spoke.", ["Raman~"]),
        ("Limited access to money hurts, and Some say so.", ["Some~"]),
        ("Quill and Lantern grew.", ["Quill~"]),
        ("QuillOS grew.", ["QuillOS~"]),
        ("The CEO of the AI firm spoke in March on Monday in the US.", []),
        ("Chinese start-ups and American rivals grew.", []),
        ("However, the start-ups face Big Trade.", []),
        ("It runs Orbit 4.0 and Vega-2 in the Bank of Norland.", ["Orbit 4.0~", "Vega-2~", "Bank of Norland~norland"]),
        ("创始人马晓东表示，公司推出了“星海”。", ["马晓东~", "星海~"]),
        ("他说“我们的用户很多”。", []),
        ("“retired” and “Growing” are words.", []),
    ],
)  # fmt: skip
def test_unknown_names_are_offered_with_what_they_may_mean(known: Briefing, text: str, expected: list[str]) -> None:
    assert unknown(read(known, text)[0]) == expected


def test_a_first_word_is_a_name_if_it_is_one_elsewhere(known: Briefing) -> None:
    assert unknown(read(known, "Quill grew.", "People like Quill.")[0]) == ["Quill~"]
    assert unknown(read(known, "Growth came.", "People like it.")[0]) == []


def test_misprints_are_found_listed_or_not(known: Briefing) -> None:
    listed = read(known, "Xu Wenbing left Lantern.")[0]
    assert names(listed)[0] == "Xu Wenbing=xu-wenbin"
    assert [(m.text, m.right, m.id, m.is_listed) for m in listed.misprints] == [
        ("Xu Wenbing", "Xu Wenbin", "xu-wenbin", True)
    ]
    near = read(known, "Then Xu Haitap left.")[0]
    assert names(near) == []
    assert [(m.text, m.right, m.id, m.is_listed) for m in near.misprints] == [
        ("Xu Haitap", "Xu Haitao", "xu-haitao", False)
    ]


CAST = "Ann Marlow of Lantern, Xu Wenbin and Tidewave Ventures met the Gazette."


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        ("Marlow, 61, said in a post that it will open, according to local media Gazette.", "ann", "gazette"),
        ("It will open, said Ann Marlow, founder at Northport-based firm Lantern.", "ann", None),
        ("It will open, according to Marlow.", "ann", None),
        ("It will open, according to Ann Marlow, who leads Lantern.", "ann", None),
        ("“It will open”, said Marlow, who added that it may not.", "ann", None),
        ("Marlow told the Gazette that it will open.", "ann", "gazette"),
        ("Marlow told the Herald that it will open.", "ann", None),
        ("Marlow was told to leave.", None, None),
        ("Xu Wenbin was told by Lantern to leave.", None, None),
        ("The Gazette reported that Lantern grew.", "gazette", None),
        ("Lantern grew, according to the Gazette.", "gazette", None),
        ("“It will open,” Marlow wrote.", "ann", None),
        ("Marlow, founder of Lantern, says it will open.", "ann", None),
        ("Marlow (61) said so.", "ann", None),
        ("It will open, said market analyst Ann Marlow.", "ann", None),
        ("Lantern said it will open.", "lantern", None),
        ("Big Trade has access to capital.", None, None),
        ("San-based Lantern launched Chatter last year.", None, None),
        ("Marlow “said nothing”.", None, None),
        ("In an interview with the Gazette, Marlow said it grew.", "ann", "gazette"),
        ("徐文斌表示，公司将扩张。", "xu-wenbin", None),
        ("Lantern, which said nothing, is what Marlow built.", None, None),
    ],
)
def test_speakers_are_found_and_none_is_invented(
    known: Briefing, text: str, speaker: str | None, via: str | None
) -> None:
    found = read(known, CAST, text)[1]
    assert (found.speaker.id if found.speaker else None, found.via.id if found.via else None) == (speaker, via)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Priya Raman said so.", "Priya Raman"),
        ("A person familiar with the matter said so.", "A person familiar with the matter"),
        ("It grew, according to people close to the firm.", "people close to the firm"),
        ("The company said it will open.", "The company"),
    ],
)
def test_a_speaker_without_an_entry_keeps_its_words(known: Briefing, text: str, words: str) -> None:
    speaker = read(known, text)[0].speaker
    assert speaker is not None
    assert (speaker.id, speaker.text, text[speaker.start : speaker.end]) == (None, words, words)


def test_the_surname_of_a_person_without_an_entry_speaks(known: Briefing) -> None:
    first, second = read(known, "Priya Raman opened a shop.", "“It will grow,” Raman said.")
    assert (first.speaker, second.speaker and second.speaker.text) == (None, "Raman")


def test_he_said_means_the_person_named_last(known: Briefing) -> None:
    found = read(
        known, "Ann Marlow said it will open.", "It is small, she said.", "Rain fell.", "Rain fell.", "She said no."
    )
    assert [sentence.speaker.id if sentence.speaker else None for sentence in found] == ["ann", "ann", None, None, None]


def test_everything_keeps_its_place(known: Briefing) -> None:
    text = "Xu Wenbing, 61, said in May 2023 that Quill Works raised １０億元 and US$5m via Lantern."
    found = read(known, text)[0]
    everything = [*found.names, *found.unknown, *found.misprints, *found.amounts, *found.dates, found.speaker]
    assert found.position == "s1"
    assert all(text[item.start : item.end] == item.text for item in everything if item)
    assert [amount.values[0] for amount in found.amounts] == ["61", "1 billion CNY", "5 million USD"]


def test_without_a_publisher_or_entries_nothing_breaks(tmp_path: Path) -> None:
    write_files(tmp_path / "briefings", {})
    empty = Briefing(tmp_path)
    empty.check()
    found = recognize_article(["Ann Marlow said Lantern raised $5m last week.", "“", ""], empty, None, "")
    assert [name.text for name in found[0].unknown] == ["Ann Marlow", "Lantern"]
    assert [(date.date, date.need) for date in found[0].dates] == [(None, "needs the article's day")]


@pytest.mark.parametrize(
    "text",
    ["A " * 5000, "Xu " * 2000, "said Xu " * 1000, "“" * 3000, "Xu, " * 1500 + "said", "according to " * 800,
     "徐表示在时" * 1000, "a-" * 3000, "Bank of " * 1000, "told the Gazette " * 800, "the the " * 2000 + "said"],
)  # fmt: skip
def test_hostile_sentences_take_no_time(known: Briefing, text: str) -> None:
    begun = time.monotonic()
    read(known, text)
    assert time.monotonic() - begun < 5
