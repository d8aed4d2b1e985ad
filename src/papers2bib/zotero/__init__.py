"""Zotero libraries: references go into a shared collection, and nobody's edits are lost."""
