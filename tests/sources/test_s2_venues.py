"""Where a paper appeared is told only where a record of Semantic Scholar leaves no doubt of it."""

from typing import Any

import pytest
from s2_samples import changed

from papers2bib.model import Paper
from papers2bib.sources.s2_records import read_paper

CVPR = "Computer Vision and Pattern Recognition"
ICLR = "International Conference on Learning Representations"
ACL = "Annual Meeting of the Association for Computational Linguistics"
EMNLP = "Conference on Empirical Methods in Natural Language Processing"


def read(venue: str, kind: str | None, year: int | None, dblp: str = "", **fields: Any) -> Paper:
    """The paper of a record with a registered venue (unless `kind` is None)."""
    registered = {"name": venue, "type": kind, "alternate_names": []} if kind is not None else None
    plain: dict[str, Any] = {"publicationVenue": registered, "journal": None, "publicationDate": None}
    external = {"ArXiv": "1706.03762", "DBLP": dblp, **fields.pop("externalIds", {})}
    found = read_paper(changed(venue=venue, year=year, **{**plain, **fields}, externalIds=external))
    assert found
    return found


def told(paper: Paper) -> tuple[str, str, str]:
    return paper.kind, paper.venue, str(paper.issued or "")


UNTOLD = ("", "", "")


class TestKeysOfDblp:
    """A key ends in the year of the publication and begins with what its venue is called."""

    @pytest.mark.parametrize(
        ("venue", "kind", "year", "dblp", "issued"),
        [
            (
                "Neural Information Processing Systems",
                "conference",
                2017,
                "conf/nips/VaswaniSPUJGKP17",
                "2017",
            ),
            (ICLR, "conference", 2024, "conf/iclr/Ji00C0Z0C0LZY0J25", "2025"),
            (ICLR, None, 2024, "conf/iclr/Ji00C0Z025a", "2025"),
            (CVPR, "", 2016, "conf/cvpr/QiSMG17", "2017"),
            ("Knowledge Discovery and Data Mining", "conference", 1999, "conf/kdd/Any00", "2000"),
        ],
    )
    def test_a_conference_paper(
        self, venue: str, kind: str | None, year: int, dblp: str, issued: str
    ) -> None:
        assert told(read(venue, kind, year, dblp)) == ("inproceedings", venue, issued)

    @pytest.mark.parametrize(
        ("venue", "year", "dblp", "issued"),
        [
            ("Trans. Mach. Learn. Res.", 2021, "journals/tmlr/Any22", "2022"),
            ("Journal of machine learning research", 2023, "journals/jmlr/PratapTSTB24", "2024"),
            ("Proc. ACM Softw. Eng.", 2023, "journals/pacmse/BairiSKCIPRAS24", "2024"),
            ("The AI Magazine", 2023, "journals/aim/LeeHCCZ23", "2023"),
        ],
    )
    def test_an_article(self, venue: str, year: int, dblp: str, issued: str) -> None:
        assert told(read(venue, "journal", year, dblp)) == ("article", venue, issued)

    @pytest.mark.parametrize(
        ("venue", "kind", "year", "dblp"),
        [
            ("Neural Information Processing Systems", "conference", 2017, "journals/corr/VaswaniSPUJGKP17"),
            (CVPR, "conference", 2016, ""),
            (CVPR, "conference", 2016, "conf/iccv/QiSMG17"),
            (CVPR, "journal", 2016, "conf/cvpr/QiSMG17"),
            ("International Journal of Computer Vision", "journal", 2022, "conf/cvpr/Any22"),
            (CVPR, "conference", 2018, "conf/cvpr/QiSMG17"),
            (CVPR, "conference", 2012, "conf/cvpr/QiSMG17"),
            (CVPR, "conference", None, "conf/cvpr/QiSMG17"),
            (CVPR, "conference", 2017, "conf/cvpr/2017"),
            (CVPR, "conference", 2017, "phd/us/Qi17"),
            (CVPR, "conference", 2017, "conf/cvpr/Qi17/x"),
            ("arXiv.org", "", 2023, "conf/a/Any23"),
            ("", None, 2023, "conf/cvpr/Any23"),
            (ICLR, "conference", 2016, "conf/iclr/KurakinGB17a"),
        ],
    )
    def test_another_key_or_none_tells_nothing(
        self, venue: str, kind: str | None, year: int | None, dblp: str
    ) -> None:
        assert told(read(venue, kind, year, dblp)) == UNTOLD

    def test_another_name_of_the_venue_fits_too(self) -> None:
        name = "The Web Conference"
        registered = {"name": name, "type": "conference", "alternate_names": ["WWW", None]}
        paper = read(name, "", 2023, "conf/www/Any24", publicationVenue=registered)
        assert told(paper) == ("inproceedings", name, "2024")

    def test_a_venue_known_by_its_id_alone_is_none(self) -> None:
        paper = read(CVPR, None, 2016, "conf/cvpr/QiSMG17", publicationVenue="c7f73dd6-8431-403d")
        assert told(paper) == ("inproceedings", CVPR, "2017")


OWN: dict[str, Any] = {"ArXiv": None, "DOI": "10.1136/bmj.1.4616.1105"}
JOURNAL = "British medical journal"


class TestRecordsOfPublishers:
    """Without a key the year must be one that no preprint had."""

    def test_a_paper_that_is_not_on_arxiv(self) -> None:
        journal = {"volume": "1", "pages": "1105 - 1110", "name": "British Medical Journal"}
        paper = read(JOURNAL, "journal", 1949, externalIds=OWN, journal=journal)
        assert told(paper) == ("article", "British Medical Journal", "1949")
        assert (paper.volume, paper.pages) == ("1", "1105-1110")

    def test_a_year_later_than_that_of_the_preprint(self) -> None:
        ids = {"ArXiv": "2012.00001", "DOI": "10.1136/bmj.1"}
        later = read(JOURNAL, "journal", 2021, externalIds=ids, publicationDate="2021-03-01")
        assert told(later) == ("article", JOURNAL, "2021")

    @pytest.mark.parametrize(
        ("year", "fields"),
        [
            (2012, {"externalIds": {"ArXiv": "1209.00001", "DOI": "10.1136/bmj.1"}}),
            (2021, {"externalIds": {"ArXiv": "2012.00001", "DOI": "10.1136/bmj.1"}}),
            (2021, {"externalIds": {"ArXiv": "2012.00001"}, "publicationDate": "2021-03-01"}),
            (2021, {"publicationDate": "2020-12-24"}),
            (None, {}),
            (2021, {"externalIds": {"ArXiv": None}}),
            (2021, {"publicationTypes": ["Book"]}),
            (2021, {"publicationVenue": {"name": JOURNAL}}),
            (2021, {"publicationVenue": None, "publicationTypes": ["JournalArticle"]}),
            (2021, {"journal": {"name": JOURNAL, "volume": "PP", "pages": "1-1"}}),
            (2021, {"journal": {"name": "The Philosophy of Medicine", "volume": "7"}}),
            (2021, {"externalIds": {"ArXiv": None, "DOI": "10.2139/ssrn.288970"}}),
            (2021, {"externalIds": {"ArXiv": None, "DOI": "10.1101/2021.01.02.425001"}}),
        ],
    )
    def test_anything_less_tells_nothing(self, year: int | None, fields: dict[str, Any]) -> None:
        assert told(read(JOURNAL, "journal", year, **{"externalIds": OWN, **fields})) == UNTOLD

    @pytest.mark.parametrize(
        "name",
        (
            "arXiv.org|ArXiv|CoRR|bioRxiv|medRxiv|SSRN Electronic Journal|ResearchGate|Preprints|Zenodo"
            "|Research Square|ERN: Credit Risk eJournal|Social Science Research Network"
        ).split("|"),
    )
    def test_a_preprint_server_is_no_venue(self, name: str) -> None:
        assert told(read(name, "journal", 2021, externalIds=OWN)) == UNTOLD


class TestContradictions:
    @pytest.mark.parametrize(
        ("venue", "dblp", "fields"),
        [
            (CVPR, "conf/cvpr/A21", {"journal": {"name": "2021 IEEE/CVF Conference on Applications"}}),
            (CVPR, "conf/cvpr/A21", {"journal": {"name": f"2020 {CVPR} (CVPR)"}}),
            (CVPR, "conf/cvpr/A21", {"journal": {"name": f"2021 {CVPR} Workshops (CVPRW)"}}),
            (CVPR, "conf/cvpr/A21", {"externalIds": {"DOI": "10.1109/CVPRW53098.2021.00001"}}),
            (CVPR, "conf/cvpr/A21", {"externalIds": {"DOI": "10.1109/CVPR42600.2020.00001"}}),
            (f"{CVPR} 2020", "conf/cvpr/A21", {}),
            (ACL, "conf/acl/A21", {}),
            (ACL, "conf/acl/A21", {"externalIds": {"DOI": "10.18653/v1/2021.findings-acl.1"}}),
            (ACL, "conf/acl/A21", {"externalIds": {"ACL": "2021.acl-srw.1"}}),
            (ACL, "conf/acl/A21", {"externalIds": {"ACL": "2021.acl-demo.1"}}),
            (ACL, "conf/acl/A21", {"externalIds": {"ACL": "2021.bionlp-1.1"}}),
            (ACL, "conf/acl/A18", {"externalIds": {"DOI": "10.18653/v1/N18-3011"}, "year": 2018}),
            (ACL, "conf/acl/A18", {"externalIds": {"ACL": "W18-1001"}, "year": 2018}),
            (
                EMNLP,
                "conf/emnlp/A25",
                {"externalIds": {"DOI": "10.18653/v1/2025.findings-emnlp.9"}, "year": 2025},
            ),
        ],
    )
    def test_a_record_that_speaks_against_itself_tells_nothing(
        self, venue: str, dblp: str, fields: dict[str, Any]
    ) -> None:
        year = fields.pop("year", 2021)
        assert told(read(venue, "conference", year, dblp, **fields)) == UNTOLD

    @pytest.mark.parametrize(
        ("venue", "year", "dblp", "external"),
        [
            (ACL, 2020, "conf/acl/LoWNKW20", {"DOI": "10.18653/V1/2020.ACL-MAIN.447"}),
            (ACL, 2023, "conf/acl/BaiLZLTHDLZHDTL24", {"ACL": "2024.acl-long.172"}),
            (ACL, 2015, "conf/acl/SennrichHB16a", {"DOI": "10.18653/v1/P16-1162"}),
            (ACL, 2006, "conf/acl/PetrovBTK06", {"DOI": "10.3115/1220175.1220230"}),
            (EMNLP, 2023, "conf/emnlp/AinslieLJOBBUGTNTLSC23", {"DOI": "10.18653/v1/2023.emnlp-main.309"}),
            (CVPR, 2021, "conf/cvpr/A21", {"DOI": "10.1109/CVPR46437.2021.00001"}),
        ],
    )
    def test_an_id_of_the_main_volume_speaks_for_it(
        self, venue: str, year: int, dblp: str, external: dict[str, str]
    ) -> None:
        issued = f"20{dblp.rstrip('a')[-2:]}"
        paper = read(venue, "conference", year, dblp, externalIds=external)
        assert told(paper) == ("inproceedings", venue, issued)

    def test_workshops_that_say_so_are_venues(self) -> None:
        paper = read("COLING Workshops", "", 2025, "conf/coling/A25")
        assert told(paper) == ("inproceedings", "COLING Workshops", "2025")


class TestParticulars:
    @pytest.mark.parametrize(
        ("venue", "journal", "name"),
        [
            ("Nat. Mac. Intell.", "Nature Machine Intelligence", "Nature Machine Intelligence"),
            ("Nature Machine Intelligence", "Nat. Mach. Intell.", "Nature Machine Intelligence"),
            ("Nat. Mac. Intell.", "", "Nat. Mac. Intell."),
            ("Nature Machine Intelligence", "ArXiv", "Nature Machine Intelligence"),
            ("Nature Machine Intelligence", "Nature Machine Intelligence &amp; Life", ""),
            ("Nature Machine Intelligence", "Nature Communications", ""),
        ],
    )
    def test_the_fullest_name_of_a_journal_is_taken(self, venue: str, journal: str, name: str) -> None:
        paper = read(venue, "", 2023, "journals/natmi/BranCSBWS24", journal={"name": journal})
        assert paper.venue == name

    @pytest.mark.parametrize(
        ("journal", "name"),
        [
            (f"2017 IEEE Conference on {CVPR} (CVPR)", f"2017 IEEE Conference on {CVPR} (CVPR)"),
            (f"Proceedings of {CVPR}", CVPR),
            ("", CVPR),
        ],
    )
    def test_the_title_of_proceedings_is_taken_where_it_names_the_year(self, journal: str, name: str) -> None:
        assert read(CVPR, "", 2016, "conf/cvpr/QiSMG17", journal={"name": journal}).venue == name

    @pytest.mark.parametrize(
        ("journal", "volume", "pages"),
        [
            ({"name": "Mind", "volume": "LIX", "pages": "433-460"}, "LIX", "433-460"),
            ({"name": "Mind", "volume": "118", "pages": "235306"}, "118", "235306"),
            ({"name": "Mind", "volume": "6", "pages": " 525 – 535 "}, "6", "525-535"),
            ({"name": "Mind", "volume": "6", "pages": "145 - 145"}, "6", "145"),
            ({"name": "Mind", "volume": "6", "pages": "E4832 - E4841"}, "6", "E4832-E4841"),
            ({"name": "Mind", "volume": "6", "pages": "1:1--1:20"}, "6", "1:1-1:20"),
            ({"name": "Mind", "volume": "6", "pages": "n/a"}, "6", ""),
            ({"name": "Mind", "volume": "n/a", "pages": "-"}, "", ""),
            ({"name": "Mind", "volume": "PP", "pages": "1-1"}, "", ""),
            ({"name": "Mind", "volume": 6, "pages": None}, "", ""),
            ({"name": "ArXiv", "volume": "abs/1706.03762", "pages": "1-9"}, "", ""),
            ({"name": "", "volume": "abs/1706.03762", "pages": "433-460"}, "", "433-460"),
            ({"pages": "433-460"}, "", "433-460"),
            (["433-460"], "", ""),
        ],
    )
    def test_volume_and_pages_are_those_of_the_journal(
        self, journal: object, volume: str, pages: str
    ) -> None:
        paper = read("Mind", "journal", 2017, "journals/mind/Turing18", journal=journal)
        assert told(paper) == ("article", "Mind", "2018")
        assert (paper.volume, paper.pages) == (volume, pages)
