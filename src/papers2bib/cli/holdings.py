"""What catalogues hold in words: open catalogues in, lines for a person out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from textwrap import wrap

from papers2bib.catalogue.coverage import by_field, by_year
from papers2bib.catalogue.query import Catalogue

OLD = 60
"""Days after which the newest record is old: lists of the day hold papers that are not there."""
_MEGABYTE = 1_000_000
_WIDTH = 100
_TIE = "\N{NO-BREAK SPACE}"


def described(one: Catalogue) -> Iterator[str]:
    """A catalogue: its file, and under it what it holds."""
    yield str(one.path)
    beside = f"beside {one.info['beside']}" if "beside" in one.info else ""
    facts = {
        "papers": f"{len(one):,}{_venues(one)}",
        "update": beside,
        "newest": _with_age(str(one.info["newest"])),
        "made": str(one.info["created"]),
        "from": ", ".join(map(str, one.info["sources"])),
        "licence": str(one.info["licence"]),
        "size": f"{one.path.stat().st_size / _MEGABYTE:.1f} MB, checksums right",
        **_coverage(one),
    }
    for name, value in facts.items():
        for at, line in enumerate(wrap(value, _WIDTH, break_on_hyphens=False)):
            yield f"  {'' if at else name:8} {line.replace(_TIE, ' ')}"


def stale(catalogues: Sequence[Catalogue]) -> str:
    """A warning where even the newest record is old, else ""."""
    newest = max((str(one.info["newest"]) for one in catalogues), default="")
    age = _age(newest)
    if age is None or age <= OLD:
        return ""
    return (
        f"the newest paper is of {newest}, {age} days ago: add newer ones with `papers2bib catalogue update`"
    )


def _venues(one: Catalogue) -> str:
    held = one.info.get("coverage")
    return f", {held['venues']:,} of them with their venue" if held else ""


def _coverage(one: Catalogue) -> dict[str, str]:
    held = one.info.get("coverage")
    return (
        {"years": _listed(by_year(held["years"])), "fields": _listed(by_field(held["fields"]))}
        if held
        else {}
    )


def _listed(counts: Iterable[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {count:,}".replace(" ", _TIE) for name, count in counts)


def _with_age(day: str) -> str:
    age = _age(day)
    return f"{day} ({age} days ago)" if age is not None else day or "unknown"


def _age(day: str) -> int | None:
    try:
        return (datetime.now(UTC).date() - date.fromisoformat(day)).days
    except ValueError:
        return None
