"""One module per value type. Each parses a text as the contract specifies, raises `InvalidValue` if it cannot, keeps
the text as written, and knows how values sort and compare. `site/wording` puts them into words."""
