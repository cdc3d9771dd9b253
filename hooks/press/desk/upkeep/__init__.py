"""What a briefing needs when nobody changes it: links that are dead, and claims that are due for review.

Both are lists for an editor; nothing is changed. `links.py` is the one part that goes to the network, and only when its
command is run.
"""
