"""A Chromium for the browser tests: `python tests/browser/find_browser.py [--install]` prints its path.

Looked for in this order: BRIEFING_BROWSER, an installed Chromium or Chrome, Playwright's own download. With --install,
what is missing is installed: Debian's packages as root on Debian (with a font for Chinese), else Playwright's own
download.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

COMMANDS = ("chromium", "google-chrome-stable", "google-chrome", "chromium-browser", "microsoft-edge")
MAC_APPS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
CHINESE_FONT = "fonts-noto-cjk"


def find_browser() -> Path | None:
    """The first browser that starts, or None.

    Raises LookupError if BRIEFING_BROWSER names one that does not start.
    """
    named = os.environ.get("BRIEFING_BROWSER")
    if named:
        if starts(Path(named)):
            return Path(named)
        raise LookupError(f"BRIEFING_BROWSER names {named}, which does not start")
    found = (shutil.which(command) for command in COMMANDS)
    candidates = [*(path for path in found if path), *MAC_APPS]
    installed = next((Path(path) for path in candidates if starts(Path(path))), None)
    return installed or downloaded()


def starts(browser: Path) -> bool:
    """Whether the browser runs at all: Ubuntu's `chromium-browser` may be an empty placeholder for a snap."""
    try:
        answer = subprocess.run([browser, "--version"], capture_output=True, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def downloaded() -> Path | None:
    """Playwright's own Chromium, if it has been downloaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = Path(playwright.chromium.executable_path)
    return path if path.exists() else None


def install() -> None:
    """Installs what is missing: a browser always, a font for Chinese only as root on Debian."""
    browser = find_browser()
    if is_debian_root():
        wanted = [] if browser else ["chromium"]
        wanted += [] if has_chinese_font() else [CHINESE_FONT]
        if wanted:
            apt_install(wanted)
    elif not has_chinese_font():
        print(f"no font for Chinese found, screenshots will lack it ({CHINESE_FONT} on Debian)", file=sys.stderr)
    if not find_browser():
        print("downloading Playwright's Chromium", file=sys.stderr)
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def is_debian_root() -> bool:
    """Whether this is root on Debian. Ubuntu does not count: its chromium package only installs a snap."""
    release = Path("/etc/os-release")
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not release.exists():
        return False
    return "ID=debian" in release.read_text(encoding="utf-8").splitlines()


def has_chinese_font() -> bool:
    """Whether fontconfig knows one; assumed if there is no fontconfig (macOS has such fonts)."""
    if not shutil.which("fc-list"):
        return sys.platform == "darwin"
    answer = subprocess.run(["fc-list", ":lang=zh", "family"], capture_output=True, timeout=60)
    return bool(answer.stdout.strip())


def apt_install(packages: list[str]) -> None:
    print(f"installing {' '.join(packages)}", file=sys.stderr)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)


def main() -> int:
    parser = argparse.ArgumentParser(description="Print the path of a Chromium for the browser tests.")
    parser.add_argument("--install", action="store_true", help="fetch what is missing first")
    try:
        if parser.parse_args().install:
            install()
        browser = find_browser()
    except (LookupError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    if not browser:
        print("no Chromium found; try --install, or name one in BRIEFING_BROWSER", file=sys.stderr)
        return 1
    print(browser)
    return 0


if __name__ == "__main__":
    sys.exit(main())
