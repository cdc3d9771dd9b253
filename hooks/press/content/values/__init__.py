"""One module per value type. Each parses a text as the contract writes it, raises `InvalidValue` when it cannot,
keeps the text as written, and knows how it sorts and compares. `site/wording` puts it into words."""
