"""What a record says against an entry, and what says nothing against it."""

from dataclasses import replace

import pytest
from check_records import ADAM, PEOPLE, PREPRINT, PUBLISHED, checked, codes, entry

from papers2bib.check.codes import Weight
from papers2bib.check.findings import Outcome
from papers2bib.ids import PaperId
from papers2bib.model import Date, Paper

_SHORT = entry(author="Ashish Vaswani")


def outcome(text: str, *records: Paper) -> Outcome:
    [(_, judgement)] = checked(text, *records).judged
    return judgement.outcome


def messages(text: str, *records: Paper) -> list[str]:
    return [one.finding.message for one in checked(text, *records).findings]


@pytest.mark.parametrize(
    "fields",
    [
        {"author": "Vaswani, A. and Shazeer, N. and Parmar, N."},
        {"author": "A. Vaswani and N. M. Shazeer and N. Parmar"},
        {"author": "Vaswani, Ashish and others"},
        {"author": "Ashish Vaswani et al."},
        {"author": "{Ashish} Vaswani and {\\'N}oam Shazeer and Niki Parmar"},
        {"title": "{ATTENTION} is all you need."},
        {"booktitle": "Advances in Neural Information Processing Systems 30"},
        {"booktitle": "Proc. of NIPS"},
        {"booktitle": "NIPS'17"},
        {"booktitle": "The 31st Conference on Neural Information Processing Systems, NIPS 2017"},
        {"booktitle": ""},
        {"booktitle": "", "journal": "arXiv preprint arXiv:1706.03762"},
        {"doi": "10.5555/3295222.3295349"},
        {"doi": "10.48550/arXiv.1706.03762", "url": "https://arxiv.org/abs/1706.03762v5"},
        {"year": ""},
    ],
)
def test_a_true_entry_is_verified_in_any_form(fields: dict[str, str]) -> None:
    assert outcome(entry(**fields)) is Outcome.VERIFIED
    assert all(
        one.finding.weight is Weight.NOTE or one.finding.code == "missing-field"
        for one in checked(entry(**fields)).findings
    )


def test_other_titles_of_a_paper_are_its_own() -> None:
    renamed = replace(PREPRINT, titles=("Transformers",))
    assert codes(entry(title="Transformers"), renamed, replace(PUBLISHED, title="Transformers")) == []


def test_a_changed_word_is_shown_beside_the_recorded_one() -> None:
    text = entry(title="Attention Is All We Need")
    assert outcome(text) is Outcome.DIFFERS
    assert messages(text) == ["[-we-]{+you+}; the record says “Attention Is All You Need”"]


def test_a_changed_word_says_nothing_if_other_people_wrote_it_elsewhere() -> None:
    text = entry(title="Attention Is All We Need", author="A. Lovelace", booktitle="ICML", year="2019")
    assert outcome(text) is Outcome.ABSENT


def test_another_ending_is_another_word_and_a_slip_is_not() -> None:
    assert codes(entry(title="Attentions Is All You Need")) == ["title-words"]
    assert codes(entry(title="Atention Is All You Need")) == ["title-spelling"]


def test_a_letter_lost_from_a_prefix_is_a_slip() -> None:
    universal = replace(PUBLISHED, title="Universal Transformers for Everything")
    assert codes(entry(title="Unversal Transformers for Everything"), universal) == ["title-spelling"]


def test_a_title_cut_at_its_colon_may_be_misspelt_as_well() -> None:
    long = replace(PREPRINT, title="Transformers: Attention Is All You Need")
    assert codes(entry(title="Transfomers", eprint="1706.03762", booktitle=""), long) == [
        "missing-field",
        "title-part",
    ]


_UNKNOWN = "Cheese Lattices in Recurrent Gardens"


def test_the_same_people_had_another_paper_there() -> None:
    [found] = checked(entry(title=_UNKNOWN)).findings
    assert found.finding.code == "title-other"
    assert found.finding.weight is Weight.ERROR
    assert found.finding.recorded == PUBLISHED.title


@pytest.mark.parametrize(
    "fields",
    [
        {"year": "2018"},
        {"booktitle": "ICML"},
        {"author": " and ".join([*PEOPLE, "Ada Lovelace"])},
        {"author": f"{' and '.join(PEOPLE)} and others"},
    ],
)
def test_of_other_people_or_elsewhere_it_says_nothing(fields: dict[str, str]) -> None:
    assert "title-other" not in codes(entry(title=_UNKNOWN, **fields))


def test_with_two_papers_there_either_may_be_meant() -> None:
    second = replace(PUBLISHED, title="A Second Paper of Ours", ids=())
    assert "title-other" not in codes(entry(title=_UNKNOWN), PUBLISHED, second)


def test_a_title_with_half_of_the_words_may_be_an_earlier_one() -> None:
    earlier = entry(title="On Attention and What Else You Need for Translation")
    [found] = checked(earlier).findings
    assert (found.finding.code, found.finding.weight) == ("title-other", Weight.WARNING)


@pytest.mark.parametrize(
    ("given", "weight"), [("Nigel", Weight.ERROR), ("Noah", Weight.NOTE), ("Jim", Weight.NOTE)]
)
def test_another_given_name_is_a_contradiction_unless_it_may_be_a_short_form(
    given: str, weight: Weight
) -> None:
    recorded = replace(PUBLISHED, authors=(PEOPLE[0], "James Shazeer" if given == "Jim" else PEOPLE[1]))
    [found] = checked(entry(author=f"{PEOPLE[0]} and {given} Shazeer"), recorded).findings
    assert (found.finding.code, found.finding.weight) == ("author-name", weight)


def test_two_words_and_the_people_changed_make_another_paper_of_that_year() -> None:
    other = entry(title="Attention Is All We Want", author=" and ".join([*PEOPLE, "Ada Lovelace"]))
    assert outcome(other) is Outcome.DIFFERS
    assert outcome(other.replace("NeurIPS", "ICML")) is Outcome.ABSENT


def test_missing_authors_are_named() -> None:
    assert "missing: Noam Shazeer, Niki Parmar" in messages(_SHORT)[0]


def test_a_record_that_has_all_authors_outweighs_a_longer_one() -> None:
    longer = replace(PUBLISHED, authors=(*PEOPLE, "Ada Lovelace"))
    assert codes(entry(), PREPRINT, longer) == []


def test_a_record_with_one_author_says_little_against_others() -> None:
    alone = replace(PUBLISHED, authors=PEOPLE[:1])
    assert outcome(entry(author=" and ".join(PEOPLE[:2])), alone) is Outcome.VERIFIED


def test_a_group_may_sign_for_its_members() -> None:
    signed = replace(PUBLISHED, authors=("The Transformer Team",))
    assert outcome(entry(), signed) is Outcome.VERIFIED


def test_another_paper_of_a_short_title_is_not_meant() -> None:
    gaia = Paper("catalogue", "GAIA", ids=(PaperId("arxiv", "2106.11346"),), authors=("X. Bu",))
    text = entry(title="GAIA", author="Ada Lovelace", booktitle="Proc. of Cheese", year="1999")
    assert codes(text, gaia) == ["absent"]
    assert "by X. Bu" in messages(text, gaia)[0]


def test_the_years_of_preprint_and_publication_are_both_right() -> None:
    later = replace(PUBLISHED, issued=Date(2019))
    assert codes(entry(year="2018"), PREPRINT, later) == []
    assert codes(entry(year="2019"), PREPRINT, later) == []


def test_an_article_after_the_conference_is_no_contradiction() -> None:
    text = entry(booktitle="", journal="J. Mach. Learn. Res.", year="2018")
    assert outcome(text) is not Outcome.DIFFERS


def test_absence_weighs_as_much_as_the_venue_is_covered() -> None:
    unknown = entry(title="Cheese Lattices in Recurrent Gardens", author="Ada Lovelace")
    [known] = checked(unknown).findings
    assert (known.finding.weight, known.finding.code) == (Weight.WARNING, "absent")
    assert "holds 98 % of NeurIPS 2017" in known.finding.message
    [elsewhere] = checked(unknown.replace("NeurIPS", "Cheese Symposium")).findings
    assert elsewhere.finding.weight is Weight.NOTE


def test_what_is_newer_than_the_catalogue_is_too_new() -> None:
    text = entry(title="Cheese Lattices in Recurrent Gardens", author="Ada Lovelace", year="2026")
    assert (outcome(text), codes(text)) == (Outcome.TOO_NEW, [])


@pytest.mark.parametrize("kind", ["book", "phdthesis", "software", "online", "misc"])
def test_what_is_no_paper_is_outside(kind: str) -> None:
    text = (
        f"@{kind}{{k, title = {{The Art}}, author = {{D. Knuth}}, year = 1968, url = {{https://a.example}}}}"
    )
    assert outcome(text) is Outcome.OUTSIDE


def test_a_doi_of_the_same_publisher_that_is_not_the_papers_is_told() -> None:
    text = entry(doi="10.5555/1")
    assert messages(text) == ["10.5555/1, but the record says 10.5555/3295222.3295349"]


def test_an_id_of_another_paper_is_told_with_that_paper() -> None:
    text = "@misc{k, title={Attention Is All You Need}, author={A. Vaswani and others}, eprint={1412.6980}}"
    assert any("1412.6980 is “Adam: A Method for Stochastic Optimization”" in one for one in messages(text))
    assert outcome(text, ADAM) is Outcome.DIFFERS


def test_of_thousands_of_authors_none_is_said_to_be_missing() -> None:
    many = tuple(f"A{'bcdefghij'[n % 9]}{n} Author{n}" for n in range(900))
    collaboration = replace(PUBLISHED, authors=many)
    assert codes(entry(author=" and ".join(many[::-1])), collaboration) in ([], ["author-order"])
