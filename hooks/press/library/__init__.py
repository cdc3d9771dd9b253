"""Records to what is known.

In come the records of all files and the project's git history. Out go the library, the names in its prose, the facts
derived from its claims, and the problems that only show between entries. It may import `content` and below.
"""
