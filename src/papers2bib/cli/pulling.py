"""A pull as the commands show it: what is wanted in; the bytes of a .bib file out, and words on stderr."""

from papers2bib.cli.screen import Screen, visible
from papers2bib.config import Settings
from papers2bib.zotero.places import Way
from papers2bib.zotero.pull import Wanted, pull_from_zotero


def pulled(wanted: Wanted, settings: Settings, screen: Screen, place: str, way: Way | None = None) -> bytes:
    """The collection as BibTeX; what a person should know is said."""
    found = list(pull_from_zotero(wanted, settings, note=screen.note, busy=screen.busy, way=way))
    screen.done()
    for one in found:
        screen.say(*[f"{one.key}: {visible(warning)}" for warning in one.warnings])
    count = f"{len(found)} {'entry' if len(found) == 1 else 'entries'}"
    screen.say(f"{count} of {visible(wanted.collection)} written to {place}")
    return "".join(one.text for one in found).encode("utf-8", "replace")
