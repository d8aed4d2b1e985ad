"""What becomes of Hugging Face's replies: the papers in them, odd ones, and bodies that are no replies."""

import json
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from canned import CannedSession
from hf_samples import PAPER
from hypothesis import given
from hypothesis import strategies as st

from papers2bib.config import Settings
from papers2bib.errors import SourceReplyError
from papers2bib.ids import PaperId
from papers2bib.model import Listing, Paper
from papers2bib.sources.huggingface import PaperSearch

SETTINGS = Settings()
WANTED = [Listing("A Title", "list.txt:1")]


def found(*items: dict[str, Any]) -> list[Paper]:
    session = CannedSession({"/api/papers/search": list(items)})
    return list(PaperSearch(session, SETTINGS).search(WANTED))


def test_a_paper_that_is_not_on_arxiv_or_has_no_title_is_passed_over() -> None:
    odd = [{**PAPER, "id": "x"}, {**PAPER, "title": ""}, {**PAPER, "id": None}]
    assert [one.id("arxiv") for one in found(*odd, PAPER)] == ["1706.03762"]


@pytest.mark.parametrize(
    ("repository", "page", "code", "links"),
    [
        (None, "https://github.com/a/b", "https://github.com/a/b", ()),
        ("https://github.com/a/b", "https://github.com/c/d", "https://github.com/a/b", ("https://github.com/c/d",)),
        ("https://github.com/a", "https://a.org/", "", ("https://github.com/a", "https://a.org/")),
        (None, None, "", ()),
    ],
)  # fmt: skip
def test_the_code_is_a_repository(
    repository: str | None, page: str | None, code: str, links: tuple[str, ...]
) -> None:
    (paper,) = found({**PAPER, "githubRepo": repository, "projectPage": page})
    assert (paper.code, paper.links) == (code, links)


@given(st.binary(max_size=60) | st.recursive(
    st.none() | st.text(max_size=9) | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(
        st.sampled_from(["paper", "id", "title", "authors", "name"]), inner), max_leaves=8,
).map(lambda value: json.dumps(value).encode()))  # fmt: skip
def test_no_body_makes_it_crash(body: bytes) -> None:
    session = CannedSession({"/api/papers/search": body, "/api/papers/1706.03762": body})
    source = PaperSearch(session, SETTINGS)
    for ask in (source.search, source.lookup):
        asked: Any = WANTED if ask == source.search else [PaperId("arxiv", "1706.03762")]
        with suppress(SourceReplyError):
            assert all(paper.id("arxiv") and paper.title for paper in ask(asked))


@pytest.mark.facts
def test_every_recorded_reply_has_the_outcome_that_its_case_names(shared: Path) -> None:
    recorded = sorted((shared / "recordings" / "huggingface").glob("*.meta.json"))
    assert recorded
    for path in recorded:
        meta = json.loads(path.read_text(encoding="utf-8"))
        assert meta["response"]["status"] == 429, f"{path.name}: a case that this test does not know"
        body = (path.parent / meta["body_file"]).read_bytes()
        session = CannedSession({"/api/papers/search": body})
        with pytest.raises(SourceReplyError):  # even if it came with status 200
            list(PaperSearch(session, SETTINGS).search(WANTED))
