"""YAML text to typed records.

In come the files of a briefing. Out go records with the place of each value, evidence locks, and problems.
It may import `incremental` and `problem`.
"""
