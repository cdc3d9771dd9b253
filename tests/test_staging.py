"""publish/staging.py: the old site stays intact until the new one is complete, whatever happens in between."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from press.problem import Rejected
from press.publish import staging
from press.publish.staging import MARK, Staging

OLD = {"index.html": b"old", "a/b.html": b"old too"}


def write(folder: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


def read_files(folder: Path) -> dict[str, bytes]:
    found = {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}
    found.pop(MARK, None)
    return found


def publish(site: Path, files: dict[str, bytes]) -> None:
    build = Staging(site)
    build.open()
    write(build.folder, files)
    build.swap()


def beside(site: Path) -> set[str]:
    """What is beside the site, without the lock file."""
    return {path.name for path in site.parent.iterdir()} - {f".{site.name}.lock"}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A published site."""
    publish(tmp_path / "site", OLD)
    return tmp_path / "site"


def test_the_first_site(site: Path) -> None:
    assert (read_files(site), beside(site), (site / MARK).is_file()) == (OLD, {"site"}, True)


def test_the_next_site_replaces_the_old_whole(site: Path) -> None:
    publish(site, {"index.html": b"new"})
    assert (read_files(site), beside(site)) == ({"index.html": b"new"}, {"site"})


def test_without_an_exchange_in_one_step(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On systems other than Linux: two renames."""
    monkeypatch.setattr(sys, "platform", "darwin")
    publish(site, {"index.html": b"new"})
    assert (read_files(site), beside(site)) == ({"index.html": b"new"}, {"site"})


def test_an_abandoned_build_leaves_the_old_site(site: Path) -> None:
    build = Staging(site)
    build.open()
    write(build.folder, {"index.html": b"half"})
    assert read_files(site) == OLD
    build.close()
    assert (read_files(site), beside(site)) == (OLD, {"site"})


def test_what_a_killed_build_left_is_cleared(site: Path) -> None:
    write(site.parent / ".site.building", {"index.html": b"half"})
    publish(site, {"index.html": b"new"})
    assert (read_files(site), beside(site)) == ({"index.html": b"new"}, {"site"})


def test_killed_between_the_two_renames(site: Path) -> None:
    """The old site was moved away and nothing is in its place: the next build first puts it back."""
    site.rename(site.parent / ".site.old")
    build = Staging(site)
    build.open()
    assert read_files(site) == OLD
    build.close()
    assert (read_files(site), beside(site)) == (OLD, {"site"})


def test_a_second_build_at_the_same_time_is_rejected(site: Path) -> None:
    first = Staging(site)
    first.open()
    write(first.folder, {"index.html": b"first"})
    with pytest.raises(Rejected) as rejected:
        Staging(site).open()
    assert str(rejected.value) == (
        f"mkdocs.yml:1:1: B604 another build is writing '{site}'\n    wait until it has finished"
    )
    first.swap()
    assert read_files(site) == {"index.html": b"first"}
    publish(site, {"index.html": b"second"})
    assert read_files(site) == {"index.html": b"second"}


def test_a_foreign_folder_is_rejected(tmp_path: Path) -> None:
    write(tmp_path / "thesis", {"chapter.txt": b"years of work"})
    with pytest.raises(Rejected) as rejected:
        Staging(tmp_path / "thesis").open()
    assert str(rejected.value) == (
        f"mkdocs.yml:1:1: B603 the folder '{tmp_path / 'thesis'}' holds files that no build of this project made\n"
        "    empty it, or set another site_dir"
    )
    assert (read_files(tmp_path / "thesis"), beside(tmp_path / "thesis")) == (
        {"chapter.txt": b"years of work"},
        {"thesis"},
    )


def test_an_empty_folder_is_accepted(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(tmp_path / "site", OLD)
    assert read_files(tmp_path / "site") == OLD


FAULTS = [errno.ENOSPC, errno.EIO, errno.EROFS, errno.EACCES]


@pytest.mark.parametrize("fault", FAULTS, ids=errno.errorcode.get)
@pytest.mark.parametrize("call", ["mkdir", "write_file", "rename"])
def test_a_disk_error_leaves_the_old_site(site: Path, monkeypatch: pytest.MonkeyPatch, fault: int, call: str) -> None:
    """Each file system call that a build makes fails in turn, including the exchange in one step."""

    def fail(*_: object, **__: object) -> None:
        raise OSError(fault, os.strerror(fault))

    build = Staging(site)
    with monkeypatch.context() as patched:
        patched.setattr(staging, "_exchange_folders", fail if call == "rename" else staging._exchange_folders)
        patched.setattr(staging if call == "write_file" else Path, call, fail)
        with pytest.raises(OSError, match=os.strerror(fault)):
            build.open()
            build.swap()
    build.close()
    assert read_files(site) == OLD
    publish(site, {"index.html": b"new"})
    assert (read_files(site), beside(site)) == ({"index.html": b"new"}, {"site"})


KILLED = """
import sys, time
from pathlib import Path
from press.publish.staging import Staging
build = Staging(Path(sys.argv[1]))
build.open()
for number in range(10_000):
    (build.folder / f"{number}.html").write_text("x" * 1000)
    if number == 20:
        print("writing", flush=True)
    time.sleep(0.001)
"""


@pytest.mark.parametrize("end", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_a_killed_build_leaves_the_old_site(site: Path, end: signal.Signals) -> None:
    hooks = str(Path(staging.__file__).parents[2])
    with subprocess.Popen(
        [sys.executable, "-c", KILLED, str(site)], env={**os.environ, "PYTHONPATH": hooks},
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as build:  # fmt: skip
        assert build.stdout is not None
        assert build.stdout.readline() == b"writing\n"
        time.sleep(0.01)
        build.send_signal(end)
        build.wait(10)
    assert read_files(site) == OLD
    publish(site, {"index.html": b"new"})
    assert (read_files(site), beside(site)) == ({"index.html": b"new"}, {"site"})
