"""content/evidence/: normalized text, passages in an article, what became of them, and the lock file."""

from __future__ import annotations

import os
import random
import unicodedata
from pathlib import Path

import pytest

from press.content.evidence import (
    ArticleText,
    Comparison,
    Span,
    check_passage,
    compare_claim,
    format_locks,
    hash_text,
    infer_state,
    make_lock,
    normalize,
    read_article,
    write_locks,
)
from press.content.kinds.claim import Claim
from press.content.kinds.lock import CONTEXT, MIN_PASSAGE, Lock
from press.content.values.invalid_value import InvalidValue

DAY, LATER = "2023-05-12", "2023-06-30"
SENTENCES = (
    "Li Wen has founded Lantern, a firm in Riverland.",
    "It trains a chat model of its own on public pages.",
    "Investors put its worth at a billion dollars in April.",
    "The founder did not want to confirm the figure to us.",
)
TEXT = " ".join(SENTENCES[:2]) + "\n\n" + " ".join(SENTENCES[2:])


def claim(at: str | None = "s3", text: str = "Lantern is valued at US$1 billion.") -> Claim:
    return Claim(id="valuation", text=text, kind="figure", at=at)


def locked(at: str = "s3", text: str = TEXT) -> Lock:
    comparison = compare_claim(claim(at), "herald/valuation", None, ArticleText(text), DAY)
    assert comparison.state == "unlocked" and comparison.lock is not None, comparison
    return comparison.lock


def compare(text: str, lock: Lock | None, of: Claim | None = None) -> Comparison:
    return compare_claim(of or claim(), "herald/valuation", lock, ArticleText(text), LATER)


# Normalized text


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("Ｆｕｌｌ－ｗｉｄｔｈ　１２３", "full-width 123"),
        ("“Curly” ‘quotes’ «and» others′", '"curly" \'quotes\' "and" others\''),
        ("don´t, don`t, donʹt", "don't, don't, donʹt"),
        ("soft\u00adhy\u00adphen", "softhyphen"),
        ("no\u00a0break \u2009thin\u202fspaces", "no break thin spaces"),
        ("zero\u200bwidth\ufeff and \u202ebidi\u202c", "zerowidth and bidi"),
        ("  lines\r\n\tand\n\n paragraphs ", "lines and paragraphs"),
        ("ﬁne … ½ ™", "fine ... 1⁄2 tm"),
        ("STRASSE Straße", "strasse strasse"),
        ("Cafe\u0301 Café", "café café"),
        ("光年之外，估值１０亿美元。", "光年之外,估值10亿美元。"),
        ("「引號」『引號』", '"引號""引號"'),
        ("İstanbul", "i̇stanbul"),
        ("\u200b\u00ad", ""),
    ],
)
def test_normal(written: str, compared: str) -> None:
    assert normalize(written) == compared


def test_normal_text_stays_as_it_is() -> None:
    chance = random.Random(7)
    for _ in range(400):
        text = "".join(
            chr(chance.choice([chance.randrange(0x20, 0x3000), chance.randrange(0x20, 0x2FA20)])) for _ in "x" * 12
        )
        text = "".join(c for c in text if unicodedata.category(c) not in ("Cs", "Cn"))
        assert normalize(normalize(text)) == normalize(text), ascii(text)


def test_the_hash_is_of_the_normalized_words() -> None:
    assert hash_text(normalize(" A\u00a0B")) == "c8687a08aa5d6ed2044328fa6a697ab8e96dc34291e8c2034ae8c38e6fcc6d65"


# Places in a text


def words(text: ArticleText, at: str) -> str:
    span = text.find_span(at)
    return text.words[span.start : span.end]


def test_sentences_and_paragraphs() -> None:
    text = ArticleText(TEXT)
    assert [words(text, f"s{n}") for n in (1, 2, 3, 4)] == [normalize(sentence) for sentence in SENTENCES]
    assert words(text, "s2-3") == normalize(" ".join(SENTENCES[1:3]))
    assert [words(text, f"p{n}") for n in (1, 2)] == [normalize(part) for part in TEXT.split("\n\n")]
    assert words(text, "p1-2") == text.words


@pytest.mark.parametrize("span", ["s1", "s4", "s2-3", "s1-4"])
def test_the_place_of_a_span_is_where_it_was_found(span: str) -> None:
    text = ArticleText(TEXT)
    assert text.name_location(text.find_span(span)) == span


def test_the_place_of_a_part_of_a_sentence() -> None:
    text = ArticleText(TEXT)
    [span] = text.find_matches("riverland. it trains a chat")
    assert (text.name_location(span), text.name_location(span, "p")) == ("s1-2", "p1")


def test_wrapped_lines_are_one_paragraph_and_lines_alone_are_many() -> None:
    wrapped = ArticleText(f"{SENTENCES[0][:20]}\n{SENTENCES[0][20:]}\n\n{SENTENCES[1]}")
    assert (len(wrapped.paragraphs), words(wrapped, "s2")) == (2, normalize(SENTENCES[1]))
    assert len(ArticleText("\n".join(SENTENCES)).paragraphs) == 4


def test_the_headline_is_not_a_sentence() -> None:
    text = ArticleText(f"A Headline: “Yes”\n\n{TEXT}", 'A headline: "yes"')
    assert text.words == ArticleText(TEXT).words


def test_chinese_sentences() -> None:
    text = ArticleText("光年之外获得融资。公司估值为十亿美元！创始人没有回应。", lang="zh-Hans")
    assert [words(text, f"s{n}") for n in (1, 2, 3)] == [
        "光年之外获得融资。",
        "公司估值为十亿美元!",
        "创始人没有回应。",
    ]


@pytest.mark.parametrize(
    ("at", "what"),
    [
        ("s5", "the text has no sentence 5: it has 4 sentences"),
        ("s3-9", "the text has no sentence 9: it has 4 sentences"),
        ("p3", "the text has no paragraph 3: it has 2 paragraphs"),
    ],
)
def test_a_place_after_the_end(at: str, what: str) -> None:
    with pytest.raises(InvalidValue, match=what):
        ArticleText(TEXT).find_span(at)


# Locks


def test_a_lock_holds_positions_and_hashes() -> None:
    text, lock = ArticleText(TEXT), locked()
    span, start = normalize(SENTENCES[2]), text.words.index(normalize(SENTENCES[2]))
    assert lock == Lock(
        at="s3", start=start, length=len(span), exact=hash_text(span),
        text=hash_text("lantern is valued at us$1 billion."),
        before=hash_text(text.words[start - CONTEXT : start]),
        after=hash_text(text.words[start + len(span) : start + len(span) + CONTEXT]), checked=DAY,
    )  # fmt: skip


def test_nothing_short_is_hashed_at_the_edges() -> None:
    text = ArticleText(TEXT)
    almost = Span(CONTEXT - 1, len(text.words) - CONTEXT + 1)
    assert (text.hash_before(almost), text.hash_after(almost)) == (None, None)
    enough = Span(CONTEXT, len(text.words) - CONTEXT)
    assert None not in (text.hash_before(enough), text.hash_after(enough))


@pytest.mark.parametrize(
    ("passage", "what"),
    [
        ("a firm in riverland", f"the passage has 19 characters; at least {MIN_PASSAGE} are needed"),
        ("the same words stand here twice.", "the passage appears 2 times in the text"),
    ],
)
def test_rejected_passages(passage: str, what: str) -> None:
    text = ArticleText(f"{TEXT} The same words stand here twice. The same words stand here twice.")
    with pytest.raises(InvalidValue, match=what):
        check_passage(passage, text)


def test_a_short_sentence_is_not_locked() -> None:
    found = compare(f"{TEXT} She declined.", None, claim("s5"))
    assert (found.state, found.lock) == ("unlocked", None)
    assert found.what.startswith("this claim was not yet checked: the passage has 13 characters; at least 24")


def test_a_claim_without_a_place_is_not_locked() -> None:
    found = compare(TEXT, None, claim(None))
    assert (found.state, found.lock) == ("unlocked", None)
    assert found.cure == "add 'at: s…', or pass its words to 'python hooks cite herald/valuation'"


# What became of a passage


def test_verified() -> None:
    assert compare(TEXT, locked()) == Comparison("verified")


@pytest.mark.parametrize("respell", [str.upper, lambda text: text.replace(" ", "\u00a0\u200b ")])
def test_the_same_words_in_other_letters(respell: object) -> None:
    assert callable(respell)
    assert compare(respell(TEXT.replace("\n\n", "\n \n")), locked(text=TEXT)).state in ("verified", "moved")


def test_moved_by_words_before_it() -> None:
    text = TEXT.replace("public pages", "many public pages")
    found = compare(text, locked())
    assert (found.state, found.what) == ("moved", "the passage behind this claim is now 5 characters later")
    assert found.lock is not None and compare(text, found.lock) == Comparison("verified")


def test_moved_to_another_sentence_waits_for_the_claim() -> None:
    found = compare(TEXT.replace("Investors", "It was late. Investors"), locked())
    assert found == Comparison("moved", "the passage behind this claim is in s4, not in s3", "write 'at: s4'")


def test_moved_among_other_words() -> None:
    found = compare(TEXT.replace("on public pages", "on secret pages"), locked())
    assert (found.state, found.what) == ("moved", "the passage behind this claim is now surrounded by other words")


def test_changed() -> None:
    found = compare(TEXT.replace("a billion dollars", "two billion dollars"), locked())
    assert (found.state, found.lock) == ("changed", None)


def test_lost() -> None:
    found = compare(TEXT.replace(SENTENCES[2], ""), locked())
    assert (found.state, found.lock) == ("lost", None)
    assert compare("Something else, and quite a lot of it, is here.", locked()).state == "lost"
    assert compare("", locked()).state == "lost"


def test_stale() -> None:
    reworded = claim(text="Lantern is said to be worth US$1 billion.")
    found = compare(TEXT, locked(), reworded)
    assert (found.state, infer_state(reworded, locked())) == ("stale", "stale")
    assert found.lock is not None and compare(TEXT, found.lock, reworded) == Comparison("verified")


def test_a_passage_that_moved_does_not_hide_a_reworded_claim() -> None:
    assert compare(TEXT.replace("public", "many public"), locked(), claim(text="Lantern is dear.")).state == "stale"


@pytest.mark.parametrize("text", ["Lantern  is valued at US$1 billion.", "Lantern is valued at US$１ billion."])
def test_other_letters_are_not_new_words(text: str) -> None:
    assert infer_state(claim(text=text), locked()) == "verified"


def test_a_lock_on_another_place_does_not_count() -> None:
    moved = claim("s4")
    found = compare(TEXT, locked(), moved)
    assert (found.state, found.what) == ("unlocked", "this claim was checked at s3, not at s4")
    assert infer_state(moved, locked()) == "unlocked"


def test_of_two_equal_passages_the_one_in_its_surroundings_counts() -> None:
    lock = locked()
    text = ArticleText(f"{SENTENCES[2]} {TEXT}")
    [first, second] = text.find_spans(lock.exact, lock.length)
    found = compare_claim(claim("s4"), "c", lock.model_copy(update={"at": "s4"}), text, LATER)
    assert found.state == "moved" and found.lock is not None
    assert (first.start, found.lock.start) == (0, second.start)


def random_article(chance: random.Random) -> list[str]:
    """Sentences of at least three dozen characters, all different."""
    letters = "abcdefghijklmnoprstuvwz"
    word = lambda: "".join(chance.choice(letters) for _ in range(chance.randint(4, 9)))  # noqa: E731
    return [f"{word().title()} {' '.join(word() for _ in range(chance.randint(7, 12)))}." for _ in range(12)]


@pytest.mark.parametrize("seed", range(12))
def test_random_edits_are_reported_for_the_sentences_they_change(seed: int) -> None:
    chance = random.Random(seed)
    sentences = random_article(chance)
    claims = {n: claim(f"s{n + 1}") for n in range(12)}
    before = ArticleText(" ".join(sentences))
    locks = {n: make_lock(c, before.find_span(c.at or ""), before, DAY) for n, c in claims.items()}
    edited, touched = list(sentences), chance.randrange(1, 11)
    how = chance.choice(["reword", "remove", "insert", "spell"])
    if how == "reword":
        edited[touched] = edited[touched].replace(" ", " quite ", 1)
    elif how == "remove":
        edited[touched] = ""
    elif how == "insert":
        edited.insert(touched, "Here is a sentence that is new to all of them.")
    else:
        edited = [sentence.replace(" ", "\u00a0").upper() for sentence in edited]
    after = ArticleText(" ".join(filter(None, edited)))
    states = {n: compare_claim(c, str(n), locks[n], after, LATER).state for n, c in claims.items()}
    expected = {"reword": "changed", "remove": "lost"}.get(how)
    assert {n for n, state in states.items() if state not in ("verified", "moved")} == (
        {touched} if expected else set()
    )
    assert states[touched] == (expected or ("moved" if how == "insert" else "verified"))
    assert all(state == "verified" for n, state in states.items() if n < touched - 1)


# Files


def test_the_same_locks_give_the_same_bytes() -> None:
    one, two = locked("s1"), locked("s2")
    assert format_locks({"b": one, "a": two}) == format_locks({"a": two, "b": one})
    assert format_locks({"a": two}).endswith("    checked: 2023-05-12\n")


def test_the_words_of_the_article_are_not_kept() -> None:
    written = normalize(format_locks({"valuation": locked()}))
    text = normalize(TEXT)
    assert [text[i : i + 12] for i in range(len(text) - 12) if text[i : i + 12] in written] == []


def test_a_file_is_written_once_and_removed_when_empty(tmp_path: Path) -> None:
    path = tmp_path / "herald.lock.yml"
    assert [write_locks(path, {"a": locked()}), write_locks(path, {"a": locked()})] == [True, False]
    assert path.read_text(encoding="utf-8") == format_locks({"a": locked()})
    assert ([write_locks(path, {}), write_locks(path, {})], list(tmp_path.iterdir())) == ([True, False], [])


def test_a_file_is_never_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "herald.lock.yml"
    write_locks(path, {"a": locked()})
    before = path.read_bytes()

    def full(number: int) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="no space"):
        write_locks(path, {"a": locked("s1")})
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (before, [path])


def test_a_file_too_large_to_be_read_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="split the article"):
        write_locks(tmp_path / "a.lock.yml", dict.fromkeys(map(str, range(3_000)), locked()))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"fine\nbut \xff", "B103 byte 0xff is not valid UTF-8"),
        (b"x" * 200_001, "B102 the text has 200,001 characters; at most 200,000 are read"),
    ],
)
def test_texts_that_cannot_be_read(tmp_path: Path, data: bytes, what: str) -> None:
    path = tmp_path / "herald.txt"
    path.write_bytes(data)
    text, problems = read_article(path, "", "en")
    assert (text, [f"{problem.code} {problem.what}" for problem in problems]) == (None, [what])
