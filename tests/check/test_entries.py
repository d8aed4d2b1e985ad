"""Values of entries as they are to be compared: macros, braces, encodings, names, ids."""

import pytest

from papers2bib.bibfile.spans import scan
from papers2bib.check.entries import Entry, entries
from papers2bib.ids import PaperId


def read(text: str, encoding: str = "utf-8") -> Entry:
    return list(entries(scan(text.encode(encoding))))[-1]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("{A {B} C}", "A {B} C"),
        ('"A {"}B{"} C"', 'A {"}B{"} C'),
        ("{A} # { and } # {B}", "A and B"),
        ('"A" # mac # { C}', "AABC C"),
        ("MAC", "ABC"),
        ("nobody", "nobody"),
        ("1999", "1999"),
        ("{{{{{{{A}}}}}} # {B}}", "{{{{{{A}}}}}} # {B}"),
        ("{A\n   B}", "A B"),
        ("{}", ""),
    ],
)
def test_a_value_is_read_as_bibtex_does(value: str, text: str) -> None:
    assert read(f"@string{{mac = {{ABC}}}}\n@misc{{k, note = {value}}}").text("note") == text


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Lovelace, Ada and Charles Babbage", ("Ada Lovelace", "Charles Babbage")),
        ("King, Jr., Martin", ("Martin King Jr.",)),
        ("{Barnes and Noble} and Ada Lovelace", ("Barnes and Noble", "Ada Lovelace")),
        ("Erd{\\H{o}}s, P{\\'a}l AND others", ("Pál Erdős",)),
        ("Ada Lovelace et al.", ("Ada Lovelace",)),
        ("van der Berg, Jan", ("Jan van der Berg",)),
        ("", ()),
    ],
)
def test_names_are_in_reading_order(written: str, names: tuple[str, ...]) -> None:
    assert read(f"@misc{{k, author = {{{written}}}}}").authors == names


@pytest.mark.parametrize("written", ["A. B. and others", "A. B. et al.", "A. B. and {others}"])
def test_an_open_list_of_authors_says_so(written: str) -> None:
    assert read(f"@misc{{k, author = {{{written}}}}}").has_others


def test_a_file_that_is_not_utf_8_is_windows_1252() -> None:
    assert read("@misc{k, author = {Gödel, Kurt}}", "cp1252").authors == ("Kurt Gödel",)


def test_ids_are_found_in_all_fields_that_hold_them() -> None:
    text = (
        "@article{k, journal={arXiv preprint arXiv:1706.03762}, doi={https://doi.org/10.1000/A\\_b}, url={}}"
    )
    assert read(text).ids == (PaperId("doi", "10.1000/a_b"), PaperId("arxiv", "1706.03762"))


def test_a_preprint_is_told_from_a_publication() -> None:
    assert read("@article{k, journal={CoRR}, eprint={1706.03762}}").is_preprint
    assert not read("@inproceedings{k, booktitle={NeurIPS}, eprint={1706.03762}}").is_preprint
