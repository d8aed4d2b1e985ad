"""A paper becomes the item that Zotero's own translator would make, and one that the server takes."""

import json
from dataclasses import replace

import pytest
from zotero_double import schema as double_schema
from zotero_pushing import paper, published

from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper
from papers2bib.zotero.items import item_of, kind_of, links_of
from papers2bib.zotero.keys import ALPHABET, made_key, paper_name
from papers2bib.zotero.schema import Schema
from papers2bib.zotero.stored import text

SCHEMA = Schema.of(json.loads(double_schema.DOCUMENT))
JOURNAL = replace(published(1), kind="article", venue="Journal of Tests", volume="3", number="2")


def item(known: Paper, kind: str = "") -> dict[str, object]:
    return item_of(known, "key2024", kind or kind_of(known), SCHEMA)


def test_a_preprint_is_made_as_the_translator_makes_it() -> None:
    assert item(paper(3)) == {
        "itemType": "preprint",
        "title": "Delta Networks 3 for Amber Problems",
        "abstractNote": "We study case 3.",
        "date": "2024-01-04",
        "DOI": "10.48550/arXiv.2401.00003",
        "url": "https://arxiv.org/abs/2401.00003",
        "extra": "arXiv:2401.00003 [cs.LG]",
        "citationKey": "key2024",
        "repository": "arXiv",
        "archiveID": "arXiv:2401.00003",
        "libraryCatalog": "arXiv.org",
        "creators": [
            {"creatorType": "author", "firstName": "Ada", "lastName": "Deltason"},
            {"creatorType": "author", "firstName": "Bob", "lastName": "Builder"},
        ],
    }


@pytest.mark.parametrize(
    ("known", "field", "value"),
    [
        (published(1), "itemType", "conferencePaper"),
        (published(1), "proceedingsTitle", "Proceedings of the Conference on Made-up Papers"),
        (published(1), "DOI", "10.1000/conf.1"),
        (published(1), "date", "2024-07"),
        (published(1), "pages", "1-9"),
        (published(1), "publisher", "Press"),
        (published(1), "extra", "arXiv:2401.00001 [cs.LG]"),
        (published(1), "archiveID", None),
        (JOURNAL, "itemType", "journalArticle"),
        (JOURNAL, "publicationTitle", "Journal of Tests"),
        (JOURNAL, "issue", "2"),
        (JOURNAL, "volume", "3"),
        (replace(published(1), issued=None), "date", "2024-01-02"),
        (replace(published(1), venue=""), "itemType", "preprint"),
        (replace(paper(1), ids=(PaperId("doi", "10.1000/x"),)), "itemType", "document"),
        (replace(paper(1), title="  Two\n lines "), "title", "Two lines"),
        (replace(paper(1), published=Date(2024)), "date", "2024"),
        (replace(paper(1), authors=()), "creators", None),
    ],
)
def test_fields_say_what_is_known(known: Paper, field: str, value: object) -> None:
    assert item(known).get(field) == value


@pytest.mark.parametrize(
    ("name", "creator"),
    [
        ("Ashish Vaswani", {"firstName": "Ashish", "lastName": "Vaswani"}),
        ("Aäron van den Oord", {"firstName": "Aäron", "lastName": "van den Oord"}),
        ("Martin Luther King Jr.", {"firstName": "Martin Luther, Jr.", "lastName": "King"}),
        ("ATLAS Collaboration", {"name": "ATLAS Collaboration"}),
        ("Madonna", {"name": "Madonna"}),
    ],
)
def test_persons_have_two_fields_and_groups_one(name: str, creator: dict[str, str]) -> None:
    assert item(replace(paper(1), authors=(name,)))["creators"] == [{"creatorType": "author", **creator}]


@pytest.mark.parametrize("kind", sorted(SCHEMA.fields.keys() - {"attachment", "note", "annotation"}))
def test_an_item_of_any_type_holds_only_fields_of_that_type(kind: str) -> None:
    made = item(published(1), kind)
    assert {name for name in made if name not in ("itemType", "creators")} <= set(SCHEMA.fields[kind])


def test_a_server_without_citation_keys_is_given_the_line_of_better_bibtex() -> None:
    old = {
        kind: {f: b for f, b in fields.items() if f != "citationKey"}
        for kind, fields in SCHEMA.fields.items()
    }
    made = item_of(paper(1), "key2024", "preprint", Schema(old, SCHEMA.creators))
    assert "citationKey" not in made
    assert made["extra"] == "arXiv:2401.00001 [cs.LG]\nCitation Key: key2024"


def test_links_are_pdf_code_and_project_pages_each_once() -> None:
    known = replace(
        paper(1),
        code="https://github.com/ziqipang/ADDP",
        links=("https://ziqipang.github.io/ADDP/", "https://github.com/ziqipang/ADDP", "javascript:alert(1)"),
    )
    assert [(one.title, one.url) for one in links_of(known)] == [
        ("PDF: arXiv:2401.00001", "https://arxiv.org/pdf/2401.00001"),
        ("Code: ziqipang/ADDP", "https://github.com/ziqipang/ADDP"),
        ("Project: ziqipang.github.io/ADDP", "https://ziqipang.github.io/ADDP/"),
    ]


def test_keys_are_the_same_every_time_and_differ_by_library_and_paper() -> None:
    keys = {made_key(library, "item", paper_name(paper(n))) for library in ("a", "b") for n in range(500)}
    assert len(keys) == 1000
    assert all(len(key) == 8 and set(key) <= set(ALPHABET) for key in keys)
    assert made_key("users/1", "item", "arxiv:2504.11457") == made_key("users/1", "item", "arxiv:2504.11457")


def test_a_paper_keeps_its_name_when_it_is_published() -> None:
    assert paper_name(paper(1)) == paper_name(published(1)) == "arxiv:2401.00001"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [(" a ", "a"), ("a\r\nb\rc", "a\nb\nc"), ("a\x00b\x7f", "ab"), ("\t a b\n", "a b"), ("é ü", "é ü")],
)
def test_values_are_foreseen_as_the_server_keeps_them(sent: str, kept: str) -> None:
    from zotero_double.values import as_text

    assert text(sent) == as_text(sent) == kept
