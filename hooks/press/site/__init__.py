"""Turns knowledge into pages.

Input: a checked briefing, the settings and the words. Output: the pages, each with an address, a view (plain data for a
template) and the rendered HTML. It may import `library` and below.
"""
