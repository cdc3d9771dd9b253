"""desk/reading: the items of RSS, Atom and JSON feeds."""

from __future__ import annotations

import json

import pytest

from press.desk.reading import Unreadable
from press.desk.reading.feeds import read_feed, read_json_feed

RSS = """<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Herald</title><language>en-us</language>
 <item><title>Lantern &amp;amp; Co &lt;b&gt;opens&lt;/b&gt;</title><link>https://herald.example/a?utm_medium=rss</link>
  <pubDate>Tue, 18 Apr 2023 23:00:00 -0500</pubDate><dc:creator>Ann Bo</dc:creator>
  <description>Short.</description>
  <content:encoded><![CDATA[<p>Lantern opens.</p><script>x()</script><p>It sells <b>lamps</b>.</p>]]></content:encoded>
 </item><item><title>Second</title><link>javascript:alert(1)</link><description>Only a summary.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh"><title>先驱报</title><entry><title>灯笼</title>
 <link href="https://herald.example/b"/><published>2023-04-18T01:00:00+08:00</published>
 <updated>2023-04-19T01:00:00Z</updated><author><name>Ann Bo</name></author>
 <content type="html">&lt;div&gt;One.&lt;/div&gt;&lt;div&gt;Two.&lt;/div&gt;</content></entry></feed>"""


def test_rss() -> None:
    first, second = read_feed(RSS.encode())
    assert (first.title, first.url) == ("Lantern & Co opens", "https://herald.example/a")
    assert (first.published, first.authors, first.lang) == ("2023-04-18", ("Ann Bo",), "en")
    assert (first.site, first.text) == ("The Herald", "Lantern opens.\n\nIt sells lamps.")
    assert (second.title, second.url, second.text, second.published) == ("Second", "", "", "")


def test_atom() -> None:
    (entry,) = read_feed(ATOM.encode())
    assert (entry.title, entry.published, entry.authors) == ("灯笼", "2023-04-18", ("Ann Bo",))
    assert (entry.text, entry.lang) == ("One.\n\nTwo.", "zh")


def test_json_feed() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "The Herald",
        "language": "en",
        "items": [
            {"id": "1", "url": "https://herald.example/a", "title": "Lantern", "date_published": "2023-04-18T10:00:00Z",
             "authors": [{"name": "Ann Bo"}, {"url": "x"}, 7], "content_html": "<p>One.</p><p>Two.</p>"},
            {"id": "2", "content_text": "Three.", "title": ["no text"], "date_published": 7},
            "no item",
        ],
    }  # fmt: skip
    first, second = read_json_feed(json.dumps(feed).encode())
    assert (first.title, first.published, first.authors, first.text) == (
        "Lantern", "2023-04-18", ("Ann Bo",), "One.\n\nTwo.",
    )  # fmt: skip
    assert (second.title, second.published, second.text) == ("", "", "Three.")


def test_a_broken_feed_is_unreadable() -> None:
    with pytest.raises(Unreadable, match="the feed cannot be read"):
        read_feed(RSS.replace("Short.", "&#x110000; <a").encode())


@pytest.mark.parametrize("data", [b"{", b"[]", b"{}", b'{"items": {}}', b"\xff", b"[" * 100_000])
def test_a_broken_json_feed_is_unreadable(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_json_feed(data)
