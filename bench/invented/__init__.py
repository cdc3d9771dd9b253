"""An invented briefing for measuring: everything in it is generated from a seed, and any resemblance is accidental."""
