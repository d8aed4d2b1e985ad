"""A .bib file that people keep for years: references go in, and nothing that was there is touched."""
