"""What is known to pages.

In come a checked briefing, the settings and the words. Out go the pages: an address, a view (plain data for a template)
and the rendered HTML. It may import `library` and below.
"""
