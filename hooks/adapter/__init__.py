"""MkDocs in, MkDocs out: the only package that knows MkDocs.

Input: MkDocs' events, configuration and development server. Output: calls to `press`, and the pages it returns.
It may import every layer of `press`; only `on_mkdocs.py` imports it.
"""
