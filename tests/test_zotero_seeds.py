"""The two pages of the user's own, pushed to a library: all papers arrive, in few requests."""

from itertools import chain
from pathlib import Path

import pytest
from zotero_pushing import PLACE, Computer, requests_of, tops, writes_of
from zotero_world import ADA, GROUP, world

from papers2bib import CatalogueSource, Reference, enrich, read, resolve
from papers2bib.zotero.plan import Action


@pytest.fixture(scope="module")
def references(shared: Path, shipped_catalogue: Path) -> list[Reference]:
    """What the lists come to by the shipped catalogue alone."""
    return list(enrich(resolve(read([shared / "seeds"]), [CatalogueSource([shipped_catalogue])])))


@pytest.mark.facts
@pytest.mark.parametrize(("group", "place"), [(None, f"users/{ADA}"), (GROUP, PLACE)])
def test_the_lists_are_pushed_in_twelve_requests_and_again_in_three(
    references: list[Reference], tmp_path: Path, group: int | None, place: str
) -> None:
    double = world()
    ada = Computer(double, tmp_path, group=group)
    papers = [one.paper for one in references]
    outcomes = ada.push(papers)
    assert [one.action for one in outcomes] == [Action.CREATE] * len(references)
    assert len(references) == 75
    assert len(tops(double, place)) == 75
    links = list(chain.from_iterable(one.step.links for one in outcomes))
    assert len(double.contents(place)["items"]) == 75 + len(links)
    assert len(links) >= 75
    assert len(double.requests) <= 12
    before, asked = double.contents(place), len(double.requests)
    assert {one.action for one in ada.push(papers)} == {Action.SAME}
    assert len(requests_of(double, asked)) <= 3
    assert writes_of(double, asked) == []
    assert double.contents(place) == before
