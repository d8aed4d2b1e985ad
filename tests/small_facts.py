"""Real facts of three papers, and files and catalogues of facts for the tests."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from papers2bib.catalogue.query import Catalogue

ATTENTION: dict[str, Any] = {
    "arxiv_id": "1706.03762",
    "title": "Attention Is All You Need",
    "authors": ["Ashish Vaswani", "Noam Shazeer", "Niki Parmar", "Jakob Uszkoreit", "Llion Jones"],
    "published": "2017-06-12",
    "categories": ["cs.CL", "cs.LG"],
    "primary": "cs.CL",
}
GROUND_RING: dict[str, Any] = {
    "arxiv_id": "hep-th/9108004",
    "title": "Ground Ring Of Two Dimensional String Theory",
    "authors": ["Edward Witten"],
    "published": "1991-08-16",
    "categories": ["hep-th"],
    "primary": "hep-th",
    "doi": "10.1016/0550-3213(92)90454-J",
    "venue": "Nucl.Phys.B373:187-213,1992",
}
UBOOST: dict[str, Any] = {
    "arxiv_id": "1305.7248",
    "title": "uBoost: A boosting method for producing uniform selection efficiencies from multivariate"
    " classifiers",
    "alt_titles": ["uBoost: boosting for uniform efficiencies"],
    "authors": ["Justin Stevens", "Mike Williams"],
    "published": "2013-05-30",
    "date_precision": "interpolated",
    "doi": "10.1088/1748-0221/8/12/P12013",
    "code_url": "https://github.com/example/uboost",
}
FACTS: tuple[dict[str, Any], ...] = (ATTENTION, GROUND_RING, UBOOST)


class Make(Protocol):
    """Builds and opens a catalogue of the given facts."""

    def __call__(self, *facts: Mapping[str, Any], name: str = "small") -> Catalogue: ...


def write_facts(path: Path, facts: Sequence[Mapping[str, Any]]) -> Path:
    """A file of facts, one JSON object a line."""
    path.write_text("".join(json.dumps(fact) + "\n" for fact in facts), encoding="utf8", newline="\n")
    return path
