"""routes.py, build.py and views/: paths are known before files are made, and every file leads back to its target."""

from __future__ import annotations

from pathlib import Path

import pytest

from golden_site import ADDRESS, copy_golden_briefing, fill_smallest_theme, read_files
from press.incremental import JOINT
from press.publish.build import Builder, BuildReport
from press.publish.routes import Target
from press.site.render import Shell
from press.site.settings import Settings
from press.site.views import VIEWS, find_page
from press.site.views.site import PAGE_SIZE
from site_factory import SiteMaker, prepare_site

COMPANY = "name: {0}\ntype: company\nsummary: A firm.\n"
MANY = PAGE_SIZE + 1


def enlarge(briefings: Path) -> None:
    """Makes several lists longer than one page: companies, articles, claims, differences, and the claims of one
    company."""
    for number in range(MANY):
        (briefings / f"companies/firm-{number}.yml").write_text(COMPANY.format(f"Firm {number}"))
        (briefings / f"articles/news-{number}.yml").write_text(
            f"title: News {number}\npublisher: herald\nurl: https://a.example/{number}\npublished: 2023-05\n"
        )
        (briefings / f"claims/news-{number}.yml").write_text(
            f"- {{id: a, text: It sold {number}., kind: event, about: [firm-1], when: {1990 + number % 40}}}\n"
            "- {id: b, text: Firm 1 sold none., kind: event, differs: [{claim: a, how: conflict}]}\n"
        )
    more = "".join(f"- {{id: c{number}, text: It sold., kind: event}}\n" for number in range(MANY))
    with (briefings / "claims/news-1.yml").open("a") as file:
        file.write(more)
    (briefings / "companies/old-firm.yml").write_text("moved_to: firm-1\n")
    (briefings / "companies/split-firm.yml").write_text("moved_to: [firm-1, firm-2]\n")
    with (briefings / "claims/news-2.yml").open("a") as file:
        file.write("- {id: old, moved_to: a}\n- {id: split, moved_to: [a, b]}\n")


@pytest.fixture(scope="module", params=["golden", "large"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SiteMaker:
    project = copy_golden_briefing(tmp_path_factory.mktemp(request.param) / "project")
    if request.param == "large":
        enlarge(project / "briefings")
    return prepare_site(project, Settings(schema_version=1), "The Golden Briefing", ADDRESS)


@pytest.fixture(scope="module")
def built(made: SiteMaker, tmp_path_factory: pytest.TempPathFactory) -> tuple[Builder, BuildReport, Path]:
    folder = tmp_path_factory.mktemp("built")
    builder = Builder(made.site)
    builder.set_shell(Shell(fill_smallest_theme, policy=False))
    return builder, builder.build(folder, everything=True)[0], folder


Built = tuple[Builder, BuildReport, Path]


def test_addresses_are_known_before_pages_are_made(made: SiteMaker) -> None:
    site, predicted, found = made.site, {}, {}
    for name, view in VIEWS.items():
        for key in view.keys(site):
            predicted[name, key] = view.addresses(site, key)
            found[name, key] = [page.address for page in view.make(site, key)]
    assert predicted == found
    every = [address for addresses in found.values() for address in addresses]
    assert len(every) == len(set(every)) > 50


def test_every_address_leads_back_to_its_view(made: SiteMaker) -> None:
    site = made.site
    wrong = {}
    for view in VIEWS.values():
        for key in view.keys(site):
            for address in view.addresses(site, key):
                if find_page(site, address) != (view, key):
                    wrong[address] = (view.name, key), find_page(site, address)
    assert wrong == {}


def test_the_routes_know_every_file_and_what_makes_it(built: Built) -> None:
    builder, report, folder = built
    routes, found = builder.routes, {}
    for path, target, _ in report.files:
        name, _, key = target.partition(JOINT)
        found.setdefault(Target(name, key), set()).add(path)
        assert routes.find(path) == (name, key)
    assert {path for paths in found.values() for path in paths} == set(read_files(folder))
    predicted = {
        Target(name, key): routes.paths(Target(name, key)) for name in routes.names for key in routes.keys(name)
    }
    assert {target: set(paths) for target, paths in predicted.items()} == found
    every = [path for paths in predicted.values() for path in paths]
    assert len(every) == len(set(every))


def test_every_file_can_be_made_on_its_own(built: Built) -> None:
    builder, _, folder = built
    written = read_files(folder)
    assert {path for path, data in written.items() if builder.file(path) != data} == set()


def test_an_entry_s_pages_are_named_by_its_id(made: SiteMaker) -> None:
    for view in VIEWS.values():
        if view.is_of_entry:
            for key in view.keys(made.site):
                assert made.site.library.holds(key)


@pytest.mark.parametrize(
    "path",
    [
        "", "index", "nothing.html", "nothing/index.html", "companies/nobody/index.html", "companies/index.htm",
        "companies/lantern/nothing/index.html", "companies/lantern/page/99/index.html",
        "companies/page/99/index.html", "companies/page/x/index.html", "companies/page/0/index.html",
        "companies/page/1/index.html", "companies/page/01/index.html", "companies/page/-1/index.html",
        "companies/page/index.html", "companies//index.html", "people/lantern/index.html",
        "claims/page/99/index.html", "claims/nothing/index.html", "timeline/0/index.html",
        "claims/herald-launch/nothing/index.html", "claims/herald-launch/page/99/index.html",
        "timeline/nothing/index.html", "timeline/2023/nothing/index.html", "timeline/2023/99/index.html",
        "articles/page/99/index.html", "/index.html", "differences/page/99/index.html",
        "figures/page/99/index.html", "freshness/page/99/index.html", "../index.html", "changes/page/2/index.html",
        "data/nothing/index.html", "editions/page/2/index.html", "index.md", "claims/index.md",
        "api/v1/nothing.json", "api/v1/companies/nobody.json", "api/v1/claims/nothing.json", "api/v1", "api/v1/",
        "api/v1/companies/lantern", "api/v1/index", "api/v1/companies.json.json", "sitemap.txt",
        "sitemap/index.html", "data/nothing.csv", "claims/herald-launch/feed.xml", "companies/index.md",
        "moved/index.html", "page/2/index.html", "home/index.html", "edition/first/index.html",
        "editions/first/page/2/index.html", "articles/feed.xml", "sitemap-1.xml", "companies/old-firm/index.md",
    ],
)  # fmt: skip
def test_a_path_without_a_file_makes_none(built: Built, path: str) -> None:
    assert built[0].file(path) is None
