"""Semantic Scholar as a source: what is asked, what comes back, and what a bad id or reply costs."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from s2_samples import ARXIV, ATTENTION, FRESH, S2, SHA, Replies, S2Session, changed, known

from papers2bib.config import Settings
from papers2bib.errors import SourceRefused, SourceReplyError, SourceUnavailable
from papers2bib.ids import PaperId
from papers2bib.matching import decide
from papers2bib.model import Listing, Paper, Verdict
from papers2bib.sources.semantic_scholar import LONGEST_QUERY, SemanticScholar, query

SETTINGS = Settings(s2_limit=3)
MANY = [PaperId("arxiv", f"2401.{number:05}") for number in range(1, 501)]
NOT_FOUND = (404, {"error": "Title match not found"})


def source(replies: Replies, settings: Settings = SETTINGS) -> tuple[SemanticScholar, S2Session]:
    session = S2Session(replies)
    return SemanticScholar(session, settings), session


def numbered(one: PaperId) -> dict[str, Any]:
    digits = one.value.replace(".", "")
    return changed(paperId=digits.rjust(40, "0"), externalIds={"ArXiv": one.value, "CorpusId": int(digits)})


def poisoned(*bad: str, how: Any = (400, {"error": "Bad id"})) -> Replies:
    """A service that knows MANY, and refuses every batch with one of these ids."""
    knows = known(*map(numbered, MANY))

    def replies(ids: Sequence[str]) -> Any:
        return how if set(bad) & set(ids) else knows(ids)

    return replies


def listing(title: str, at: int = 1) -> Listing:
    return Listing(title, f"list.txt:{at}")


class TestLookup:
    def test_ids_of_all_forms_go_in_one_request(self) -> None:
        other = changed(paperId="1" * 40, externalIds={"ArXiv": None, "DOI": "10.1000/abc", "CorpusId": 7})
        semantic_scholar, session = source(known(ATTENTION, other))
        ids = [ARXIV, PaperId("doi", "10.1000/abc"), PaperId("openreview", "x"), PaperId("s2", "1" * 40)]
        found = list(semantic_scholar.lookup(ids))
        assert session.batches == [["ARXIV:1706.03762", "DOI:10.1000/abc", "1" * 40]]
        assert {one.id("s2") for one in found} == {SHA, "1" * 40}
        assert session.whole == [True]

    def test_the_request_is_as_documented(self) -> None:
        semantic_scholar, session = source(known(ATTENTION), Settings(s2_url="http://127.0.0.1:8/s2"))
        list(semantic_scholar.lookup([ARXIV]))
        parts = urlsplit(session.urls[0])
        assert (parts.netloc, parts.path) == ("127.0.0.1:8", "/s2/graph/v1/paper/batch")
        fields = parse_qs(parts.query)["fields"][0].split(",")
        assert {"title", "externalIds", "authors", "venue", "journal"} <= set(fields)
        assert not {"matchScore", "citationStyles"} & set(fields)

    def test_the_same_ids_in_another_order_are_the_same_request(self) -> None:
        semantic_scholar, session = source(known(ATTENTION))
        for ids in ([ARXIV, S2], [S2, ARXIV], {ARXIV, S2}):
            list(semantic_scholar.lookup(ids))
        assert session.batches[0] == session.batches[1] == session.batches[2]

    def test_nothing_is_asked_for_ids_of_other_schemes(self) -> None:
        semantic_scholar, session = source(known())
        assert list(semantic_scholar.lookup([PaperId("openreview", "x"), PaperId("s2", "x")])) == []
        assert session.urls == []

    def test_more_than_500_ids_take_another_request(self) -> None:
        semantic_scholar, session = source(known(*map(numbered, MANY), ATTENTION))
        assert len(list(semantic_scholar.lookup([*MANY, ARXIV]))) == 501
        assert [len(batch) for batch in session.batches] == [500, 1]

    def test_what_is_unknown_is_asked_again_tomorrow(self) -> None:
        semantic_scholar, session = source(known(ATTENTION))
        assert [one.id("arxiv") for one in semantic_scholar.lookup([ARXIV, FRESH])] == ["1706.03762"]
        assert session.whole == [False]

    def test_a_batch_of_nothing_but_new_papers_is_answered_with_a_refusal(self) -> None:
        semantic_scholar, session = source(known(ATTENTION))
        assert list(semantic_scholar.lookup([FRESH, PaperId("doi", "10.1000/(abc)_1.2-3;x:y")])) == []
        assert (len(session.urls), session.whole) == (1, [False])

    def test_the_same_refusal_is_doubted_where_an_id_may_be_the_cause(self) -> None:
        odd = PaperId("doi", '10.1000/a"b')
        semantic_scholar, session = source(
            poisoned(f"DOI:{odd.value}", how=(400, {"error": "No valid paper ids given"}))
        )
        found = list(semantic_scholar.lookup([*MANY[:7], odd]))
        assert [one.id("arxiv") for one in found] == [one.value for one in MANY[:7]]
        assert len(session.urls) == 7

    @pytest.mark.parametrize(
        "reply",
        [
            [],
            [None, None],
            {"data": [ATTENTION]},
            None,
            "none",
            [[ATTENTION]],
            ["1706.03762"],
            [0],
            [{}],
            [{"authorId": "1741101", "name": "A. B."}],
            b"<html>busy</html>",
            b"Rate exceeded.",
            b'[{"paperId": "204e',
            b"",
        ],
    )
    def test_anything_but_a_list_as_long_as_asked_is_no_answer(self, reply: Any) -> None:
        semantic_scholar, _ = source(lambda _: (200, reply))
        with pytest.raises(SourceReplyError):
            list(semantic_scholar.lookup([ARXIV]))

    @pytest.mark.parametrize(
        "record",
        [
            changed(externalIds={"ArXiv": "1706.03763"}),
            changed(externalIds=None),
            changed(title=None),
            {"paperId": SHA},
            {"paperId": None},
        ],
    )
    def test_another_paper_than_asked_for_is_passed_over(self, record: dict[str, Any]) -> None:
        semantic_scholar, session = source(lambda _: (200, [record]))
        assert list(semantic_scholar.lookup([ARXIV])) == []
        assert session.whole == [False]

    def test_papers_that_changed_places_are_passed_over(self) -> None:
        semantic_scholar, _ = source(
            lambda _: (200, [numbered(MANY[1]), numbered(MANY[0]), numbered(MANY[2])])
        )
        assert [one.id("arxiv") for one in semantic_scholar.lookup(MANY[:3])] == [MANY[2].value]

    def test_a_strange_record_costs_no_other_one(self) -> None:
        semantic_scholar, _ = source(lambda _: (200, [7, numbered(MANY[1]), [None]]))
        assert [one.id("arxiv") for one in semantic_scholar.lookup(MANY[:3])] == [MANY[1].value]

    def test_an_outage_is_told(self) -> None:
        semantic_scholar, session = source(lambda _: SourceUnavailable("semantic_scholar", "down", 503))
        with pytest.raises(SourceUnavailable):
            list(semantic_scholar.lookup(MANY))
        assert len(session.urls) == 1


class TestBadIds:
    @pytest.mark.parametrize("place", [0, 1, 249, 250, 499])
    def test_one_id_that_spoils_its_batch_is_left_out_alone(self, place: int) -> None:
        bad = MANY[place]
        semantic_scholar, session = source(poisoned(f"ARXIV:{bad.value}"))
        found = {one.id("arxiv") for one in semantic_scholar.lookup(MANY)}
        assert found == {one.value for one in MANY} - {bad.value}
        assert len(session.urls) <= 19

    def test_several_are_left_out_too(self) -> None:
        bad = [MANY[at] for at in (3, 100, 101, 498)]
        semantic_scholar, _ = source(poisoned(*(f"ARXIV:{one.value}" for one in bad)))
        found = {one.id("arxiv") for one in semantic_scholar.lookup(MANY)}
        assert found == {one.value for one in MANY} - {one.value for one in bad}

    @pytest.mark.parametrize("count", [1, 2, 500])
    @pytest.mark.parametrize(
        "how", [(400, {"error": "Unrecognized or unsupported fields: [title]"}), (405, {})]
    )
    def test_refusing_everything_is_no_answer_and_soon_noticed(self, count: int, how: Any) -> None:
        semantic_scholar, session = source(lambda _: how)
        with pytest.raises(SourceRefused, match="HTTP 40"):
            list(semantic_scholar.lookup(MANY[:count]))
        assert len(session.urls) <= 13

    def test_no_end_of_bad_ids_ends(self) -> None:
        every_other = [f"ARXIV:{one.value}" for one in MANY[::2]]
        semantic_scholar, session = source(poisoned(*every_other))
        found: list[Paper] = []
        with pytest.raises(SourceRefused):
            found.extend(semantic_scholar.lookup(MANY))
        assert len(session.urls) < 125

    @pytest.mark.parametrize("status", [500, 504])
    def test_an_id_that_makes_the_service_fail_costs_half_a_batch(self, status: int) -> None:
        failure = SourceUnavailable("semantic_scholar", f"out of order (HTTP {status})", status)
        semantic_scholar, session = source(poisoned(f"ARXIV:{MANY[0].value}", how=failure))
        found: list[Paper] = []
        with pytest.raises(SourceUnavailable):
            found.extend(semantic_scholar.lookup(MANY))
        assert {one.id("arxiv") for one in found} == {one.value for one in MANY[250:]}
        assert len(session.urls) == 3

    def test_a_service_that_failed_once_is_asked_in_halves(self) -> None:
        knows, turns = known(*map(numbered, MANY)), iter([SourceUnavailable("semantic_scholar", "500", 500)])
        semantic_scholar, session = source(lambda ids: next(turns, None) or knows(ids))
        assert len(list(semantic_scholar.lookup(MANY))) == 500
        assert [len(batch) for batch in session.batches] == [500, 250, 250]

    def test_a_single_id_is_not_divided(self) -> None:
        semantic_scholar, session = source(lambda _: SourceUnavailable("semantic_scholar", "500", 500))
        with pytest.raises(SourceUnavailable):
            list(semantic_scholar.lookup([ARXIV]))
        assert len(session.urls) == 1


class TestSearch:
    def test_a_title_is_asked_for_in_plain_words(self) -> None:
        semantic_scholar, session = source(lambda _: (200, {"data": [{**ATTENTION, "matchScore": 133.3}]}))
        (found,) = semantic_scholar.search([listing("Attention Is All You Need")])
        assert found.ids == (ARXIV, S2)
        assert session.queries == ["Attention Is All You Need"]
        assert urlsplit(session.urls[0]).path == "/graph/v1/paper/search/match"
        assert session.whole == [True]

    def test_the_nearest_title_is_judged_like_any_other_and_kept_for_a_day(self) -> None:
        semantic_scholar, session = source(lambda _: (200, {"data": [{**ATTENTION, "matchScore": 999.9}]}))
        sought = listing("Gravity hill")
        pool = list(semantic_scholar.search([sought]))
        assert decide(sought, pool).verdict is Verdict.MISSING
        assert session.whole == [False]

    @pytest.mark.parametrize(
        "reply",
        [NOT_FOUND, (200, {"data": []}), (200, {"data": [None, {}, {"paperId": None, "title": "A"}]})],
    )
    def test_nothing_found_is_kept_for_a_day(self, reply: Any) -> None:
        semantic_scholar, session = source(lambda _: reply)
        assert list(semantic_scholar.search([listing("Gravity hill")])) == []
        assert session.whole == [False]

    @pytest.mark.parametrize(
        "reply",
        [
            (404, {"message": "Not Found"}),
            (404, {"error": "Paper with id search/match not found"}),
            (404, {"data": []}),
            (404, b"<html>404</html>"),
            (200, {"error": "Title match not found"}),
            (200, {"data": [{"authorId": "1", "name": "A"}]}),
            (200, {"total": 0, "offset": 0}),
            (200, {"data": ATTENTION}),
            (200, [ATTENTION]),
            (200, b'{"data": [{"paperId'),
            (200, b"Rate exceeded."),
        ],
    )
    def test_anything_else_is_no_answer(self, reply: Any) -> None:
        semantic_scholar, _ = source(lambda _: reply)
        with pytest.raises(SourceReplyError):
            list(semantic_scholar.search([listing("Gravity hill")]))

    def test_a_refused_title_is_no_answer(self) -> None:
        semantic_scholar, _ = source(lambda _: (400, {"error": "Missing required parameter: 'query'"}))
        with pytest.raises(SourceRefused):
            list(semantic_scholar.search([listing("Gravity hill")]))

    def test_each_title_is_a_question_and_there_is_a_limit_for_a_run(self) -> None:
        semantic_scholar, session = source(lambda _: NOT_FOUND)
        first = [listing("One", 1), listing("", 2), listing("Two", 3)]
        second = [listing("Three", 4), listing("Four", 5)]
        portions = [*semantic_scholar.portions(first), *semantic_scholar.portions(second)]
        assert [[one.title for one in portion] for portion in portions] == [["One"], ["Two"], ["Three"]]
        assert semantic_scholar.left_out == (
            "semantic_scholar: no more than 3 titles a run are asked for (--s2-limit)"
        )
        assert session.urls == []

    def test_without_the_web_there_is_no_limit(self) -> None:
        semantic_scholar, _ = source(lambda _: NOT_FOUND, Settings(s2_limit=3, offline=True))
        assert len(list(semantic_scholar.portions([listing("A", at) for at in range(9)]))) == 9

    def test_a_title_without_words_is_missing_without_a_request(self) -> None:
        semantic_scholar, session = source(lambda _: NOT_FOUND, Settings(s2_limit=0))
        (portion,) = semantic_scholar.portions([listing("???"), listing("A")])
        assert list(semantic_scholar.search(portion)) == []
        assert session.urls == []

    @pytest.mark.parametrize(
        ("title", "words"),
        [
            ("PaperQA: Retrieval-Augmented Agent", "PaperQA Retrieval Augmented Agent"),
            ("Convalescent-anti-sars-cov-2-plasma/immune-globulin", None),
            ("Multi‐Tracer (Dating) – “Here”", "Multi Tracer Dating Here"),
            ("Mader’s path's end'", "Mader's path's end"),
            ("Qwen2.5 vs. C++ in v0.9.", "Qwen2.5 vs C++ in v0.9"),
            ("$\\mu$Bench: An {Open} Factory", "mubench an open factory"),
            ("H<sub>2</sub>O", "h2o"),
            ("snake_case & co.", "snake case co"),
            ("全球传媒学刊：早わかり", "全球传媒学刊 早わかり"),
            ("half \ud800letter", "half letter"),
            ("... - ???", ""),
        ],
    )
    def test_hyphens_latex_and_signs_are_not_searched_for(self, title: str, words: str | None) -> None:
        expected = title.replace("-", " ").replace("/", " ") if words is None else words
        assert query(title) == expected

    def test_a_long_title_is_cut(self) -> None:
        assert len(query("word " * 1000)) <= LONGEST_QUERY


@pytest.mark.parametrize(
    ("ids", "completes"),
    [((ARXIV,), True), ((PaperId("doi", "10.1/x"),), True), ((ARXIV, S2), False), ((), False)],
)
def test_papers_without_an_s2_id_may_be_completed(ids: tuple[PaperId, ...], completes: bool) -> None:
    semantic_scholar, _ = source(known())
    assert semantic_scholar.completes(Paper("catalogue", "A", ids=ids)) is completes
