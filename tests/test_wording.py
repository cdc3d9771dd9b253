"""site/wording: dates, amounts, numbers and lists in the words of a language, and rejected words of a fork."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from markupsafe import Markup

from press.content.values.amounts import list_currency_codes, parse_amount
from press.content.values.dates import parse_date
from press.problem import Place
from press.site.wording import Words, check_theme_language, read_words
from press.site.wording.reader import DEFAULT_FILE

ENGLISH = read_words()[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023", "2023"),
        ("2023-04", "April 2023"),
        ("2023-04-18", "18 April 2023"),
        ("2024-02", "February 2024"),
        ("2024-02-29", "29 February 2024"),
        ("2023-21", "spring 2023"),
        ("2023-22", "summer 2023"),
        ("2023-23", "autumn 2023"),
        ("2023-24", "winter 2023"),
        ("2023-33", "first quarter of 2023"),
        ("2023-34", "second quarter of 2023"),
        ("2023-35", "third quarter of 2023"),
        ("2023-36", "fourth quarter of 2023"),
        ("202X", "the 2020s"),
        ("2023~", "about 2023"),
        ("2023-04?", "April 2023 (uncertain)"),
        ("2023-04-18%", "about 18 April 2023 (uncertain)"),
        ("2023-21~", "about spring 2023"),
        ("2023-33?", "first quarter of 2023 (uncertain)"),
        ("202X~", "about the 2020s"),
        ("2023-02/2023-04", "February to April 2023"),
        ("2023-04-03/2023-04-18", "3 to 18 April 2023"),
        ("2022-12/2023-01", "December 2022 to January 2023"),
        ("2022/2023-04", "2022 to April 2023"),
        ("2023/2023", "2023 to 2023"),
        ("2023-04~/2023-06?", "about April 2023 to June 2023 (uncertain)"),
        ("2023-04/..", "since April 2023"),
        ("../2023-04", "until April 2023"),
        ("201X/202X", "the 2010s to the 2020s"),
        ("0001-01-01", "1 January AD 1"),
        ("9999-12-31", "31 December 9999"),
        ("2023-02-03/2023-04-18", "3 February to 18 April 2023"),
        ("2022-12-30/2023-01-02", "30 December 2022 to 2 January 2023"),
        ("2023-21/2023-23", "spring to autumn 2023"),
        ("2023-33/2023-35", "first quarter to third quarter of 2023"),
        ("2023-02/2023-04-18", "February 2023 to 18 April 2023"),
        ("0001", "AD 1"),
        ("0079-08-24", "24 August AD 79"),
        ("0079-08-24/0079-08-25", "24 to 25 August AD 79"),
        ("0476-09", "September AD 476"),
        ("079X", "the AD 790s"),
        ("0990/1010", "AD 990 to 1010"),
        ("1066-10-14", "14 October 1066"),
        ("9999-12-31", "31 December 9999"),
    ],
)
def test_dates_in_english(text: str, words: str) -> None:
    assert ENGLISH.format_date(parse_date(text)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1 billion USD", "US$1 billion"),
        ("1.0 billion USD", "US$1.0 billion"),
        ("2.065 billion CNY", "2.065 billion yuan"),
        ("~ 200 million USD", "about US$200 million"),
        ("~200 million USD", "about US$200 million"),
        ("at least 5 billion CNY", "at least 5 billion yuan"),
        ("more than 10 trillion JPY", "more than ¥10 trillion"),
        ("at most 3 thousand EUR", "at most €3 thousand"),
        ("less than 27 percent", "less than 27 percent"),
        ("1000000 USD", "US$1,000,000"),
        ("1234567 USD", "US$1,234,567"),
        ("2500 USD", "US$2500"),
        ("-3.5 percent", "-3.5 percent"),
        ("-12 million USD", "-US$12 million"),
        ("0 USD", "US$0"),
        ("0.1 percent", "0.1 percent"),
        ("5 billion SEK", "5 billion SEK"),
        ("-5 CHF", "-5 Swiss francs"),
    ],
)
def test_amounts_in_english(text: str, words: str) -> None:
    assert ENGLISH.format_amount(parse_amount(text)) == words


@pytest.mark.parametrize(
    ("text", "unit", "words", "bare"),
    [
        ("618 million", "people", "618 million people", "618 million"),
        ("34 billion", "parameters", "34 billion parameters", "34 billion"),
        ("~ 12", "", "about 12", "about 12"),
    ],
)
def test_a_unit_of_a_property_may_be_left_out(text: str, unit: str, words: str, bare: str) -> None:
    amount = parse_amount(text, unit, money=False)
    assert (ENGLISH.format_amount(amount), ENGLISH.format_amount(amount, bare=True)) == (words, bare)


DEATHS = (("one", "death"), ("other", "deaths"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1", "1 death"),
        ("2", "2 deaths"),
        ("0", "0 deaths"),
        ("1.5", "1.5 deaths"),
        ("at least 1", "at least 1 death"),
        ("1 million", "1 million deaths"),
        ("1000", "1000 deaths"),
    ],
)
def test_a_unit_has_the_form_of_its_number(text: str, words: str) -> None:
    amount = parse_amount(text, "deaths", money=False)._replace(forms=DEATHS)
    assert ENGLISH.format_amount(amount) == words


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        ("1200000000", "USD", "US$1.2 billion"),
        ("-3000000", "USD", "-US$3 million"),
        ("0.5", "percent", "0.5 percent"),
        ("1000", "people", "1000 people"),
        ("50000", "people", "50,000 people"),
        ("2E+15", "people", "2000 trillion people"),
    ],
)
def test_the_ends_of_an_axis_in_english(value: str, unit: str, words: str) -> None:
    assert ENGLISH.format_on_axis(Decimal(value), unit) == words


# Other languages

GERMAN = """\
language: de
thousands_mark: "."
decimal_mark: ","
months: [Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember]
months_of_days: [Januar, Februar, März, April, Mai, Juni, Juli, August, September, Oktober, November, Dezember]
seasons: [Frühling, Sommer, Herbst, Winter]
quarters: [1. Quartal, 2. Quartal, 3. Quartal, 4. Quartal]
date_day: DAY. MONTH YEAR
date_quarter: QUARTER YEAR
date_decade: die YEARer
date_about: etwa DATE
date_uncertain: DATE (unsicher)
since: seit DATE
until: bis DATE
interval: START bis END
interval_days: DAY. bis END_DAY. MONTH YEAR
interval_days_of_months: DAY. MONTH bis END_DAY. END_MONTH YEAR
interval_months: MONTH bis END_MONTH YEAR
interval_quarters: QUARTER bis END_QUARTER YEAR
scales:
  3: NUMBER Tausend
  6: {one: NUMBER Million, other: NUMBER Millionen}
  9: {one: NUMBER Milliarde, other: NUMBER Milliarden}
  12: {one: NUMBER Billion, other: NUMBER Billionen}
currencies: {USD: AMOUNT US$, SEK: AMOUNT Kronen}
amount_percent: AMOUNT Prozent
amount_about: etwa AMOUNT
amount_at_least: mindestens AMOUNT
claim_count: {one: COUNT Aussage, other: COUNT Aussagen}
"""
CHINESE = """\
language: zh
list_separator: 、
months: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
months_of_days: ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12"]
quarters: [第一季度, 第二季度, 第三季度, 第四季度]
date_day: YEAR年MONTH月DAY日
date_month: YEAR年MONTH月
date_quarter: YEAR年QUARTER
date_year: YEAR年
date_decade: YEAR年代
date_about: 约DATE
since: DATE起
interval_days: YEAR年MONTH月DAY日至END_DAY日
interval_months: YEAR年MONTH月至END_MONTH月
scales: {4: NUMBER万, 8: NUMBER亿, 12: NUMBER万亿}
currencies: {USD: AMOUNT美元, CNY: AMOUNT元}
amount_percent: AMOUNT%
amount_at_least: 至少AMOUNT
claim_count: COUNT条
"""
POLISH = """\
language: pl
thousands_mark: " "
months_of_days:
  [stycznia, lutego, marca, kwietnia, maja, czerwca, lipca, sierpnia, września, października, listopada, grudnia]
months:
  [styczeń, luty, marzec, kwiecień, maj, czerwiec, lipiec, sierpień, wrzesień, październik, listopad, grudzień]
claim_count: {one: COUNT teza, few: COUNT tezy, many: COUNT tez, other: COUNT tezy}
"""


def words_of(folder: Path, text: str) -> Words:
    """The default words with those of a file that a project overrides."""
    (folder / "words.yml").write_text(text, encoding="utf-8")
    words, problems = read_words(folder)
    assert problems == []
    return words


def test_german(tmp_path: Path) -> None:
    words = words_of(tmp_path, GERMAN)
    dates = (
        "2023-04-18",
        "2023-33",
        "199X",
        "../2023-04~",
        "2023-04-03/2023-04-18",
        "2023-02/2023-04",
        "2023-33/2023-34",
    )
    assert [words.format_date(parse_date(date)) for date in dates] == [
        "18. April 2023", "1. Quartal 2023", "die 1990er", "bis etwa April 2023", "3. bis 18. April 2023",
        "Februar bis April 2023", "1. Quartal bis 2. Quartal 2023",
    ]  # fmt: skip
    amounts = ("1 billion USD", "~ 2.5 billion USD", "at least 3 percent", "1234567 SEK", "-2 thousand EUR")
    assert [words.format_amount(parse_amount(amount)) for amount in amounts] == [
        "1 Milliarde US$", "etwa 2,5 Milliarden US$", "mindestens 3 Prozent", "1.234.567 Kronen", "-€2 Tausend",
    ]  # fmt: skip
    assert [words.count("claim_count", count) for count in (1, 2500)] == ["1 Aussage", "2.500 Aussagen"]


def test_chinese(tmp_path: Path) -> None:
    """Its scales are different powers of ten from those in which amounts are written."""
    words = words_of(tmp_path, CHINESE)
    dates = (
        "2023-04-18",
        "2023-04~",
        "2023",
        "202X",
        "2023-33",
        "2023-04/..",
        "2023-04-03/2023-04-18",
        "2023-02/2023-04",
    )
    assert [words.format_date(parse_date(date)) for date in dates] == [
        "2023年4月18日", "约2023年4月", "2023年", "2020年代", "2023年第一季度", "2023年4月起", "2023年4月3日至18日",
        "2023年2月至4月",
    ]  # fmt: skip
    amounts = (
        "1 billion USD", "1.50 billion USD", "200 million CNY", "3 million CNY", "5 thousand USD",
        "at least 2 trillion USD", "27 percent", "0.5 million USD", "1234567 USD", "-12.5 million USD",
    )  # fmt: skip
    assert [words.format_amount(parse_amount(amount)) for amount in amounts] == [
        "10亿美元", "15.0亿美元", "2亿元", "300万元", "5000美元", "至少2万亿美元", "27%", "50万美元", "1,234,567美元",
        "-1250万美元",
    ]  # fmt: skip
    assert words.format_on_axis(Decimal("12000000000"), "USD") == "120亿美元"
    assert (words.count("claim_count", 1), words.join(["a", "b"])) == ("1条", "a、b")


def test_a_language_with_more_forms_and_inflected_months(tmp_path: Path) -> None:
    words = words_of(tmp_path, POLISH)
    assert [words.count("claim_count", count) for count in (1, 2, 5, 22, 1000)] == [
        "1 teza", "2 tezy", "5 tez", "22 tezy", "1 000 tez",
    ]  # fmt: skip
    assert [words.format_date(parse_date(date)) for date in ("2023-04-18", "2023-04")] == [
        "18 kwietnia 2023",
        "kwiecień 2023",
    ]


def test_words_that_are_not_overridden_stay(tmp_path: Path) -> None:
    words = words_of(tmp_path, "source: Quelle\ncurrencies: {SEK: AMOUNT kronor}\n")
    assert (words["source"], words["claims"]) == ("Quelle", "Claims")
    assert words.format_amount(parse_amount("5 billion SEK")) == "5 billion kronor"
    assert words.format_amount(parse_amount("5 billion USD")) == "US$5 billion"


def test_without_a_file_the_words_are_the_default_ones(tmp_path: Path) -> None:
    words, problems = read_words(tmp_path)
    assert (list(words), problems) == (list(ENGLISH), [])


def test_values_in_html_are_escaped_unless_they_are_html() -> None:
    filled = ENGLISH.fill_html("disclosure", owner=Markup("<b>A</b>"), publisher="<i>")
    assert filled == "The publisher, &lt;i&gt;, belongs to <b>A</b>"
    assert ENGLISH.fill("disclosure", owner="<b>", publisher="P") == "The publisher, P, belongs to <b>"
    assert ENGLISH.join_html([Markup("<b>"), "<i>"]) == "<b>, &lt;i&gt;"
    assert ENGLISH.count_html("and_more", 1200) == "and 1,200 more"


# What is rejected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("nav_peeple: x", "1:1: B608 'nav_peeple' is not a word of the interface\n    did you mean 'nav_people'?"),
        ("xyzzy: x", "1:1: B608 'xyzzy' is not a word of the interface\n"
         "    the words and their forms are those of hooks/press/words.yml"),
        ('source: " "', "1:9: B609 source is empty\n    write a text, or remove the line"),
        ("source: [a]", "1:9: B609 source: expected a text, saw a list\n    write it like the default: 'source'"),
        ("disclosure: OWNER owns it", "1:13: B610 disclosure has lost its placeholder PUBLISHER\n"
         "    put it back, as in 'The publisher, PUBLISHER, belongs to OWNER'"),
        ("disclosure: OWNER owns PUBLISHER since DATE", "1:13: B610 disclosure has no value for the placeholder DATE\n"
         "    it can only use OWNER and PUBLISHER"),
        ("claim_count: {one: one claim}", "1:14: B609 claim_count has no form 'other'\n    add 'other: COUNT claims'"),
        ("claim_count: {one: a claim, other: claims}", "1:36: B610 claim_count.other has lost its placeholder COUNT\n"
         "    put it back, as in 'COUNT claims'"),
        ("claim_count: {ones: COUNT x, other: COUNT y}", "1:15: B608 claim_count: 'ones' is not a plural form\n"
         "    did you mean 'one'?"),
        ("claim_count: [a]", "1:14: B609 claim_count: expected fields, saw a list\n"
         "    write it like the default: {one: COUNT claim, other: COUNT claims}"),
        ("seasons: [a, b, c]", "1:10: B609 seasons: expected 4 texts, saw 3\n"
         "    write it like the default: [spring, summer, autumn, winter]"),
        ("seasons: [a, b, c, [d]]", "1:20: B609 seasons: expected a text, saw a list\n"
         "    write it like the default: 'winter'"),
        ("seasons: a", "1:10: B609 seasons: expected a list, saw a text\n"
         "    write it like the default: [spring, summer, autumn, winter]"),
        ("scales: {million: NUMBER m}", "1:10: B609 scales: 'million' is not a power of ten from 1 to 12\n"
         "    write how many zeros the number has: 3 for a thousand"),
        ("scales: {6: million}", "1:13: B610 scales.6 has lost its placeholder NUMBER\n"
         "    put it back, as in 'NUMBER thousand'"),
        ("currencies: {USDX: AMOUNT x}", "1:14: B608 currencies: 'USDX' is not an ISO 4217 code\n"
         "    did you mean 'USD'?"),
        ("currencies: [a]", "1:13: B609 currencies: expected fields, saw a list\n"),
        ("scales: {}", "1:9: B609 scales is empty\n    write an entry, or remove the line"),
        ("language: tlh", "1:11: B611 language: no plural forms are known for 'tlh'\n"
         "    write a BCP 47 tag, like de, zh or pt-BR"),
        ("language: [de]", "1:11: B609 language: expected a text, saw a list\n    write it like the default: 'en'"),
        ("- a", "1:1: B609 expected words by key\n    write 'key: words' lines, or remove the file"),
        ("", "1:1: B609 expected words by key\n"),
        ("a: b: c", "1:5: B105 this is not YAML: a text that contains ': ' needs quotes around"),
    ],
)  # fmt: skip
def test_rejected_words(tmp_path: Path, text: str, problem: str) -> None:
    """A file with mistakes is ignored: the default words are used for the page that shows the mistakes."""
    (tmp_path / "words.yml").write_text(text, encoding="utf-8")
    words, problems = read_words(tmp_path)
    assert [str(found)[: len(f"words.yml:{problem}")] for found in problems] == [f"words.yml:{problem}"]
    assert list(words) == list(ENGLISH)


def test_a_form_for_few_may_leave_out_the_number(tmp_path: Path) -> None:
    words = words_of(tmp_path, "claim_count: {one: a single claim, other: COUNT claims}\nthousands_mark: ' '\n")
    assert [words.count("claim_count", count) for count in (1, 2000)] == ["a single claim", "2 000 claims"]


@pytest.mark.parametrize(("words", "theme", "codes"), [("en", "en", []), ("pt-BR", "pt", []), ("en", "de", ["B611"])])
def test_the_theme_has_the_language_of_the_words(tmp_path: Path, words: str, theme: str, codes: list[str]) -> None:
    written = words_of(tmp_path, f"language: {words}\n")
    found = check_theme_language(written, theme, lambda path: Place(".".join(path), 2, 3))
    assert [problem.code for problem in found] == codes
    assert all(problem.at == Place("theme.language", 2, 3) for problem in found)


def test_the_default_tables_have_names_of_the_right_kind() -> None:
    words = yaml.safe_load(DEFAULT_FILE.read_text(encoding="utf-8"))
    assert set(words["currencies"]) <= list_currency_codes()
    assert all(0 < int(name) <= 12 for name in words["scales"])
