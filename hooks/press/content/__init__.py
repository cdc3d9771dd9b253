"""Turns YAML text into typed records.

Input: the files of a briefing. Output: records with the place of each value, evidence locks, and problems.
It may import `incremental` and `problem`.
"""
