"""The embedded catalogue of papers: one read-only file, opened in place."""
