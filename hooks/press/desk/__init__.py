"""Takes an editor from an article to checked claims.

Input: the text of an article, and what the briefing says. Output: what each sentence names, claims compared with their
passages, and changes to the YAML. It may import `publish` and below.
"""
