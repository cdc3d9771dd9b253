"""The vocabulary of relations and figures, and the sentences that state them."""

from __future__ import annotations

from dataclasses import dataclass

from .writing import Yaml


@dataclass(frozen=True, slots=True)
class Sort:
    """A property: its line in properties.yml, what it is said about, how often, and in which sentences.

    In a sentence `{s}` is the subject, `{v}` the value in words, `{o}` the second party, `{t}` the time.
    """

    id: str
    label: str
    inverse: str
    value: str
    single: str
    of: str
    """The kind of entry that is its subject."""
    weight: int
    topic: str
    sentences: tuple[str, ...]
    unit: str = ""
    second: bool = False
    """Whether it needs a second party, a company."""

    @property
    def fields(self) -> dict[str, Yaml]:
        """Its entry in properties.yml."""
        found: dict[str, Yaml] = {"label": self.label}
        if self.inverse:
            found["inverse"] = self.inverse
        found |= {"value": self.value, "single": self.single}
        return found | ({"unit": self.unit} if self.unit else {})


SORTS = (
    Sort("founder-of", "founder of", "founded by", "company", "none", "person", 5, "founders",
         ("{s} founded {v} {t}", "{s} started {v} {t} with three others")),
    Sort("leads", "leads", "led by", "company", "none", "person", 6, "people-and-posts",
         ("{s} leads {v}", "{s} became the head of {v} {t}")),
    Sort("works-at", "works at", "people", "company", "none", "person", 6, "people-and-posts",
         ("{s} works at {v}", "{s} joined {v} {t}")),
    Sort("role", "role", "", "text", "none", "person", 7, "people-and-posts",
         ("{s} is {v}", "{s} was named {v} {t}")),
    Sort("director-of", "on the board of", "board", "company", "none", "person", 2, "people-and-posts",
         ("{s} sits on the board of {v}", "{s} left the board of {v} {t}")),
    Sort("owned-by", "owned by", "owns", "company", "value", "company", 2, "giants-and-start-ups",
         ("{s} is owned by {v}", "{s} belongs to {v}")),
    Sort("invested-in", "invested in", "backed by", "company", "none", "company", 6, "money",
         ("{s} put money into {v} {t}", "{s} invested in {v} {t}")),
    Sort("acquired", "bought", "bought by", "company", "none", "company", 2, "money",
         ("{s} bought {v} {t}", "{s} agreed {t} to buy all of {v}")),
    Sort("became", "became", "formerly", "company", "none", "company", 1, "founders",
         ("{s} became {v} {t}", "{s} was folded into {v} {t}")),
    Sort("purchase-price", "purchase price", "", "amount", "value", "company", 2, "money",
         ("{o} was to pay {v} for {s}", "The price that {o} paid for {s} was {v}"), second=True),
    Sort("valuation", "valuation", "", "amount", "value", "company", 8, "money",
         ("{s} was valued at {v} {t}", "{s} is valued at {v}", "Investors put the value of {s} at {v} {t}")),
    Sort("raised", "raised in one round", "", "amount", "none", "company", 7, "money",
         ("{s} raised {v} {t}", "{s} took in {v} from investors in one round {t}")),
    Sort("own-money", "own money put in", "", "amount", "none", "person", 1, "money",
         ("{s} put {v} of private money into {o}", "{s} paid {v} of savings into {o} {t}"), second=True),
    Sort("stake", "stake", "", "amount", "none", "company", 3, "money",
         ("{s} held {v} of {o} {t}", "{s} owned {v} of the shares of {o} {t}"), second=True),
    Sort("net-cash", "net cash", "", "amount", "value", "company", 1, "money",
         ("{s} held net cash of {v} {t}", "{s} had {v} in net cash {t}")),
    Sort("revenue", "revenue", "", "amount", "value", "company", 4, "use-and-income",
         ("{s} had revenue of {v} {t}", "{s} took in {v} from customers {t}")),
    Sort("users", "users", "", "number", "value", "product", 6, "use-and-income",
         ("{s} had {v} users {t}", "{v} people used {s} {t}"), unit="people"),
    Sort("parameters", "parameters", "", "number", "value", "product", 3, "models",
         ("{s} has {v} parameters", "{s} was trained with {v} parameters"), unit="parameters"),
    Sort("built-on", "built on", "used in", "product", "none", "product", 3, "models",
         ("{s} is built on {v}", "{s} answers with the help of {v}")),
    Sort("announced", "announced", "", "date", "value", "product", 5, "models",
         ("{s} was announced {v}", "The company announced {s} {v}")),
    Sort("registered", "registered", "", "date", "value", "company", 2, "founders",
         ("{s} was registered {v}", "{s} was entered in the register of companies {v}")),
    Sort("first-shown", "first shown", "", "date", "value", "product", 4, "models",
         ("{s} was first shown {v}", "Visitors first saw {s} {v}")),
    Sort("opened", "open to the public", "", "date", "value", "product", 4, "models",
         ("{s} was opened to everyone {v}", "The public could use {s} for the first time {v}")),
    Sort("issued", "issued", "", "date", "value", "term", 1, "rules",
         ("Rules on {s} were issued {v}", "A standard for {s} was printed {v}")),
    Sort("in-force", "in force", "", "date", "value", "term", 1, "rules",
         ("Rules on {s} took effect {v}", "A standard for {s} applied for the first time {v}")),
    Sort("based-in", "based in", "", "place", "value", "company", 4, "founders",
         ("{s} is based in {v}", "{s} has its head office in {v}")),
)  # fmt: skip
