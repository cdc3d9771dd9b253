"""bench/: what it computes and writes. Nothing is timed or installed here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bars import BARS, figure, lines
from builds import parse_claim_count, parse_stages
from convert_to_markdown import convert_to_markdown
from export import Export, Page, read_layout, read_page, write_export
from measure import count_files
from projects import Projects
from report import BEGIN, END, report, write_report
from results import OURS, Results, Run, cpu, wall
from tools import OTHERS, VERSIONS, Ours, PageByPage

ARTICLE = """\
<p>‹ <a class="name" href="../../../companies/lantern/" data-def="A &quot;start-up&quot;.">Lantern</a></p>
<article class="claim-page"><h1>Lantern <span lang="zh-Hans">灯笼科技</span> has 3*4 users</h1>
<dl><div><dt>Said</dt><dd>2023</dd></div></dl></article>
<table><thead><tr><th>Who</th><th>What</th></tr></thead><tbody><tr><td>a|b</td><td>1 &lt; 2</td></tr></tbody></table>
<ul><li>one</li></ul><svg><text>left out</text></svg><p># no heading</p><p>2024. No list</p>
<p><a href="../../../api/v1/claims/herald.json">JSON</a></p>"""
PAGE = f"""<!doctype html><html><head><meta charset="utf-8">
<meta name="description" content="Lantern &amp; its users.">
<link rel="canonical" href="https://example.org/briefing/claims/herald/users/">
<link rel="stylesheet" href="../../../assets/briefing.css">
<title>Users of Lantern &amp; Co - A Briefing</title>
<meta property="og:title" content="Users of Lantern &amp; Co">
<script type="application/ld+json">{{"name": "Users"}}</script>
</head><body><a href="../../..">Home</a>
<article class="md-content" id="content">{ARTICLE}</article><footer>Foot</footer></body></html>"""
MARKDOWN = """\
‹ [Lantern](</companies/lantern/> "A 'start-up'.")

# Lantern 灯笼科技 has 3\\*4 users

- Said

    2023

| Who | What |
| --- | --- |
| a\\|b | 1 &lt; 2 |

- one

\\# no heading

2024\\. No list

[JSON](/api/v1/claims/herald.json)
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """One of our sites with two pages: a claim's, and a company's with files beside it."""
    files = {
        "claims/herald/users/index.html": PAGE,
        "companies/lantern/index.html": PAGE,
        "companies/lantern/index.md": "# Lantern\n",
        "companies/lantern/feed.xml": "<feed/>\n",
        "companies/index.html": PAGE,
        "index.html": PAGE,
        "404.html": PAGE,
        "assets/briefing.css": "a {}\n",
    }
    for name, text in files.items():
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    return tmp_path / "site"


def test_an_article_as_markdown() -> None:
    assert convert_to_markdown(ARTICLE, "claims/herald/users/") == MARKDOWN


def test_a_page_is_exported_with_the_files_beside_it(site: Path) -> None:
    page = read_page(site, site / "companies/lantern/index.html")
    assert (page.address, page.title, page.description, page.section, page.beside) == (
        "companies/lantern/",
        "Users of Lantern & Co",
        "Lantern & its users.",
        "companies",
        ("json", "markdown", "rss"),
    )
    assert read_page(site, site / "index.html").address == ""


def test_every_page_but_404_is_exported(site: Path, tmp_path: Path) -> None:
    export = write_export(site, tmp_path / "export")
    assert export.addresses() == ["claims/herald/users/", "companies/", "companies/lantern/", ""]
    assert export.styles.read_text(encoding="utf-8") == "a {}\n"


def test_the_layout_is_our_frame_with_slots() -> None:
    layout = read_layout(PAGE)
    wanted = [
        '<meta name="description" content="@description@">',
        '<link rel="canonical" href="https://example.org@address@">',
        '<link rel="stylesheet" href="/assets/briefing.css">',
        "<title>@title@ - A Briefing</title>",
        '<meta property="og:title" content="@title@">',
        '<a href="/">Home</a>',
        "@content@",
        "<footer>Foot</footer>",
    ]
    assert [part for part in wanted if part not in layout] == []
    assert [part for part in ("Lantern", "../", '{"name": "Users"}') if part in layout] == []


class Written(PageByPage):
    """The simplest possible generator: it shows what every tool is given."""

    name, label, package = "plain", "Plain", "hugo"

    def prepare(self, project: Path, export: Export) -> None:
        self.write_pages(project, export)

    def build(self) -> list[str]:
        return []


def test_a_tool_gets_every_page_as_a_file_and_edits_a_claim(site: Path, tmp_path: Path) -> None:
    tool = Written(tmp_path)
    tool.prepare(tmp_path / "project", write_export(site, tmp_path / "export"))
    content = tmp_path / "project" / "content"
    assert sorted(path.relative_to(content).as_posix() for path in content.rglob("*.md")) == [
        "claims/herald/users.md",
        "companies/index.md",
        "companies/lantern.md",
        "index.md",
    ]
    page = (content / "companies/lantern.md").read_text(encoding="utf-8")
    assert page.startswith('---\ntitle: "Users of Lantern & Co"\ndescription: "Lantern & its users."\n---\n\n')
    edit = tool.edit(tmp_path / "project", "first look")
    edit.make()
    again = tool.edit(tmp_path / "project", "unused") and edit.with_mark("second look")
    again.make()
    text = (content / "claims/herald/users.md").read_text(encoding="utf-8")
    assert (edit.address, text.count("first look"), text.count("second look")) == ("claims/herald/users/", 0, 1)
    again.undo()
    assert "look" not in (content / "claims/herald/users.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", sorted(OTHERS))
def test_every_tool_has_a_pinned_version_and_writes_its_project(name: str, site: Path, tmp_path: Path) -> None:
    tool = OTHERS[name](tmp_path)
    tool.prepare(tmp_path / "project", write_export(site, tmp_path / "export"))
    assert VERSIONS[tool.package]
    written = [path.read_text(encoding="utf-8") for path in sorted((tmp_path / "project").rglob("*")) if path.is_file()]
    assert [text for text in written if "@content@" in text or "@title" in text] == []


def test_a_changed_claim_of_ours_is_the_same_claim(tmp_path: Path) -> None:
    folder = tmp_path / "briefings"
    (folder / "claims").mkdir(parents=True)
    claim = folder / "claims" / "herald.yml"
    claim.write_text("- id: users\n  text: Lantern has users.\n  kind: figure\n", encoding="utf-8")
    edit = Ours(tmp_path).edit(tmp_path, "look 1")
    edit.make()
    assert claim.read_text(encoding="utf-8").splitlines()[1] == "  text: Lantern has users, look 1."
    assert edit.address == "claims/herald/users/"


def run(tool: str, beside: str, turn: int, work: str = "full", size: int = 10_000, **figures: Any) -> Run:
    return Run(work, size, tool, turn, beside, **figures)


@pytest.fixture
def results() -> Results:
    """Three rounds with Hugo, in one of which the machine was slow, and one build of 1,000 pages."""
    rounds = [(10.0, 20.0), (40.0, 50.0), (12.0, 20.0)]
    found = Results(about={"machine": "a slow one"})
    for turn, (ours, hugo) in enumerate(rounds, 1):
        found.add(run(OURS, "hugo", turn, wall=ours, cpu=ours, pages=10_000, files=20_000, peak=10))
        found.add(run("hugo", OURS, turn, wall=hugo, cpu=hugo, pages=10_000, files=20_000, peak=200))
    found.add(run(OURS, "hugo", 1, size=1_000, wall=2.0, cpu=2.0, pages=1_000))
    return found


def test_a_ratio_is_the_median_of_the_rounds(results: Results) -> None:
    assert results.ratio(wall, "full", 10_000, "hugo") == pytest.approx(0.6)
    assert results.ratio(wall, "full", 10_000, "hugo", less=2.0) == pytest.approx(0.5)
    assert results.median(cpu, "full", 10_000) == 12.0
    assert results.ratio(wall, "full", 10_000, "pelican") is None


def test_a_failed_run_does_not_count_and_is_retried(results: Results) -> None:
    failed = run(OURS, "hugo", 2).with_problem("it stopped")
    results.add(failed)
    assert not results.is_measured(failed)
    assert results.ratio(wall, "full", 10_000, "hugo") == pytest.approx(0.55)
    assert "it stopped" in report(results)


def test_bar_lines(results: Results) -> None:
    results.add(run(OURS, "", 1, work="stage-search", wall=2.0))
    results.add(run(OURS, "", 1, work="check-cold", size=8_400, wall=2.5))
    results.add(run(OURS, "", 1, work="serve-rename", wall=0.01234))
    assert list(lines(results)) == [
        "BENCH full-wall-to-hugo 0.5 0.6 ok",
        "BENCH memory-to-hugo 0.05 0.1 ok",
        "BENCH growth-1k-10k-wall 6 8 ok",
        "BENCH serve-rename-ms 12.3 50 ok",
        "BENCH check-cold-s 2.5 2 short",
        "BENCH cold-cpu-ms-a-page 1.2 2.0 ok",
    ]


def test_what_was_not_measured_has_no_line() -> None:
    assert list(lines(Results())) == []


def test_the_slower_of_two_changes_counts() -> None:
    found = Results()
    for work, ours in (("one-claim", 1.0), ("one-summary", 3.0)):
        found.add(run(OURS, "empty", 1, work=work, wall=ours))
        assert "one-changed-to-empty" not in "".join(lines(found))
        found.add(run("empty", OURS, 1, work=work, wall=1.0))
    assert list(lines(found)) == ["BENCH one-changed-to-empty 3 2 short"]


@pytest.mark.parametrize(
    ("value", "text"), [(0.5, "0.5"), (0.04321, "0.0432"), (12.34, "12.3"), (1234.5, "1234"), (0.0, "0")]
)
def test_figures(value: float, text: str) -> None:
    assert figure(value) == text


def test_bars_have_names_of_their_own() -> None:
    assert len({bar.name for bar in BARS}) == len(BARS)


def test_results_are_kept_as_they_come(tmp_path: Path, results: Results) -> None:
    results.path = tmp_path / "kept" / "results.json"
    results.add(run(OURS, "", 1, work="verbose", wall=1.0))
    kept = Results.kept(results.path)
    assert (kept.runs, kept.about) == (results.runs, results.about)
    assert json.loads(results.path.read_text(encoding="utf-8"))["about"] == {"machine": "a slow one"}
    assert Results.kept(tmp_path / "none.json").runs == []


def test_the_report_is_written_between_the_marks(tmp_path: Path, results: Results) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"Before.\n\n{BEGIN}\n\nNot yet measured.\n\n{END}\n\nAfter.\n", encoding="utf-8")
    write_report(page, results)
    write_report(page, results)
    text = page.read_text(encoding="utf-8")
    assert text.startswith("Before.\n\n") and text.endswith("\n\nAfter.\n")
    assert (
        text.count('<tr><td>Hugo</td><td class="num">20.0</td><td class="num">20.0</td>') == 1
        and "Not yet measured" not in text
    )
    page.write_text("No marks.\n", encoding="utf-8")
    with pytest.raises(ValueError, match="no marks"):
        write_report(page, results)


def test_each_measurement_is_one_line(tmp_path: Path) -> None:
    said: list[str] = []
    projects = Projects(tmp_path, Ours(tmp_path), Results(), said.append)
    projects.store(run("hugo", OURS, 1, wall=1.5, cpu=2.0, peak=5_000_000))
    projects.store(run(OURS, "", 2, work="serve-edit", wall=0.0125))
    projects.store_missing(OTHERS["pelican"](tmp_path), 1_000, "no network")
    assert said == [
        "10,000 hugo full 1 beside ours: 1.500 s, CPU 2.00 s, 5 MB",
        "10,000 ours serve-edit 2: 12.5 ms",
        "1,000 pelican full 1 beside ours: FAILED: no network",
    ]


def test_claims_are_counted_from_the_output_of_the_check() -> None:
    assert parse_claim_count("3,344 entries, 5,040 claims: no problems\n") == 5_040
    assert parse_claim_count("nothing of the kind") == 0


def test_stages_are_read_from_the_output_of_a_build() -> None:
    said = "DEBUG   -  stage search 1.25 s\nINFO    -  Documentation built in 3.00 seconds\nstage pages 12 s\n"
    assert parse_stages(said) == {"search": 1.25, "pages": 12.0}


def test_pages_files_and_bytes_are_counted(site: Path) -> None:
    found = count_files(site)
    assert (found.pages, found.files, found.page_size) == (5, 8, 5 * len(PAGE.encode()))


def test_a_page_without_a_description_gives_no_layout() -> None:
    assert Page("a/b/", "T", "", "").section == "a"
    with pytest.raises(ValueError, match="description"):
        read_layout(PAGE.replace('name="description"', 'name="other"'))
