"""Commands in, whole-process times and peak memory out, as a person meets them.

    python benchmarks/speed.py [--runs 15] [PATH…]

measures `--help` and `--offline PATH…` (default: examples/) in new processes, in turn with `python -c pass`,
and prints medians, their ratio to the latter, and the peak resident memory of any run.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

_MIB = 1 << 20
_PYTHON = (sys.executable, "-c", "pass")
_PAPERS2BIB = (sys.executable, "-m", "papers2bib")


def main() -> None:
    """Measure and print a table in Markdown."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("paths", nargs="*", default=["examples"])
    ask.add_argument("--runs", type=int, default=15)
    args = ask.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        output = str(Path(scratch) / "refs.bib")
        report = str(Path(scratch) / "report.jsonl")
        bib = (*_PAPERS2BIB, "--offline", *args.paths, "-o", output)
        table = {
            "`python -c pass`": _PYTHON,
            "`papers2bib --help`": (*_PAPERS2BIB, "--help"),
            f"`papers2bib --offline {' '.join(args.paths)} -o refs.bib`": bib,
            "the same with `--report report.jsonl`": (*bib, "--report", report),
        }
        show(table, measure(list(table.values()), args.runs))


def measure(commands: Sequence[Sequence[str]], runs: int) -> list[list[tuple[float, int]]]:
    """Seconds and peak bytes of each run of each command, the commands taking turns."""
    results: list[list[tuple[float, int]]] = [[] for _ in commands]
    for _ in range(runs):
        for command, taken in zip(commands, results, strict=True):
            taken.append(_run(command))
    return results


def show(names: Iterable[str], results: list[list[tuple[float, int]]]) -> None:
    """One row for each command; the first one is what the others are compared with."""
    base = statistics.median(seconds for seconds, _ in results[0])
    print("| command | median | slowest | × python | peak memory |\n|---|---|---|---|---|")
    for name, taken in zip(names, results, strict=True):
        seconds = [one for one, _ in taken]
        median, peak = statistics.median(seconds), max(one for _, one in taken) / _MIB
        print(f"| {name} | {median:.3f} s | {max(seconds):.3f} s | {median / base:.1f} | {peak:.0f} MiB |")


def _run(command: Sequence[str]) -> tuple[float, int]:
    """Seconds and peak resident bytes of one process; exit status 1 means open listings and is no failure."""
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    assert process.stderr
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: {said.decode(errors='replace')}")
    unit = 1 if sys.platform == "darwin" else 1024
    return time.perf_counter() - began, usage.ru_maxrss * unit


if __name__ == "__main__":
    main()
