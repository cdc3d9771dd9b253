"""MkDocs in, MkDocs out: the only package that knows MkDocs.

In come MkDocs' events, configuration and development server. Out go calls to `press` and the pages it returns.
It may import every layer of `press`; nothing imports it but `on_mkdocs.py`.
"""
