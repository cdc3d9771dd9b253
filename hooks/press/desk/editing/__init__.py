"""Changes to the files of a briefing that keep every byte that is not edited, and that are whole or not at all.

Input: files, and what should become of the values in them. Output: a `ChangeSet` that is shown, or written in one step.
It may import `publish` and below.
"""
