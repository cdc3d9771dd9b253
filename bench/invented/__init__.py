"""An invented briefing for measuring: everything in it is made up by a seed, and any likeness is chance."""
