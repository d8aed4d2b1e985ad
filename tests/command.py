"""The command `papers2bib` as tests call it, and the facts of the small catalogue that it asks."""

import io
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from papers2bib.cli import main

FACTS = [
    {
        "arxiv_id": "1706.03762",
        "title": "Attention Is All You Need",
        "authors": ["Ashish Vaswani", "Noam Shazeer", "Niki Parmar", "Jakob Uszkoreit"],
        "published": "2017-06-12",
        "categories": ["cs.CL", "cs.LG"],
        "primary": "cs.CL",
    },
    {
        "arxiv_id": "1412.6980",
        "title": "Adam: A Method for Stochastic Optimization",
        "authors": ["Diederik P. Kingma", "Jimmy Ba"],
        "published": "2014-12-22",
        "categories": ["cs.LG"],
        "primary": "cs.LG",
    },
    {
        "arxiv_id": "2311.12983",
        "title": "GAIA: a benchmark for General AI Assistants",
        "authors": ["Grégoire Mialon", "Yann LeCun", "Thomas Scialom"],
        "published": "2023-11-21",
        "categories": ["cs.CL", "cs.AI"],
        "primary": "cs.CL",
    },
    {
        "arxiv_id": "2208.01009",
        "title": "Few-shot Adaptation Works with UnpredicTable Data",
        "authors": ["Jun Shern Chan", "Michael Pieler"],
        "published": "2022-08-01",
        "categories": ["cs.CL"],
        "primary": "cs.CL",
    },
    {
        "arxiv_id": "1612.00796",
        "title": "Overcoming catastrophic forgetting in neural networks",
        "authors": ["James Kirkpatrick", "Razvan Pascanu"],
        "published": "2016-12-02",
        "categories": ["cs.LG"],
        "primary": "cs.LG",
    },
    {
        "arxiv_id": "2507.10485",
        "title": "Overcoming catastrophic forgetting in neural networks",
        "authors": ["Brandon Shuen Yi Loke", "Filippo Quadri"],
        "published": "2025-07-14",
        "categories": ["cs.LG"],
        "primary": "cs.LG",
    },
]
ATTENTION = "Attention Is All You Need"
ADAM = "Adam: A Method for Stochastic Optimization"
SHARED_TITLE = "Overcoming catastrophic forgetting in neural networks"
UNKNOWN = "Quantum Cheese Lattices in Recurrent Gardens"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a call of the command came to."""

    status: int
    out: bytes
    err: str


class Command:
    """Calls `papers2bib` in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capture: "pytest.CaptureFixture[bytes]") -> None:
        self._monkeypatch, self._capture = monkeypatch, capture

    def __call__(self, *args: object, stdin: bytes = b"") -> Outcome:
        before = signal.getsignal(signal.SIGTERM)
        self._capture.readouterr()
        self._monkeypatch.setattr(sys, "argv", ["papers2bib", *map(str, args)])
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        try:
            with pytest.raises(SystemExit) as exited:
                main()
        finally:
            signal.signal(signal.SIGTERM, before)
        assert isinstance(exited.value.code, int)
        said = self._capture.readouterr()
        return Outcome(exited.value.code, said.out, said.err.decode())


def process(*args: object, **environment: str) -> subprocess.Popen[bytes]:
    """`papers2bib` in a process of its own."""
    command = [sys.executable, "-m", "papers2bib", *map(str, args)]
    return subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def write_list(*titles: str, name: str = "list.txt") -> Path:
    """A list of titles in the current directory."""
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{title}\n" for title in titles), encoding="utf-8")
    return path
