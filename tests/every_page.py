"""Files that, added to the golden briefing, produce every page type and use every word."""

from __future__ import annotations

from briefing_files import Files

DATES = (
    "2023", "2023-04", "2023-04-18", "2023-22", "2023-34", "202X", "2023~", "2023-04?", "2023-04-18%", "2023-04/..",
    "../2023-04", "2022/2023-04", "2023-04-03/2023-04-18", "2023-02-03/2023-04-18", "2023-02/2023-04",
    "2023-21/2023-23", "2023-33/2023-35", "0950",
)  # fmt: skip
AMOUNTS = (
    "2 thousand USD", "3 million HKD", "4 billion CNY", "5 trillion JPY", "7 SEK", "-6 million EUR", "~ 3 million GBP",
    "at least 4 million AUD", "more than 5 million CAD", "at most 6 million SGD", "less than 7 million TWD",
    "8 million KRW", "9 million INR", "10 million CHF",
)  # fmt: skip
TYPES = ("company", "start-up", "investor", "research-firm", "authority", "group")
MANY = 255
"""Claims about one firm: more than a page holds."""
MOST_PLACES = 61
"""Places, so many that their index has letters."""
CORRECTIONS = {"retraction": "wrong", "correction": "founding", "clarification": "owner", "update": "valuation"}
"""Kind -> the claim that it is about."""


def _claims(claims: dict[str, str]) -> str:
    """A claims file, given by id and the fields other than the text."""
    return "".join(
        f"- {{id: {claim_id}, text: Words of {claim_id.replace('-', ' ')}., {fields}}}\n"
        for claim_id, fields in claims.items()
    )


def _companies() -> dict[str, str]:
    types = [TYPES[number % len(TYPES)] for number in range(15)]
    return {
        f"companies/firm-{number}.yml": f"name: Firm {chr(65 + number) * 3}\nsummary: One firm.\ntype: {kind}\n"
        for number, kind in enumerate(types)
    }


STATES: dict[str, str] = {
    "measure-a": "kind: figure, subject: firm-1, property: valuation, value: 1 billion USD, when: 2023-01, at: p1-2, "
    "form: stated, differs: [{claim: measure-b, how: measure, note: They count two things.}]",
    "measure-b": "kind: figure, subject: firm-1, property: users, value: 5 million, when: 2023-01, form: unclear",
    "sequence-a": "kind: event, when: 2023-01-03, at: s5, form: quoted, "
    "differs: [{claim: sequence-b, how: sequence}], about: [firm-1]",
    "sequence-b": "kind: event, when: 2023-01-04, about: [firm-1]",
    "series-a": "kind: figure, subject: firm-2, property: revenue, value: 1 million USD, when: 2021",
    "series-b": "kind: figure, subject: firm-2, property: revenue, value: 2 million USD, when: 2022",
    "older": "kind: figure, subject: firm-3, property: revenue, value: 3 million USD, when: 2022-05",
    "newer": "kind: figure, subject: firm-3, property: revenue, value: 4 million USD, when: 2022-05, "
    "supersedes: [older]",
    "price-a": "kind: figure, subject: firm-2, property: price, value: 3 million USD, when: 2022-05-06",
    "price-b": "kind: figure, subject: firm-2, property: price, value: 4 million CNY, when: 2022-05-06",
    "share": "kind: figure, subject: firm-4, property: share, value: 27 percent, of: firm-5, when: 2023",
    "stake": "kind: event, subject: firm-4, property: invested-in, value: firm-5, when: 2023, "
    "from: 2020-01, until: 2023",
    "paid": "kind: event, subject: firm-4, property: investment, value: 5 million USD, of: firm-6, when: 2023",
    "state": "kind: background, subject: firm-4, property: opened, value: 2020-05",
    "reprinted": "kind: opinion, also_in: [{article: gazette-price, at: s3}], about: [firm-7], said_on: 2023-06-01",
    "own-voice": "kind: opinion, said_by: herald, about: [firm-7]",
    "of-owner": "kind: background, about: [big-river], note: A note on it.",
    "undated": "kind: background, about: [firm-8]",
    "meeting": "kind: event, subject: firm-13, property: knows, value: firm-14, when: 2023-06-01, "
    "about: [ann-writer, mary], topics: [money, value]",
    "edited": "kind: event, subject: firm-13, property: opened, value: 2020-06, when: 2020-06, said_on: 2023-06-01, "
    "at: s1",
    "recanted": "kind: event, when: 2023-06-01, about: [firm-13]",
    "dropped": "kind: event, when: 2023-06-01, about: [firm-13]",
    "of-li": "kind: opinion, about: [li-wen], said_on: 2023-06-01",
    "twin-maker": "kind: background, subject: twin, property: made-by, value: firm-3, said_on: 2023-06-01",
    "voices": "kind: opinion, said_by: li-wen, about: [firm-9], form: paraphrased, said_on: 2023-03",
}

TIES = {
    f"tie-{n}": f"kind: event, subject: li-wen, property: founder-of, value: firm-{n}, when: 2022-0{n % 9 + 1}"
    for n in range(15)
}

SOURCE = {
    "shared": "kind: event, about: [firm-0], also_in: [{article: piece}]",
    "of-itself": "kind: background, subject: evening, property: owned-by, value: big-river, when: 2023",
    **{f"via-{n}": f"kind: event, about: [firm-0], via: firm-{n}" for n in range(9)},
    **{f"back-{n}": "kind: event, about: [firm-0], status: retracted, why: It was wrong." for n in range(9)},
    "plan": "kind: plan, about: [firm-0], when: 2025",
    "forecast": "kind: forecast, about: [firm-0]",
}
"""What is read in an article of `evening`, whose owner owns another publisher."""


LONG = {
    **{f"date-{n}": f"kind: event, when: '{date}', about: [firm-10]" for n, date in enumerate(DATES)},
    **{
        f"amount-{n}": f"kind: figure, subject: firm-11, property: investment, value: {value}, when: 2023-0{n % 9 + 1}"
        for n, value in enumerate(AMOUNTS)
    },
    **{f"more-{n}": f"kind: event, when: 2022-{n % 12 + 1:02d}-01, about: [firm-12]" for n in range(MANY)},
    **{f"planned-{n}": "kind: plan, about: [firm-12]" for n in range(9)},
    "of-source": "kind: background, about: [evening]",
    "repeat": "kind: event, subject: firm-4, property: invested-in, value: firm-5, when: 2023, from: 2020-01",
}

FIRST = {
    "detailed": "kind: figure, subject: firm-14, property: valuation, value: 1 million SEK, when: 2020",
    "echoed": "kind: figure, subject: firm-6, property: valuation, value: 5 million SEK, when: 2021",
    "regretted": "kind: event, when: 2021-06-01, about: [firm-6]",
}
CHANGED = {
    "detailed": "kind: figure, subject: firm-14, property: valuation, value: 2 million SEK, at: s1",
    "echoed": FIRST["echoed"],
    "echo": "kind: figure, subject: firm-6, property: valuation, value: 5 million SEK, when: 2021",
    "regretted": "kind: event, when: 2021-06-01, about: [firm-6], status: retracted, why: It was wrong.",
}
"""The last state of the claims in FIRST, and a further report of one of them."""

FILES: Files = {
    **_companies(),
    "properties.yml": """\
        founder-of: {label: founder of, inverse: founded by, value: company, role: true}
        owned-by: {label: owned by, inverse: owns, value: company, single: value}
        made-by: {label: made by, inverse: makes, value: company}
        valuation: {label: valuation, value: amount, single: value}
        revenue: {label: revenue, value: amount, single: value}
        users: {label: users, value: number, single: value, unit: people}
        opened: {label: open to public, value: date, single: value}
        share: {label: share, value: amount}
        investment: {label: investment, value: amount}
        invested-in: {label: invested in, inverse: investors, value: company}
        knows: {label: knows, value: company}
        price: {label: price, value: amount, agreed: true}
        """,
    "comparisons/two-firms.yml": """\
        title: Two firms
        lead: Two firms and their income.
        entries: [firm-2, firm-3]
        rows:
          - {label: Income, property: [revenue, price]}
          - {label: What others know, property: knows, claims: [piece/newer]}
        charts: [{property: [revenue, price], title: Income and price}]
        """,
    "articles/piece.yml": """\
        title: A piece of everything
        publisher: herald
        url: https://herald.example/piece
        published: 2023-06-02
        accessed: 2023-06-03
        updated: 2023-06-04
        note: A note on the piece.
        """,
    "articles/gone.yml": """\
        title: A piece that was taken back
        publisher: gazette
        url: https://gazette.example/gone
        published: 2023-05-02
        derived_from: piece
        withdrawn: {date: 2023-06-05, why: It was wrong.}
        """,
    "articles/long.yml": """\
        title: A long piece
        publisher: gazette
        url: https://gazette.example/long
        published: 2024-05
        """,
    "articles/unread.yml": """\
        title: An unread piece
        publisher: gazette
        url: https://gazette.example/unread
        published: 2023
        """,
    "claims/piece.yml": _claims(STATES | TIES | FIRST),
    "companies/evening.yml": "name: Evening\nsummary: A paper.\ntype: outlet\n"
    "same_as: {website: 'https://evening.example'}\n",
    "articles/evening-a.yml": """\
        title: An evening piece
        publisher: evening
        url: https://evening.example/piece
        published: 2023-06-04
        """,
    "claims/evening-a.yml": _claims(SOURCE),
    **{
        f"articles/{publisher}-b.yml": f"title: A copy\npublisher: {publisher}\npublished: 2023-06\n"
        f"url: https://{publisher}.example/copy\n"
        for publisher in ("evening", "firm-0")
    },
    **{
        f"claims/{publisher}-b.yml": _claims({"copy": f"kind: event, about: [{firm}], also_in: [{{article: piece}}]"})
        for publisher, firm in (("evening", "firm-1"), ("firm-0", "firm-2"))
    },
    "claims/gone.yml": _claims({"gone": "kind: event, when: 2023-05-02, about: [firm-1]"}),
    "claims/long.yml": _claims(LONG),
    "companies/alike.yml": "name: Alike\nsummary: One firm.\ntype: company\nsee: [alike-two]\n"
    'body: "| A | B |\\n| --- | --- |\\n| 1 | 2 |"\n',
    "companies/alike-two.yml": "name: Alike\nsummary: Another firm.\ntype: company\nsee: [alike]\n"
    "same_as: {website: 'https://alike.example', wikidata: Q43, wikipedia: 'https://en.wikipedia.org/wiki/Alike'}\n",
    **{
        f"places/port-{n}.yml": f"name: {f'Port {n}' if n % 2 else f'{n} Ports'}\nsummary: A port.\n"
        for n in range(MOST_PLACES)
    },
    "companies/many-names.yml": "name: Much Called\nsummary: One firm.\ntype: company\n"
    "names: [Called One, Called Two, Called Three, Called Four, Called Five]\n",
    **{
        f"products/{twin}.yml": f"name: Twin\nsummary: One thing.\nsee: [{other}]\n"
        for twin, other in (("twin", "twin-two"), ("twin-two", "twin"))
    },
    "companies/numbered.yml": "name: 7 Firms\nsummary: One firm.\ntype: company\n",
    "topics/value.yml": "name: Value\nquestion: What is it worth?\nparent: money\n",
    "people/mary.yml": "name: Mary Writer\nsummary: Reporter.\n"
    "names: [{text: M. Writer, kind: former, from: 2020, until: 2022}]\n",
    "editions/second.yml": """\
        title: Second light
        date: 2023-08-01
        covers: 2023-07
        editor: Ann Writer
        standfirst: What came after.
        bottom_line: ["Nothing came. [@piece/of-owner]", Nothing else came., Nothing more came.]
        sections:
          - heading: The rest
            body: "All of it. [@piece/of-owner]"
            claims: [herald-launch/founding, herald-launch/owner, herald-launch/patience, herald-launch/river-plan,
                     herald-launch/users, herald-launch/valuation]
            figure: {kind: series, of: [firm-6, firm-14], property: valuation}
          - {heading: Days, figure: {kind: strip, of: [firm-12, herald-launch/founding]}}
          - {heading: Firms, figure: {kind: lanes, of: [lantern, firm-12]}}
        unknowns: [Why.]
        """,
    "corrections.yml": "".join(
        f"- {{date: 2023-07-0{day}, entry: herald-launch/{claim}, kind: {kind}, was: Old words., "
        "now: 'New words. [@piece/older] [@herald-launch/wrong] [@gazette-price/taken-back]', "
        "reported_by: a reader}\n"
        for day, (kind, claim) in enumerate(CORRECTIONS.items(), 1)
    ),
}  # fmt: skip

LATER = {
    "edited": "kind: plan, subject: firm-13, property: opened, value: 2020-07, when: 2020-07, said_on: 2023-06-02, "
    "at: s2",
    "recanted": "kind: event, when: 2023-06-01, about: [firm-13], status: retracted, why: It was wrong.",
}
LAST = {"own-voice": "kind: opinion, said_by: li-wen, about: [firm-7]"}


EDITS: tuple[Files, ...] = (
    {
        "claims/piece.yml": _claims(
            {name: fields for name, fields in (STATES | TIES | LATER | FIRST).items() if name != "dropped"}
        )
    },
    {"claims/piece.yml": _claims(STATES | TIES | LAST | CHANGED).replace("Words of undated", "Other words of undated")},
)
"""What is laid over FILES one after another, so that claims change, disappear and come back."""
