"""A double of the Zotero web API, version 3: it says what the real server says, in the memory of a test.

People, groups and keys are made first; every library begins empty, at version 1::

    double = ZoteroDouble()
    double.add_user(1, "ada", "Ada")
    double.add_group(7, owner=1, name="Reading")
    key = double.key(1).secret                       # or double.key(1, READ_ONLY), or any access of your own

Without sockets, thousands of requests a second, whatever address the client thinks it asks::

    zot = zotero.Zotero("7", "group", key, client=double.client())
    monkeypatch.setattr("pyzotero._client.time", double.clock)    # waiting takes no time: double.clock.slept

By sockets, for another process: `with double.served() as root`. Its clock stands still there too, so that
`double.limits.lift()` is wanted, or else the hundred-and-first request is refused for ever.

What people do by hand beside the program counts for no limit and stands in no log::

    bob = double.person("groups/7", user=1)
    [item] = bob.create({"itemType": "book", "title": "A"})
    bob.edit(item, title="B"); bob.trash(item); bob.restore(item); bob.delete(item)

What goes wrong is told beforehand, see `faults`; each fault befalls the next request unless it is told where,
after how many, and how often::

    double.break_with(faults.too_many(seconds=3).on(faults.writes).after(1))          # 429 in the middle
    double.break_with(faults.lost().on(faults.to("/groups/7/items", "POST")))         # written, no reply
    double.break_with(faults.afterwards(process.kill).after(n))                       # killed after request n
    double.break_with(faults.meanwhile(lambda: bob.edit(item, title="C")).on(faults.writes))
    double.around.between = lambda: bob.create({...})           # between two objects of one list
    double.groups[7].remove(1); del double.keys[key]; double.down = True; double.backoff = 5

Afterwards: `double.library("groups/7").items` by their keys, and its `collections`, `deleted`, `version`;
`double.contents("groups/7")` for comparing whole libraries without versions and dates; `double.requests` and
`double.log` for what was asked and answered.

What the server does and the double does not know raises `NotModelledError` where it is asked for: files and
full text, settings, publications, Atom and the formats of citations, versions 1 and 2 of the web API.
"""

from . import faults
from .clock import VirtualClock
from .double import Exchange, ZoteroDouble
from .people import FULL, READ_ONLY
from .talk import NotModelledError

__all__ = ["FULL", "READ_ONLY", "Exchange", "NotModelledError", "VirtualClock", "ZoteroDouble", "faults"]
