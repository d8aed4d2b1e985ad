"""Every recorded reply, served with its status and headers, has the outcome that its case names.

What is asked for is what was asked for when it was recorded, ids or a title, or else a title that suits it.
"""

import json
import re
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from fast_clock import Fast
from web_double import WebDouble
from web_talk import Answered, Asked, Disguise

from papers2bib.config import Settings
from papers2bib.ids import PaperId
from papers2bib.model import Listing, Match
from papers2bib.pipeline import resolve
from papers2bib.session import Session
from papers2bib.session.services import services
from papers2bib.sources import web_sources

pytestmark = pytest.mark.facts

STEPS = {"arxiv": 0, "semantic_scholar": 0, "huggingface": -1}
"""Services and which of their steps is asked."""
ATTENTION = "Attention Is All You Need"
TITLES = {
    "arxiv/doc_collaboration_author": (
        "Multi-Electron Production at High Transverse Momenta in ep Collisions at HERA"
    ),
    "arxiv/id_missing_1_empty_feed": ATTENTION,
    "arxiv/search_multi_100": "$ω$Test: WebView-Oriented Testing for Android Applications",
    "arxiv/search_multi_page1_10": "Active Fuzzing for Testing and Securing Cyber-Physical Systems",
    "arxiv/search_multi_page2_10": "Variable pool testing for infection spread estimation",
    "arxiv/title_phrase_single": "Receiver design for the REACH global 21-cm signal experiment",
    "semantic_scholar/bulk_search_page1_token": (
        r"$\mu$Bench: An Open-Source Factory of Benchmark Microservice Applications"
    ),
    "semantic_scholar/search_title_like_one_page": (
        "Bit-Parallel Witnesses and Their Applications to Approximate String Matching"
    ),
    "semantic_scholar/search_next_page_2": "How to Run Turing Machines on Encrypted Data",
}
"""What is looked for in replies to questions that nobody asks; else ATTENTION."""
OUTCOMES = {
    "arxiv/batch_collaboration_oldid": "matched hep-ex/0307015 matched 0710.5765 kept 30",
    "arxiv/doc_collaboration_author": "matched hep-ex/0307015 kept 30",
    "arxiv/doc_error_entry": "unanswered",
    "arxiv/html_instead_of_feed": "unanswered",
    "arxiv/id_34_authors": "matched 1707.08567 kept 30",
    "arxiv/id_malformed_400_error_entry": "unanswered",
    "arxiv/id_missing_1_empty_feed": "missing kept 1",
    "arxiv/id_missing_2_empty_feed": "missing kept 1",
    "arxiv/id_oldstyle_affiliations": "matched astro-ph/0601001 kept 30",
    "arxiv/id_oldstyle_versioned": "matched quant-ph/0201082 kept 30",
    "arxiv/id_single": "matched 1605.08386 kept 30",
    "arxiv/id_title_is_0": "matched 2104.12255 kept 30",
    "arxiv/id_two_one_missing": "missing matched 1707.08567 kept 30",
    "arxiv/id_versioned": "matched 1706.03762 kept 30",
    "arxiv/old_batch_two_ids_2012": "matched 1205.1001 matched 1001.1001 kept 30",
    "arxiv/old_org_author_leading_space": "matched 2303.08774 kept 30",
    "arxiv/search_boolean_or": "missing kept 1",
    "arxiv/search_empty": "missing kept 1",
    "arxiv/search_multi_100": "matched 2306.03845 kept 30",
    "arxiv/search_multi_page1_10": "matched 2005.14124 kept 30",
    "arxiv/search_multi_page2_10": "matched 2004.03322 kept 30",
    "arxiv/title_phrase_single": "matched 2307.00099 kept 30",
    "arxiv/truncated_feed": "unanswered",
    "arxiv/withdrawn_admin": "matched 1304.1836 kept 30",
    "semantic_scholar/author_batch_with_null": "unanswered",
    "semantic_scholar/author_not_found_404": "unanswered",
    "semantic_scholar/bad_fields_400": "unanswered",
    "semantic_scholar/batch_three_ids": "missing missing missing kept 1",
    "semantic_scholar/batch_with_null": (
        "missing matched 10.2139/ssrn.288970 matched 10.2139/ssrn.2250500 matched 10.1257/rct.1355 kept 1"
    ),
    "semantic_scholar/bulk_search_last_page_no_token": "ambiguous kept 1",
    "semantic_scholar/bulk_search_page1_token": "matched 2d206df22cbbba8ca63ea1628af1b324863270b7 kept 30",
    "semantic_scholar/bulk_search_sorted_last_page": "missing kept 1",
    "semantic_scholar/citations_last_page_null_paperid": "unanswered",
    "semantic_scholar/citations_page_multiline_title": "unanswered",
    "semantic_scholar/forbidden_bad_key_403": "unanswered unanswered unanswered",
    "semantic_scholar/match_attention_all_you_need": "matched 1706.03762 kept 30",
    "semantic_scholar/match_empty_data_200": "missing kept 1",
    "semantic_scholar/match_full_fields_chemcrow": "matched 2304.05376 kept 30",
    "semantic_scholar/match_full_fields_colon_title": "matched 10.1063/1.4938384 kept 30",
    "semantic_scholar/match_full_fields_paperqa": "matched 2312.07559 kept 30",
    "semantic_scholar/match_minimal_fields": "matched 2304.05376 kept 30",
    "semantic_scholar/match_not_found_404": "missing kept 1",
    "semantic_scholar/match_not_found_404_b": "missing kept 1",
    "semantic_scholar/match_single_partial_title": "ambiguous kept 1",
    "semantic_scholar/match_slash_title": "matched 10.1007/s40278-023-33114-1 kept 30",
    "semantic_scholar/match_unrelated_title": "missing kept 1",
    "semantic_scholar/match_unrelated_title_2": "missing kept 1",
    "semantic_scholar/match_wrong_rest_of_title": "ambiguous kept 1",
    "semantic_scholar/paper_authors": "unanswered",
    "semantic_scholar/paper_by_arxiv_doi_full": "matched 2312.07559 kept 30",
    "semantic_scholar/paper_by_doi_full": "matched 2304.05376 kept 30",
    "semantic_scholar/paper_by_doi_nonascii": "matched 10.1073/pnas.1414271111 kept 30",
    "semantic_scholar/paper_by_doi_sparse_nulls": "matched 10.1007/s40278-023-41815-2 kept 30",
    "semantic_scholar/paper_by_doi_title_only": "missing kept 1",
    "semantic_scholar/paper_full_with_null_members": "matched 10.1093/mind/lix.236.433 kept 30",
    "semantic_scholar/paper_not_found_404": "unanswered",
    "semantic_scholar/paper_not_found_doi_404": "unanswered",
    "semantic_scholar/paper_null_lists": "missing kept 1",
    "semantic_scholar/recommendations_latex_titles": "unanswered",
    "semantic_scholar/recommendations_negative_only_400": "unanswered",
    "semantic_scholar/references_page1": "unanswered",
    "semantic_scholar/references_page2_last": "unanswered",
    "semantic_scholar/search_empty_no_data_key": "unanswered",
    "semantic_scholar/search_fields_of_study": "missing kept 1",
    "semantic_scholar/search_multi": "ambiguous kept 1",
    "semantic_scholar/search_next_page_1": "ambiguous kept 1",
    "semantic_scholar/search_next_page_2": "matched ac7a3d2983b75bd4f44903892a5df295a0f859ff kept 30",
    "semantic_scholar/search_open_access_pdf": "missing kept 1",
    "semantic_scholar/search_publication_types_null": "missing kept 1",
    "semantic_scholar/search_title_like_one_page": (
        "matched 109cc4ba10598400b2818693dfc9edfde6254ebd kept 30"
    ),
    "semantic_scholar/search_venue": "missing kept 1",
    "semantic_scholar/search_year_nulls": "missing kept 1",
    "semantic_scholar/snippet_search": "unanswered",
    "huggingface/rate_limited_429": "unanswered",
}
"""Verdict on each listing, the paper, and the days for which the answer is kept, where it is one."""
DAY = 86_400
_SHA = re.compile(r"[0-9a-f]{40}")


class Recording:
    """One recorded reply, and a speaker that gives it."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name.partition("/")[0]
        meta = json.loads((folder / f"{name}.meta.json").read_text(encoding="utf-8"))
        self._body = (folder / self.name / meta["body_file"]).read_bytes()
        self._request, self._response = meta["request"], meta["response"]
        self._at = urlsplit(str(self._request.get("url", "")))

    def answer(self, asked: Asked, disguise: Disguise) -> Answered:
        """The reply as it was, but records of papers at the places where their ids are asked for now."""
        said, headers = self._body, self._response["headers"]
        if asked.path.endswith("/paper/batch") and self._records:
            ids = map(_id, json.loads(asked.body)["ids"])
            said = json.dumps([self._records.get(one) for one in ids]).encode()
        shown = {name: headers[name] for name in ("RateLimit", "Retry-After") if name in headers}
        return Answered(self._response["status"], said, headers.get("Content-Type", ""), shown)

    def listings(self, title: str) -> list[Listing]:
        """Those that make a source ask as was asked, or for this title."""
        ids = [] if title else list(filter(None, map(_id, self._names)))
        sought = title or parse_qs(self._at.query).get("query", [ATTENTION])[0]
        return [Listing("", "list.txt:1", ids=(one,)) for one in ids] or [Listing(sought, "list.txt:1")]

    @property
    def _names(self) -> Sequence[str]:
        """The ids that were asked for, in the words of the request."""
        if ids := parse_qs(self._at.query).get("id_list"):
            return ids[0].split(",")
        _, _, place = self._at.path.partition("/graph/v1/paper/")
        return json.loads(self._request["body"])["ids"] if place == "batch" else [unquote(place)]

    @property
    def _records(self) -> Mapping[PaperId | None, Any]:
        said, ids = json.loads(self._body), [*map(_id, self._names)]
        records = said if isinstance(said, list) else [said] if "paperId" in said else []
        return dict(zip(ids, records, strict=True)) if len(ids) == len(records) else {}


def _id(name: str) -> PaperId | None:
    value = name.rpartition(":")[2]
    by_service = name.startswith("CorpusId:") or _SHA.fullmatch(value)
    return PaperId("s2", value) if by_service else PaperId.parse(value)


def outcome(folder: Path, cache: Path, name: str) -> str:
    """Verdict and paper of each listing, and for how many days the answer is kept."""
    recording = Recording(folder, name)
    with WebDouble(recording) as double:
        urls = dict.fromkeys(("PAPERS2BIB_ARXIV_URL", "PAPERS2BIB_S2_URL", "PAPERS2BIB_HF_URL"), double.url)
        settings = Settings.from_environment(urls, cache=cache, sources=(recording.name,))
        with Session(settings, services(settings), clock=Fast()) as session:
            step = web_sources(settings, session)[STEPS[recording.name]]
            matches = list(resolve(recording.listings(TITLES.get(name, "")), [step]))
        assert double.count
    return " ".join([*map(_said, matches), *_kept(cache)])


def _said(match: Match) -> str:
    return f"{match.verdict} {match.paper.ids[0].value}" if match.paper else str(match.verdict)


def _kept(cache: Path) -> Iterator[str]:
    with sqlite3.connect(cache / "answers.sqlite") as database:
        found = database.execute("SELECT expires FROM responses").fetchall()
    yield from (f"kept {(until - time.time()) / DAY:.0f}" for (until,) in found)


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_recorded_reply_has_the_outcome_that_its_case_names(
    shared: Path, tmp_path: Path, name: str
) -> None:
    assert outcome(shared / "recordings", tmp_path, name) == OUTCOMES[name]


def test_no_recording_is_left_out(shared: Path) -> None:
    folder = shared / "recordings"
    there = {str(meta.relative_to(folder)) for one in STEPS for meta in (folder / one).glob("*.meta.json")}
    assert {f"{name}.meta.json" for name in OUTCOMES} == there
