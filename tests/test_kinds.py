"""content/kinds/: the table of kinds and the models agree with each other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel

from briefing_files import Files
from press.content.kinds import FILTERED, FOLDERS, KINDS, LISTED, LISTS, NAMED, SPEAKERS, SUBJECTS, TIED
from press.content.kinds.base import Entry
from press.content.kinds.claim import Claim
from press.content.kinds.lists import VALUE_KINDS
from press.content.kinds.marks import IsMarkdown, Refers, find_marked
from press.content.kinds.models import model_of

HOOKS = Path(__file__).resolve().parents[1] / "hooks"
ENTRY = {"name": "A", "summary": "*B*.", "body": "C"}
MARKDOWN = {
    "company": ({**ENTRY, "type": "outlet"}, {"summary", "body"}),
    "person": (ENTRY, {"summary", "body"}),
    "product": (ENTRY, {"summary", "body"}),
    "place": (ENTRY, {"summary", "body"}),
    "term": ({"term": "A", "short": "B.", "long": "C", "body": "D"}, {"short", "long", "body"}),
    "topic": ({"name": "A", "question": "B?", "body": "C"}, {"question", "body"}),
    "article": (
        {
            "title": "A",
            "publisher": "b",
            "url": "https://c.example",
            "published": "2023",
            "withdrawn": {"date": "2023", "why": "D"},
            "note": "E",
        },
        {"withdrawn.why", "note"},
    ),
    "comparison": ({"title": "A", "lead": "B", "entries": ["c", "d"], "rows": [{"label": "E"}]}, {"lead"}),
    "edition": (
        {
            "title": "A",
            "date": "2023-01-02",
            "covers": "2023",
            "standfirst": "B",
            "bottom_line": ["C", "D"],
            "sections": [{"heading": "E", "body": "F"}, {"heading": "G"}],
            "unknowns": ["H"],
            "watch": ["I"],
        },
        {"standfirst", "bottom_line.0", "bottom_line.1", "sections.0.body", "unknowns.0", "watch.0"},
    ),
}
"""Kind -> (an entry, where it has Markdown)."""


@pytest.mark.parametrize("kind", KINDS)
def test_the_model_says_which_fields_hold_markdown(kind: str) -> None:
    fields, expected = MARKDOWN[kind]
    data: BaseModel = model_of(KINDS[kind]).model_validate(fields)
    assert {".".join(map(str, found.path)) for found in find_marked(data, IsMarkdown)} == expected


def test_references_have_their_place_in_the_yaml() -> None:
    claim = Claim.model_validate(
        {
            "id": "a", "text": "B", "kind": "event", "said_by": "c", "about": ["d"], "of": "e", "property": "f",
            "differs": [{"claim": "g/h", "how": "conflict"}], "also_in": [{"article": "i"}], "supersedes": ["j"],
        }
    )  # fmt: skip
    assert [(found.path, found.text, found.mark.kinds) for found in find_marked(claim, Refers)] == [
        (("said_by", "id"), "c", ("company", "person")),
        (("about", 0), "d", NAMED),
        (("property",), "f", ("property",)),
        (("of",), "e", ("any",)),
        (("supersedes", 0), "j", ("claim",)),
        (("differs", 0, "claim"), "g/h", ("claim",)),
        (("also_in", 0, "article"), "i", ("article",)),
    ]


def test_a_kind_has_names_if_its_model_is_an_entry() -> None:
    assert {name: issubclass(model_of(kind), Entry) for name, kind in KINDS.items()} == {
        name: kind.is_named for name, kind in KINDS.items()
    }


def test_the_lists_that_follow_from_the_table() -> None:
    assert NAMED == ("company", "person", "product", "place", "term", "topic")
    assert SUBJECTS == ("company", "person", "product", "place", "term")
    assert (*SUBJECTS, "amount", "number", "date", "text") == VALUE_KINDS
    assert SPEAKERS == ("company", "person")
    assert TIED == ("company", "person", "product")
    assert (*NAMED, "article", "edition", "comparison") == LISTED
    assert [kind.name for kind in FILTERED] == ["person", "company"]
    assert list(FOLDERS) == [
        "articles", "companies", "people", "products", "places", "terms", "topics", "editions",
        "comparisons",
    ]  # fmt: skip
    assert {kind.name: kind.plural for kind in LISTS.values()} == {
        "property": "properties", "correction": "corrections", "feed": "feeds",
    }  # fmt: skip


def test_a_build_with_nothing_to_do_imports_no_model() -> None:
    code = "import sys, press.publish.cache, press.publish.staging; print('press.content.kinds.base' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=HOOKS, capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_why_an_article_was_withdrawn_is_prose_of_ours(problems: Callable[[Files], list[str]]) -> None:
    article = "{title: A, publisher: herald, published: 2023, url: 'https://a.example', withdrawn: {date: 2023, why: 'B"
    files = {
        "companies/herald.yml": "{name: The Herald, summary: A paper., type: outlet}",
        "articles/piece.yml": f"{article} [[nobody]].'}}}}",
    }
    [problem] = problems(files)
    place = f"briefings/articles/piece.yml:1:{len(article) + 2}"
    assert problem.startswith(f"{place}: B201 reference 'nobody' is not an entry")
