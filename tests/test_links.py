"""No dead link is published: every link is collected, every dead one is found, and named where it was written."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import write_corpus
from every_link import list_links
from golden_site import ADDRESS, copy_golden_briefing
from press.incremental import JOINT
from press.publish.build import Builder
from press.site.links import collect_links, resolve_link, scan_page, scan_styles
from press.site.render import Shell
from press.site.settings import Settings
from project_factory import (
    build_from_nothing,
    build_project,
    hash_files,
    make_project,
    replace_text,
    serve_project,
    wait_for_text,
)
from site_factory import prepare_site
from warm_builds import WarmProject, fill_small_theme

SETTINGS = Settings(schema_version=1, repository="https://forge.example/golden", contact="desk@example.org")


def write_invented_briefing(folder: Path) -> Path:
    write_corpus(folder, 60, 7)
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("make", [copy_golden_briefing, write_invented_briefing])
def test_what_is_collected_is_what_a_scan_finds(make: Callable[[Path], Path], tmp_path: Path) -> None:
    builder = Builder(prepare_site(make(tmp_path / "project"), SETTINGS, "A Site", ADDRESS).site)
    builder.set_shell(Shell(fill_small_theme, policy=False))
    found = 0
    for name in builder.routes.names:
        for key in builder.routes.keys(name):
            made = builder.target_files.evaluate(JOINT.join((name, key)))
            for path, data in made.files.items():
                own = ("", path.removesuffix("index.html"))  # also in the canonical address, which the theme writes
                pairs = (list_links(path, data.decode(), ADDRESS), made.links[path].to)
                scanned, collected = ({link for link in links if link.partition("#")[0] not in own} for links in pairs)
                assert collected == scanned, path
                found += len(scanned)
    assert found > 500


@pytest.mark.parametrize(
    ("href", "link"),
    [
        ("", None), ("#part", "companies/a/#part"), ("?q=1#a%20b", "companies/a/#a b"),
        ("/golden/data/", "data/"), ("/data/", "../data/"), ("//other.example/", None), ("mailto:a@b.ex", None),
        ("https://example.org/golden/x.png", "x.png"), ("https://example.org/other/", None), ("HTTPS://a.ex", None),
        ("../../people/x/", "people/x/"), ("../../caf%C3%A9/", "café/"), ("https://[", None),
        ("a b", None), ("javascript:1", None),
    ],
)  # fmt: skip
def test_where_an_address_leads(href: str, link: str | None) -> None:
    assert resolve_link(href, "companies/a/", ADDRESS) == link


def test_a_page_is_read_as_browsers_do() -> None:
    page = """
        <!-- <a href="no/"> --><script>"<a href='no/'>"</script><script src=s.js></script><p title='<a href="no/">'>
        <A HREF='one/'><a class="x"
        href = two/><img src="i.png" srcset="j.png 2x, k.png"><a href="#in"><b id=in><a name="old" href="#out">
        <meta http-equiv="refresh" content="0; url=../three/"><meta property="og:image" content="https://example.org/golden/p.png">
        """
    links = scan_page(page, "a/", ADDRESS)
    assert links.to == {"a/s.js", "a/one/", "a/two/", "a/i.png", "a/j.png", "a/k.png", "a/#out", "three/", "p.png"}
    assert links.ids == {"in", "old"}
    assert scan_styles("a{src:url(f.woff2) url('data:x') }", "assets/a.css", ADDRESS).to == {"assets/f.woff2"}


def test_the_links_of_a_generated_page() -> None:
    content = '<p id="a"><a href="#a"></a><a href="#top"></a><a href="#gone"></a><a href="/@/x/#y"></a><a href="z/">'
    links = collect_links("", content, "p/", ADDRESS, frozenset({"top"}))
    assert (links.to, links.ids) == ({"p/#gone", "x/#y", "p/z/"}, {"a"})


SEEDS = {
    "page": (
        "hooks/press/templates/timeline.html",
        '{{ root }}timeline/"{% if not v.current',
        '{{ root }}timeline/never/"{% if not v.current',
        "/timeline/never/",
    ),
    "anchor": (
        "hooks/press/site/views/site.py",
        "{self.address}#claim",
        "{self.address}#none",
        "'#none', which is not",
    ),
    "asset": ("hooks/theme/main.html", "assets/favicon.svg", "assets/nothing.svg", "/assets/nothing.svg"),
    "style": ("hooks/theme/styles/base.css", "", "x{background:url(dead.png)}", "/assets/dead.png"),
    "feed": ("hooks/press/templates/feed.xml", "{{ base }}{{ page }}", "{{ base }}{{ page }}feedless/", "/feedless/"),
    "sitemap": (
        "hooks/press/outputs/sitemap.py",
        "self._site.url + address",
        'self._site.url + "mapless/" + address',
        "/mapless/",
    ),
    "api": (
        "hooks/press/outputs/api.py",
        "site.url + list_data_address(kind)",
        'site.url + "api/" + list_data_address(kind)',
        "/api/api/v1/",
    ),
    "csv": (
        "hooks/press/outputs/columns.py",
        "row.site.url + row.site.address(row.record.id)",
        'row.site.url + "csv/" + row.site.address(row.record.id)',
        "/csv/companies/",
    ),
    "menu": ("hooks/theme/partials/header.html", "~ address %}", '~ address ~ "menuless/" %}', "/menuless/"),
    "footer": ("hooks/theme/partials/footer.html", "/{{ address }}", "/footless/{{ address }}", "/footless/"),
    "twin": (
        "hooks/press/templates/entry.md",
        "address(page.address)",
        'address(page.address ~ "twinless/")',
        "/twinless/",
    ),
    "search": (
        "hooks/press/outputs/search.py",
        "u=claim.address",
        'u="sought/" + claim.address',
        "/sought/",
    ),
    "event": (
        "hooks/press/outputs/calendar.py",
        "base_of(site.url, CALENDAR) +",
        'base_of(site.url, CALENDAR) + "dayless/" +',
        "/dayless/",
    ),
    "hand-written page": (
        "docs/about.md",
        "# About",
        "# About [x](site:companies/nobody/)",
        "docs/about.md:5:13: B650",
    ),
    "anchor by hand": (
        "docs/contact.md",
        "# The",
        "# [x](companies/lantern.md#nothing) The",
        "docs/contact.md:5:7: B650",
    ),
    "itself": ("docs/accessibility.md", "", "\n[x](accesibility.md)\n", "docs/accessibility.md:"),
    "entry": (
        "briefings/companies/lantern.yml",
        "builds a",
        f"builds [a]({ADDRESS}companies/lanter/)",
        "briefings/companies/lantern.yml:",
    ),
}
"""Kind of link -> (file of a project, its text, the text with a dead link in its place, what the build says)."""


@pytest.fixture(scope="module")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What a build says of a project with a dead link of each kind."""
    project = make_project(tmp_path_factory.mktemp("seeded") / "project")
    for file, before, after, _ in SEEDS.values():
        text = (project / file).read_text(encoding="utf-8")
        assert before in text, file
        (project / file).write_text(text.replace(before, after, 1) if before else text + after, encoding="utf-8")
    done = build_project(project)
    assert (done.returncode, (project / "site").exists()) == (1, False)
    return done.stdout


@pytest.mark.slow
@pytest.mark.parametrize("kind", SEEDS)
def test_a_dead_link_of_each_kind_is_found(seeded: str, kind: str) -> None:
    assert "Traceback" not in seeded
    assert SEEDS[kind][3] in seeded, seeded
    assert "did you mean 'accessibility.md'" not in seeded, "no page was meant to lead to itself"


@pytest.mark.slow
def test_serve_shows_a_dead_link_until_it_is_corrected(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    replace_text(project / "docs/about.md", "# About", "# About [x](site:companies/nobody/)")
    with serve_project(project) as home:
        assert "docs/about.md:5:13: B650" in wait_for_text(home, "B650")
        replace_text(project / "docs/about.md", "companies/nobody/", "companies/lantern/")
        wait_for_text(home, "B650", present=False)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["privacy", "how-to-read-a-claim"])
def test_a_hand_written_page_can_be_removed(name: str, tmp_path: Path) -> None:
    """The links of generated pages to it disappear, also in a warm build."""
    project = make_project(tmp_path / "project")
    assert build_project(project).returncode == 0
    (project / f"docs/{name}.md").unlink()
    done = build_project(project, "--strict")
    assert done.returncode == 0, done.stdout
    assert not (project / f"site/{name}").exists()
    assert hash_files(project / "site") == build_from_nothing(project, tmp_path / "aside")


@pytest.fixture
def warm(tmp_path: Path) -> WarmProject:
    """A project that was built once; its hand-written page links to a part of a page."""
    project = WarmProject(tmp_path, copy_golden_briefing(tmp_path / "golden") / "briefings")
    assert not project.build(LINKING).refused
    return project


LINKING = "<a href='../companies/lantern/#claims'>By hand.</a>"


def test_a_warm_build_finds_what_a_cold_one_finds(warm: WarmProject) -> None:
    glossary = warm.briefings / "companies/lantern.yml"
    replace_text(glossary, "builds a", "builds [a](https://example.org/b/companies/lanter/) [b](../nobody/)")
    found, cold = warm.build(LINKING), warm.build_cold(LINKING)
    assert (found.warm, found.refused, found.problems) == (True, True, cold.problems)
    assert sum(" B650 " in line for line in found.problems) >= 2
    assert "briefings/companies/lantern.yml:" in found.problems[0]


def test_a_warm_build_finds_pages_that_led_to_what_is_gone(warm: WarmProject) -> None:
    (warm.briefings / "companies/new.yml").write_text("{name: New, type: company, summary: A firm.}", encoding="utf-8")
    address = "https://example.org/b/companies/new/#claims"
    replace_text(warm.briefings / "companies/lantern.yml", "builds a", f"builds [a]({address})")
    assert not warm.build(LINKING).refused
    (warm.briefings / "companies/new.yml").unlink()
    found, cold = warm.build(LINKING), warm.build_cold(LINKING)
    assert (found.warm, found.refused, found.problems) == (True, True, cold.problems)
    assert any(address in line for line in found.problems), found.problems
