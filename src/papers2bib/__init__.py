"""papers2bib turns reading lists into references: read → resolve → enrich → write_bibtex."""

__version__ = "0.1.0"
