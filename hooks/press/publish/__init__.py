"""Turns pages and files into the published site.

Input: the targets that views and outputs define, and what an earlier build stored. Output: the site's folder, either
swapped as a whole or patched, or the files that `mkdocs serve` answers with. It may import `outputs` and below.
"""
