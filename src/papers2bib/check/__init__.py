"""Checking: entries of a .bib file and the records of a catalogue in, verdicts and findings out."""
