"""What a site must not be published with: settings that still have the addresses of an example.

Only `check --publish` asks for this. Reading, building and testing a briefing need no address of one's own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..content.settings_file import Locate
from ..problem import Code, Problem, make_visible

RESERVED_ENDINGS = ("test", "example", "invalid", "localhost", "local", "internal")
"""The last parts of names that no host on the internet has: https://www.rfc-editor.org/rfc/rfc2606,
https://www.rfc-editor.org/rfc/rfc6762 and https://www.icann.org/en/board-activities-and-meetings (`internal`)."""
RESERVED_HOSTS = ("example.com", "example.net", "example.org", "example.edu")
"""Hosts for examples: https://www.iana.org/domains/reserved"""
RESERVED_NAMES = frozenset({"example", "your-name", "yourname", "your-username", "your-org", "username"})
"""Names of accounts in examples."""
PAGES_HOSTS = (".github.io", ".gitlab.io", ".codeberg.page", ".pages.dev", ".netlify.app")
"""What follows the name of an account or a project in the addresses of such hosts."""
_E_MAIL = re.compile(r"[^@\s<>\"']+@(?P<host>[^@\s<>\"']+)")


class Rule(NamedTuple):
    """A setting that a published site needs: its path, what makes a value unfit (empty if it is fit), and a cure."""

    path: tuple[str, ...]
    find_fault: Callable[[str], str]
    cure: str


def check_placeholders(values: Mapping[str, Any], locate: Locate) -> list[Problem]:
    """The settings, among the values of mkdocs.yml, that a published site must not have."""
    problems = []
    for rule in RULES:
        value = _find_value(values, rule.path)
        if fault := rule.find_fault(value):
            name, shown = ".".join(rule.path), f" is '{make_visible(value)}', which" if value else ""
            problems.append(Problem(locate(rule.path), Code.PLACEHOLDER, f"{name}{shown} {fault}", rule.cure))
    return problems


def _find_value(values: Any, path: Sequence[str]) -> str:
    """The text at a path; empty if there is none."""
    for name in path:
        values = values.get(name) if isinstance(values, Mapping) else None
    return str(values or "").strip()


def _find_fault_of_address(value: str) -> str:
    if not value:
        return "is empty"
    try:
        parts = urlsplit(value)
        host = parts.hostname or ""
    except ValueError:
        return "is not a web address"
    if parts.scheme not in ("http", "https") or not host:
        return "is not a whole web address"
    return "is an address for examples" if is_reserved(host) else ""


def _find_fault_of_repository(value: str) -> str:
    fault = _find_fault_of_address(value)
    names = [name for name in urlsplit(value).path.split("/") if name] if not fault else []
    if not fault and len(names) < 2:
        return "does not name an account and a repository"
    return fault or ("is an address for examples" if RESERVED_NAMES & {name.lower() for name in names[:1]} else "")


def _find_fault_of_contact(value: str) -> str:
    if not value:
        return "is empty"
    match = _E_MAIL.fullmatch(value)
    if match is None:
        return "is not an e-mail address"
    return "is an address for examples" if is_reserved(match["host"]) else ""


def is_reserved(host: str) -> bool:
    """Whether a host is this machine, or one that only examples have."""
    host = host.lower().rstrip(".")
    parts = host.split(".")
    is_example = any(host == name or host.endswith(f".{name}") for name in RESERVED_HOSTS)
    is_account = host.endswith(PAGES_HOSTS) and parts[0] in RESERVED_NAMES
    is_local = re.fullmatch(r"127(\.\d+){3}|0\.0\.0\.0|::1?", host) is not None
    is_private = parts[-1] in RESERVED_ENDINGS or not {".", ":"} & set(host)
    return is_example or is_account or is_local or is_private


RULES = (
    Rule(
        ("site_url",),
        _find_fault_of_address,
        "write the whole address that readers will use, from 'https://' to the last slash",
    ),
    Rule(
        ("extra", "briefing", "contact"),
        _find_fault_of_contact,
        "write the e-mail address of the editors: people who are named in the briefing need one to answer",
    ),
    Rule(
        ("extra", "briefing", "repository"),
        _find_fault_of_repository,
        "write the address of the project's own repository, from 'https://' on, without a slash at the end",
    ),
)
"""The settings that name a place or a person. Each has one in every published site."""
