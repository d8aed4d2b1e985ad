"""Mending: entries and records in, entries of which single fields are changed, and why, out."""
