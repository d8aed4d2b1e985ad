import random
from contextlib import suppress
from pathlib import Path

import pytest
from small_facts import ATTENTION, FACTS, Make, write_facts

from papers2bib.catalogue.build import build
from papers2bib.catalogue.layout import MAGIC
from papers2bib.catalogue.query import Catalogue
from papers2bib.errors import CatalogueError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Paper

IDS = [PaperId("arxiv", fact["arxiv_id"]) for fact in FACTS] + [PaperId("doi", "10.1000/absent")]
LISTED = [fact["title"] for fact in FACTS] + [
    "Atention Is Al You Need",
    "uBoost",
    "uBoost: A boosting method",
]


@pytest.fixture
def whole(tmp_path: Path) -> bytes:
    more = [
        ATTENTION | {"arxiv_id": f"2001.{n:05}", "title": f"Paper {n} on {n * n}", "authors": [f"Ann {n}"]}
        for n in range(1, 60)
    ]
    build([write_facts(tmp_path / "facts.jsonl", [*FACTS, *more])], tmp_path / "whole.p2b")
    return (tmp_path / "whole.p2b").read_bytes()


def answers(path: Path) -> list[Paper]:
    """What the catalogue answers where it does not refuse to."""
    found: list[Paper] = []
    with suppress(CatalogueError):
        catalogue = Catalogue.open(path)
        for one in IDS:
            with suppress(CatalogueError):
                found.extend(catalogue.lookup([one]))
        for title in LISTED:
            with suppress(CatalogueError):
                found.extend(catalogue.search(title))
    return found


def test_a_flipped_bit_gives_an_error_or_fewer_answers_but_never_a_wrong_record(
    tmp_path: Path, whole: bytes
) -> None:
    path = tmp_path / "damaged.p2b"
    right = set(Catalogue.open(tmp_path / "whole.p2b").papers())
    chance = random.Random(11)
    for _ in range(600):
        at = chance.randrange(len(whole))
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << chance.randrange(8)]) + whole[at + 1 :])
        assert set(answers(path)) <= right
        path.unlink()


def test_a_file_cut_off_anywhere_is_refused(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "cut.p2b"
    for length in (*range(len(MAGIC) + 12), *range(40, len(whole), len(whole) // 40), len(whole) - 1):
        path.write_bytes(whole[:length])
        with pytest.raises(CatalogueError, match=r"catalogue build"):
            Catalogue.open(path)


@pytest.mark.parametrize("content", [b"", b"\x1f\x8b\x08 gzip", b"SQLite format 3\0", b"@article{x,\n"])
def test_a_foreign_file_is_refused_with_what_to_do(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "foreign.p2b"
    path.write_bytes(content)
    with pytest.raises(CatalogueError, match=r"foreign\.p2b: not a papers2bib catalogue: build one with"):
        Catalogue.open(path)


def test_a_file_of_a_newer_format_is_refused(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "newer.p2b"
    path.write_bytes(MAGIC + b"\xff\x00" + whole[len(MAGIC) + 2 :])
    with pytest.raises(CatalogueError, match="catalogue of format 255, this program reads"):
        Catalogue.open(path)


def test_a_file_that_is_not_there_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="cannot open the catalogue"):
        Catalogue.open(tmp_path / "absent.p2b")


def test_verify_finds_damage_that_no_answer_touches(tmp_path: Path, whole: bytes, make: Make) -> None:
    make(*FACTS).verify()
    path = tmp_path / "damaged.p2b"
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    catalogue = Catalogue.open(path)
    with pytest.raises(CatalogueError, match="checksum of section"):
        catalogue.verify()
