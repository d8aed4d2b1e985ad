"""The flow: who is asked what, what a failing source means, how listings of one paper come together."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from papers2bib.decisions import Decision, Decisions
from papers2bib.errors import SourceError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.model import Candidate, Date, Listing, Match, Paper, Verdict
from papers2bib.pipeline import enrich, resolve

ATTENTION = Paper(
    "catalogue",
    "Attention Is All You Need",
    ids=(PaperId("arxiv", "1706.03762"),),
    authors=("Ashish Vaswani", "Noam Shazeer"),
    published=Date(2017, 6, 12),
)
ADAM = Paper(
    "catalogue",
    "Adam: A Method for Stochastic Optimization",
    ids=(PaperId("arxiv", "1412.6980"),),
    authors=("Diederik P. Kingma", "Jimmy Ba"),
    published=Date(2014, 12, 22),
)


class Shelf:
    """A source that holds a few papers and remembers what it was asked."""

    def __init__(self, *papers: Paper, name: str = "shelf", batch_size: int = 100) -> None:
        self.papers, self.name, self.batch_size = papers, name, batch_size
        self.left_out = ""
        self.searched: list[list[str]] = []
        self.looked_up: list[set[PaperId]] = []

    def lookup(self, ids: Collection[PaperId]) -> Iterable[Paper]:
        self.looked_up.append(set(ids))
        return [paper for paper in self.papers if set(paper.ids) & set(ids)]

    def portions(self, listings: Sequence[Listing]) -> Iterable[Sequence[Listing]]:
        return [listings[at : at + self.batch_size] for at in range(0, len(listings), self.batch_size)]

    def completes(self, paper: Paper) -> bool:
        return True

    def search(self, listings: Sequence[Listing]) -> Iterable[Paper]:
        self.searched.append([one.title for one in listings])
        return self.papers


class Broken(Shelf):
    """A source that cannot be asked."""

    def search(self, listings: Sequence[Listing]) -> Iterable[Paper]:
        raise SourceUnavailable(self.name, "no answer")


def listing(title: str, line: int = 1, **more: object) -> Listing:
    return replace(Listing(title, f"list.txt:{line}"), **more)  # type: ignore[arg-type]  # fields by name


def verdicts(matches: Iterable[Match]) -> list[Verdict]:
    return [match.verdict for match in matches]


def test_each_listing_gets_its_match_in_order() -> None:
    listings = [
        listing(ADAM.title),
        listing("Quantum Cheese Lattices in Recurrent Gardens"),
        listing(ATTENTION.title),
    ]
    matches = list(resolve(listings, [Shelf(ATTENTION, ADAM)]))
    assert [match.listing for match in matches] == listings
    assert [match.paper for match in matches] == [ADAM, None, ATTENTION]
    assert matches[1].verdict is Verdict.MISSING


def test_a_source_is_asked_only_for_what_the_earlier_ones_left_open() -> None:
    first, second = Shelf(ATTENTION), Shelf(ADAM)
    matches = resolve([listing(ATTENTION.title), listing(ADAM.title)], [first, second])
    assert verdicts(matches) == [Verdict.MATCHED, Verdict.MATCHED]
    assert second.searched == [[ADAM.title]]


def test_a_source_is_asked_in_batches_of_its_size() -> None:
    shelf = Shelf(batch_size=2)
    list(resolve([listing(f"Quantum Cheese Lattices {n}") for n in range(5)], [shelf]))
    assert [len(batch) for batch in shelf.searched] == [2, 2, 1]


def test_listings_are_taken_as_they_come() -> None:
    taken = []

    def endless() -> Iterator[Listing]:
        for number in range(10**9):
            taken.append(number)
            yield listing(ADAM.title, number)

    assert next(resolve(endless(), [Shelf(ADAM)])).paper == ADAM
    assert len(taken) < 1000


def test_listed_ids_are_looked_up() -> None:
    shelf = Shelf(ADAM)
    list(resolve([listing(ADAM.title, ids=ADAM.ids)], [shelf]))
    assert shelf.looked_up == [set(ADAM.ids)]


def test_no_answer_is_not_no() -> None:
    matches = list(
        resolve([listing(ADAM.title), listing(ATTENTION.title)], [Shelf(ADAM), Broken(name="web")])
    )
    assert verdicts(matches) == [Verdict.MATCHED, Verdict.UNANSWERED]
    assert any("web: no answer" in problem for problem in matches[1].problems)


def test_a_source_that_fails_does_not_keep_others_from_answering() -> None:
    assert verdicts(resolve([listing(ADAM.title)], [Broken(), Shelf(ADAM)])) == [Verdict.MATCHED]


def test_what_was_not_asked_leaves_a_listing_unanswered() -> None:
    [match] = resolve([listing(ADAM.title)], [Shelf()], unasked=["the web"])
    assert match.verdict is Verdict.UNANSWERED
    assert "the web was not asked" in match.problems


def test_a_decision_goes_before_all_evidence() -> None:
    decisions = Decisions()
    decisions.add("list.txt:1", ADAM.title, Decision(ATTENTION.ids[0]))
    decisions.add("list.txt:2", ATTENTION.title, Decision(None))
    shelf = Shelf(ATTENTION, ADAM)
    chosen, none = resolve(
        [listing(ADAM.title, 1), listing(ATTENTION.title, 2)], [shelf], decisions=decisions
    )
    assert (chosen.paper, chosen.decided) == (ATTENTION, True)
    assert (none.verdict, none.decided) == (Verdict.MISSING, True)
    assert shelf.searched == []


def test_one_paper_listed_twice_is_one_reference_that_knows_both_places() -> None:
    listings = [listing(ADAM.title, 1), listing(ATTENTION.title, 2), listing(ADAM.title.upper(), 3)]
    references = list(enrich(resolve(listings, [Shelf(ATTENTION, ADAM)])))
    assert [one.paper.id("arxiv") for one in references] == ["1412.6980", "1706.03762"]
    assert [one.origin for one in references[0].listings] == ["list.txt:1", "list.txt:3"]


def test_a_reference_names_the_source_of_every_field() -> None:
    [reference] = enrich(resolve([listing(ADAM.title)], [Shelf(ADAM)]))
    assert {"title", "authors", "published"} <= set(reference.provenance)
    assert set(reference.provenance.values()) == {"catalogue"}


def test_details_of_further_sources_are_merged_in() -> None:
    detail = replace(ADAM, source="detail", categories=("cs.LG",), title="ADAM")
    [reference] = enrich(resolve([listing(ADAM.title)], [Shelf(ADAM)]), [Shelf(detail)])
    assert reference.paper.title == ADAM.title
    assert reference.paper.categories == ("cs.LG",)
    assert reference.provenance["categories"] == "detail"


def test_links_of_the_listed_abstract_reach_the_reference() -> None:
    told = listing(ADAM.title, abstract="We propose a method. Code: https://github.com/someone/adam.")
    [reference] = enrich(resolve([told], [Shelf(ADAM)]))
    assert reference.paper.code == "https://github.com/someone/adam"
    assert reference.provenance["code"] == "list"


def test_records_of_one_paper_that_know_different_ids_are_one_reference() -> None:
    longer = replace(ATTENTION, ids=(*ATTENTION.ids, PaperId("doi", "10.1000/attention")))
    matches = [
        Match(Listing(ATTENTION.title, f"list.txt:{at}"), Verdict.MATCHED, (Candidate(paper, 1.0),))
        for at, paper in enumerate((ATTENTION, longer), 1)
    ]
    (reference,) = enrich(matches)
    assert [listing.origin for listing in reference.listings] == ["list.txt:1", "list.txt:2"]


def test_a_preprint_and_its_publication_are_one_reference_once_a_source_knows_both() -> None:
    published = replace(ADAM, ids=(PaperId("doi", "10.1000/adam"),), source="library")
    matches = [
        *resolve([listing(ADAM.title, 1)], [Shelf(ADAM)]),
        *resolve([listing(ADAM.title, 2)], [Shelf(published)]),
    ]
    assert len(list(enrich(matches))) == 2
    both = replace(ADAM, ids=(*ADAM.ids, *published.ids), source="registry")
    (one,) = enrich(matches, [Shelf(both)])
    assert set(one.paper.ids) == {*ADAM.ids, *published.ids}
    assert [of.origin for of in one.listings] == ["list.txt:1", "list.txt:2"]


def test_an_id_that_two_papers_share_by_mistake_does_not_make_them_one() -> None:
    wrong = replace(ATTENTION, ids=(PaperId("s2", "1" * 40), *ADAM.ids))
    matches = [
        *resolve([listing(ADAM.title, 1)], [Shelf(ADAM)]),
        *resolve([listing(ATTENTION.title, 2)], [Shelf(wrong)]),
    ]
    assert len(list(enrich(matches))) == 2


def test_what_a_source_found_before_it_failed_counts() -> None:
    class Halfway(Shelf):
        def search(self, listings: Sequence[Listing]) -> Iterable[Paper]:
            yield from self.papers
            raise SourceUnavailable(self.name, "no more")

    warned: list[SourceError] = []
    listings = [listing(ADAM.title), listing(ATTENTION.title)]
    matches = list(resolve(listings, [Halfway(ADAM)], warn=warned.append))
    assert verdicts(matches) == [Verdict.MATCHED, Verdict.UNANSWERED]
    assert [str(one) for one in warned] == ["shelf: no more"]
