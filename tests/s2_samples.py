"""Records as Semantic Scholar gives them, and a session with replies as a test wants them."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from fake_session import FakeSession, Given

from papers2bib.ids import PaperId

if TYPE_CHECKING:
    from requests import PreparedRequest

SHA = "204e3073870fae3d05bcbc2f6a8e263d9b72e776"
ATTENTION: Mapping[str, Any] = {
    "paperId": SHA,
    "externalIds": {"ArXiv": "1706.03762", "DBLP": "conf/nips/VaswaniSPUJGKP17", "CorpusId": 13756489},
    "title": "Attention is All you Need",
    "abstract": "Only attention.",
    "venue": "Neural Information Processing Systems",
    "publicationVenue": {
        "name": "Neural Information Processing Systems",
        "type": "conference",
        "alternate_names": ["NeurIPS", "NIPS"],
    },
    "year": 2017,
    "publicationTypes": ["JournalArticle", "Conference"],
    "publicationDate": "2017-06-12",
    "journal": {"pages": "5998-6008"},
    "authors": [
        {"authorId": "40348417", "name": "Ashish Vaswani"},
        {"authorId": None, "name": "Noam M. Shazeer"},
    ],
}
ARXIV, S2 = PaperId("arxiv", "1706.03762"), PaperId("s2", SHA)
FRESH = PaperId("arxiv", "2611.00001")
"""No service knows it yet."""


def changed(**fields: Any) -> dict[str, Any]:
    """The record of ATTENTION with other fields; those of None in `externalIds` are absent."""
    record = {**ATTENTION, **fields}
    if isinstance(external := fields.get("externalIds"), dict):
        record["externalIds"] = {
            name: one for name, one in {**ATTENTION["externalIds"], **external}.items() if one
        }
    return record


Replies = Callable[[Sequence[str]], Given]
"""From the ids or the title asked for to what comes back."""


class S2Session(FakeSession):
    """Gives replies of the Graph API, and notes the batches and titles that it was asked for."""

    def __init__(self, replies: Replies) -> None:
        super().__init__()
        self.replies = replies
        self.batches: list[list[str]] = []
        self.queries: list[str] = []

    def reply(self, request: "PreparedRequest") -> Given:
        if isinstance(request.body, bytes):
            self.batches.append(json.loads(request.body)["ids"])
            return self.replies(self.batches[-1])
        self.queries += parse_qs(urlsplit(str(request.url)).query)["query"]
        return self.replies(self.queries[-1:])


def known(*records: Mapping[str, Any]) -> Replies:
    """Replies to batches by a service that knows these papers."""
    by_name = {name: record for record in records for name in _names(record)}

    def replies(ids: Sequence[str]) -> tuple[int, Any]:
        found = [by_name.get(one) for one in ids]
        return (200, found) if any(found) else (400, {"error": "No valid paper ids given"})

    return replies


def _names(record: Mapping[str, Any]) -> list[str]:
    external = record["externalIds"]
    prefixes = {"ArXiv": "ARXIV", "DOI": "DOI", "CorpusId": "CorpusId"}
    named = [f"{prefixes[name]}:{one}" for name, one in external.items() if name in prefixes]
    return [record["paperId"], *named]
