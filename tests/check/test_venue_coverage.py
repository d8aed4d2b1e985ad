"""How well catalogues cover a venue and year, in numbers and words."""

import pytest

from papers2bib.check.coverage import SIZES, Coverage


def test_the_share_is_that_of_the_papers_the_venue_took() -> None:
    half = Coverage({"NeurIPS 2017": SIZES["NeurIPS", 2017] // 2})
    assert half.share("NeurIPS", 2017) == pytest.approx(0.5, abs=0.01)
    assert half.said("NeurIPS", 2017) == "holds 50 % of NeurIPS 2017"
    assert not half.is_known_well("NIPS", 2017)
    assert Coverage({"NeurIPS 2017": SIZES["NeurIPS", 2017]}).is_known_well("NIPS", 2017)


def test_more_than_all_is_all() -> None:
    assert Coverage({"NeurIPS 2017": 10_000}).share("NeurIPS", 2017) == 1.0


def test_of_a_venue_of_unknown_size_the_count_is_told() -> None:
    some = Coverage({"CoRL 2020": 160})
    assert some.share("CoRL", 2020) is None
    assert some.said("CoRL", 2020) == "holds 160 papers of CoRL 2020; how many there are is not known"


def test_a_catalogue_that_counted_nothing_says_so() -> None:
    mute = Coverage(None)
    assert mute.share("NeurIPS", 2017) is None
    assert mute.said("NeurIPS", 2017) == "does not tell how many papers of NeurIPS 2017 it holds"
    assert not mute.is_known_well("NeurIPS", 2017)


def test_sizes_are_those_of_whole_proceedings() -> None:
    assert SIZES["ICLR", 2021] == 860
    assert all(year >= 2013 and 20 <= count < 10_000 for (_, year), count in SIZES.items())
