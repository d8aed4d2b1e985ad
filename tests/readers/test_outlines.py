"""Outlines of Org mode and lists of reStructuredText, which are read much as Markdown is."""

import pytest
from reader_contract import ReaderContract
from reading import listings

from papers2bib.ids import PaperId
from papers2bib.model import Date, Listing

ORG = """#+TITLE: Reading list
* Papers
** TODO [#A] Attention Is All You Need :nlp:to_read:
   SCHEDULED: <2024-01-05 Fri>
   :PROPERTIES:
   :AUTHOR:   Vaswani, Ashish and Shazeer, Noam
   :YEAR:     2017
   :BOOKTITLE: NIPS
   :DOI:      10.1000/x
   :ID:       0a-bc
   :END:
   Some notes, and [[https://arxiv.org/abs/1412.6980][another paper]].
** DONE [[https://arxiv.org/abs/1703.06870][Mask R-CNN]]
*** Notes on the paper
- a note
* Code
#+begin_src python
- No Paper at All
#+end_src
- [ ] [[https://arxiv.org/abs/1512.03385][Deep Residual Learning]] by Kaiming He et al.
- [X] *Learning to See*, Jane Doe et al., /NeurIPS 2020/
"""
TABLE = """| Year | Title | Authors |
|------+-------+---------|
| 2017 | Attention Is All You Need | Ashish Vaswani |
| 2017 | Mask R-CNN | Kaiming He |
"""
RST = """============
Reading list
============

.. contents:: Table of contents
   :depth: 2

* *Attention Is All You Need*, Ashish Vaswani et al., 2017
* `Mask R-CNN <https://arxiv.org/abs/1703.06870>`_

2015
----

.. a comment

.. [He15] Kaiming He et al., *Deep Residual Learning for
   Image Recognition*, 2015.

#. **Learning to See**
   Jane Doe, Max Moe
"""


class TestOrg(ReaderContract):
    form = "org"
    name = "list.org"
    sample = ORG


class TestRst(ReaderContract):
    form = "rst"
    name = "list.rst"
    sample = RST


def test_headings_and_items_of_an_outline_are_papers() -> None:
    attention, mask, residual, see = listings("org", ORG)
    assert attention == Listing(
        title="Attention Is All You Need",
        origin="list.txt:3",
        ids=(PaperId("doi", "10.1000/x"),),
        authors=("Vaswani, Ashish", "Shazeer, Noam"),
        listed=Date(2017),
        venue="NIPS",
    )
    assert (mask.title, mask.ids) == ("Mask R-CNN", (PaperId("arxiv", "1703.06870"),))
    assert (residual.title, residual.origin, residual.authors) == (
        "Deep Residual Learning",
        "list.txt:20",
        ("Kaiming He",),
    )
    assert (see.title, see.authors, see.venue) == ("Learning to See", ("Jane Doe",), "NeurIPS 2020")


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "* Papers\n** Attention Is All You Need\n** Mask R-CNN\n",
            ["Attention Is All You Need", "Mask R-CNN"],
        ),
        (
            "* TODO Read these [1/2]\n- [X] Mask R-CNN\n- [ ] A Second Title\n",
            ["Mask R-CNN", "A Second Title"],
        ),
        ("* TODO Mask R-CNN\n** Notes\n- one\n- two\n* Other\n- not to be read, a note\n", ["Mask R-CNN"]),
        ("* Vision\n** TODO Mask R-CNN\n* DONE Attention\n", ["Mask R-CNN", "Attention"]),
        (
            "* x\n:PROPERTIES:\n:TITLE: Mask R-CNN\n:YEAR: 2017\n:END:\n** Notes\n*** TODO look\n",
            ["Mask R-CNN"],
        ),
        (TABLE, ["Attention Is All You Need", "Mask R-CNN"]),
    ],
)
def test_outlines_of_many_shapes_are_understood(text: str, titles: list[str]) -> None:
    assert [one.title for one in listings("org", text)] == titles


def test_items_and_citations_of_restructured_text_are_papers() -> None:
    assert [(one.title, one.origin, one.authors) for one in listings("rst", RST)] == [
        ("Attention Is All You Need", "list.txt:8", ("Ashish Vaswani",)),
        ("Mask R-CNN", "list.txt:9", ()),
        ("Deep Residual Learning for Image Recognition", "list.txt:16", ("Kaiming He",)),
        ("Learning to See", "list.txt:19", ("Jane Doe", "Max Moe")),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "* `T <https://arxiv.org/abs/1703.06870>`__\n",
        ":doi: 10.1000/x\n\n.. note::\n\n   * Read This First\n",
    ],
)
def test_markup_of_restructured_text_is_no_part_of_a_title(text: str) -> None:
    assert [one.title for one in listings("rst", text)] in ([], ["T"])
