"""A double of the Zotero web API, version 3: it says what the real server says, in the memory of a test."""

from .clock import VirtualClock
from .double import Exchange, ZoteroDouble
from .people import FULL, READ_ONLY

__all__ = ["FULL", "READ_ONLY", "Exchange", "VirtualClock", "ZoteroDouble"]
