"""The plan of a push: what we wish, what the library holds and what was last pushed in; steps out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from papers2bib.ids import PaperId
from papers2bib.model import Paper, Reference
from papers2bib.zotero.identity import Data, Index
from papers2bib.zotero.items import Link, item_of, kind_of
from papers2bib.zotero.keys import made_key, paper_name
from papers2bib.zotero.merge import Choice, Difference, merge_field, merge_fields, missing
from papers2bib.zotero.schema import Schema
from papers2bib.zotero.shelves import Shelf, path_of
from papers2bib.zotero.stored import creators, text


class Action(StrEnum):
    """What becomes of a reference in the library."""

    CREATE = "create"
    UPDATE = "update"
    KEEP = "keep"
    CONFLICT = "conflict"
    SKIP = "skip"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Wish:
    """A reference as the library is to hold it."""

    reference: Reference
    citation_key: str
    tags: tuple[str, ...] = ()
    """Tags as a person sets them."""
    links: tuple[Link, ...] = ()
    item: str = ""
    """The item that is to be completed, where it is known."""

    @property
    def name(self) -> tuple[str, str]:
        """What tells it from the others of a run."""
        return self.citation_key, self.item

    @property
    def lasting_key(self) -> str:
        """The citation key to give an item that is there; "" where it is to have none."""
        return "" if any(one.unkeyed for one in self.reference.listings) else self.citation_key

    @property
    def paper(self) -> Paper:
        """What is known of it."""
        return self.reference.paper


@dataclass(frozen=True, slots=True)
class Pushed:
    """What was last pushed of a paper, and into which item."""

    item: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Holdings:
    """A library as it was last seen, and what was pushed into it from here."""

    name: str
    items: Mapping[str, Data]
    deleted: frozenset[str]
    """Keys of items that were there once."""
    pushed: Mapping[str, Pushed]
    """By the made key of the paper."""
    collections: Mapping[str, Data] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done for one reference."""

    wish: Wish
    action: Action
    made: str
    """The key that we would give the item."""
    item: str = ""
    """The key that it has."""
    version: int = 0
    changes: Mapping[str, Any] = field(default_factory=dict)
    differences: tuple[Difference, ...] = ()
    children: tuple[Mapping[str, Any], ...] = ()
    links: tuple[Link, ...] = ()
    """The links that the children are made of."""
    why: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)
    """What is to be remembered as pushed."""

    @property
    def writes(self) -> list[Mapping[str, Any]]:
        """The objects to send, the item before its children."""
        own = [{"key": self.item, "version": self.version} | dict(self.changes)] if self.changes else []
        return [*own, *self.children]


class Planner:
    """Plans for one library, one collection of it, and one schema."""

    def __init__(self, holdings: Holdings, shelf: Shelf, schema: Schema, *, restore: bool = False) -> None:
        self._holdings, self._schema, self._restore = holdings, schema, restore
        self._shelf, self._path = shelf.key, shelf.path
        self._index = Index(holdings.items)
        self._claimed: dict[str, str] = {}
        self._bare: set[str] = set()
        self._completed: dict[str, str] = {}

    def steps(self, wishes: Sequence[Wish]) -> Iterator[Step]:
        """One step for each wish, in order; an item serves one wish."""
        self._bare = {wish.item for wish in wishes}
        for wish in wishes:
            step = self._step(wish)
            if step.item and (other := self._claimed.get(step.item)):
                yield Step(wish, Action.SKIP, step.made, why=f"it is the same item as {other}")
            else:
                self._claimed[step.item] = wish.citation_key
                yield step

    def _step(self, wish: Wish) -> Step:
        made = made_key(self._holdings.name, "item", paper_name(wish.paper))
        pushed = self._holdings.pushed.get(made)
        if wish.item:
            return self._completing(wish, made, pushed)
        data = self._found(wish, made, pushed)
        if data is None:
            if (pushed or made in self._holdings.deleted) and not self._restore:
                return Step(wish, Action.SKIP, made, why="somebody deleted it; --restore makes it again")
            return self._created(wish, made)
        if data.get("deleted") and not self._restore:
            return Step(wish, Action.SKIP, made, data["key"], why="in the trash; --restore takes it out")
        return self._merged(wish, made, data, self._base(pushed, data["key"]))

    def _completing(self, wish: Wish, made: str, pushed: Pushed | None) -> Step:
        """The gaps of one item are filled, unless it is there no more or another is the same paper."""
        data = self._holdings.items.get(wish.item)
        if data is None or data.get("deleted"):
            return Step(wish, Action.SKIP, made, why="somebody deleted it meanwhile")
        alike = (one for one in self._index.find(wish.paper, "") if not one.get("deleted"))
        twins = [one["key"] for one in alike if one["key"] not in self._bare]
        other = next(iter(twins), "") or self._completed.setdefault(made, wish.item)
        if other != wish.item:
            why = f"the library has it as {other}, too: merge the two in Zotero"
            return Step(wish, Action.SKIP, made, why=why)
        return self._merged(wish, made, data, self._base(pushed, wish.item))

    def _found(self, wish: Wish, made: str, pushed: Pushed | None) -> Data | None:
        """The item of a paper: the one pushed to before, else the best that looks like it."""
        items = self._holdings.items
        for key in (pushed.item if pushed else "", made):
            if key in items and not items[key].get("deleted"):
                return items[key]
        alike = list(self._index.find(wish.paper, wish.citation_key))
        alike += [items[key] for key in (pushed.item if pushed else "", made) if key in items]
        return min(alike, key=self._rank) if alike else None

    def _rank(self, data: Data) -> tuple[bool, bool, str, str]:
        inside = self._shelf in data.get("collections", ())
        return bool(data.get("deleted")), not inside, str(data.get("dateAdded") or ""), data["key"]

    def _base(self, pushed: Pushed | None, key: str) -> Mapping[str, Any] | None:
        if pushed and pushed.item == key:
            return pushed.said
        return next((one.said for one in self._holdings.pushed.values() if one.item == key), None)

    def _created(self, wish: Wish, made: str) -> Step:
        said = item_of(wish.paper, wish.citation_key, kind_of(wish.paper), self._schema)
        tags = _tags(wish)
        changes = said | {"collections": [self._shelf], "tags": tags, "relations": {}}
        children, links = self._children(wish, made, made)
        return Step(
            wish, Action.CREATE, made, made, 0, changes, (), children, links,
            said=_remembered(said, tags, (self._shelf,), {}),
        )  # fmt: skip

    def _merged(self, wish: Wish, made: str, data: Data, base: Mapping[str, Any] | None) -> Step:
        kind, differences, changes = self._typed(wish, data, base)
        ours = item_of(wish.paper, wish.lasting_key, kind, self._schema)
        theirs = dict(data) | {"creators": creators(data.get("creators") or ())} | changes
        fields = {name: value for name, value in ours.items() if name not in ("itemType", "extra")}
        differences += merge_fields(fields, theirs, base)
        changes |= {one.field: one.ours for one in differences if one.choice is Choice.WRITE}
        grown = self._grown(wish, ours, data, base or {})
        differences += [
            Difference(name, self._shown(name, data.get(name)), self._shown(name, value), Choice.WRITE)
            for name, value in grown.items()
        ]
        changes |= grown
        if data.get("deleted"):
            changes["deleted"] = 0
            differences.append(Difference("trash", "in the trash", "out of it", Choice.WRITE))
        children, links = self._children(wish, data["key"], made)
        said = _remembered(
            self._preferred(wish, ours, kind), _tags(wish), self._shelves(wish, data), base or {}
        )
        return Step(
            wish, _action(changes, children, differences), made, data["key"], data["version"],
            changes, tuple(differences), children, links, said=said,
        )  # fmt: skip

    def _preferred(self, wish: Wish, ours: Mapping[str, Any], kind: str) -> Mapping[str, Any]:
        """What we say, with the type that we would choose: next time it is known to be refused."""
        return ours if kind == kind_of(wish.paper) else {**ours, "itemType": kind_of(wish.paper)}

    def _typed(
        self, wish: Wish, data: Data, base: Mapping[str, Any] | None
    ) -> tuple[str, list[Difference], dict[str, Any]]:
        """The type that the item will have, and the fields that must be written because it changes."""
        ours, theirs = kind_of(wish.paper), data["itemType"]
        pushed = base or {}
        choice = merge_field(ours, theirs, pushed.get("itemType"), known=base is not None)
        lost = {
            name: value
            for name, value in data.items()
            if self._schema.has(theirs, name) and value and not self._schema.has(ours, name)
        }
        if choice is Choice.WRITE and any(value != pushed.get(name) for name, value in lost.items()):
            choice = Choice.CONFLICT
        if choice is not Choice.WRITE:
            return theirs, [Difference("itemType", theirs, ours, choice)] if choice else [], {}
        moved = {self._schema.carried(name, theirs, ours) for name in lost} - {""}
        changes = {"itemType": ours} | dict.fromkeys(moved, "")
        return ours, [Difference("itemType", theirs, ours, choice)], changes

    def _grown(
        self, wish: Wish, ours: Mapping[str, Any], data: Data, base: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Tags, collections and lines of `extra` with ours among them."""
        grown: dict[str, Any] = {}
        tags = data.get("tags") or []
        names = [one["tag"] for one in tags]
        if new := missing([one["tag"] for one in _tags(wish)], names, base.get("tags", ())):
            grown["tags"] = [*tags, *(one for one in _tags(wish) if one["tag"] in new)]
        pushed = () if self._restore else base.get("collections", ())
        if missing(self._shelves(wish, data), data.get("collections") or (), pushed):
            grown["collections"] = [*(data.get("collections") or ()), self._shelf]
        extra = str(data.get("extra") or "")
        lines = str(ours.get("extra") or "").split("\n")
        known = [line.strip() for line in extra.split("\n")]
        if new := [one for one in missing(lines, known, base.get("extra", ())) if not _says(extra, one)]:
            grown["extra"] = "\n".join(filter(None, [extra, *new]))
        return grown

    def _shelves(self, wish: Wish, data: Data) -> tuple[str, ...]:
        """The collection, as far as an item is to stand there: one to be completed stands where it stands."""
        stands = not wish.item or self._shelf in (data.get("collections") or ())
        return (self._shelf,) if stands else ()

    def _shown(self, name: str, value: Any) -> Any:
        """A value for people: collections by their paths."""
        if name != "collections":
            return value or ""
        known = {self._shelf: self._path}
        return [known.get(key) or path_of(key, self._holdings.collections) for key in value or ()]

    def _children(
        self, wish: Wish, parent: str, made: str
    ) -> tuple[tuple[Mapping[str, Any], ...], tuple[Link, ...]]:
        """Attachments for the links that are not there, and were not thrown away.

        Where a library gives keys of its own, they are remembered by the key that we made for their item.
        """
        new: list[Mapping[str, Any]] = []
        links = []
        for link in wish.links:
            key = made_key(self._holdings.name, "link", parent, link.url)
            names = {key, made_key(self._holdings.name, "link", made, link.url)}
            once = key in self._holdings.deleted or not names.isdisjoint(self._holdings.pushed)
            gone = once and not self._restore
            if key not in self._holdings.items and not gone and link.url not in self._index.links(parent):
                new.append(link.item(key, parent))
                links.append(link)
        return tuple(new), tuple(links)


def _says(extra: str, line: str) -> bool:
    """Whether remarks name the arXiv id of a line in other words."""
    ids = PaperId.find(line)
    return bool(ids) and set(ids) <= set(PaperId.find(extra))


def _tags(wish: Wish) -> list[dict[str, Any]]:
    """Tags of the person (type 0) and arXiv's categories (automatic, type 1), each name once."""
    manual = {text(tag): 0 for tag in wish.tags if text(tag)}
    automatic = {text(tag): 1 for tag in wish.paper.categories if text(tag) not in manual}
    return [
        {"tag": tag, "type": kind} if kind else {"tag": tag} for tag, kind in (manual | automatic).items()
    ]


def _remembered(
    said: Mapping[str, Any],
    tags: Sequence[Mapping[str, Any]],
    shelves: Sequence[str],
    base: Mapping[str, Any],
) -> dict[str, Any]:
    """What we say now in the place of what we said before; sets grow."""
    sets = {
        "tags": [one["tag"] for one in tags],
        "collections": list(shelves),
        "extra": [line for line in str(said.get("extra") or "").split("\n") if line],
    }
    grown = {name: list(dict.fromkeys([*base.get(name, ()), *new])) for name, new in sets.items()}
    return {**base, **said, **grown}


def _action(
    changes: Mapping[str, Any], children: Sequence[object], differences: Sequence[Difference]
) -> Action:
    choices = {one.choice for one in differences}
    if Choice.CONFLICT in choices:
        return Action.CONFLICT
    if changes or children:
        return Action.UPDATE
    return Action.KEEP if Choice.KEEP in choices else Action.SAME
