"""The double of the arXiv API writes its feeds as the service does: the same papers, the same text."""

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import Any

import pytest
import requests
from arxiv_double import ArxivDouble
from web_double import WebDouble

ATOM = {"a": "http://www.w3.org/2005/Atom", "x": "http://arxiv.org/schemas/atom"}
RECORDED = [
    ("id_single.xml", {"id_list": "1605.08386", "max_results": "100"}),
    ("id_two_one_missing.xml", {"id_list": "0808.05394,1707.08567", "max_results": "100"}),
    ("id_missing_1_empty_feed.xml", {"id_list": "0808.05394", "max_results": "100"}),
    ("id_oldstyle_affiliations.xml", {"id_list": "astro-ph/0601001", "max_results": "100"}),
    ("batch_collaboration_oldid.xml", {"id_list": "hep-ex/0307015,0710.5765"}),
    ("id_34_authors.xml", {"id_list": "1707.08567", "max_results": "100"}),
    ("id_oldstyle_versioned.xml", {"id_list": "quant-ph/0201082v1", "max_results": "100"}),
    ("id_versioned.xml", {"id_list": "1706.03762v2"}),
    ("title_phrase_single.xml", {"search_query": 'ti:"Receiver design for the REACH"'}),
    ("search_empty.xml", {"search_query": "all:xqzjwqvxnonexistentterm", "max_results": "3"}),
    ("id_malformed_400_error_entry.xml", {"id_list": "abc", "max_results": "100"}),
]


def papers_of(feed: bytes) -> list[dict[str, Any]]:
    return [paper_of(entry) for entry in ET.fromstring(feed).findall("a:entry", ATOM)]


def paper_of(entry: ET.Element) -> dict[str, Any]:
    """What a feed tells of one paper."""
    place = entry.findtext("a:id", "", ATOM)
    said = {
        key: entry.findtext(name, None, ATOM)
        for key, name in {
            "title": "a:title",
            "abstract": "a:summary",
            "comment": "x:comment",
            "journal_ref": "x:journal_ref",
            "doi": "x:doi",
        }.items()
    }
    return {key: value for key, value in said.items() if value} | {
        "arxiv_id": re.sub(r"^.*/abs/|v\d+$", "", place),
        "version": int(place.rpartition("v")[2]) if "/abs/" in place else 1,
        "authors": [one.findtext("a:name", "", ATOM).strip() for one in entry.findall("a:author", ATOM)],
        "affiliations": [
            [str(place.text) for place in one.findall("x:affiliation", ATOM)]
            for one in entry.findall("a:author", ATOM)
        ],
        "published": entry.findtext("a:published", "", ATOM)[:10],
        "categories": [one.attrib["term"] for one in entry.findall("a:category", ATOM)],
    }


def entries(feed: bytes) -> list[str]:
    """The head of a feed and its entries, these in any order, without what no two feeds share."""
    text = re.sub(r"<id>https://arxiv.org/api/[\w+/]+</id>|\d{4}-\d\d-\d\dT[\d:]+Z", "", feed.decode())
    head, *others = text.replace("</feed>", "").split("  <entry>")
    return [head.rstrip(), *sorted(one.rstrip() for one in others)]


@pytest.mark.facts
@pytest.mark.parametrize(("name", "query"), RECORDED, ids=[name for name, _ in RECORDED])
def test_feeds_are_written_as_recorded_ones_are(shared: Path, name: str, query: dict[str, str]) -> None:
    path = shared / "recordings" / "arxiv" / name
    recorded = path.read_bytes()
    status = json.loads(path.with_suffix(".meta.json").read_text(encoding="utf-8"))["response"]["status"]
    papers = papers_of(recorded) if status == 200 else []
    with WebDouble(ArxivDouble(papers)) as double, requests.Session() as session:
        session.trust_env = False
        reply = session.get(f"{double.url}/api/query", params=query)
    assert reply.status_code == status
    assert entries(reply.content) == entries(recorded)
