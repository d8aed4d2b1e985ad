"""A .bib file as bytes: taken apart into spans, changed one field at a time, told by line and column."""
