"""desk/comparison/: whether a passage says what a claim says."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from briefing_files import write_files
from press.content.kinds.claim import Claim
from press.content.values.dates import parse_date
from press.desk.comparison.answers import Answer, CannotTell, Contradiction, Match
from press.desk.comparison.claims import read_statement
from press.desk.comparison.compare import compare_statement
from press.desk.comparison.passages import read_sentences
from press.desk.recognition.lexicon import Lexicon
from press.library.briefing import Briefing

ENTRIES = {
    "companies/herald.yml": "{name: Harbor Herald, summary: A paper., type: outlet}",
    "companies/gazette.yml": "{name: Gazette, summary: A paper., type: outlet}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: company}",
    "companies/quill.yml": "{name: Quill Works, summary: A firm., type: company}",
    "companies/veterans.yml": "{name: Norland veterans, summary: Some people., type: group}",
    "companies/cabinet.yml": "{name: Cabinet of Norland, summary: It governs., type: authority, see: [northport]}",
    "people/ann.yml": "{name: Ann Marlow, summary: A founder., names: [{text: Marlow, kind: short}]}",
    "people/xu.yml": "{name: Xu Wenbin, summary: A founder., names: [{text: Xu Wenbing, kind: misprint, "
    "source: piece}]}",
    "people/bo.yml": "{name: Bo Tanner, summary: An analyst., names: [{text: Tanner, kind: short}]}",
    "places/northport.yml": "{name: Northport, summary: A town., see: [cabinet]}",
    "places/norland.yml": "{name: Norland, summary: A country.}",
    "products/chatter.yml": "{name: Chatter, summary: An app.}",
    "terms/orchard.yml": "{term: orchard, short: Some trees.}",
    "articles/piece.yml": "{title: A piece, publisher: herald, url: https://a.example, published: 2024-05}",
}
ARTICLE = (
    "Xu Wenbing, who left Lantern in 2020, announced the fruit seller Quill Works in February.",
    "The Northport firm is currently valued at US$1 billion.",
    "Lantern opened Chatter last November.",
    "The conversational app was trained on apple recipes.",
    "Chatter is not sold in Norland, and Northport is unlikely to allow it.",
    "“Growers need patience”, said Bo Tanner, an analyst.",
    "Marlow, 61, said in mid-April that she would plant more than 300 trees, according to the Gazette.",
    "Ann Marlow may buy Quill Works, a rival reported.",
    "Pears and uninspected apples are cheap, but no grower sells plums; nuts are dear.",
)


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Briefing, Lexicon]:
    root: Path = tmp_path_factory.mktemp("comparison")
    write_files(root / "briefings", ENTRIES)
    briefing = Briefing(root)
    briefing.check()
    return briefing, Lexicon(briefing.library)


def compare(
    known: tuple[Briefing, Lexicon], text: str, at: int, sentences: tuple[str, ...] = ARTICLE, **fields: object
) -> Answer:
    briefing, lexicon = known
    day = parse_date("2024-05")
    article = read_sentences(sentences, lexicon, day, "herald", "en")
    claim = Claim.model_validate({"id": "a", "text": text, "kind": "event", **fields})
    return compare_statement(read_statement(claim, briefing.library, lexicon, day, "herald"), (at - 1, at - 1), article)


@pytest.mark.parametrize(
    ("text", "at", "fields", "compared"),
    [
        ("Quill Works is valued at US$1 billion.", 2, {}, ("amounts", "names")),
        ("Quill Works has a value of $1bn.", 2, {}, ("amounts", "names")),
        ("Xu Wenbin announced Quill Works in February 2024.", 1, {}, ("dates", "names")),
        ("Xu Wenbin left Lantern in 2020.", 1, {"when": "2020"}, ("dates", "names")),
        ("Lantern opened Chatter in November 2023.", 3, {}, ("dates", "names")),
        ("Chatter was trained on recipes for apples.", 4, {}, ("names",)),
        ("Chatter is not sold to Norland.", 5, {}, ("names",)),
        ("The Cabinet of Norland is unlikely to allow this app to open.", 5, {}, ("names",)),
        ("Growers need patience.", 6, {"said_by": "bo"}, ("speaker",)),
        ("Ann Marlow said more than 300 trees would follow.", 7, {"said_by": "ann", "via": "gazette"},
         ("names", "numbers", "speaker")),
    ],
)  # fmt: skip
def test_a_claim_matches_its_passage(
    known: tuple[Briefing, Lexicon], text: str, at: int, fields: dict[str, object], compared: tuple[str, ...]
) -> None:
    assert compare(known, text, at, **fields) == Match(compared)


@pytest.mark.parametrize(
    ("text", "at", "fields", "what", "right"),
    [
        ("Quill Works is valued at US$1 billion.", 3, {}, "'1 billion USD' is not in s3", "s2"),
        ("Quill Works is valued at US$2 billion.", 2, {}, "'2 billion USD' is not in s2", ""),
        ("Quill Works is valued at 1 billion euros.", 2, {}, "'1 billion EUR' is not in s2", ""),
        ("Quill Works is valued at about US$1 billion.", 2, {}, "'US$1 billion' is '1 billion USD' in s2", ""),
        ("Ann Marlow said she would plant 300 trees.", 7, {}, "'300' is 'more than 300' in s7", ""),
        ("Lantern opened Chatter in June 2022.", 3, {}, "'June 2022' is not in s3", ""),
        ("Lantern opened Chatter in November 2023.", 8, {}, "'November 2023' is not in s8", "s3"),
        ("Bo Tanner opened Chatter.", 3, {}, "'Bo Tanner' is not in s3", "s6"),
        ("Growers need patience.", 6, {"said_by": "ann"}, "in s6 'Bo Tanner' speaks, not 'Ann Marlow'", "s7"),
        ("Chatter is sold in Norland.", 5, {}, "s5 has a 'not'; the claim has none", ""),
        ("Lantern did not open Chatter.", 3, {}, "the claim has a 'not'; s3 has none", ""),
        ("Lantern opened Chatter.", 3, {"when": "2019"}, "'when: 2019' is not in s3", ""),
    ],
)
def test_what_the_passage_does_not_say_is_a_contradiction(
    known: tuple[Briefing, Lexicon], text: str, at: int, fields: dict[str, object], what: str, right: str
) -> None:
    assert compare(known, text, at, **fields) == Contradiction(what, right)


@pytest.mark.parametrize(
    ("text", "at", "fields", "why"),
    [
        ("Trees need care.", 6, {}, "nothing in this claim can be compared with s6"),
        ("Norland has growers.", 5, {}, "nothing in this claim can be compared with s5"),
        ("Norland veterans need patience.", 6, {}, "nothing in this claim can be compared with s6"),
        ("Inspected apples are cheap.", 9, {}, "s9 says 'uninspected'; the claim does not"),
        ("Nuts are not dear.", 9, {}, "the claim has a 'not'; what s9 says of it has none"),
        ("Two growers need patience.", 6, {"said_by": "bo"}, "'two' is not in s6"),
        ("Ann Marlow bought Quill Works.", 8, {}, "s8 says 'may'; the claim says it as a fact"),
        ("Lantern opened Chatter on 3 November 2023.", 3, {}, "'3 November 2023' is more exact"),
        ("Ann Marlow was 61 years old in May 2024.", 7, {}, "'May 2024' is the article's day, and s7 has another"),
        ("Inkwell opened Chatter.", 3, {}, "'Inkwell' is not in s3"),
        ("Lantern closed Chatter in November 2023.", 3, {}, "the claim says 'closed'; s3 says 'opened'"),
        ("Xu Wenbin joined Lantern in 2020.", 1, {}, "the claim says 'joined'; s1 says 'left'"),
        ("Xu Wenbin founded Chatter.", 1, {}, "'Chatter' is not in s1"),
        ("Chatter, the conversational app, was trained on apple recipes.", 4, {},
         "'the conversational app was trained on apple recipes' is copied from s4"),
    ],
)  # fmt: skip
def test_a_person_must_read_what_no_rule_can_tell(
    known: tuple[Briefing, Lexicon], text: str, at: int, fields: dict[str, object], why: str
) -> None:
    answer = compare(known, text, at, **fields)
    assert isinstance(answer, CannotTell | Contradiction)
    assert why in (answer.why if isinstance(answer, CannotTell) else answer.what)


def test_a_sentence_that_fits_as_well_leaves_the_choice_to_a_person(known: tuple[Briefing, Lexicon]) -> None:
    sentences = ("Lantern made Chatter.", "Chatter comes from Lantern.", "Rain fell.")
    assert compare(known, "Chatter is from Lantern.", 1, sentences) == CannotTell("s2 fits as well as s1", ("names",))


def test_a_claim_whose_words_are_not_in_the_passage_is_for_a_person(known: tuple[Briefing, Lexicon]) -> None:
    sentences = ("Bo Tanner is an analyst at Lantern.", "Rain fell.")
    answer = compare(known, "Bo Tanner sells peaches, plums, pears and cherries near rivers.", 1, sentences)
    assert answer == CannotTell("s1 shares few of the claim's words", ("names",))


def test_a_name_that_a_pronoun_leads_to_may_be_in_the_sentence_before_never_after(
    known: tuple[Briefing, Lexicon],
) -> None:
    sentences = ("Lantern hired Ann Marlow.", "It pays 40 growers.", "Rain fell.")
    assert isinstance(compare(known, "Lantern pays 40 growers.", 2, sentences), Match)
    turned = ("The firm pays 40 growers.", "Lantern hired Ann Marlow.", "Rain fell.")
    assert not isinstance(compare(known, "Lantern pays 40 growers.", 1, turned), Match)


def test_the_outlet_matches_itself(known: tuple[Briefing, Lexicon]) -> None:
    sentences = ("Lantern pays 40 growers.", "Rain fell.")
    assert isinstance(compare(known, "Lantern pays 40 growers, the Harbor Herald says.", 1, sentences), Match)


def test_references_and_markup_are_read_as_words(known: tuple[Briefing, Lexicon]) -> None:
    sentences = ("Lantern pays 40 growers.", "Rain fell.")
    assert isinstance(compare(known, "[[lantern|The firm]] pays *40* growers [@piece/a].", 1, sentences), Match)


def test_several_sentences_are_one_passage(known: tuple[Briefing, Lexicon]) -> None:
    briefing, lexicon = known
    day = parse_date("2024-05")
    article = read_sentences(ARTICLE, lexicon, day, "herald", "en")
    claim = Claim.model_validate(
        {"id": "a", "text": "Xu Wenbin announced Quill Works, valued at US$1 billion.", "kind": "event"}
    )
    statement = read_statement(claim, briefing.library, lexicon, day, "herald")
    assert compare_statement(statement, (0, 1), article) == Match(("amounts", "names"))


def test_the_same_claim_always_gets_the_same_answer(known: tuple[Briefing, Lexicon]) -> None:
    answers = {repr(compare(known, "Quill Works is valued at US$1 billion.", 3)) for _ in range(5)}
    assert len(answers) == 1


def test_a_long_article_takes_a_second(known: tuple[Briefing, Lexicon]) -> None:
    begun = time.monotonic()
    compare(known, "Quill Works is valued at US$1 billion.", 2, ARTICLE * 100)
    assert time.monotonic() - begun < 10
