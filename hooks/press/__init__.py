"""The briefing engine: YAML entries in, checked and cross-linked pages out. It knows nothing about MkDocs."""
