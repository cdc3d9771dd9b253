"""Sites in which every word and every text is in Greek letters: any Latin word on them comes from the code."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
import yaml

from briefing_files import write_files
from every_page import EDITS, FILES
from golden_site import PROJECT, fill_smallest_theme
from greek import load_default_words, mark_of, replace_words, to_greek, translate_briefing, translate_document
from press.problem import Code, Place, Problem
from press.publish import banner
from press.site.render import Shell, drawing
from press.site.settings import Settings
from press.site.share_cards import cards
from press.site.wording import Words, read_words
from project_factory import SETTINGS, build_project, commit_briefings, make_project
from site_factory import prepare_site
from spoken import read_spoken

PAGES = (
    "index.html", "404.html", "about/index.html", "editions/index.html", "editions/first/index.html",
    "companies/index.html", "companies/lantern/index.html", "companies/firm-12/page/2/index.html",
    "people/index.html", "people/li-wen/index.html", "products/glow/index.html", "places/riverland/index.html",
    "glossary/index.html", "glossary/chat-model/index.html", "topics/index.html", "topics/money/index.html",
    "claims/index.html", "claims/page/2/index.html", "claims/piece/index.html", "claims/piece/measure-a/index.html",
    "claims/herald-launch/old-founding/index.html", "companies/press-group/index.html",
    "companies/lamp-works/index.html", "articles/index.html", "articles/gone/index.html", "timeline/index.html",
    "timeline/2023/index.html", "timeline/undated/index.html", "figures/index.html", "differences/index.html",
    "changes/index.html", "corrections/index.html", "follow/index.html", "freshness/index.html", "data/index.html",
    "feed.xml", "feed.json",
    "calendar.ics", "llms.txt", "companies/lantern/index.md", "companies/lantern/feed.xml", "articles/piece/index.md",
    "editions/second/index.md", "editions/second/email.html", "editions/second/email.txt",
    "search/index.html", "search/names.json",
    "search/text.json", "search/pages.json",
)  # fmt: skip
"""One page or file of each kind that readers see."""
LATIN = re.compile(r"[A-Za-z]+")
ALLOWED = {
    "addresses on the web": r"https?://\S+|[\w-]+\.example|mailto:\S+|[\w.-]+@[\w-]+\.\w+|<[\w/.#-]+>",
    "names of files": r"[\w/-]+\.(?:json|csv|xml|ics|txt|md|yml)\b",
    "the retired ids that the pages of moved entries name": r"herald-launch/old-founding|press-group|lamp-works",
    "the code of a currency that words.yml does not name": r"\bSEK\b",
    "what the script of the search replaces": r"\b(?:COUNT|VALUE|WHAT)\b",
    "the commands of BibTeX": r"@misc\{[\w-]+|\n  (?:author|editor|title|howpublished|year|month|note|url) = ",
    "what BibTeX has between two authors": r"\} and \{",
    "the tags of RIS, with an id or a type": r"\b(?:TY|ID) {2}- [\w-]+|\b(?:AU|ED|TI|PB|DA|N1|UR|ER) {2}-",
    "where the script puts the day on which a citation is copied": r"\{today\}",
    "where the script puts how many facts were known on which day": r"\{(count|date)\}",
}
"""What is in Latin letters -> what it looks like."""
ELSEWHERE = {
    "language": "named in the markup",
    "peak_cut": "it is on the timeline if one month has far more facts than any other",
    "relation": "it is beside an entry that has more than a hundred values of one property",
    "relation_running_on": "the same",
    "runs_on": "compared with the ends of relations, not shown",
    "report_title": "percent-encoded, in the address at which an error is reported",
    "all_people": "home names people only if there is no comparison",
    "checked_all": "it is on the home page if every claim is compared with its source",
    "llms_all": "it is in llms.txt if a kind has more than 500 entries",
}
"""The words that are on no page of these sites -> why."""
SETTING = Settings(
    schema_version=1, contact="desk@example.org", licence=to_greek("Free"), licence_url="https://licence.example/"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The golden briefing with FILES over it and a history, in Greek letters, as MkDocs builds it."""
    project = make_project(tmp_path_factory.mktemp("greek") / "project")
    write_words(project)
    settings = SETTINGS.replace("language: en", "language: el").replace("Golden & Co", to_greek("Golden & Co"))
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    for page in (project / "docs").glob("*.md"):
        page.write_text(translate_document(page.read_text(encoding="utf-8")), encoding="utf-8")
    for month, files in enumerate((FILES, *EDITS), 1):
        write_files(project / "briefings", files)
        translate_briefing(project / "briefings")
        commit_briefings(project, f"2024-{month:02d}-03")
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    return project / "site"


def write_problems(folder: Path, words: Words) -> None:
    """Pages with what serve shows: an error alone, an error on a page, and a warning. The codes are left out: they
    are the same in every language."""
    error, warning = (Problem(Place("α.yml"), code, "β") for code in (Code.NOT_YAML, Code.SHARED_NAME))
    pages = [banner.render_problems_page([error], words)]
    pages += [banner.add_banner(b"<body>", [problem], words) for problem in (error, warning)]
    write_files(folder, {f"{number}.html": re.sub(rb"[BW]\d{3}", b"", page) for number, page in enumerate(pages)})


@pytest.fixture(scope="module")
def bare_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One claim without a history, its share cards, and the problems that serve shows, in Greek letters."""
    project = tmp_path_factory.mktemp("bare")
    for name in ("articles/herald-launch.yml", "companies/herald.yml", "companies/gazette.yml"):
        (project / "briefings" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / "briefings" / name, project / "briefings" / name)
    claim = "- {id: founding, text: The Herald was founded., kind: event, when: 2023-04-01, about: [herald]}\n"
    write_files(project / "briefings", {"claims/herald-launch.yml": claim})
    article = project / "briefings/articles/herald-launch.yml"
    article.write_text(article.read_text().replace("authors: [ann-writer, Bo Stringer]\n", ""))
    translate_briefing(project / "briefings")
    write_words(project)
    made = prepare_site(project, SETTING, to_greek("Bare"), "https://example.org/b/")
    made.site.documents.set("", ("api-changes/",))
    made.write_site(Shell(fill_smallest_theme, policy=False), project / "site")
    (project / "site/cards").mkdir()
    for card in cards(made.site):
        (project / f"site/cards/{card.name}.html").write_text(drawing(card, made.site, "assets"), encoding="utf-8")
    write_problems(project / "site/problems", read_words(project)[0])
    return project / "site"


def write_words(project: Path) -> None:
    words = yaml.safe_dump(replace_words(load_default_words()), allow_unicode=True, sort_keys=False)
    (project / "words.yml").write_text(words, encoding="utf-8")
    assert read_words(project)[1] == []


def find_latin(texts: Iterable[str]) -> dict[str, set[str]]:
    """Text -> its words in Latin letters, except allowed ones."""
    allowed = re.compile("|".join(ALLOWED.values()))
    return {text.strip(): words for text in texts if (words := set(LATIN.findall(allowed.sub(" ", text))))}


@pytest.mark.parametrize("name", PAGES)
def test_no_word_comes_from_the_code(site: Path, name: str) -> None:
    assert find_latin(read_spoken(site / name)) == {}


def list_spoken(folder: Path) -> list[Path]:
    """The files of a site that readers see, besides the API, the schemas and what only robots read."""
    kinds = ("*.html", "*.md", "*.txt", "*.ics", "feed.*", "search/*.json")
    others = {"assets", "schema", "robots.txt"}
    return sorted(path for kind in kinds for path in folder.rglob(kind) if not others & {*path.parts})


def test_no_word_comes_from_the_code_on_any_other_page(site: Path, bare_site: Path) -> None:
    paths = [*list_spoken(site), *list_spoken(bare_site)]
    assert {path: found for path in paths if (found := find_latin(read_spoken(path)))} == {}


def test_every_word_is_on_some_page(site: Path, bare_site: Path) -> None:
    """So that no page type, and no state of one, is missing from these sites."""
    published = "".join(path.read_text(encoding="utf-8") for path in [*list_spoken(site), *list_spoken(bare_site)])
    missing = {key for key in replace_words(load_default_words()) if mark_of(key) not in published}
    assert missing - set(ELSEWHERE) == set()
    assert set(ELSEWHERE) - missing == set()


def test_an_english_word_would_be_found(tmp_path: Path) -> None:
    """The same check, with pages in English."""
    files = {
        "a.html": '<p aria-label="One claim"><a data-def="Words">12</a></p>', "b.xml": "<f><title>Source</title></f>",
        "c.ics": "SUMMARY:Founded", "d.json": '{"kinds": {"x": "Person"}}', "e.md": "said",
    }  # fmt: skip
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    found = [set.union(*find_latin(read_spoken(tmp_path / name)).values()) for name in files]
    assert found == [{"One", "claim", "Words"}, {"Source"}, {"Founded"}, {"Person"}, {"said"}]
