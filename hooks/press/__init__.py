"""The briefing engine: YAML entries in, checked and cross-linked pages out. It knows nothing about MkDocs."""

VERSION = "1.0.0"
"""The release of the generator, https://semver.org: its tag is `v` and this. No other file says it."""
