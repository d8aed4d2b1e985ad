"""A push as the command shows it: references in; lines on what becomes of them in the library out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from papers2bib.cli.screen import Screen, visible
from papers2bib.config import Settings
from papers2bib.model import Reference
from papers2bib.targets import Written
from papers2bib.zotero.merge import Choice, Difference
from papers2bib.zotero.plan import Action
from papers2bib.zotero.push import Errand, Outcome

_WIDTH = 60
_DONE = {
    Action.CREATE: "created", Action.UPDATE: "updated", Action.SAME: "unchanged",
    Action.KEEP: "kept as edited", Action.CONFLICT: "in conflict", Action.SKIP: "left out",
}  # fmt: skip


class PushTarget:
    """A library as the target of a run; `failed` once the server refused an item."""

    def __init__(
        self,
        errand: Errand,
        settings: Settings,
        screen: Screen,
        push: Callable[..., Iterator[Outcome]],
    ) -> None:
        self._errand, self._settings, self._screen, self._push = errand, settings, screen, push
        self._count: Counter[Action] = Counter()
        self.failed = False

    def write(self, references: Iterable[Reference]) -> Iterator[Written]:
        """Push the references; the text of each says what was done, or would be."""
        outcomes = self._push(references, self._errand, self._settings, note=self._screen.note)
        for one in outcomes:
            self._count[one.action] += 1
            wish = one.step.wish
            if one.failure:
                self.failed = True
                self._screen.complain(
                    f"{wish.citation_key}: Zotero refuses it ({one.failure.code}: {one.failure.message})"
                )
            shown = one.action is not Action.SAME and (self._errand.dry_run or one.action is not Action.KEEP)
            text = "".join(f"{visible(line)}\n" for line in described(one)) if shown else ""
            yield Written(wish.reference, wish.citation_key, text, wish.reference.warnings)

    def ending(self) -> str:
        """What the run came to, for the last line of the summary."""
        where = f"group {self._errand.group}" if self._errand.group else "your library"
        done = ", ".join(f"{self._count[one]} {said}" for one, said in _DONE.items() if self._count[one])
        dry = " (dry run: nothing was written)" if self._errand.dry_run else ""
        return f"for {self._errand.collection} in {where}: {done or 'nothing to do'}{dry}"


def described(outcome: Outcome) -> Iterator[str]:
    """What becomes of a reference: a line, and one for each change."""
    step = outcome.step
    yield f"{step.action:<9} {step.wish.citation_key}  {_short(step.wish.paper.title)}"
    if step.why:
        yield f"          {step.why}"
    for one in step.differences:
        yield f"          {_difference(one)}"
    for link in step.links:
        yield f"          + {link.title}"


def _difference(one: Difference) -> str:
    if one.choice is Choice.WRITE:
        return f"{one.field}: {_said(one.theirs)} → {_said(one.ours)}"
    words = "theirs stays" if one.choice is Choice.KEEP else "both changed, theirs stays"
    return f"{one.field}: {_said(one.theirs)} ({words}; ours is {_said(one.ours)})"


def _said(value: Any) -> str:
    """A value for people: names, tags and keys one after the other."""
    if isinstance(value, list):
        return _short("; ".join(_name(one) for one in value)) or "nothing"
    return _short(" ".join(str(value or "").split())) or "nothing"


def _name(one: Any) -> str:
    if not isinstance(one, dict):
        return str(one)
    if "tag" in one:
        return str(one["tag"])
    return str(one.get("name") or " ".join(filter(None, [one.get("firstName"), one.get("lastName")])))


def _short(text: str) -> str:
    return text if len(text) <= _WIDTH else f"{text[:_WIDTH]}…"
