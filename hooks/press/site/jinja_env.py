"""Jinja as the pages use it: everything is escaped, nothing may be undefined, and no work is done twice.

A page looks up hundreds of attributes and outputs hundreds of texts. Jinja's own functions for both handle any kind of
value. Here all values are objects, plain text and Markup, so the built-in `getattr` and a test for `&<>"'` are enough.
"""

from __future__ import annotations

import builtins
import hashlib
import os
import re
import sys
import traceback
import zlib
from collections.abc import Callable, MutableMapping
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from jinja2 import (
    BaseLoader,
    BytecodeCache,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PrefixLoader,
    StrictUndefined,
    Template,
    TemplateSyntaxError,
    select_autoescape,
)
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from ..content.values.languages import mark_text, to_plain, without_isolates
from ..content.words_file import TEMPLATES_FOLDER, templates_override_path
from ..problem import Place, make_visible
from .urls import ROOT
from .wording import Words

TEMPLATES = Path(__file__).parents[1] / "templates"
_COMPILED = Path(__file__).parents[1] / "__pycache__"
_search = re.compile("[&<>\"']").search


def escaped(value: object) -> str:
    """The result of `markupsafe.escape`, as text to be joined; a value without characters to escape is returned as it
    is."""
    kind = type(value)
    if kind is Markup or (kind is str and not _search(value)):  # type: ignore[call-overload]
        return value  # type: ignore[return-value]
    return escape(value)


class _Template(Template):
    """A template that escapes its output with `escaped`."""

    @classmethod
    def _from_namespace(
        cls, environment: Environment, namespace: MutableMapping[str, Any], globals: MutableMapping[str, Any]
    ) -> Template:
        namespace["escape"] = escaped
        return super()._from_namespace(environment, namespace, globals)


class PageEnvironment(Environment):
    """Loads each template once; its globals must be complete before the first template is loaded."""

    template_class = _Template
    getattr = staticmethod(builtins.getattr)  # type: ignore[assignment]

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._loaded: dict[str, Template] = {}

    def get_template(self, name: Any, parent: str | None = None, globals: Any = None) -> Template:
        template = self._loaded.get(name)
        if template is None:
            template = self._loaded[name] = super().get_template(name, parent, globals)
        return template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """One flat mapping for all templates: every rendering copies it, and copying a ChainMap is slow."""
        return self.globals


def environment(words: Words, site_name: str, root: Path | None = None) -> Environment:
    """The environment of the page templates, with those that the project in `root` overrides."""
    escapes = select_autoescape(default=True, default_for_string=True)
    return _environment(words, site_name, "page", root, autoescape=escapes)


def plain_environment(words: Words, site_name: str, root: Path, finalize: Callable[[Any], str]) -> Environment:
    """As `environment`, for templates that are not HTML: `finalize` converts every value that they output."""
    return _environment(words, site_name, "plain", root, autoescape=False, finalize=finalize)


def tool_environment(folder: Path) -> Environment:
    """The environment of templates in another folder, of pages that are not part of the site."""
    loader = FileSystemLoader(folder)
    return Environment(loader=loader, undefined=StrictUndefined, autoescape=True, trim_blocks=True, lstrip_blocks=True)


def _make_loader(root: Path | None) -> BaseLoader:
    """Loads a template of the project in `root`, else ours; ours are `original/<name>`, too, for those that add to
    them."""
    ours = FileSystemLoader(TEMPLATES)
    if root is None or not templates_override_path(root).is_dir():
        return ours
    return ChoiceLoader([FileSystemLoader(templates_override_path(root)), ours, PrefixLoader({"original": ours})])


def _environment(words: Words, site_name: str, kind: str, root: Path | None, **options: Any) -> Environment:
    env = PageEnvironment(
        loader=_make_loader(root),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled(kind),
        **options,
    )
    texts = SimpleNamespace(**{key: escape(text) for key, text in words.get_texts().items()})
    env.filters |= {"plain": to_plain, "marked": lambda text: mark_text(words.set_type(without_isolates(text)))}
    env.globals.update(w=texts, words=words, root=Markup(ROOT), site_name=site_name)
    return env


def describe_template_error(error: BaseException) -> str:
    """Where a template of a project is wrong, and why; empty for an error from elsewhere."""
    if isinstance(error, TemplateSyntaxError):
        places = [(error.filename or "", error.lineno)]
    else:
        frames = traceback.extract_tb(error.__traceback__)
        places = [(frame.filename, frame.lineno or 1) for frame in reversed(frames)]
    for name, line in places:
        _, found, template = name.replace(os.sep, "/").rpartition(f"/{TEMPLATES_FOLDER}/")
        if found:
            return str(Place(f"{TEMPLATES_FOLDER}/{template}", line)) + f": {make_visible(str(error), 200)}"
    return ""


class Compiled(BytecodeCache):
    """Templates as Python code, kept between builds next to the compiled modules. What cannot be written is not kept,
    and what is damaged is compiled again."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of a template, hashed; without its folder, so that a copy of a project has its templates compiled,
        too. Jinja compares the template's text with that which was compiled."""
        return hashlib.blake2b(name.encode(), digest_size=20).hexdigest()

    def _file(self, bucket: Bucket) -> Path:
        return self._folder / f"{self._name}-{bucket.key}.template"

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            data = self._file(bucket).read_bytes()
            if _check_sum(data[4:]) == data[:4]:
                bucket.bytecode_from_string(data[4:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        code, file = bucket.bytecode_to_string(), self._file(bucket)
        written = file.with_suffix(f".{os.getpid()}")
        with suppress(OSError):
            self._folder.mkdir(exist_ok=True)
            written.write_bytes(_check_sum(code) + code)
            os.replace(written, file)


def _check_sum(code: bytes) -> bytes:
    return zlib.crc32(code).to_bytes(4, "big")


def compiled(kind: str) -> BytecodeCache | None:
    """Where the compiled templates of one kind of environment are kept; None if Python must not write bytecode. This
    file determines how templates are compiled, so the names of the kept files include its digest."""
    if sys.dont_write_bytecode:
        return None
    version = hashlib.blake2b(Path(__file__).read_bytes(), digest_size=6).hexdigest()
    return Compiled(_COMPILED, f"{kind}-{version}")
