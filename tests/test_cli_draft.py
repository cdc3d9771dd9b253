"""The command line: `python hooks draft`, from a text to the files of an article and its worksheet."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing_files import Files, Write
from press.cli import main

TEXT = """\
Lantern opens a second shop in Riverland

Li Wen, who founded Lantern, opened a second shop in Riverland on Monday. The firm is valued at US$1 billion.

“We will hire 40 people,” Li said.
"""
FILES: Files = {
    "companies/herald.yml": """
        {name: The Herald, summary: A paper., type: outlet, same_as: {website: 'https://www.herald.example'}}
    """,
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: start-up}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder., names: [{text: Li, kind: short}]}",
    "people/ann-bo.yml": "{name: Ann Bo, summary: A reporter.}",
    "places/riverland.yml": "{name: Riverland, summary: A country.}",
    "topics/money.yml": "{name: Money, question: Who paid?}",
}
GIVEN = ("--url", "https://www.herald.example/shop?utm_source=feed", "--published", "2023-04-18")
ENTRY = Path("briefings/articles/herald-lantern-opens-second-shop-riverland.yml")
CLAIMS = Path("briefings/claims") / ENTRY.name
STORED = Path("evidence") / f"{ENTRY.stem}.txt"

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(briefing: Write, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """`run(*arguments, given=…)`: the exit status, standard output and standard error of `draft`."""
    monkeypatch.chdir(briefing(FILES))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1682000000")
    Path("text.txt").write_text(TEXT, encoding="utf-8")

    def command(*arguments: str, given: str = "", command: str = "draft") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(given.encode())))
        try:
            status = main([command, *arguments])
        except SystemExit as ended:
            status = int(str(ended.code))
        return status, *capsys.readouterr()

    return command


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("By Ann Bo", "[ann-bo]"),
        ("By Ann Bo and Cy Dunn", "[ann-bo, Cy Dunn]"),
        ("By then all shops had closed.", ""),
        ("By late Monday", ""),
    ],
)
def test_a_by_line_in_a_text_names_the_authors(run: Run, line: str, authors: str) -> None:
    title, _, rest = TEXT.partition("\n\n")
    Path("text.txt").write_text(f"{title}\n\n{line}\n\n{rest}", encoding="utf-8")
    status, _, err = run("text.txt", *GIVEN)
    written = [item for item in ENTRY.read_text().splitlines() if item.startswith("authors: ")]
    assert (status, err, written) == (0, "", [f"authors: {authors}"] if authors else [])
    assert STORED.read_text().startswith(line) == (not authors)


def test_a_text_becomes_an_entry_a_text_and_drafts(run: Run) -> None:
    status, out, err = run("text.txt", *GIVEN, "--author", "Ann Bo", "--author", "staff")
    assert (status, err) == (0, "")
    assert ENTRY.read_text() == (
        "# yaml-language-server: $schema=../../.schemas/article.json\n"
        "title: Lantern opens a second shop in Riverland\n"
        "publisher: herald\n"
        "url: https://www.herald.example/shop\n"
        "published: 2023-04-18\n"
        "authors: [ann-bo, {text: staff}]\n"
        "accessed: 2023-04-20\n"
    )
    assert STORED.read_text() == TEXT.partition("\n\n")[2]
    first, second, third = CLAIMS.read_text().split("- id: ")[1:]
    assert first.startswith('s1\n  text: ""\n  # names: li-wen, lantern, riverland\n  at: s1\n  kind: event\n')
    assert "  # value: 1 billion USD\n  at: s2\n  kind: figure\n" in second
    assert "  said_by: li-wen\n" in third
    assert run("--strict", "--evidence", "evidence", command="check")[0] == 0
    assert out.splitlines()[:3] == [f"{ENTRY}: written", f"{CLAIMS}: written", f"{STORED}: written"]
    assert "s2  The firm is valued at US$1 billion.\n" in out
    assert "US$1 billion → 1 billion USD" in out


def test_the_words_of_the_article_are_only_in_its_text(run: Run) -> None:
    run("text.txt", *GIVEN)
    assert "opened" not in CLAIMS.read_text()
    assert "hire" not in ENTRY.read_text() + CLAIMS.read_text()


def test_a_dry_run_writes_nothing(run: Run) -> None:
    before = sorted(Path().rglob("*"))
    status, out, _ = run("text.txt", *GIVEN, "--dry-run")
    assert (status, sorted(Path().rglob("*"))) == (0, before)
    assert f"{ENTRY}: would be written" in out
    assert "  publisher: herald\n" in out


def test_nothing_is_overwritten(run: Run) -> None:
    run("text.txt", *GIVEN)
    CLAIMS.write_text("- {id: mine, text: Lantern opens a shop., kind: event, at: s1}\n")
    STORED.unlink()
    status, out, _ = run("text.txt", *GIVEN)
    assert status == 0
    assert out.splitlines()[:3] == [
        f"{STORED}: written",
        f"{ENTRY}: is already there, and stays as it is",
        f"{CLAIMS}: is already there, and stays as it is",
    ]
    assert "mine" in CLAIMS.read_text()


def test_everything_that_is_missing_is_named_at_once(run: Run) -> None:
    Path("bare.txt").write_text("One sentence. Another one.\n")
    status, out, err = run("bare.txt", "--published", "18.4.", "--lang", "English", "--id", "Two Words")
    assert (status, out) == (1, "")
    assert err.splitlines()[::2] == [
        "draft: --id: 'Two Words' is not a valid id",
        "draft: --published: '18.4.' is not a date",
        "draft: --lang: 'English' is not a language",
        "draft: it is not known who published it",
        "draft: the source has no title",
        "draft: the source does not say its address",
    ]


@pytest.mark.parametrize(
    ("arguments", "message", "cure"),
    [
        (("nowhere.txt",), "nowhere.txt: there is no file nowhere.txt", ""),
        (("briefings",), "briefings: briefings is not a regular file", "name a file"),
        (
            ("text.txt", "--url", "https://gazette.example/a"),
            "no company of the briefing has the website",
            "--publisher",
        ),
        (
            ("text.txt", *GIVEN, "--publisher", "heraldd"),
            "--publisher: 'heraldd' is no company",
            "did you mean 'herald'?",
        ),
        (("text.txt", *GIVEN, "--publisher", "li-wen"), "--publisher: 'li-wen' is no company", ""),
        (("text.txt", *GIVEN, "--id", "lantern"), "--id: 'lantern' is already the id of a company", "choose another"),
        (("text.txt", "--url", "ftp://a"), "--url: 'ftp://a' is not a web address", "starting with https://"),
    ],
)
def test_what_cannot_be_drafted_is_refused_with_a_cure(
    run: Run, arguments: tuple[str, ...], message: str, cure: str
) -> None:
    status, out, err = run(*arguments)
    assert (status, out) == (1, "")
    assert message in err
    assert cure in err
    assert not ENTRY.exists()


def test_standard_input(run: Run) -> None:
    assert run("-", *GIVEN, given=TEXT)[0] == 0
    assert ENTRY.exists()


def test_an_article_that_is_known_by_its_address_keeps_its_entry(run: Run, briefing: Write) -> None:
    entry = "{title: A shop, publisher: herald, url: 'https://www.herald.example/shop', published: 2023}"
    briefing({"articles/shop.yml": entry})
    status, out, _ = run("text.txt", *GIVEN)
    assert status == 0
    assert "briefings/articles/shop.yml: is already there, and stays as it is" in out
    assert Path("evidence/shop.txt").exists()


def test_the_text_is_not_written_where_git_would_commit_it(run: Run) -> None:
    subprocess.run(["git", "init", "-q"], check=True)
    status, _, err = run("text.txt", *GIVEN)
    assert (status, STORED.exists(), ENTRY.exists()) == (1, False, False)
    assert "add the line '/evidence/' to .gitignore" in err
    Path(".gitignore").write_text("/evidence/\n")
    assert run("text.txt", *GIVEN)[0] == 0


def test_a_cut_text_is_noticed(run: Run) -> None:
    run("text.txt", *GIVEN)
    whole = "- {id: people, text: Li Wen plans to hire 40 people., kind: plan, at: s3, said_by: li-wen}\n"
    CLAIMS.write_text(whole)
    assert run("--evidence", "evidence", "--fix", command="check")[0] == 0
    STORED.unlink()
    Path("cut.txt").write_text(TEXT.rpartition("\n\n")[0])
    assert "so its end seems to be cut off" in run("cut.txt", *GIVEN)[1]


def test_another_text_that_is_already_there_is_noticed(run: Run) -> None:
    run("text.txt", *GIVEN)
    assert "note: " not in run("text.txt", *GIVEN)[1]
    STORED.write_text("Another text.\n")
    status, out, _ = run("text.txt", *GIVEN)
    assert (status, STORED.read_text()) == (0, "Another text.\n")
    assert f"note: {STORED} already holds another text" in out


def test_hidden_characters_reach_neither_the_files_nor_the_terminal(run: Run) -> None:
    text = TEXT.replace("Lantern", "Lan\u200btern").replace("shop", "sho\u202ep\x1b", 1)
    status, out, _ = run("-", *GIVEN, given=text)
    assert status == 0
    written = "".join(path.read_text() for path in (ENTRY, CLAIMS, STORED))
    assert [c for c in out + written if not c.isprintable() and c != "\n"] == []


PAGE = """<!doctype html><html lang="en"><head><title>Lantern opens a second shop - The Herald</title>
<link rel="canonical" href="https://www.herald.example/shop?utm_source=feed">
<meta property="og:site_name" content="The Herald"><meta name="author" content="Ann Bo">
<meta property="article:published_time" content="2023-04-18T10:00:00Z"></head><body><nav>Home</nav><article>
<h1>Lantern opens a second shop</h1>
<p>Li Wen, who founded Lantern, opened a second shop in Riverland on Monday, before a crowd of curious people.</p>
<p>The firm is valued at US$1 billion, and it plans to hire forty people for the new shop before the summer.</p>
</article><footer>Copyright 2022</footer></body></html>"""
ITEM = """<item><title>{0}</title><link>https://www.herald.example/{1}</link>
<pubDate>Tue, 18 Apr 2023 10:00:00 GMT</pubDate><description>A summary.</description></item>"""
FEED = "<?xml version='1.0'?><rss version='2.0'><channel><title>Herald</title>{}</channel></rss>"
ITEMS = FEED.format(ITEM.format("Lantern opens a second shop", "shop") + ITEM.format("Lamps for all", "lamps"))


def test_a_saved_page_needs_no_options(run: Run) -> None:
    Path("page.html").write_text(PAGE)
    status, out, err = run("page.html")
    assert (status, err) == (0, "")
    assert Path("briefings/articles/herald-lantern-opens-second-shop.yml").read_text() == (
        "# yaml-language-server: $schema=../../.schemas/article.json\n"
        "title: Lantern opens a second shop\npublisher: herald\nurl: https://www.herald.example/shop\n"
        "published: 2023-04-18\nauthors: [ann-bo]\naccessed: 2023-04-20\n"
    )
    assert "“Monday” → 2023-04-17" in out
    assert run("--strict", "--evidence", "evidence", command="check")[0] == 0


def test_a_feed_lists_its_items_and_says_which_were_read(run: Run, briefing: Write) -> None:
    entry = "{title: A shop, publisher: herald, url: 'https://www.herald.example/lamps', published: 2023}"
    briefing({"articles/lamps.yml": entry})
    Path("feed.xml").write_text(ITEMS)
    assert run("feed.xml") == (0, (
        "1  2023-04-18  Lantern opens a second shop\n"
        "2  2023-04-18  Lamps for all  (read: lamps)\n"
        "\nadd --item NUMBER to draft one of them\n"
    ), "")  # fmt: skip


def test_an_item_of_a_feed_takes_its_text_from_a_file(run: Run) -> None:
    Path("feed.xml").write_text(ITEMS)
    status, _, err = run("feed.xml", "--item", "1")
    assert (status, err) == (1, (
        "draft: the source has no text\n"
        "    paste the text of the article into a file, and add --text FILE; or draft from the page: "
        "python hooks draft https://www.herald.example/shop\n"
    ))  # fmt: skip
    assert run("feed.xml", "--item", "https://www.herald.example/shop", "--text", "text.txt")[0] == 0
    entry = Path("briefings/articles/herald-lantern-opens-second-shop.yml").read_text()
    assert "published: 2023-04-18\n" in entry


@pytest.mark.parametrize("item", ["0", "3", "https://www.herald.example/none"])
def test_an_item_that_is_not_there_is_refused(run: Run, item: str) -> None:
    Path("feed.xml").write_text(ITEMS)
    status, _, err = run("feed.xml", "--item", item)
    assert status == 1
    assert "no item" in err


def test_a_feed_of_the_briefing_is_named_by_its_id(run: Run, briefing: Write) -> None:
    feed = "- {id: herald-news, title: News, url: 'http://127.0.0.1/feed.xml', publisher: herald}"
    briefing({"feeds.yml": feed})
    status, _, err = run("herald-news")
    assert (status, "127.0.0.1 is not on the public internet" in err) == (1, True)
    assert "did you mean 'herald-news'?" in run("herald-new")[2]


def test_a_page_of_an_outlet_that_is_not_in_the_briefing_names_it(run: Run) -> None:
    Path("page.html").write_text(PAGE.replace("www.herald.example", "gazette.example").replace("The Herald", "Gazette"))
    status, _, err = run("page.html")
    assert status == 1
    assert "no company of the briefing has the website of https://gazette.example/shop" in err
    assert "python hooks new company 'Gazette'" in err


CHINESE = (
    "灯笼公司开设第二家商店\n\n李文周一在河国开设了第二家商店。这家公司估值10亿美元。\n\n公司不会在北国销售灯具。\n"
)


def test_a_chinese_text(run: Run, briefing: Write) -> None:
    briefing({"people/li-wen.yml": "{name: Li Wen, summary: A founder., names: [{text: 李文, kind: native}]}"})
    status, out, err = run("-", *GIVEN, given=CHINESE)
    assert (status, err) == (0, "")
    (entry,) = Path("briefings/articles").iterdir()
    assert entry.stem.startswith("herald-denglong")
    assert "lang: zh\n" in entry.read_text()
    assert "10亿美元 → 1 billion USD" in out
    assert "s3  公司不会在北国销售灯具。" in out
    assert run("--strict", "--evidence", "evidence", command="check")[0] == 0
