"""Jinja as the pages use it: everything is escaped, nothing may be undefined, and no work is done twice.

A page looks up hundreds of attributes and puts out hundreds of texts. Jinja's own way to do either is made for values
of any kind. Here they are objects, plain text and Markup: the built-in `getattr` and a test for `&<>"'` do.
"""

from __future__ import annotations

import builtins
import hashlib
import re
import sys
from collections.abc import Callable, MutableMapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined, Template, select_autoescape
from markupsafe import Markup, escape

from .addresses import ROOT

TEMPLATES = Path(__file__).parent / "templates"
_COMPILED = Path(__file__).parent / "__pycache__"
_search = re.compile("[&<>\"']").search


def escaped(value: object) -> str:
    """What `markupsafe.escape` gives, as text to be joined: a value without characters to escape stays as it is."""
    kind = type(value)
    if kind is Markup or (kind is str and not _search(value)):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)


class _Template(Template):
    """A template that puts its texts out by `escaped`."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, globals)


class PageEnvironment(Environment):
    """Loads each template once; its globals must be complete before the first is loaded."""

    template_class = _Template
    getattr = staticmethod(builtins.getattr)  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._at_hand: dict[str, Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        found = self._at_hand.get(name)
        if found is None:
            found = self._at_hand[name] = super().get_template(name, parent, globals)
        return found

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One flat mapping for all templates: every rendering copies it, and a chain is copied slowly."""
        return self.globals


def environment(words: dict[str, str], site_name: str) -> Environment:
    """The environment of the page templates."""
    return _environment(words, site_name, "page", autoescape=select_autoescape(default=True, default_for_string=True))


def plain_environment(words: dict[str, str], site_name: str, finalize: Callable[[Any], str]) -> Environment:
    """The environment of templates that are no HTML: `finalize` writes every value that they put out."""
    return _environment(words, site_name, "plain", autoescape=False, finalize=finalize)


def _environment(words: dict[str, str], site_name: str, kind: str, **options: Any) -> Environment:
    env = PageEnvironment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled(kind),
        **options,
    )
    words_escaped = SimpleNamespace(**{key: escape(value) for key, value in words.items()})
    env.globals.update(w=words_escaped, root=Markup(ROOT), site_name=site_name)
    return env


def compiled(kind: str) -> FileSystemBytecodeCache | None:
    """Where the compiled templates of one kind of environment are kept, beside the compiled modules; None where Python
    is told to keep none. What they are compiled with stands in this file, so that it names them."""
    if sys.dont_write_bytecode:
        return None
    version = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=6).hexdigest()
    _COMPILED.mkdir(exist_ok=True)
    return FileSystemBytecodeCache(str(_COMPILED), f"{kind}-{version}-%s.template")
