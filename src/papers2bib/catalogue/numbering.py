"""arXiv ids as numbers of 26 bits that sort as arXiv numbered its papers, and back."""

from functools import lru_cache

from papers2bib.ids import PaperId, arxiv_order

NO_ARXIV = 0xFFFFFFFF
"""Stands for a paper that is not on arXiv; sorts last."""
_ARCHIVES = (
    "acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs"
    " dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol"
    " physics plasm-ph q-alg q-bio quant-ph solv-int supr-con"
).split()
_PLACES = {archive: place for place, archive in enumerate(_ARCHIVES)}
_FIRST_YEAR = 1990
_NEW_STYLE = 12 * (2007 - _FIRST_YEAR) + 4 - 1
_FIVE_DIGITS = 12 * (2015 - _FIRST_YEAR)
_LOW = (1 << 17) - 1


def arxiv_number(arxiv_id: str) -> int:
    """The number of a canonical arXiv id; raises ValueError for one that arXiv cannot have given out."""
    stem, point, serial = arxiv_id.partition(".")
    if not point:
        return _old_number(arxiv_id)
    months, digits = _month(stem)
    if len(serial) != digits:
        raise _impossible(arxiv_id)
    return months << 17 | int(serial)


@lru_cache(maxsize=1 << 12)
def _month(stem: str) -> tuple[int, int]:
    """The months before that of an id (`2504`), and how many digits follow on its point: 0, had it none."""
    months = 12 * (2000 + int(stem[:2]) - _FIRST_YEAR) + int(stem[2:]) - 1
    return months, 0 if months < _NEW_STYLE else _digits(months)


def _old_number(arxiv_id: str) -> int:
    """That of an id with its archive: `hep-th/9901001`."""
    year, rest, archive = arxiv_order(arxiv_id)
    month, number = divmod(rest, 1_000_000)
    months = 12 * (1900 + year - _FIRST_YEAR) + month - 1
    found = months << 17 | number * 64 + _PLACES[archive]
    if arxiv_text(found) != arxiv_id:
        raise _impossible(arxiv_id)
    return found


def arxiv_text(number: int) -> str:
    """The arXiv id of a number."""
    months, low = number >> 17, number & _LOW
    year, month = divmod(months, 12)
    stem = f"{(year + _FIRST_YEAR) % 100:02}{month + 1:02}"
    if months < _NEW_STYLE:
        serial, place = divmod(low, 64)
        archive = _ARCHIVES[place] if place < len(_ARCHIVES) else "?"
        return f"{archive}/{stem}{serial:03}"
    return f"{stem}.{low:0{_digits(months)}}"


def _digits(months: int) -> int:
    """How many digits an id of that month has behind its point."""
    return 4 if months < _FIVE_DIGITS else 5


def _impossible(arxiv_id: str) -> ValueError:
    return ValueError(f"arXiv never gave out {arxiv_id}")


def number_month(number: int) -> tuple[int, int]:
    """The year and month in which the id of a number was given out."""
    return _year_and_month(number >> 17)


@lru_cache(maxsize=1 << 12)
def _year_and_month(months: int) -> tuple[int, int]:
    years, month = divmod(months, 12)
    return years + _FIRST_YEAR, month + 1


def paper_number(ids: tuple[PaperId, ...]) -> int:
    """The number of the arXiv id among a paper's ids, else NO_ARXIV."""
    for scheme, value in ids:
        if scheme == "arxiv":
            return arxiv_number(value)
    return NO_ARXIV
