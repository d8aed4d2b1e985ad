"""Feeds: Atom of arXiv's API, and RSS."""

from pathlib import Path

import pytest
from reader_contract import ReaderContract
from reading import found, listings

from papers2bib.errors import ReaderError
from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing
from papers2bib.readers.walk import read

ATOM = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: search_query=all:attention</title>
  <id>http://arxiv.org/api/x</id>
  <entry>
    <id>http://arxiv.org/abs/1706.03762v5</id>
    <published>2017-06-12T17:57:34Z</published>
    <title>Attention Is
  All You Need</title>
    <summary>  Text &amp; more.
</summary>
    <author>
      <name>Ashish Vaswani</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Google</arxiv:affiliation>
    </author>
    <author><name>Noam Shazeer</name></author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.1000/x</arxiv:doi>
    <link href="http://arxiv.org/pdf/1706.03762v5" rel="related" type="application/pdf"/>
  </entry>
  <entry>
    <id>http://arxiv.org/abs/1703.06870v1</id>
    <title>Mask R-CNN</title>
  </entry>
</feed>
"""
RSS = """<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>cs.CV updates on arXiv.org</title>
<item><title>Mask R-CNN</title><link>https://arxiv.org/abs/1703.06870</link>
<description>A text that names arXiv:1412.6980.</description>
<dc:creator>Kaiming He, Georgia Gkioxari</dc:creator></item>
<item><link>https://arxiv.org/abs/1</link></item>
</channel></rss>
"""


class TestFeed(ReaderContract):
    form = "feed"
    name = "query.xml"
    sample = ATOM


def test_the_entries_of_arxiv_are_told() -> None:
    one, other = listings("feed", ATOM)
    assert one == Listing(
        title="Attention Is All You Need",
        origin="list.txt:5",
        ids=(PaperId("arxiv", "1706.03762"), PaperId("doi", "10.1000/x")),
        authors=("Ashish Vaswani", "Noam Shazeer"),
        date=Date(2017, 6, 12),
        abstract="Text & more.",
    )
    assert (other.title, other.ids) == ("Mask R-CNN", (PaperId("arxiv", "1703.06870"),))


def test_the_items_of_rss_are_told_and_one_without_a_title_reported() -> None:
    one, error = found("feed", RSS.encode(), "cv.rss")
    assert isinstance(one, Listing)
    assert (one.title, one.ids, one.authors) == (
        "Mask R-CNN",
        (PaperId("arxiv", "1703.06870"),),
        ("Kaiming He", "Georgia Gkioxari"),
    )
    assert isinstance(error, ReaderError)
    assert str(error) == "cv.rss:6: an entry without a title: give it one"


def test_no_entity_of_a_feed_reaches_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("Hidden Words of a File", encoding="utf-8")
    entity = f'<!DOCTYPE feed [<!ENTITY e SYSTEM "{tmp_path / "secret"}">]>'
    text = f"{entity}<feed><entry><title>A &e;</title></entry></feed>"
    assert all("Hidden" not in one.title for one in found("feed", text.encode()) if isinstance(one, Listing))


@pytest.mark.parametrize("name", ["query.xml", "query.txt", "query"])
def test_a_feed_is_known_by_how_it_begins(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(ATOM, encoding="utf-8")
    assert len(list(read([tmp_path]))) == 2
