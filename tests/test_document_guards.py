"""Hand-written pages get the guards of entries: no long wait, no active content, one answer everywhere."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press.content.documents import MAX_BYTES, find_links_out, read_document
from press.site.documents import check_markdown
from project_factory import HOOKS, build_project, hash_files, replace_text, serve_project, wait_for_text

MAX_SECONDS = 3.0
"""Of processor time, for one page. One second is the aim; slow machines get three."""

UNSAFE = {
    "[x](javascript:1)": (1, 5, "begins with 'javascript:'"),
    "a\n\n[x](JaVaScRiPt:1)": (3, 5, "begins with 'javascript:'"),
    "[x](vbscript:1)": (1, 5, "begins with 'vbscript:'"),
    "[x](data:text/html,1)": (1, 5, "begins with 'data:'"),
    "[x](javascript&#58;1)": (1, 5, "begins with 'javascript:'"),
    "[x](javascript&colon;1)": (1, 5, "begins with 'javascript:'"),
    "[x](java\\\nscript:1)": None,
    "[x](<java&#9;script:1>)": (1, 6, "begins with 'javascript:'"),
    "[x](&#1;javascript:1)": (1, 5, "begins with 'javascript:'"),
    "[x][y]\n\n[y]: javascript:1": (3, 6, "begins with 'javascript:'"),
    "<javascript:alert(1)>": (1, 1, ""),
    "<a href='  javascript:1'>x</a>": (1, 12, "begins with 'javascript:'"),
    "<a href=&#106;avascript:1>x</a>": (1, 9, "begins with 'javascript:'"),
    "![x](https://b.example/x.png)": (1, 6, "on another host"),
    "![x](//b.example/x.png)": (1, 6, "on another host"),
    "<img src='\\\\b.example/x.png'>": (1, 11, "on another host"),
    "<img src=x onerror=alert(1)>": (1, 12, "the attribute 'onerror'"),
    "<IMG SRC=x ONERROR=alert(1)>": (1, 12, "the attribute 'onerror'"),
    "<script>alert(1)</script>": (1, 1, "the element <script>"),
    "<svg onload=alert(1)>": (1, 6, "the attribute 'onload'"),
    "<svg><script>1</script></svg>": (1, 6, "the element <script>"),
    "<iframe src=x></iframe>": (1, 1, "the element <iframe>"),
    "<base href=//b.example>": (1, 1, "the element <base>"),
    "<meta http-equiv=refresh content=1>": (1, 1, "the element <meta>"),
    "<form action=x><button formaction=javascript:1>": (1, 1, "the element <form>"),
    "<p style='position:fixed'>x</p>": (1, 4, "the attribute 'style'"),
    "<img srcset='//b.example/x 2x'>": (1, 6, "the attribute 'srcset'"),
    "<!-- --!><script>1</script> -->": (1, 10, "the element <script>"),
    "<noscript><p title='</noscript><img src=x onerror=1>'></noscript>": (1, 1, "the element <noscript>"),
    "x\n{: onclick='alert(1)' }": (2, 4, "the attribute 'onclick'"),
    "x\n{: #__config }": (1, 1, "the id '__config'"),
    "\\`[x](javascript:1)`": (1, 7, "begins with 'javascript:'"),
    "[x](site:a\nb)": (1, 5, "begins with 'site:'"),
}
"""Markdown -> (line, column and a part of the first message); None where no link comes of it."""


@pytest.mark.parametrize("text", UNSAFE)
def test_active_content_is_refused_at_its_place(text: str) -> None:
    found = list(check_markdown(text, "docs/a.md"))
    expected = UNSAFE[text]
    if expected is None:
        assert found == []
        return
    line, column, part = expected
    assert found, "nothing was reported"
    assert (found[0].at.line, found[0].at.column) == (line, column), found[0]
    assert part in found[0].what
    assert "\n" not in found[0].what


SAFE = [
    '<a href="x/"><bdi lang="ar">ص</bdi></a> and <bdo dir="rtl">x</bdo>',
    "[x](https://a.example/) [y](mailto:a@b.example) [z](about.md#a) <https://a.example>",
    "![x](images/chart.png) ![y](/images/y.svg)",
    "``[x](javascript:1)`",
    "`[x](javascript:1)` and ``<script>``",
    "```html\n<script>alert(1)</script>\n```",
    "The data: they come from us. A javascript: link is refused.",
    "<h2 id='a'>A</h2>\n\n<div class='box' role='region' tabindex='0' aria-label='B'><table class='s'></table></div>",
    "| a | b |\n| :-: | --: |\n| 1 | 2 |",
    "Text[^1].\n\n[^1]: A note.\n\n!!! note\n    Words.\n\nTerm\n:   Its meaning.",
    "[[lantern]], [[lantern|words]], [@herald/one], [x](site:companies/lantern/), {{ contact }}, 1 < 2 & 3",
    "---\ndescription: '<script>'\n---\n\n# Title",
]


@pytest.mark.parametrize("text", SAFE)
def test_what_pages_may_have(text: str) -> None:
    assert [str(problem) for problem in check_markdown(text, "docs/a.md")] == []


HOSTILE: dict[str, tuple[bytes, str]] = {
    "UTF-16": ("# Über".encode("utf-16"), "a.md:1:1: B103"),
    "Latin-1": ("a\nb Über".encode("latin-1"), "a.md:2:3: B103"),
    "invalid bytes": (b"\xff\xfe\xfd", "a.md:1:1: B103"),
    "NUL": (b"a\n\0", "a.md:2:1: B104"),
    "hidden": ("a \u202e b".encode(), "a.md:1:3: B104"),
    "30,000 nested brackets": (b"[" * 30_000 + b"]" * 30_000, "a.md:1:1: B405"),
    "a million unclosed": (b"[" * 1_000_000, "a.md:1:1: B102"),
    "a bracket in each of many lines": (b"x\n\n" + b"[\n" * 9_000, "a.md:3:1: B405"),
    "many paragraphs": (b"x" + b"\n\n" + (b"[a](b) " * 900 + b"\n\n") * 20, "a.md:11:1: B405"),
    "50 MB": (b"a " * 25_000_000, "a.md:1:1: B102"),
    "many lines": (b"\n" * 20_000, "a.md:1:1: B102"),
    "many headings": (b"# x\n" * 5_000, "a.md:1:1: B405"),
    "many definitions": (b"[a]: b\n" * 5_000, "a.md:1:1: B405"),
    "deep quotes": (b"x\n" + b"> " * 600 + b"x", "a.md:2:1: B405"),
    "deep lists": (b"\n".join(b"    " * i + b"- x" for i in range(60)), "a.md:21:1: B405"),
    "items in a line": (b"1. " * 1_000, "a.md:1:1: B405"),
    "sections of data": (b"<![CDATA[" * 900, "a.md:1:1: B405"),
    "300,000 keys": (b"---\n" + b"".join(b"k%d: v\n" % i for i in range(10_000)) + b"---\n", "a.md:2:1: B102"),
    "an anchor": (b"---\na: &a x\nb: *a\n---\n", "a.md:2:4: B106"),
    "a tag": (b"---\na: !!python/name:os.system x\n---\n", "a.md:2:4: B106"),
    "a key twice": (b"---\na: b\na: c\n---\n", "a.md:3:1: B109"),
    "deep front matter": (b"---\na: " + b"[" * 5_000 + b"\n---\n", "a.md:2:15: B111"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_page_is_refused_at_its_place(tmp_path: Path, case: str) -> None:
    data, expected = HOSTILE[case]
    (tmp_path / "a.md").write_bytes(data)
    begun = time.process_time()
    text, problems = read_document(tmp_path / "a.md", "a.md")
    assert time.process_time() - begun < MAX_SECONDS
    assert (text == "", str(problems[0]).partition(" ")[0] + " " + problems[0].code) == (True, expected) or (
        str(problems[0]).startswith(expected)
    ), problems[0]


MARKS = ("[", "![", "(", "*", "**a ", "_", "`", "<", "<a ", "</", "&", "> ", "- ", "1. ", "|", "a|b\n-|-\n", "\\",
         "[[", "[@", "[a](", "[a][", "[a]: b\n", "<!--", "<b>", "<div>\n", "http://", "# x\n", "x\n=\n", "<div>\n\n",
         "x\n\n", "> x\n\n", "- x\n", "[a](b)\n\n", "    x\n\n", "*[a]: b\n", "[^1]: x\n\n")  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("mark", MARKS)
def test_what_is_not_refused_is_converted_soon(tmp_path: Path, mark: str) -> None:
    for size in (1_500, MAX_BYTES):
        (tmp_path / "a.md").write_text(mark * (size // len(mark)), encoding="utf-8")
        begun = time.process_time()
        text, _ = read_document(tmp_path / "a.md", "a.md")
        list(check_markdown(text, "a.md"))
        assert time.process_time() - begun < MAX_SECONDS, (size, bool(text))


PAGES = {
    "latin-1.md": "Über".encode("latin-1"),
    "brackets.md": b"[" * 30_000,
    "nul.md": b"a\n\0",
    "keys.md": HOSTILE["300,000 keys"][0],
    "script.md": b"# Script\n\n[x](JaVaScRiPt:1) <img src=x onerror=alert(1)> ![y](https://b.example/x.png)\n",
    "reference.md": b"# Reference\n\n[[a\nb]] and [x](site:a\nb)\n",
}


@pytest.mark.slow
def test_check_the_build_and_serve_give_one_answer(project: Path) -> None:
    before = hash_files(project / "site")
    for name, data in PAGES.items():
        (project / "docs" / name).write_bytes(data)
    (project.parent / "secret.md").write_text("The secret of this machine.")
    (project / "docs/outside.md").symlink_to("../../secret.md")
    done = build_project(project)
    assert (done.returncode, "Traceback" in done.stdout) == (1, False), done.stdout
    assert hash_files(project / "site") == before
    pattern = re.compile(r"docs/[\w-]+\.md:\d+:\d+: B.*")
    found = pattern.findall(done.stdout)
    assert {line.partition(":")[0].removeprefix("docs/") for line in found} == {*PAGES, "outside.md"}
    command = [sys.executable, "hooks", "check"]
    checked = subprocess.run(command, cwd=project, check=False, capture_output=True, text=True)
    assert (checked.returncode, pattern.findall(checked.stdout)) == (1, found), checked.stderr
    with serve_project(project) as address:
        shown = wait_for_text(address, "script.md:3:5")
        assert all(re.search(rf"docs/{name}:\d", shown) for name in PAGES)
        assert "secret of" not in shown
        for name in (*PAGES, "outside.md"):
            (project / "docs" / name).unlink()
        wait_for_text(f"{address}about/", "We follow")


@pytest.mark.slow
def test_a_project_that_trusts_its_pages(project: Path) -> None:
    (project / "docs/script.md").write_bytes(PAGES["script.md"].replace(b"src=x", b"src='data:,'"))
    replace_text(project / "mkdocs.yml", "briefing: {", "briefing: {trust_docs: true, ")
    assert build_project(project).returncode == 0
    assert "onerror" in (project / "site/script/index.html").read_text(encoding="utf-8")
    command = [sys.executable, str(HOOKS), "check"]
    assert subprocess.run(command, cwd=project, check=False, capture_output=True).returncode == 0


def test_links_out_of_the_project(tmp_path: Path) -> None:
    """Those inside the project are followed, a circle of them once."""
    root, outside = tmp_path / "project", tmp_path / "outside"
    for folder in (root / "docs/deep", root / "common", outside):
        folder.mkdir(parents=True)
        (folder / "page.md").write_text("A page.")
    links = {
        "docs/inside.md": root / "common/page.md", "docs/common": Path("../common"), "common/back": root / "docs",
        "docs/deep/out.png": outside / "page.md", "docs/out": outside, "common/chain": Path("../docs/out"),
        "docs/gone.md": root / "nothing.md",
    }  # fmt: skip
    for name, target in links.items():
        (root / name).symlink_to(target)
    found = [str(problem.at) for problem in find_links_out(root / "docs", root, "docs")]
    assert sorted(found) == ["docs/common/chain:1:1", "docs/deep/out.png:1:1", "docs/out:1:1"]
    (root / "all").symlink_to(outside)
    assert [str(problem.at) for problem in find_links_out(root / "all", root, "all")] == ["all:1:1"]
    assert list(find_links_out(outside, root, "outside")) == []
