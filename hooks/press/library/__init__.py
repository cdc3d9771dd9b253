"""Turns records into knowledge.

Input: the records of all files and the project's git history. Output: the library, the names in its prose, the facts
derived from its claims, and the problems that only appear between entries. It may import `content` and below.
"""
