"""Drawings of what happened over time: plain data with places in percent of the width, so that text keeps its size."""
