"""values/languages.py: names marked with their language and isolated by their direction, alone and on pages."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from icalendar import Calendar

from briefing_files import Files
from press.content.values.languages import (
    find_rtl_parts,
    isolate_name,
    isolate_text,
    mark_name,
    mark_text,
    to_plain,
    without_isolates,
)
from press.content.yaml_source import FORBIDDEN
from press.site.json_ld import linked_data
from press.site.render import Content
from site_factory import SiteMaker

Built = Callable[[Files], SiteMaker]

AHRAM = "صحيفة الأهرام"
DAVID = "חברת דוד"
HAMSHAHRI = "روزنامهٔ می‌خوانم"
NIKKEI = "日本経済新聞 デジタル"
CHOSUN = "조선 일보"
UDN = "聯合報"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Wang Huiwen", "Wang Huiwen"),
        ("Wang Huiwen (王慧文)", 'Wang Huiwen (<span class="zh" lang="zh-Hans">王慧文</span>)'),
        ("36氪", '36<span class="zh" lang="zh-Hans">氪</span>'),
        (
            "光年之外 & 美团",
            '<span class="zh" lang="zh-Hans">光年之外</span> &amp; <span class="zh" lang="zh-Hans">美团</span>',
        ),
        ("办法，暂行。", '<span class="zh" lang="zh-Hans">办法，暂行</span>。'),
        ("<b>灯</b>", '&lt;b&gt;<span class="zh" lang="zh-Hans">灯</span>&lt;/b&gt;'),
        ("𠀀", '<span class="zh" lang="zh-Hans">𠀀</span>'),
        ("", ""),
        (
            "中国 and トヨタ自動車",
            '<span class="zh" lang="zh-Hans">中国</span> and <span lang="ja">トヨタ自動車</span>',
        ),
        (f"3 · {AHRAM} 2023", f'3 · <bdi lang="ar">{AHRAM}</bdi> 2023'),
        (f"{AHRAM}, {DAVID}", f'<bdi lang="ar">{AHRAM}</bdi>, <bdi lang="he">{DAVID}</bdi>'),
        ("كأس 2022 قطر", '<bdi lang="ar">كأس 2022 قطر</bdi>'),
        ("Müller, Москва, Αθήνα", "Müller, Москва, Αθήνα"),
    ],
)
def test_a_sentence_marks_each_run_of_another_script(text: str, expected: str) -> None:
    assert str(mark_text(text)) == expected


@pytest.mark.parametrize(
    ("name", "lang", "expected"),
    [
        ("經濟日報", "zh-Hant", '<span class="zh" lang="zh-Hant">經濟日報</span>'),
        ("經濟日報", "", '<span class="zh" lang="zh-Hans">經濟日報</span>'),
        ("經濟日報", "de", '<span class="zh" lang="zh-Hans">經濟日報</span>'),
        ("朝日新聞", "ja", '<span lang="ja">朝日新聞</span>'),
        (NIKKEI, "", '<span lang="ja">日本経済新聞</span> <span lang="ja">デジタル</span>'),
        (CHOSUN, "", f'<span lang="ko">{CHOSUN}</span>'),
        (AHRAM, "", f'<bdi lang="ar">{AHRAM}</bdi>'),
        (HAMSHAHRI, "", f'<bdi lang="fa">{HAMSHAHRI}</bdi>'),
        ("جريدة", "fa", '<bdi lang="fa">جريدة</bdi>'),
        ("روزنامہ جنگ", "", '<bdi lang="ur">روزنامہ جنگ</bdi>'),
        (DAVID, "", f'<bdi lang="he">{DAVID}</bdi>'),
        ("บริษัท", "", '<span lang="th">บริษัท</span>'),
        ("गूगल", "", '<span lang="hi">गूगल</span>'),
        ("गूगल", "mr", '<span lang="mr">गूगल</span>'),
        ("Правда", "", "Правда"),
        ("Правда", "ru", '<span lang="ru">Правда</span>'),
        ("Süddeutsche Zeitung", "de", '<span lang="de">Süddeutsche Zeitung</span>'),
        ("United Daily News", "zh-Hant", "United Daily News"),
        (f"{AHRAM} ABC 5", "", f'<bdi><span lang="ar">{AHRAM}</span> ABC 5</bdi>'),
        (f"Ahram ({AHRAM})", "", f'Ahram (<bdi lang="ar">{AHRAM}</bdi>)'),
        ("<b>", 'x" onclick="', '<span lang="x&#34; onclick=&#34;">&lt;b&gt;</span>'),
    ],
)
def test_a_name_is_marked_and_isolated_as_a_whole(name: str, lang: str, expected: str) -> None:
    assert str(mark_name(name, lang)) == expected


def test_plain_text_is_isolated_once() -> None:
    assert isolate_name(AHRAM) == f"\u2068{AHRAM}\u2069"
    assert isolate_name("Ann Lee") == "Ann Lee"
    assert isolate_name(f"{AHRAM} 5") == f"\u2068{AHRAM} 5\u2069"
    assert isolate_text(f"The {AHRAM} of 5") == f"The \u2068{AHRAM}\u2069 of 5"
    assert mark_name(isolate_text(f"{AHRAM} rose")) == isolate_text(f"{AHRAM} rose")
    assert isolate_text(isolate_text(f"The {AHRAM}")) == isolate_text(f"The {AHRAM}")
    assert without_isolates(isolate_text(f"The {AHRAM}")) == f"The {AHRAM}"


def test_a_part_from_right_to_left_includes_the_names_across_its_ends() -> None:
    text = f"In {AHRAM} Weekly 5."
    part = find_rtl_parts(text, [(text.index("الأهرام"), text.index(" 5"))])[0]
    assert text[part.start : part.end] == f"{AHRAM} Weekly"


@pytest.mark.parametrize(
    ("text", "is_refused"),
    [
        (HAMSHAHRI, False),
        ("क्\u200dष", False),
        ("ශ්\u200dරී", False),
        ("a\u200cb", True),
        ("\u200cش", True),
        ("ش\u200c", True),
        ("ش\u200c\u200cش", True),
        ("ش\u200c5", True),
        ("ش\u200bش", True),
        ("👩\u200d👩", True),
    ],
)
def test_joiners_are_allowed_only_where_a_script_needs_them(text: str, is_refused: bool) -> None:
    assert bool(FORBIDDEN.search(text)) is is_refused


FILES: Files = {
    "companies/ahram.yml": f"{{name: {AHRAM}, summary: A newspaper., type: outlet}}",
    "companies/udn.yml": f"""
        name: {UDN}
        summary: A newspaper.
        type: outlet
        names:
          - {{text: {UDN}, lang: zh-Hant}}
        """,
    "companies/hamshahri.yml": f"{{name: {HAMSHAHRI}, summary: A newspaper., type: outlet}}",
    "people/david.yml": f"{{name: {DAVID}, summary: A founder.}}",
    "people/shah.yml": "{name: Aagam Shah, summary: A reporter.}",
    "people/lee-kuan.yml": "{name: Lee Kuan, summary: A reporter., name_order: family-first}",
    "people/young.yml": "{name: Ann Young, summary: A reporter., sort: Brown}",
    "articles/price.yml": f"{{title: {AHRAM} 2023, publisher: ahram, url: https://a.example/1, published: 2023-04}}",
    "articles/taipei.yml": f"{{title: {UDN}, publisher: udn, url: https://a.example/2, published: 2023,"
    " lang: zh-Hant}",
    "claims/price.yml": f"""
        - id: one
          text: 2023 {AHRAM} report says 5 new funds join.
          kind: event
          said_by: david
          when: 2023-04-18
        """,
}
RTL = re.compile("[\u0590-\u06ff]")


@pytest.fixture
def made(built: Built) -> SiteMaker:
    return built(FILES)


def page_at(made: SiteMaker, address: str) -> str:
    return Content(made.site).page(next(page for page in made.pages if page.address == address))


def without_isolated(page: str) -> str:
    """A page without the names that are isolated, as elements or as plain text."""
    return re.sub("(?s:<bdi[^>]*>.*?</bdi>)|\u2068.*?\u2069", "", page)


def test_every_name_on_a_page_is_isolated_and_marked(made: SiteMaker) -> None:
    page = page_at(made, "claims/price/one/")
    assert f'<bdi lang="ar">{AHRAM}</bdi></a>' in page and f'<bdi lang="he">{DAVID}</bdi></a>' in page
    assert f'<bdi><span lang="ar">{AHRAM}</span> 2023</bdi>' in page
    assert f'<bdi lang="ar">{AHRAM}</bdi></a> report says 5' in page
    addresses = (
        "companies/",
        "people/",
        "articles/",
        "companies/ahram/",
        "people/david/",
        "articles/price/",
        "claims/",
    )
    for address in ("claims/price/one/", "claims/price/", "timeline/", "", *addresses):
        assert not RTL.search(without_isolated(page_at(made, address))), address


def test_traditional_chinese_is_marked_where_the_name_or_its_article_says_so(made: SiteMaker) -> None:
    marked = f'<span class="zh" lang="zh-Hant">{UDN}</span>'
    assert f"<h1>{marked}</h1>" in page_at(made, "companies/udn/")
    assert f"<h1>{marked}</h1>" in page_at(made, "articles/taipei/")
    assert page_at(made, "articles/").count(marked) == 2


def test_text_outputs_isolate_names(made: SiteMaker) -> None:
    files = made.make_files()
    event = Calendar.from_ical(files["calendar.ics"]).walk("VEVENT")[0]
    assert f"\u2068{AHRAM}\u2069 report" in event["SUMMARY"]
    byline = f"\u2068{DAVID}\u2069, in \u2068{AHRAM}\u2069 · 18 April"
    assert event["DESCRIPTION"].startswith(byline)
    twin = files["articles/price/index.md"].decode()
    assert twin.startswith(f"# \u2068{AHRAM} 2023\u2069\n") and byline in twin
    for feed in ("feed.xml", "feed.json"):
        assert byline in files[feed].decode()
    assert f'"w":"18 April 2023 · \u2068{DAVID}\u2069, in \u2068{AHRAM}\u2069"' in files["search/text.json"].decode()
    assert f"[\u2068{AHRAM} 2023\u2069 (\u2068{AHRAM}\u2069)]" in files["llms.txt"].decode()


def test_data_keeps_the_letters_as_they_are_written(made: SiteMaker) -> None:
    files = made.make_files()
    for path in (
        "api/v1/claims.json",
        "api/v1/companies.json",
        "data/claims.csv",
        "data/entries.csv",
        "search/names.json",
    ):
        assert AHRAM in files[path].decode() and "\u2068" not in files[path].decode(), path
    page = next(page for page in made.pages if page.address == "claims/price/one/")
    linked = linked_data(page, made.site) or {}
    assert linked["text"] == f"2023 {AHRAM} report says 5 new funds join."
    assert (linked["inLanguage"], linked["appearance"]["inLanguage"]) == ("en", "en")


def test_persons_are_filed_by_their_family_names(made: SiteMaker) -> None:
    order = sorted(("shah", "lee-kuan", "young"), key=made.site.order)
    assert order == ["young", "lee-kuan", "shah"]
    assert [made.site.letter(person) for person in order] == ["B", "L", "S"]


def test_a_phrase_with_a_linked_name_in_it_keeps_its_order(built: Built) -> None:
    files = {**FILES, "companies/short.yml": "{name: الأهرام, summary: A newspaper., type: outlet}"}
    text = "In جريدة الأهرام اليومية 5 rose."
    line = built(files).site.prose.line(text)
    assert str(line).startswith('In <bdi lang="ar" dir="rtl"><bdi lang="ar">جريدة</bdi> <a class="name" ')
    assert str(line).endswith(' <bdi lang="ar">اليومية</bdi></bdi> 5 rose.')
    assert to_plain(line) == without_isolates(text).replace(
        "جريدة الأهرام اليومية", "\u2067\u2068جريدة\u2069 \u2068الأهرام\u2069 \u2068اليومية\u2069\u2069"
    )
