"""site/jinja_env.py: templates escape like markupsafe, and compiled templates are cached safely."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment
from markupsafe import Markup, escape

from press.site.jinja_env import Compiled, escaped


@pytest.mark.parametrize(
    "value",
    ["", "plain", "a & b", "<b>", '"', "'", "光年之外 & Co", Markup("<b>kept</b>"), Markup(""), 7, 1.5, None, True],
)
def test_output_is_escaped_like_markupsafe(value: object) -> None:
    assert str(escaped(value)) == str(escape(value))


def test_a_text_that_only_looks_safe_is_escaped() -> None:
    class Words(str):
        __slots__ = ()

    assert str(escaped(Words("<script>"))) == "&lt;script&gt;"


def rendered(folder: Path, source: str) -> str:
    env = Environment(
        loader=DictLoader({"page.html": source}), bytecode_cache=Compiled(folder, "test"), autoescape=True
    )
    return env.get_template("page.html").render(name="<x>")


def test_a_template_is_compiled_once_and_again_when_it_changes(tmp_path: Path) -> None:
    folder = tmp_path / "kept"
    assert rendered(folder, "Hello {{ name }}") == "Hello &lt;x&gt;"
    [file] = folder.iterdir()
    stamp, before = file.stat().st_mtime_ns, file.read_bytes()
    assert rendered(folder, "Hello {{ name }}") == "Hello &lt;x&gt;"
    assert (file.stat().st_mtime_ns, file.read_bytes()) == (stamp, before)
    assert rendered(folder, "Bye {{ name }}") == "Bye &lt;x&gt;"
    assert [*folder.iterdir()] == [file]
    assert file.read_bytes() != before


def test_a_damaged_template_is_compiled_again(tmp_path: Path) -> None:
    rendered(tmp_path, "Hello {{ name }}")
    [file] = tmp_path.iterdir()
    data = file.read_bytes()
    for damaged in (b"", data[:3], data[: len(data) // 2], bytes([*data[:-1], data[-1] ^ 1]), b"\0" * 400):
        file.write_bytes(damaged)
        assert rendered(tmp_path, "Hello {{ name }}") == "Hello &lt;x&gt;"
        assert file.read_bytes() == data


def test_if_nothing_can_be_written_nothing_is_kept(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("no folder")
    assert rendered(tmp_path / "kept", "Hello {{ name }}") == "Hello &lt;x&gt;"
