"""Takes a step of a source, settings, ids and listings; gives the papers that a run finds for them."""

from collections.abc import Callable

from fast_clock import Fast

from papers2bib.config import Settings
from papers2bib.ids import PaperId
from papers2bib.model import Listing, Paper
from papers2bib.session import Session
from papers2bib.sources import Source


def found_in_a_run(
    step: Callable[[Session, Settings], Source], settings: Settings, *wanted: PaperId | Listing
) -> list[Paper]:
    """What is looked up for the ids, then what is searched for the listings; no waiting takes time."""
    with Session(settings, clock=Fast()) as session:
        source = step(session, settings)
        ids = [one for one in wanted if isinstance(one, PaperId)]
        found = list(source.lookup(ids)) if ids else []
        for portion in source.portions([one for one in wanted if isinstance(one, Listing)]):
            found += source.search(portion)
        return found
