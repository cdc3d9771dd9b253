"""Pages and files to the published site.

In come the targets that views and outputs define and what an earlier build stored. Out goes the site's folder, swapped
in whole or patched, or the files that `mkdocs serve` answers with. It may import `outputs` and below.
"""
