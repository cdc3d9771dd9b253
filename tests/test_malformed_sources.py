"""desk/reading: feeds and pages that are broken or made to do harm. Each ends with a reason or with an article, in
little time and memory, and never with a traceback."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press.desk.reading import SourceArticle, Unreadable, read_source
from project_factory import HOOKS

MAX_SECONDS = 5.0
MAX_MEGABYTES = 300
TEXT = "<p>Lantern opened a shop in Riverland, and a crowd of people came to look at its lamps for hours.</p>" * 4
RSS = "<?xml version='1.0'?><rss version='2.0'><channel><title>x</title>{}</channel></rss>"
ITEM = "<item><title>{}</title><link>{}</link><author>{}</author></item>"
LAUGHS = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
LINKED = "<script type='application/ld+json'>{}</script>"

REFUSED: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "it is empty"),
    "only spaces": (b" \n\t\n", "it is empty"),
    "a PDF file": (b"%PDF-1.7 ...", "this is a PDF file"),
    "a ZIP file": (b"PK\x03\x04...", "this is a ZIP or Office file"),
    "a compressed page": (gzip.compress(TEXT.encode()), "this is a compressed file"),
    "too many bytes": (b"a" * 10_000_001, "more than 10,000,000 bytes"),
    "a text that is not UTF-8": ("Länge.\n".encode("cp1252"), "byte 0xe4 in line 1"),
    "a text longer than any article": (b"word " * 60_000, "at most 200,000 are read"),
    "a feed without items": (RSS.format("").encode(), "a feed without items"),
    "a feed that ends at once": (b"<rss", "a feed without items"),
    "entities that multiply": (
        f"<!DOCTYPE r [<!ENTITY l0 'lol'>{LAUGHS}]><rss><channel><title>&l11;</title></channel></rss>".encode(), "",
    ),
    "XML of another kind": (b"<?xml version='1.0'?><opml><body/></opml>", "neither a feed nor a page"),
    "JSON that is nested deep": (b'{"items": ' + b"[" * 200_000, "this is not JSON"),
    "JSON without items": (b'{"items": "none"}', "without the 'items'"),
    "a page without elements": (b"<html", ""),
}  # fmt: skip
READ: dict[str, bytes] = {
    "a page cut in a tag": f"<html><body><h1>Shops</h1>{TEXT}<a href='htt".encode(),
    "elements that are nested deep": b"<html>" + b"<div>" * 50_000 + TEXT.encode(),
    "lists that are nested deep": b"<html>" + b"<ul><li>" * 20_000 + TEXT.encode(),
    "very many links": b"<html><body>" + b"<a href='/x'>word</a> " * 60_000 + TEXT.encode(),
    "very many paragraphs": b"<html><body>" + b"<p>A short paragraph is here.</p>" * 6_000,
    "a title of a megabyte": b"<html><title>" + b"t" * 1_000_000 + b"</title><body>" + TEXT.encode(),
    "comments that never end": b"<html>" + b"<!--" * 200_000 + TEXT.encode(),
    "brackets": b"<html>" + b"<" * 1_000_000,
    "zero bytes in a page": f"<html><body><h1>Sho\0ps</h1>{TEXT}".encode(),
    "a page in UTF-16": f"<html><body><h1>Shops</h1>{TEXT}".encode("utf-16"),
    "linked data that is nested deep": f"<html>{LINKED.format('[' * 200_000)}{TEXT}".encode(),
    "linked data with a huge number": (
        '<html>' + LINKED.format('{"@type": "Article", "datePublished": ' + "9" * 100_000 + "}") + TEXT
    ).encode(),
    "linked data in a circle of names": (
        "<html>" + LINKED.format('{"@type": "Article", "author": ' + '{"name": ' * 900 + '"x"' + "}" * 901) + TEXT
    ).encode(),
    "a feed cut in an item": RSS.format(ITEM.format("Shops", "https://a.example/", "x") + "<item><title>M").encode(),
    "a feed with a file in it": (
        "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        + RSS.format(ITEM.format("&x;", "https://a.example/", "&x;")).removeprefix("<?xml version='1.0'?>")
    ).encode(),
    "a feed with a long author and a script": RSS.format(
        ITEM.format("&lt;script&gt;alert(1)&lt;/script&gt;Shops", "javascript:alert(1)", "a" * 60_000)
    ).encode(),
    "a feed with many items": RSS.format(ITEM.format("Shops", "https://a.example/", "x") * 5_000).encode(),
    "a feed in an unknown encoding": (
        b"<?xml version='1.0' encoding='nonsense'?>" + RSS.format(ITEM.format("Shops", "x", "y")).encode()[21:]
    ),
}  # fmt: skip


def read(data: bytes, folder: Path) -> list[SourceArticle]:
    """The articles in a file with some bytes; fails if that takes much time."""
    path = folder / "source"
    path.write_bytes(data)
    begun = sum(os.times()[:4])
    try:
        return read_source(str(path), {})
    finally:
        assert sum(os.times()[:4]) - begun < MAX_SECONDS


MEASURE = """
import resource, sys
from contextlib import suppress
from press.desk.reading import Unreadable, read_source
for path in sys.argv[1:]:
    with suppress(Unreadable):
        read_source(path, {})
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""Prints the memory in KB of the largest process that a small one starts to read some files. Linux counts the memory of
a process before `exec`, which is that of its parent, so tests cannot measure this themselves."""


@pytest.mark.prove
def test_nothing_takes_much_memory(tmp_path: Path) -> None:
    cases = [data for name, data in READ.items() if "many" in name or "long" in name or "deep" in name]
    assert len(cases) > 3
    for number, data in enumerate(cases):
        (tmp_path / f"source-{number}").write_bytes(data)
    command = [sys.executable, "-c", MEASURE, *(str(tmp_path / f"source-{number}") for number in range(len(cases)))]
    environment = {**os.environ, "PYTHONPATH": str(HOOKS)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert int(done.stdout) < MAX_MEGABYTES * 1_000


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_read_is_refused_with_a_reason(case: str, tmp_path: Path) -> None:
    data, reason = REFUSED[case]
    with pytest.raises(Unreadable) as error:
        read(data, tmp_path)
    assert reason in error.value.what
    assert error.value.what.isprintable()
    assert "Traceback" not in error.value.what + error.value.cure


@pytest.mark.slow
@pytest.mark.parametrize("case", READ)
def test_what_is_broken_gives_what_can_be_read_or_a_reason(case: str, tmp_path: Path) -> None:
    try:
        articles = read(READ[case], tmp_path)
    except Unreadable as error:
        assert error.what.isprintable()
        assert "Traceback" not in error.what
        return
    for article in articles:
        lines = (article.title, article.site, article.url, article.published, *article.authors)
        assert all(line.isprintable() and len(line) <= 300 for line in lines)
        assert "root:" not in article.title + article.text + "".join(article.authors)
        assert not article.url or article.url.startswith("https://")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    for name in ("pipe", "circle", ".", "nowhere"):
        begun = time.monotonic()
        with pytest.raises(Unreadable):
            read_source(str(tmp_path / name), {})
        assert time.monotonic() - begun < MAX_SECONDS
