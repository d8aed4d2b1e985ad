"""Abstracts compared word for word: revised ones still have most of their clauses in common."""

from papers2bib.abstracts import overlap
from papers2bib.levels import Overlap

OURS = (
    "We study how lanterns drift over a quiet harbour when the wind turns at night. A model of their paths, "
    "fitted to eleven evenings of film, predicts where each of them lands. It needs neither a map of the "
    "harbour nor the weight of the lanterns, and it is right in nine cases of ten."
)
THEIRS = (
    "Bread rises faster in copper bowls than in bowls of wood. We compare forty loaves baked on one day by "
    "four bakers, find the difference in all of them, and explain it by the warmth that copper carries into "
    "the dough while it rests on the bench before it is kneaded again."
)


def test_an_abstract_overlaps_itself_however_it_is_typed() -> None:
    assert overlap(OURS, OURS.upper().replace(" ", "\n")) is Overlap.MOST


def test_an_abstract_that_was_cut_off_overlaps_the_whole() -> None:
    assert overlap(OURS[: len(OURS) // 2], OURS) is Overlap.MOST


def test_a_revised_abstract_overlaps_in_part() -> None:
    revised = OURS.replace("fitted to eleven evenings of film", "learnt from video").replace(
        "It needs neither a map of the harbour nor the weight of the lanterns, and it is", "Our method is"
    )
    assert overlap(OURS, revised) in {Overlap.MOST, Overlap.MUCH}


def test_another_abstract_has_nothing_in_common() -> None:
    assert overlap(OURS, THEIRS) is Overlap.NONE


def test_a_sentence_is_too_little_to_compare() -> None:
    assert overlap(OURS[:60], OURS) is None
    assert overlap("", OURS) is None
