"""Small catalogues, made anew for each test."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from small_facts import Make, write_facts

from papers2bib.catalogue.build import build
from papers2bib.catalogue.query import Catalogue


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Builds and opens a catalogue of the given facts."""

    def made(*facts: Mapping[str, Any], name: str = "small") -> Catalogue:
        path = tmp_path / f"{name}.p2b"
        build([write_facts(tmp_path / f"{name}.jsonl", facts)], path)
        return Catalogue.open(path)

    return made
