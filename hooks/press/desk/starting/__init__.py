"""A briefing of one's own in a clone of this project, and newer versions of the generator in it.

`files.py` says which files belong to the publication, and which to the generator; `start.py` replaces the former by a
small sample, `upgrade.py` the latter by those of a release.
"""
