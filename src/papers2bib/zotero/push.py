"""The flow of a push: references in; a collection of a library that holds them, and what was done, out.

wish ─ mirror the library ─ plan ─ write ─▶ Step, and again from the mirror where somebody came between
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import httpx2

from papers2bib.config import Settings
from papers2bib.errors import TargetError
from papers2bib.model import Reference
from papers2bib.session.clock import Clock
from papers2bib.targets.keys import assign_keys
from papers2bib.zotero.base import Base
from papers2bib.zotero.items import links_of
from papers2bib.zotero.places import Way, entering, folder
from papers2bib.zotero.plan import Action, Holdings, Planner, Step, Wish
from papers2bib.zotero.schema_file import schema_of
from papers2bib.zotero.server import Failure
from papers2bib.zotero.shelves import Shelf, find_shelf, parts_of
from papers2bib.zotero.tables import alone
from papers2bib.zotero.wire import NAME

_ROUNDS = 4
"""How often at most a reference is planned and written: once, and three times after others came between."""
_HOPELESS = frozenset({400, 403, 413})
_OVERTAKEN = 412


@dataclass(frozen=True, slots=True)
class Errand:
    """What to push where, and how."""

    collection: str
    """`Reading/Alignment`: made if it is not there."""
    group: int | None = None
    """None is the person's own library."""
    tags: tuple[str, ...] = ()
    attachments: bool = True
    restore: bool = False
    """Take out of the trash, and make again, what people threw away."""
    dry_run: bool = False
    key_pattern: str | None = None
    recursive: bool = False
    """Complete what stands in the collections below, too."""
    local: bool = False
    """Go by the Zotero that runs on this computer, which asks for leave to write in place of a key."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one reference, or would become of it."""

    step: Step
    failure: Failure | None = None

    @property
    def action(self) -> Action:
        """What was done."""
        return self.step.action


def push_to_zotero(
    references: Iterable[Reference],
    errand: Errand,
    settings: Settings,
    *,
    note: Callable[[str], None] = lambda _: None,
    busy: Callable[[str], None] = lambda _: None,
    below: httpx2.BaseTransport | None = None,
    clock: Clock | None = None,
    way: Way | None = None,
) -> Iterator[Outcome]:
    """Put the references into a collection, and say of each, in order, what became of it.

    `busy` hears how far the reading of the library has come, page by page.
    Key and library are checked before the first reference is asked for, unless `way` leads there. Raises
    ConfigError without a key, and TargetError where nothing can be written, or no more.
    """
    wishes = _wishes(references, errand)
    return write_wishes(wishes, errand, settings, note=note, busy=busy, below=below, clock=clock, way=way)


def write_wishes(
    wished: Iterable[Wish],
    errand: Errand,
    settings: Settings,
    *,
    note: Callable[[str], None] = lambda _: None,
    busy: Callable[[str], None] = lambda _: None,
    below: httpx2.BaseTransport | None = None,
    clock: Clock | None = None,
    way: Way | None = None,
) -> Iterator[Outcome]:
    """The same for wishes, which are asked for once key and library are checked."""
    parts_of(errand.collection)
    with ExitStack() as stack:
        found = way or stack.enter_context(
            entering(
                settings,
                errand.group,
                write=not errand.dry_run,
                local=errand.local,
                note=note,
                busy=busy,
                below=below,
                clock=clock,
            )
        )
        wishes = list(wished)
        if not wishes:
            return
        state = folder(settings, "data") / found.files
        other = "another run is writing to this library"
        stack.enter_context(alone(state.with_suffix(".lock"), settings.patience, other, note))
        work = _Push(found, state.with_suffix(".sqlite"), errand, note, stack)
        yield from work.done(wishes)


def _wishes(references: Iterable[Reference], errand: Errand) -> Iterator[Wish]:
    everything = list(references)
    for reference, key in zip(everything, _keys(everything, errand.key_pattern), strict=True):
        links = links_of(reference.paper) if errand.attachments else ()
        yield Wish(reference, key, errand.tags, links)


def _keys(references: Sequence[Reference], pattern: str | None) -> list[str]:
    """The keys of .bib files for what they list, and for the rest keys of our making; all differ."""
    taken: set[str] = set()
    keys = []
    for one in references:
        listed = next((each.key for each in one.listings if each.key), "")
        keys.append("" if listed.lower() in taken else listed)
        taken.add(keys[-1].lower())
    made = assign_keys([one.paper for one in references], pattern)
    return [old or free_key(new, taken) for old, new in zip(keys, made, strict=True)]


def free_key(key: str, taken: set[str]) -> str:
    """The key, with a number where it is taken, which it is from then on."""
    number, free = 1, key
    while free.lower() in taken:
        number, free = number + 1, f"{key}-{number + 1}"
    taken.add(free.lower())
    return free


class _Push:
    """One push under way."""

    def __init__(
        self, way: Way, state: Path, errand: Errand, note: Callable[[str], None], stack: ExitStack
    ) -> None:
        self._errand, self._place, self._note = errand, way.place, note
        self._server = way.door.library(way.place)
        self._schema = schema_of(way.door, way.schema)
        self._copy = stack.enter_context(way.copy())
        self._base = stack.enter_context(closing(Base(state)))
        self._told: dict[tuple[str, str], Outcome] = {}

    def done(self, wishes: Sequence[Wish]) -> Iterator[Outcome]:
        """Plan and write until all is as wished, or others came between too often."""
        waiting = list(wishes)
        for _ in range(_ROUNDS):
            self._copy.update(self._server)
            self._base.resolve(self._copy.items)
            shelf, steps = self._planned(waiting)
            for step in steps:
                self._tell(step)
            if shelf.missing:
                self._note(f"the collection {shelf.path} is not there yet, or in the trash")
            if self._errand.dry_run:
                break
            if shelf.missing:
                self._shelve(shelf)
                _, steps = self._planned(waiting)
            failed = self._written(steps)
            self._blame(steps, failed)
            waiting = [step.wish for step in steps if _again(step, failed)]
            if not waiting:
                break
        yield from (self._told[wish.name] for wish in wishes)

    def _planned(self, wishes: Sequence[Wish]) -> tuple[Shelf, list[Step]]:
        copy, errand = self._copy, self._errand
        shelf = find_shelf(errand.collection, copy.collections, self._place.path, restore=errand.restore)
        holdings = Holdings(
            self._place.path, copy.items, frozenset(copy.deleted), self._base.pushed, copy.collections
        )
        planner = Planner(holdings, shelf, self._schema, restore=errand.restore)
        return shelf, list(planner.steps(wishes))

    def _shelve(self, shelf: Shelf) -> None:
        """Make the collections that are missing; somebody else may just have made them under our keys."""
        for report in self._server.write("collections", shelf.missing):
            self._copy.take("collections", report)
            for failure in report.failed.values():
                if failure.code != _OVERTAKEN:
                    said = f"the collection {self._errand.collection!r} cannot be made ({failure.message})"
                    raise TargetError(NAME, said)

    def _written(self, steps: Sequence[Step]) -> dict[str, Failure]:
        """Write what the steps ask for, items before their children; what failed comes back by key."""
        changing = [step for step in steps if step.changes]
        self._base.settle(s for s in steps if not s.changes and s.action is not Action.SKIP)
        self._base.intend(changing)
        by_item = {step.item: step for step in changing}
        failed: dict[str, Failure] = {}
        for report in self._server.write("items", list(chain.from_iterable(s.writes for s in steps))):
            self._copy.take("items", report)
            kept = {key: str(data["key"]) for key, data in report.written.items()}
            kept |= {key: key for key in report.unchanged}
            self._base.settle(replace(by_item[key], item=kept[key]) for key in sorted(kept & by_item.keys()))
            self._base.name({key: name for key, name in kept.items() if key != name and key not in by_item})
            failed |= report.failed
        return failed

    def _tell(self, step: Step) -> None:
        """What was written for a reference in an earlier round counts for more than that nothing is left."""
        name = step.wish.name
        if name not in self._told or step.action not in (Action.SAME, Action.KEEP):
            self._told[name] = Outcome(step)
        elif self._told[name].failure:
            self._told[name] = replace(self._told[name], failure=None)

    def _blame(self, steps: Sequence[Step], failed: dict[str, Failure]) -> None:
        for step in steps:
            if (failure := _failure(step, failed)) is not None:
                self._told[step.wish.name] = Outcome(step, failure)


def _failure(step: Step, failed: dict[str, Failure]) -> Failure | None:
    return next((failed[one["key"]] for one in step.writes if one["key"] in failed), None)


def _again(step: Step, failed: dict[str, Failure]) -> bool:
    """Whether another round may help."""
    failure = _failure(step, failed)
    return failure is not None and failure.code not in _HOPELESS
