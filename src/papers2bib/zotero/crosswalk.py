"""The one table between Zotero and BibTeX: item types and entry types, fields and fields, both ways."""

from collections.abc import Mapping

from papers2bib.zotero.schema import Schema

KINDS: Mapping[str, tuple[str, ...]] = {
    "article": ("journalArticle", "magazineArticle", "newspaperArticle"),
    "inproceedings": ("conferencePaper",),
    "incollection": ("bookSection", "dictionaryEntry", "encyclopediaArticle"),
    "book": ("book",),
    "phdthesis": ("thesis",),
    "techreport": ("report",),
    "misc": ("preprint",),
}
"""By type of entry the item types that are written so; of an entry that says no more, the first is meant.

Types that are not named become @misc, too.
"""

FIELDS: Mapping[str, str] = {
    "DOI": "doi",
    "abstractNote": "abstract",
    "accessDate": "urldate",
    "archiveID": "eprint",
    "authority": "organization",
    "conferenceName": "eventtitle",
    "eventPlace": "venue",
    "institution": "institution",
    "issue": "number",
    "journalAbbreviation": "shortjournal",
    "language": "langid",
    "meetingName": "eventtitle",
    "numPages": "pagetotal",
    "number": "number",
    "numberOfVolumes": "volumes",
    "pages": "pages",
    "place": "address",
    "publicationTitle": "howpublished",
    "publisher": "publisher",
    "seriesNumber": "number",
    "title": "title",
    "type": "type",
    "university": "school",
    "versionNumber": "version",
    "volume": "volume",
}
"""By field, or by the base field that it stands for, the field of entries; others keep their own."""

_EXCEPTIONS: Mapping[tuple[str, str], str] = {
    ("journalArticle", "publicationTitle"): "journal",
    ("magazineArticle", "publicationTitle"): "journal",
    ("newspaperArticle", "publicationTitle"): "journal",
    ("conferencePaper", "proceedingsTitle"): "booktitle",
    ("conferencePaper", "issue"): "issue",
    ("bookSection", "bookTitle"): "booktitle",
    ("dictionaryEntry", "dictionaryTitle"): "booktitle",
    ("encyclopediaArticle", "encyclopediaTitle"): "booktitle",
    ("report", "seriesNumber"): "seriesnumber",
    ("standard", "publisher"): "publisher",
    ("standard", "versionNumber"): "versionnumber",
    ("preprint", "repository"): "archiveprefix",
}

VERBATIM = frozenset({"doi", "eprint", "archiveprefix", "primaryclass", "url", "urldate"})
"""What styles and programs take as it is: no LaTeX."""

DATE, EXTRA, KEY = "date", "extra", "citationKey"
"""Fields that are written otherwise: as year, by their lines, as the key of the entry."""


def entry_kind(item_type: str) -> str:
    """The type of entry for an item type."""
    return next((kind for kind, types in KINDS.items() if item_type in types), "misc")


def usual_type(kind: str) -> str:
    """The item type that is meant by a type of entry alone."""
    return KINDS.get(kind, ("document",))[0]


def entry_fields(item_type: str, schema: Schema) -> dict[str, str]:
    """By field of an item type the field of its entries, in the order of the schema; all differ."""
    found = {}
    for field, base in schema.fields.get(item_type, {}).items():
        if field != KEY and base not in (DATE, EXTRA):
            known = _EXCEPTIONS.get((item_type, field)) or FIELDS.get(field) or FIELDS.get(base)
            found[field] = known or field.lower()
    return found


def date_field(item_type: str, schema: Schema) -> str:
    """The field of an item type that says when it appeared, or ""."""
    fields = schema.fields.get(item_type, {})
    return next((field for field, base in fields.items() if base == DATE), "")


def creator_fields(item_type: str, schema: Schema) -> dict[str, str]:
    """By kind of creator of an item type the field of its entries: the foremost kind are the authors."""
    kinds = schema.creators.get(item_type, ())
    return {kind: "author" if place == 0 else kind.lower() for place, kind in enumerate(kinds)}
