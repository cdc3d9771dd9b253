"""Small modules: csp, settings, addresses, problem, statements, texts, and the banner."""

from __future__ import annotations

import base64
import hashlib

import pytest

from press.content.kinds import KINDS
from press.problem import Code, Place, Problem, Rejected, find_nearest, make_visible, select_errors, suggest_nearest
from press.publish import banner
from press.site.csp import policy_of, with_policy
from press.site.settings import Settings, read_settings
from press.site.urls import address_of_file, claim_address, entry_address, file_of, to_root
from press.site.wording import read_words

# csp

WORDS, _ = read_words()


def test_only_the_scripts_of_the_page_may_run() -> None:
    page = (
        '<head><script>one()</script><script src="a.js"></script><script type="application/ld+json">{}</script></head>'
        "<body><script>two()</script><script>one()</script></body>"
    )
    digests = sorted(base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in ("one()", "two()"))
    assert policy_of(page) == (
        f"default-src 'none'; script-src 'self' 'sha256-{digests[0]}' 'sha256-{digests[1]}'; style-src 'self'; "
        "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; "
        "base-uri 'none'; form-action 'self'; object-src 'none'"
    )


def test_the_policy_is_the_first_thing_in_the_head() -> None:
    policy = policy_of("")
    assert with_policy("<html><head><title>x</title></head><body>&lt;head></body>") == (
        f'<html><head>\n    <meta http-equiv="Content-Security-Policy" content="{policy}"><title>x</title></head>'
        "<body>&lt;head></body>"
    )


# settings


def test_settings_of_a_fork() -> None:
    settings, problems = read_settings(
        {"schema_version": 1, "repository": "https://forge.example/a/b", "branch": "trunk"}
    )
    assert problems == []
    assert settings is not None
    assert settings.edit_address("briefings/a.yml") == "https://forge.example/a/b/edit/trunk/briefings/a.yml"
    assert settings.edit_address("briefings") == "https://forge.example/a/b/tree/trunk/briefings"
    assert settings.history_address("a.yml") == "https://forge.example/a/b/commits/trunk/a.yml"
    assert settings.report_address("Error in a/b", "https://s.example/") == (
        "https://forge.example/a/b/issues/new?template=correction.yml&title=Error%20in%20a%2Fb"
        "&address=https%3A%2F%2Fs.example%2F"
    )
    assert settings.form_address("claim.yml", about="x") == (
        "https://forge.example/a/b/issues/new?template=claim.yml&about=x"
    )


def test_settings_without_a_forge() -> None:
    mail, none = Settings(schema_version=1, contact="a@b.example"), Settings(schema_version=1)
    for settings in (mail, none):
        others = (settings.edit_address("a.yml"), settings.history_address("a.yml"), settings.form_address("a.yml"))
        assert others == ("", "", "")
    assert none.report_address("Error", "https://s.example/") == ""
    assert mail.report_address("Error", "https://s.example/") == (
        "mailto:a@b.example?subject=Error&body=https%3A%2F%2Fs.example%2F%0D%0A%0D%0A"
    )


@pytest.mark.parametrize(
    ("values", "what"),
    [
        (None, "B607 extra.briefing is missing"),
        ([], "B607 extra.briefing is missing"),
        ({}, "B607 extra.briefing.schema_version: field required"),
        ({"schema_version": 2}, "B601 extra.briefing.schema_version: input should be 1"),
        ({"schema_version": 1, "conract": "x"}, "B606 extra.briefing.conract is not a setting"),
        (
            {"schema_version": 1, "home_people": -1},
            "B601 extra.briefing.home_people: input should be greater than or equal to 0",
        ),
    ],
)
def test_rejected_settings(values: object, what: str) -> None:
    settings, problems = read_settings(values)
    assert (settings, [f"{p.code} {p.what}" for p in problems]) == (None, [what])


@pytest.mark.parametrize("field", [{"folder": "../etc"}, {"repository": "javascript:alert(1)"}, {"branch": "a b"}])
def test_settings_that_would_lead_elsewhere(field: dict[str, str]) -> None:
    assert [problem.code for problem in read_settings({"schema_version": 1, **field})[1]] == ["B601"]


# addresses


def test_addresses() -> None:
    assert {kind: entry_address(kind, "x") for kind in KINDS} == {
        "article": "articles/x/", "company": "companies/x/", "person": "people/x/", "product": "products/x/",
        "place": "places/x/", "term": "glossary/x/", "topic": "topics/x/", "edition": "editions/x/",
        "comparison": "comparisons/x/",
    }  # fmt: skip
    assert claim_address("a/b") == "claims/a/b/"
    assert [file_of(address) for address in ("", "a/b/", "404.html")] == ["index.html", "a/b/index.html", "404.html"]
    assert [address_of_file(path) for path in ("index.html", "a/b/index.html", "404.html", "a/xindex.html")] == [
        "", "a/b/", None, None,
    ]  # fmt: skip
    assert [to_root(address) for address in ("", "a/", "a/b/", "404.html")] == ["./", "../", "../../", "./"]


# problems


def test_a_problem_in_words() -> None:
    problem = Problem(Place("a.yml", 4, 12), Code.UNKNOWN_REFERENCE, "it is wrong", "fix it")
    assert (str(problem), problem.severity) == ("a.yml:4:12: B201 it is wrong\n    fix it", "error")
    warning = Problem(Place("a.yml"), Code.RETIRED_REFERENCE, "it is old")
    assert (str(warning), warning.severity) == ("a.yml:1:1: W206 it is old", "warning")
    assert select_errors([problem, warning]) == [problem]
    assert Rejected([warning, problem]).problems == [warning, problem]


def test_nearest() -> None:
    known = ["lantern", "lamp", "li-wen", "OpenAI"]
    assert [find_nearest(seen, known) for seen in ("lantren", "LAMP", "openai", "zzz", "")] == [
        "lantern",
        "lamp",
        "OpenAI",
        None,
        None,
    ]
    assert [find_nearest(seen, ["Łódź", "Ørsted"]) for seen in ("lodz", "ØRSTED", "orsted")] == [
        "Łódź",
        "Ørsted",
        "Ørsted",
    ]
    assert [suggest_nearest("lanp", known), suggest_nearest("zzz", known), suggest_nearest("x", [])] == [
        "did you mean 'lamp'?",
        "",
        "",
    ]


def test_hidden_characters_are_escaped_in_messages() -> None:
    assert make_visible("a\x00\u202e\x1b[31m灯\n") == "a\\u0000\\u202e\\u001b[31m灯\\u000a"
    assert make_visible("x" * 100) == "x" * 59 + "…"


# the banner of serve


@pytest.mark.parametrize("before", ['<html><body class="x">', ""])
def test_the_banner_is_put_on_top_of_a_page(before: str) -> None:
    problem = Problem(Place("a.yml", 2, 3), Code.NOT_YAML, "<script> & more")
    page = banner.add_banner(f"{before}<p>old</p>".encode(), [problem, problem], WORDS).decode()
    assert page.startswith(before)
    assert page.endswith("<p>old</p>")
    assert [page.count(part) for part in ("a.yml:2:3", "&lt;script&gt; &amp; more", "<script>")] == [1, 1, 0]


def test_a_page_of_problems_alone() -> None:
    page = banner.render_problems_page([Problem(Place("a.yml", 2, 3), Code.NOT_YAML, "<script>")], WORDS).decode()
    assert (page.count("a.yml:2:3"), page.count("&lt;script&gt;"), page.count("<script>")) == (1, 1, 0)
