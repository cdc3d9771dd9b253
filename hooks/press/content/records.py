"""A node and a model -> a typed record, or problems that name the place of each value that does not fit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from ..problem import Place, Problem, did_you_mean, visible
from .kinds.base import Model, kind_of
from .yaml_source import Fields, Node, Path_, place_of, place_of_key, plain

M_co = TypeVar("M_co", bound=Model, covariant=True)


class Record(Generic[M_co]):
    """One entry as it was read: its global id, kind, file and typed data, with the node that knows its places.

    A record that was stored comes back without its node: `find` reads it again where a place is asked for.
    """

    __slots__ = ("_node", "data", "file", "find", "id", "kind")

    def __init__(self, id: str, kind: str, file: str, data: M_co, node: Node | None = None) -> None:
        self.id = id
        self.kind = kind
        self.file = file
        self.data = data
        self._node = node
        self.find: Callable[[Record[Any]], Node] | None = None

    def __reduce__(self) -> tuple[Any, ...]:
        return Record, (self.id, self.kind, self.file, self.data)

    @property
    def node(self) -> Node:
        """The node that it was read from."""
        if self._node is None:
            assert self.find is not None
            self._node = self.find(self)
        return self._node

    def forget(self, find: Callable[[Record[Any]], Node]) -> None:
        """Lets go of the node; `find` finds it again."""
        self._node, self.find = None, find

    def place(self, *path: str | int, offset: int = 0) -> Place:
        """Where the value at `path` stands, `offset` characters into it."""
        return place_of(self.node, self.file, path, offset)

    @property
    def article(self) -> str:
        """The article part of a claim's global id."""
        return self.id.partition("/")[0]


def validate(model: type[Model], node: Node, file: str, what: str) -> tuple[Model | None, list[Problem]]:
    """The typed data of `node`; `what` names it in messages ("a claim")."""
    if not isinstance(node, Fields):
        expected = f"expected the fields of {what}, saw {kind_of(plain(node))}"
        return None, [Problem(place_of(node, file), "B303", expected, "write 'field: value' lines")]
    try:
        return model.model_validate(plain(node)), []
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, [_problem(detail, model, node, file, what) for detail in details]


_SHAPES = {
    "wikidata": "write the item's id, like Q42",
    "lang": "write a language tag, like en or zh-Hans",
}
"""Field -> what a text that must have a certain shape looks like."""


def _problem(detail: ErrorDetails, model: type[Model], node: Fields, file: str, what: str) -> Problem:
    path: Path_ = tuple(detail["loc"])
    at = place_of(node, file, path)
    field = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    context: dict[str, Any] = detail.get("ctx", {})
    seen = detail.get("input")
    match detail["type"]:
        case "missing":
            owner = what if len(path) == 1 else f"'{_owner(path)}'"
            return Problem(at, "B301", f"{owner} needs the field '{field}'", f"add '{field}: …'")
        case "extra_forbidden":
            where = place_of_key(node, file, path)
            names = _field_names(model, path[:-1])
            unknown = f"unknown field '{visible(field)}' of {what}"
            cure = did_you_mean(field, names) or f"the fields are {', '.join(sorted(names))}"
            return Problem(where, "B302", unknown, cure)
        case "literal_error":
            allowed = [word.strip("'") for word in str(context["expected"]).replace(" or ", ", ").split(", ")]
            listed = f"it is one of {', '.join(allowed)}"
            unknown = f"{field} {_seen(seen)} is not known"
            return Problem(at, "B305", unknown, did_you_mean(str(seen), allowed) or listed)
        case "invalid_value":
            return Problem(at, "B304", f"{field}: {context['what']}", context["cure"])
        case "string_type":
            cure = "put the text in quotes" if isinstance(seen, list) else "write one text"
            return Problem(at, "B303", f"{field}: expected a text, saw {kind_of(seen)}", cure)
        case "list_type":
            return Problem(at, "B303", f"{field}: expected a list, saw {kind_of(seen)}", f"write [{_bare(seen)}]")
        case "string_too_short":
            return Problem(at, "B306", f"{field}: the text is empty", "write a value, or remove the line")
        case "string_too_long":
            most = context["max_length"]
            return Problem(
                at, "B306", f"{field}: {len(str(seen))} characters; at most {most} are allowed", "shorten it"
            )
        case "string_pattern_mismatch":
            return Problem(at, "B304", f"{field}: {_seen(seen)} does not fit", _SHAPES.get(field, ""))
        case "model_type":
            return Problem(at, "B303", f"{field}: expected fields, saw {kind_of(seen)}", "write 'field: value' lines")
    return Problem(at, "B304", f"{field}: {detail['msg']}", "")


def _owner(path: Path_) -> str:
    return next(str(step) for step in reversed(path[:-1]) if isinstance(step, str))


def _seen(value: object) -> str:
    return f"'{visible(value)}'" if isinstance(value, str) else kind_of(value)


def _bare(value: object) -> str:
    return visible(value) if isinstance(value, str) else "…"


def _field_names(model: type[Model], path: Path_) -> set[str]:
    """The YAML names of the fields of the model found at `path` inside `model`."""
    for step in path:
        if isinstance(step, str):
            model = next(_models_in(_annotation(model, step)), model)
    return {info.alias or name for name, info in model.model_fields.items()}


def _annotation(model: type[Model], key: str) -> object:
    return next((i.annotation for n, i in model.model_fields.items() if key in (n, i.alias)), None)


def _models_in(annotation: object) -> Iterator[type[Model]]:
    if isinstance(annotation, type) and issubclass(annotation, Model):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)
