"""A small world of one maker of lamps, for tests of what is written beside the pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from site_factory import SiteMaker

Built = Callable[[Mapping[str, str | bytes]], SiteMaker]

LAMPS = {
    "companies/herald.yml": "name: Herald\ntype: outlet\nsummary: A newspaper.\n",
    "companies/lamp-works.yml": "name: Lamp & Works\ntype: company\nsummary: A maker of lamps.\n",
    "people/ann-lee.yml": "name: Ann Lee\nsummary: A founder.\n",
    "places/north.yml": "name: North\nsummary: A region.\n",
    "terms/lumen.yml": "term: Lumen\nshort: A measure of light.\n",
    "topics/light.yml": "name: Light\nquestion: Who makes light?\n",
    "articles/launch.yml": """
        title: A launch
        publisher: herald
        url: https://herald.example/launch?a=1&b=2
        published: 2023-04-18
        note: "A private remark."
        """,
    "articles/later.yml": """
        title: Later
        publisher: herald
        url: https://herald.example/later
        published: 2023-05
        """,
    "claims/launch.yml": """
        - id: start
          text: Lamp & Works began on 3 April 2023 with <em>two</em> lamps.
          kind: event
          when: 2023-04-03
          said_by: ann-lee
          topics: [light]
          note: Her health was poor.
        - id: fair
          text: Lamp & Works showed 1 lamp, then another; at the fair.
          kind: event
          when: 2023-04-05/2023-04-07
          about: [lamp-works]
        - id: about
          text: Lamp & Works moved house.
          kind: event
          when: 2023-04-09~
        - id: month
          text: Lamp & Works sold a lamp in April 2023.
          kind: event
          when: 2023-04
        - id: never
          text: Lamp & Works likes Lumen.
          kind: opinion
        - {id: sketch, text: Lamp & Works dreams., kind: opinion, status: draft}
        - {id: gone, text: Lamp & Works closed., kind: event, when: 2023-04-10, status: retracted, why: Not so.}
        """,
    "claims/later.yml": """
        - {id: growth, text: Lamp & Works grew., kind: event}
        """,
}


def files(briefing: SiteMaker) -> dict[str, bytes]:
    """The feeds, the calendar and the Markdown pages."""
    ends = ("feed.xml", "feed.json", "calendar.ics", ".md", "llms.txt")
    return {path: data for path, data in briefing.make_files().items() if path.endswith(ends)}
