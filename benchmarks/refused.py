"""What `check --online` says of true references when nobody answers: facts in; counts, or what is wrong, out.

    python benchmarks/refused.py PUBLISHED.jsonl.gz ARXIV.jsonl.gz CATALOGUE…

The references are those of `true_references.py`, all of them, then those alone of which a run without the web
tells nothing but notes. Fails unless a run with `--online`, each service refusing, tells nothing new, has the
same verdicts on what the catalogues know, could not check the rest, and ends with 3 if it tells but notes.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from true_references import SEED, sample, written

_NOBODY = "http://127.0.0.1:9"
_SERVICES = ("ARXIV", "S2", "HF", "CROSSREF", "DBLP", "GITHUB")
_OPEN = {"not in the catalogue", "too new"}


def check(text: str, catalogues: Sequence[Path], *options: str) -> tuple[int, Any]:
    """The exit status of a run, and what it wrote as JSON."""
    named = [word for one in catalogues for word in ("--catalogue", str(one))]
    with tempfile.TemporaryDirectory() as folder:
        bib = Path(folder) / "refs.bib"
        bib.write_text(text, encoding="utf-8")
        places = {f"PAPERS2BIB_{one}_URL": _NOBODY for one in _SERVICES}
        environment: Mapping[str, str] = {**os.environ, **places, "PAPERS2BIB_CACHE": folder}
        command = [sys.executable, "-m", "papers2bib", "check", "refs.bib", "--format", "json", *named]
        done = subprocess.run(
            [*command, *options], cwd=folder, env=environment, capture_output=True, check=False
        )
    return done.returncode, json.loads(done.stdout)


def compare(text: str, catalogues: Sequence[Path]) -> tuple[bool, set[str]]:
    """Whether all is as it should be, and the keys of which more than notes is told without the web."""
    before, alone = check(text, catalogues)
    status, online = check(text, catalogues, "--online")
    print(f"without the web: {dict(alone['counts'])}, exit status {before}")
    print(f"refused: {dict(online['counts'])}, exit status {status}")
    expected = ["could not check" if one["verdict"] in _OPEN else one["verdict"] for one in alone["entries"]]
    new = Counter(map(json.dumps, online["findings"])) - Counter(map(json.dumps, alone["findings"]))
    print(f"{new.total()} findings that were not there without the web")
    told = {one["key"] for one in alone["findings"] if one["weight"] != "note"}
    still = any(one["weight"] != "note" for one in online["findings"])
    as_expected = [one["verdict"] for one in online["entries"]] == expected
    open_ones = online["counts"].get("could not check", 0)
    return as_expected and not new and status == (1 if still else 3 if open_ones else 0), told


def main(published: Path, arxiv: Path, catalogues: Sequence[Path]) -> int:
    """Compare both, and print counts of verdicts."""
    chance = random.Random(SEED)
    some = [one for path in (published, arxiv) for one in sample(path, chance)]
    texts = {f"k{at}": written(f"k{at}", one, chance) for at, one in enumerate(some)}
    good, told = compare("".join(texts.values()), catalogues)
    silent, _ = compare("".join(one for key, one in texts.items() if key not in told), catalogues)
    return 0 if good and silent else 1


if __name__ == "__main__":
    paths = [Path(one).resolve() for one in sys.argv[1:]]
    sys.exit(main(paths[0], paths[1], paths[2:]))
