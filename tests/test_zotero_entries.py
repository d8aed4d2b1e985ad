"""Items of all types become entries that LaTeX sets, and the same items come back from them."""

import io
import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zotero_double import schema as double_schema

from papers2bib.readers.bibtex import entry_fields
from papers2bib.targets.bibtex import entry_text
from papers2bib.zotero import crosswalk
from papers2bib.zotero.entries import entry_of, item_of_entry
from papers2bib.zotero.identity import CHILDREN
from papers2bib.zotero.schema import Schema

SCHEMA = Schema.of(json.loads(double_schema.DOCUMENT))
TYPES = sorted(SCHEMA.fields.keys() - CHILDREN)
VALUES = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Cn", "Co", "Mn", "Me")), max_size=12),
    st.sampled_from(
        [
            *(
                "R&D at 100%",
                "$x^2$ and {BERT}",
                "a\nb",
                "é ü ß",
                "{",
                "\\input{x}",
                "1-9",
                "1–9",
                "arXiv",
                "%7B",
            ),
            *(
                "2024-05-01",
                "May 2024",
                "https://e.org/a_b?c=%20d",
                "10.1000/a_b<c>",
                '"q"',
                "A  B",
                "x, y and z",
            ),
            *(
                "arXiv:2401.00001",
                "arXiv:2401.00001 [cs.LG]\nread",
                "Citation Key: k",
                "Deep Learning",
                "<i>in</i>",
            ),
        ]
    ),
)


def stripped(value: str) -> str:
    return value.strip(" \t\n")


def creators_of(kind: str) -> st.SearchStrategy[list[dict[str, str]]]:
    roles = st.sampled_from(SCHEMA.creators[kind])
    name = VALUES.map(lambda value: " ".join(value.split())).filter(bool)
    return st.lists(
        st.one_of(
            st.builds(lambda r, a, b: {"creatorType": r, "firstName": a, "lastName": b}, roles, name, name),
            st.builds(lambda r, a: {"creatorType": r, "name": a}, roles, name),
        ),
        max_size=3,
    )


@st.composite
def items(draw: st.DrawFn, kind: str) -> dict[str, Any]:
    fields = draw(st.dictionaries(st.sampled_from(sorted(SCHEMA.fields[kind])), VALUES.map(stripped)))
    if SCHEMA.has(kind, "citationKey"):
        fields["citationKey"] = draw(st.sampled_from(["key2024", "Anöther: 1", ""]))
    fields = {name: value for name, value in fields.items() if value}
    creators = draw(creators_of(kind))
    return {"itemType": kind} | fields | ({"creators": creators} if creators else {})


def written(item: dict[str, Any], **how: bool) -> str:
    return entry_text(entry_of(item, "key2024", SCHEMA, abstract=True, **how), "key2024")


def read_back(text: str) -> dict[str, Any]:
    [(kind, key, fields)] = entry_fields(io.BytesIO(text.encode()))
    return item_of_entry(kind, key, fields, SCHEMA)


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("utf8", [False, True])
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_an_item_of_any_type_comes_back_from_its_entry(kind: str, utf8: bool, data: st.DataObject) -> None:
    item = data.draw(items(kind))
    assert read_back(written(item, utf8=utf8)) == item


@pytest.mark.parametrize("kind", TYPES)
def test_no_two_fields_of_a_type_share_one_of_the_entry(kind: str) -> None:
    names = [
        *crosswalk.entry_fields(kind, SCHEMA).values(),
        *crosswalk.creator_fields(kind, SCHEMA).values(),
        *("year", "key", "note", "primaryclass"),
    ]
    assert len(set(names)) == len(names)


def test_what_a_person_corrects_in_the_latex_counts_for_more_than_the_value_beside_it() -> None:
    text = written({"itemType": "document", "title": "A <b> \\ C"})
    assert "zotero-title" in text
    start = text.index("title = {")
    corrected = text[:start] + "title = {Mine},\n" + text[text.index("\n", start) + 1 :]
    assert read_back(corrected)["title"] == "Mine"


def test_a_preprint_is_written_as_bib_writes_it() -> None:
    item = {
        "itemType": "preprint",
        "title": "Learning with BERT",
        "creators": [{"creatorType": "author", "firstName": "Aäron", "lastName": "van den Oord"}],
        "repository": "arXiv",
        "archiveID": "arXiv:2401.00001",
        "extra": "arXiv:2401.00001 [cs.LG]",
        "date": "2024",
        "url": "https://arxiv.org/abs/2401.00001",
        "citationKey": "key2024",
    }
    assert written(item) == (
        "@misc{key2024,\n"
        "  title = {Learning with {BERT}},\n"
        '  author = {van den Oord, A{\\"a}ron},\n'
        "  year = {2024},\n"
        "  archiveprefix = {arXiv},\n"
        "  eprint = {2401.00001},\n"
        "  url = {https://arxiv.org/abs/2401.00001},\n"
        "  primaryclass = {cs.LG},\n"
        "}\n\n"
    )
