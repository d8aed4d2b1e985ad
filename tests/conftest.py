"""Fixtures shared by all tests, and the rule that checks over real data may not be skipped unnoticed."""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from command import FACTS, Command
from filelock import FileLock
from hypothesis import settings
from needs import missing
from small_facts import Make, write_facts
from unreachable import nobody

ROOT = Path(__file__).resolve().parents[1]

settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the repository; a test that asks for it is skipped where there is none.

    With PAPERS2BIB_REQUIRE=facts in the environment its absence is a failure instead.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        missing("facts", f"no {folder.name}/ beside the repository")
    return folder


@pytest.fixture(scope="session")
def small_catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of the papers of FACTS."""
    from papers2bib.catalogue.build import build

    folder = tmp_path_factory.mktemp("catalogue")
    facts = folder / "facts.jsonl"
    facts.write_text("".join(json.dumps(fact) + "\n" for fact in FACTS), encoding="utf-8")
    build([facts], folder / "small.p2b")
    return folder / "small.p2b"


@pytest.fixture(scope="session")
def full_catalogue(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalogue of one of the two files of facts; the other one is known from people's lists.

    Building it takes minutes, so that all processes of a run share it; PAPERS2BIB_TEST_CATALOGUE may name one
    made before.
    """
    if made := os.environ.get("PAPERS2BIB_TEST_CATALOGUE"):
        return Path(made)
    from papers2bib.catalogue.build import build

    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    path = folder / "full.p2b"
    with FileLock(folder / "full.lock"):
        if not path.exists():
            build([shared / "catalogue" / "arxiv.jsonl.gz"], path, processes=os.cpu_count() or 1)
    return path


@pytest.fixture(scope="session")
def shipped_catalogue() -> Path:
    """The catalogue that comes with the package."""
    from papers2bib.sources.catalogue import shipped

    if not shipped().is_file():
        missing("facts", "no catalogue comes with this checkout")
    return shipped()


@pytest.fixture(autouse=True)
def no_web(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test meets a web service by accident, nor answers that another one was given."""
    with nobody() as address:
        for service in ("ARXIV", "S2", "HF", "GITHUB"):
            monkeypatch.setenv(f"PAPERS2BIB_{service}_URL", address)
        monkeypatch.setenv("PAPERS2BIB_CACHE", str(tmp_path_factory.mktemp("answers")))
        monkeypatch.setenv("PAPERS2BIB_DATA", str(tmp_path_factory.mktemp("data")))
        for key in ("S2_API_KEY", "HF_TOKEN", "PAPERS2BIB_CONTACT"):
            monkeypatch.delenv(key, raising=False)
        yield


@pytest.fixture
def command(
    small_catalogue: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfdbinary: "pytest.CaptureFixture[bytes]",
) -> Command:
    """The command `papers2bib` over the small catalogue, in an empty directory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAPERS2BIB_CATALOGUE", str(small_catalogue))
    return Command(monkeypatch, capfdbinary)


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Builds and opens a catalogue of the given facts."""
    from papers2bib.catalogue.build import build
    from papers2bib.catalogue.query import Catalogue

    def made(*facts: Mapping[str, Any], name: str = "small") -> Catalogue:
        path = tmp_path / f"{name}.p2b"
        build([write_facts(tmp_path / f"{name}.jsonl", facts)], path)
        return Catalogue.open(path)

    return made
