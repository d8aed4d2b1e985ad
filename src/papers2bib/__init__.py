"""papers2bib turns reading lists into references: read → resolve → enrich → write_bibtex.

    import papers2bib as p

    listings = p.read(["lists/"])
    references = p.enrich(p.resolve(listings, [p.CatalogueSource()]))
    text = "".join(written.text for written in p.write_bibtex(references))

Names are imported when they are first asked for, so that `import papers2bib` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from papers2bib.config import Settings
    from papers2bib.errors import Papers2bibError
    from papers2bib.ids import PaperId
    from papers2bib.model import Candidate, Date, Listing, Match, Paper, Reference, Verdict
    from papers2bib.pipeline import enrich, resolve
    from papers2bib.readers.walk import read
    from papers2bib.session import open_session
    from papers2bib.sources import web_sources
    from papers2bib.sources.catalogue import CatalogueSource
    from papers2bib.targets import Written
    from papers2bib.targets.bibtex import write_bibtex
    from papers2bib.zotero.enrich import bare_listings, enrich_in_zotero
    from papers2bib.zotero.pull import Pulled, Wanted, pull_from_zotero
    from papers2bib.zotero.push import Errand, Outcome, push_to_zotero
    from papers2bib.zotero.status import zotero_status

__version__ = "0.1.0"

__all__ = [
    "Candidate",
    "CatalogueSource",
    "Date",
    "Errand",
    "Listing",
    "Match",
    "Outcome",
    "Paper",
    "PaperId",
    "Papers2bibError",
    "Pulled",
    "Reference",
    "Settings",
    "Verdict",
    "Wanted",
    "Written",
    "__version__",
    "bare_listings",
    "enrich",
    "enrich_in_zotero",
    "open_session",
    "pull_from_zotero",
    "push_to_zotero",
    "read",
    "resolve",
    "web_sources",
    "write_bibtex",
    "zotero_status",
]

_HOMES = {
    "papers2bib.config": ("Settings",),
    "papers2bib.errors": ("Papers2bibError",),
    "papers2bib.ids": ("PaperId",),
    "papers2bib.model": ("Candidate", "Date", "Listing", "Match", "Paper", "Reference", "Verdict"),
    "papers2bib.pipeline": ("enrich", "resolve"),
    "papers2bib.readers.walk": ("read",),
    "papers2bib.session": ("open_session",),
    "papers2bib.sources": ("web_sources",),
    "papers2bib.sources.catalogue": ("CatalogueSource",),
    "papers2bib.targets": ("Written",),
    "papers2bib.targets.bibtex": ("write_bibtex",),
    "papers2bib.zotero.enrich": ("bare_listings", "enrich_in_zotero"),
    "papers2bib.zotero.pull": ("Pulled", "Wanted", "pull_from_zotero"),
    "papers2bib.zotero.push": ("Errand", "Outcome", "push_to_zotero"),
    "papers2bib.zotero.status": ("zotero_status",),
}


def __getattr__(name: str) -> object:
    """The public name, from the module where it lives (PEP 562)."""
    home = next((module for module, names in _HOMES.items() if name in names), None)
    if home is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return sorted(__all__)
