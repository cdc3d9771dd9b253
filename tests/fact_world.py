"""A small world of four newspapers, for tests of what follows from claims."""

from __future__ import annotations

from press.library.assertions import Derived
from press.library.facts import Facts

PAPERS: dict[str, str] = {
    f"companies/{name}.yml": f"{{name: {name.title()}, summary: A paper., type: outlet}}"
    for name in ("herald", "gazette", "courier", "mirror")
}
BASE: dict[str, str] = {
    **PAPERS,
    "companies/big-river.yml": "{name: Big River, summary: A shop., type: company}",
    "companies/lantern.yml": "{name: Lantern, summary: A firm., type: start-up}",
    "companies/lamp.yml": "{name: Lamp, summary: A firm., type: company}",
    "products/glow.yml": "{name: Glow, summary: A chatbot.}",
    "people/li-wen.yml": "{name: Li Wen, summary: A founder.}",
    "people/bo-ann.yml": "{name: Bo Ann, summary: A founder.}",
    "terms/chatbot.yml": "{term: chatbot, short: A program that talks.}",
    "topics/money.yml": "{name: Money, question: Who paid?}",
    "properties.yml": """
        founder-of: {label: founder of, inverse: founded by, value: company}
        head-of: {label: head of, inverse: headed by, value: company, single: subject}
        owned-by: {label: owned by, inverse: owns, value: company, single: value}
        made-by: {label: made by, inverse: makes, value: company}
        invested-in: {label: invested in, inverse: investors, value: company}
        stake: {label: stake, value: amount, single: value}
        valuation: {label: valuation, value: amount, single: value}
        opened: {label: opened, value: date, single: value}
        alias-of: {label: alias, value: text, single: value}
        seats: {label: seats, value: number}
    """,
}


def article(publisher: str, published: str = "2023-04-18", more: str = "") -> str:
    return (
        f"title: A piece\npublisher: {publisher}\nurl: https://{publisher}.example/a\npublished: {published}\n{more}\n"
    )


def world(*claims: str, **more: str) -> dict[str, str]:
    """A briefing in which `claims[0]` is what the Herald says, `claims[1]` the Gazette, `[2]` the Courier, `[3]` the
    Mirror; each is a YAML list. `more` adds fields to the articles of these papers."""
    files = dict(BASE)
    for paper, text in zip(("herald", "gazette", "courier", "mirror"), claims, strict=False):
        files[f"articles/{paper}-a.yml"] = article(paper, more=more.get(paper, ""))
        files[f"claims/{paper}-a.yml"] = text
    return files


def claim(name: str = "one", fields: str = "", text: str = "Something is said.") -> str:
    return f"- {{id: {name}, text: {text}, kind: figure{', ' if fields else ''}{fields}}}\n"


def worth(value: str, fields: str = "", name: str = "worth", kind: str = "valuation") -> str:
    return claim(name, f"subject: lantern, property: {kind}, value: {value}{', ' if fields else ''}{fields}")


def every(found: Facts) -> dict[str, Derived]:
    return {claim_id: found.claims[claim_id] for claim_id in found.claims}


def seen(found: Facts, *ids: str) -> list[Derived]:
    return [found.claims[i] for i in ids]
