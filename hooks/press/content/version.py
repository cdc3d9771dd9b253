"""The release of the generator."""

from __future__ import annotations

VERSION = "1.0.0"
"""By https://semver.org; the tag of the release is `v` and this. No other file says it."""
