"""Counts the requests of whole runs and times them, against doubles of the services at the services' pace.

    python benchmarks/web.py LISTS FACTS…

LISTS are reading lists; FACTS (JSON Lines, perhaps .gz) what the doubles know: of them the papers that have a
listed title, and one in fifty of the others. Nothing leaves this machine; each reply takes half a second, as
those of the real services do on a good day.
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from doubles import Web
from served_papers import served

import papers2bib
from papers2bib.titles import title_key

LATENCY = 0.5
ONE_IN = 50


def main() -> None:
    """Run the command in several situations and print a row for each."""
    lists, facts = sys.argv[1], sys.argv[2:]
    if not facts:
        sys.exit(__doc__)
    titles = {title_key(one.title): one.date for one in papers2bib.read([lists])}
    papers = list(_served(facts, titles))
    print(f"{len(titles)} titles; the doubles know {len(papers):,} papers\n")
    print("| run | references | arxiv | semantic_scholar | huggingface | requests | seconds |")
    print("|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder, Web(papers, latency=LATENCY) as web:
        without = ("--sources", "huggingface,arxiv,semantic_scholar")
        cache = Path(folder, "one")
        _row("without a catalogue, nothing kept", _run([lists, *without], cache, web), web)
        _row("the same again", _run([lists, *without], cache, web), web)
        _row("with the shipped catalogue, nothing kept", _run([lists], Path(folder, "two"), web), web)
        _row("the same again", _run([lists], Path(folder, "two"), web), web)
        day = _fullest_day(papers)
        page = Path(folder, "day.txt")
        page.write_text(_page(papers, day), encoding="utf-8")
        _row(
            f"a page of {day}, without a catalogue",
            _run([str(page), *without], Path(folder, "three"), web),
            web,
        )


def _served(facts: Iterable[str], titles: Mapping[str, papers2bib.Date | None]) -> Iterator[Any]:
    """Of a listed paper the day is the listed one, which was arXiv's; the facts may have reckoned it."""
    known = 0
    for path in facts:
        with _opened(path) as lines:
            for line in lines:
                fact = json.loads(line)
                known += 1
                keys = [title_key(name) for name in (fact["title"], *fact.get("alt_titles", ()))]
                if known % ONE_IN == 0 or any(key in titles for key in keys):
                    day = next((titles[key] for key in keys if titles.get(key)), None)
                    yield served(fact | {"published": str(day)} if day and day.exact else fact)


def _opened(path: str) -> IO[str]:
    return (
        gzip.open(path, "rt", encoding="utf-8") if path.endswith(".gz") else Path(path).open(encoding="utf-8")
    )


def _fullest_day(papers: Sequence[Any]) -> str:
    days = Counter(str(one["daily"]) for one in papers if "daily" in one)
    return min(days, key=lambda day: (abs(days[day] - 30), day))


def _page(papers: Sequence[Any], day: str) -> str:
    """A page of Daily Papers as a person saves it: titles, numbers of authors, dates, the day above."""
    title = f"{time.strptime(day, '%Y-%m-%d').tm_mday}"
    heading = time.strftime(f"%b {title}", time.strptime(day, "%Y-%m-%d"))
    lines = ["Daily Papers", "", heading, ""]
    for one in papers:
        if one.get("daily") == day:
            when = time.strftime("%b %d, %Y", time.strptime(one["published"], "%Y-%m-%d"))
            lines += [one["title"], "", f"· {len(one['authors'])} authors", f"· {when}", ""]
    return "\n".join(lines)


def _run(args: Sequence[str], cache: Path, web: Web) -> tuple[int, float]:
    """References written and seconds taken."""
    environment = {**os.environ, **web.environment, "PAPERS2BIB_CACHE": str(cache)}
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "papers2bib", *args], env=environment, capture_output=True, check=False
    )
    seconds = time.perf_counter() - began
    sys.stderr.write("".join(f"    {line}\n" for line in done.stderr.decode().splitlines()[-6:]))
    return done.stdout.count(b"\n@") + done.stdout.startswith(b"@"), seconds


def _row(name: str, outcome: tuple[int, float], web: Web) -> None:
    references, seconds = outcome
    counts = {service: double.count for service, double in web.services.items()}
    each = " | ".join(str(counts[service]) for service in ("arxiv", "semantic_scholar", "huggingface"))
    print(f"| {name} | {references} | {each} | {sum(counts.values())} | {seconds:.1f} |")
    web.forget()


if __name__ == "__main__":
    main()
