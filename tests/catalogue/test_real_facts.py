import random
import zlib
from collections.abc import Callable
from itertools import islice
from pathlib import Path

import pytest
from damage import cut_to_half, misspelt, without_a_word

from papers2bib.catalogue.build import build
from papers2bib.catalogue.facts import paper, parse_fact, read_lines
from papers2bib.catalogue.query import Catalogue
from papers2bib.catalogue.update import update
from papers2bib.model import Paper
from papers2bib.titles import title_key

pytestmark = pytest.mark.facts
RECORDS = 30_000
MONTH = 25_000


@pytest.fixture(scope="session")
def sample(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Catalogue, list[Paper]]:
    """A catalogue of every 46th record, and the papers it was made from."""
    folder = tmp_path_factory.mktemp("sample")
    lines = [line for _, line in islice(read_lines(shared / "catalogue" / "arxiv.jsonl.gz"), 0, None, 46)]
    (folder / "facts.jsonl").write_bytes(b"\n".join(lines[:RECORDS]))
    build([folder / "facts.jsonl"], folder / "sample.p2b")
    return Catalogue.open(folder / "sample.p2b"), [paper(parse_fact(line)) for line in lines[:RECORDS]]


def test_every_paper_comes_back_as_it_was(sample: tuple[Catalogue, list[Paper]]) -> None:
    catalogue, papers = sample
    catalogue.verify()
    assert set(catalogue.papers()) == set(papers)


def test_every_paper_is_found_by_title_and_id(sample: tuple[Catalogue, list[Paper]]) -> None:
    catalogue, papers = sample
    for one in papers[::30]:
        assert one in catalogue.search(one.title)
        assert one in list(catalogue.lookup(one.ids[:1]))


def test_every_other_title_leads_to_its_paper(sample: tuple[Catalogue, list[Paper]]) -> None:
    catalogue, papers = sample
    named = [(one, title) for one in papers for title in one.titles if title_key(title)]
    assert len(named) > 300
    assert [title for one, title in named if one not in catalogue.search(title)] == []


def test_papers_without_categories_are_found_as_well_as_others(
    sample: tuple[Catalogue, list[Paper]],
) -> None:
    catalogue, papers = sample
    bare = [one for one in papers if not one.categories]
    assert len(bare) > 100
    assert [one.title for one in bare if one not in catalogue.search(one.title)] == []


def test_an_update_of_a_month_of_arxiv_is_small(
    sample: tuple[Catalogue, list[Paper]], tmp_path: Path
) -> None:
    facts = sample[0].path.with_name("facts.jsonl").read_bytes().splitlines(keepends=True)
    (tmp_path / "known.jsonl").write_bytes(b"".join(facts[:1000]))
    build([tmp_path / "known.jsonl"], tmp_path / "known.p2b")
    (tmp_path / "month.jsonl").write_bytes(b"".join(facts[500 : 1000 + MONTH]))
    update([tmp_path / "month.jsonl"], tmp_path / "month.p2b", tmp_path / "known.p2b")
    assert len(Catalogue.open(tmp_path / "month.p2b")) == MONTH
    assert len(zlib.compress((tmp_path / "month.p2b").read_bytes())) <= 3_000_000


@pytest.mark.parametrize(
    ("damage", "least"), [(misspelt, 0.995), (without_a_word, 0.99), (cut_to_half, 0.98)]
)
def test_damaged_titles_lead_to_their_papers(
    sample: tuple[Catalogue, list[Paper]], damage: Callable[[str, random.Random], str], least: float
) -> None:
    catalogue, papers = sample
    chance = random.Random(3)
    trials = chance.sample(papers, 1500)
    assert sum(one in catalogue.search(damage(one.title, chance)) for one in trials) >= least * len(trials)
