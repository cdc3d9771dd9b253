"""The settings of MkDocs and Material that generated pages cannot follow: each is refused in one sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from ..content.settings_file import Locate
from ..content.values.web_addresses import is_web_address
from ..problem import Code, Problem

INSTANT = "navigation.instant"
"""The beginning of the features of Material that replace a page by script."""


MISPLACED = "briefing"
"""The setting `extra.briefing`, if it is written beside `extra`."""


class Refusal(NamedTuple):
    """A setting that is refused: where it is, whether it is set, in values by name, and why and what to do instead."""

    path: tuple[str, ...]
    """The names that lead to the setting."""
    is_set: Callable[[Mapping[str, Any], Mapping[str, Any]], bool]
    """Takes all values and those of `theme`."""
    code: Code
    what: str
    cure: str


def _is_incomplete(values: Mapping[str, Any], theme: Mapping[str, Any]) -> bool:
    address = values.get("site_url")
    return isinstance(address, str) and bool(address) and not is_web_address(address)


REFUSALS = (
    Refusal(
        (MISPLACED,),
        lambda values, theme: MISPLACED in values,
        Code.UNKNOWN_SETTING,
        "extra.briefing is written beside 'extra', and belongs below it",
        "begin the line 'briefing:', and each of the lines below it, with two more spaces",
    ),
    Refusal(
        ("site_name",),
        lambda values, theme: "site_name" in values and not values["site_name"],
        Code.MISSING_SETTING,
        "site_name is empty, and it is on every page",
        "write the name of the briefing, like 'site_name: The River Desk'",
    ),
    Refusal(
        ("site_url",),
        _is_incomplete,
        Code.INVALID_SETTING,
        "site_url is not a whole web address",
        "write it from 'https://' to the last slash, like 'site_url: https://example.org/briefing/'",
    ),
    Refusal(
        ("site_url",),
        lambda values, theme: not values.get("site_url"),
        Code.MISSING_SETTING,
        "site_url is missing: feeds, the sitemap and links for other sites need the whole address of each page",
        "add the address that the site will have, like 'site_url: https://example.org/briefing/'",
    ),
    Refusal(
        ("use_directory_urls",),
        lambda values, theme: values.get("use_directory_urls") is False,
        Code.UNSUPPORTED_SETTING,
        "use_directory_urls is false, but the addresses of generated pages are those of folders",
        "remove it, or --no-directory-urls from the command",
    ),
    Refusal(
        ("theme", "features"),
        lambda values, theme: any(str(feature).startswith(INSTANT) for feature in theme.get("features") or ()),
        Code.UNSUPPORTED_SETTING,
        f"theme.features has {INSTANT}, but generated pages do not run the theme's script that it needs",
        "remove it: pages are small, and a link opens as fast without it",
    ),
    Refusal(
        ("theme", "custom_dir"),
        lambda values, theme: not theme.get("custom_dir"),
        Code.UNSUPPORTED_SETTING,
        "theme.custom_dir is missing, and with it the styles, scripts and templates of generated pages",
        "set 'custom_dir: hooks/theme' below theme; --theme on the command line drops it",
    ),
)


def check_host_settings(values: Mapping[str, Any], locate: Locate) -> list[Problem]:
    """The refused settings among `values`, which are those of mkdocs.yml, `theme` being a mapping."""
    theme = values.get("theme")
    options = theme if isinstance(theme, Mapping) else {}
    refused = [refusal for refusal in REFUSALS if refusal.is_set(values, options)]
    return [Problem(locate(refusal.path), refusal.code, refusal.what, refusal.cure) for refusal in refused]
