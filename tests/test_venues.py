"""Names of venues, as people write them, are told for which venue they stand."""

import pytest

from papers2bib.venues import VENUES, Venue, is_side_track, same_venue, venue_named, venues_in, years_in


@pytest.mark.parametrize(
    ("written", "short"),
    [
        ("J. Mach. Learn. Res.", "JMLR"),
        ("Mach. Learn.", "MLJ"),
        ("Trans. Mach. Learn. Res.", "TMLR"),
        ("NIPS'17", "NeurIPS"),
        ("Advances in Neural Information Processing Systems 30", "NeurIPS"),
        ("Proc. of the 37th Int. Conf. on Machine Learning", "ICML"),
        ("Proceedings of the 37th International Conference on Machine Learning", "ICML"),
        ("IEEE/CVF Conference on Computer Vision and Pattern Recognition, CVPR 2022", "CVPR"),
        ("Asian Conference on Machine Learning", "ACML"),
        ("IEEE Trans. Pattern Anal. Mach. Intell.", "TPAMI"),
        ("European Chapter of the Association for Computational Linguistics", "EACL"),
    ],
)
def test_a_venue_is_known_by_name_abbreviation_and_acronym(written: str, short: str) -> None:
    assert venues_in(written) == {short}


@pytest.mark.parametrize(
    "written",
    ["", "Nature Communications", "International Conference on Machine Learning and Applications", "chi"],
)
def test_a_name_that_only_contains_one_is_none(written: str) -> None:
    assert venues_in(written) == frozenset()


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("ICML", "International Conference on Machine Learning, ICML 2022, Baltimore", True),
        ("ICML", "Proceedings of Machine Learning Research", True),
        ("ICML", "Conference on Learning Theory", False),
        ("COLT", "International Conference on Machine Learning", False),
        ("ASONAM", "Advances in Social Networks Analysis and Mining, ASONAM 2012", True),
        ("Proc. Int. Conf. Innov. Data Syst.", "Conference on Innovative Data Systems Research", True),
        ("Symposium on Cheese", "International Conference on Machine Learning", False),
        ("MIT Press", "International Conference on Machine Learning", None),
        ("arXiv preprint", "International Conference on Machine Learning", None),
    ],
)
def test_two_names_mean_one_venue_or_two_or_that_is_open(one: str, other: str, same: bool | None) -> None:
    assert same_venue(one, other) is same
    assert same_venue(other, one) is same


def test_workshops_and_findings_are_beside_the_main_track() -> None:
    assert is_side_track("Findings of the Association for Computational Linguistics: EMNLP 2020")
    assert is_side_track("CVPR Workshops")
    assert is_side_track("CVPRW")
    assert not is_side_track("WWW")


def test_years_are_those_that_stand_alone() -> None:
    assert years_in("CVPR52688 2022, 12023") == (2022,)


@pytest.mark.parametrize("venue", VENUES, ids=lambda venue: venue.short)
def test_every_venue_is_found_by_all_its_names(venue: Venue) -> None:
    known = venue_named(venue.short)
    assert all(known.short in venues_in(name) for name in (known.short, *known.others, *known.names))
