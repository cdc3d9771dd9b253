"""The page `/desk/` in `mkdocs serve`: articles with their claims as forms, new entries, drafts and feeds.

Input: the live site, and requests from this computer. Output: HTML, and changes to the YAML through `editing`. It may
import `publish` and below, and the rest of the desk.
"""
