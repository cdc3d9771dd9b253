"""A node and a model -> typed data, or problems that give the place of each value that does not fit."""

from __future__ import annotations

from typing import NamedTuple

from pydantic import ValidationError

from ..problem import Code, Problem, make_visible
from .field_problems import drop_renamed, report_misfit
from .kinds.base import Model, name_yaml_type
from .nodes import Fields, Items, Node, PlainData, Text, locate_value, to_plain
from .yaml_repair import describe_character, replace_lookalikes


def validate(model: type[Model], node: Node, file: str, what: str) -> tuple[Model | None, list[Problem]]:
    """The typed data of `node`, or None and its problems; `what` names the entry in messages ("a claim")."""
    found = validate_partly(model, node, file, what)
    return (None if found.problems else found.data), found.problems


class Validated(NamedTuple):
    """The typed data of a node and its problems. Where there are some, `data` has the good fields only, and None in
    place of required ones: it can be checked, and nothing else."""

    data: Model | None
    problems: list[Problem]


def validate_partly(model: type[Model], node: Node, file: str, what: str) -> Validated:
    """As `validate`, with the fields that are right even where others are not."""
    if not isinstance(node, Fields):
        expected = f"expected the fields of {what}, saw {name_yaml_type(to_plain(node))}"
        return Validated(None, [Problem(locate_value(node, file), Code.WRONG_SHAPE, expected, _suggest_fields(node))])
    plain = to_plain(node)
    assert isinstance(plain, dict)
    try:
        return Validated(model.model_validate(plain), [])
    except ValidationError as error:
        details = error.errors(include_url=False)
        problems = drop_renamed([report_misfit(detail, model, node, file, what) for detail in details])
        wrong = {str(detail["loc"][0]) for detail in details}
        return Validated(_keep_good_fields(model, {key: plain[key] for key in plain if key not in wrong}), problems)


def _keep_good_fields(model: type[Model], good: dict[str, PlainData]) -> Model:
    """A model with some fields, and None in place of all other required ones."""
    missing = {name: None for name, info in model.model_fields.items() if info.is_required()}
    found = model.model_construct(**missing)
    for name, info in model.model_fields.items():
        if (key := info.alias or name) in good:
            # The model is immutable for everyone else: this is where it is made.
            model.__pydantic_validator__.validate_assignment(found, name, good[key])
    return found


def _suggest_fields(node: Node) -> str:
    """A cure for a text or a list where fields are expected."""
    if isinstance(node, Text) and (plain := replace_lookalikes(node.value.split("\n")[0])):
        return f"write it as `{plain[0]}`: {describe_character(plain[1])} is not what YAML needs"
    if isinstance(node, Items) and len(node.items) == 1 and isinstance(node.items[0], Fields) and node.items[0].keys:
        first = next(iter(node.items[0].keys))
        return f"remove the dash before '{make_visible(first)}', and the spaces before the other fields"
    return "write 'field: value' lines"
