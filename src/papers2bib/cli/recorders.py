"""What a run keeps of its listings as they go by: the report, the open ones, and the words on stderr."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from papers2bib.cli import choices, words
from papers2bib.cli.screen import Screen, visible
from papers2bib.decisions import Decisions
from papers2bib.drafts import Draft, Drafts
from papers2bib.model import Match
from papers2bib.report import Report, is_open
from papers2bib.targets import Written

_SHOWN = 20
"""How many open listings, and how many warnings, a terminal is shown."""


class Recorder(Protocol):
    """Sees every listing, then all that was written of them."""

    def take(self, match: Match) -> None:
        """One listing, in order."""
        ...

    def finish(self, written: Sequence[Written]) -> None:
        """The references of the whole run."""
        ...

    def stop(self) -> None:
        """A person interrupts the run: keep what is worth keeping."""
        ...


class ReportFile:
    """`--report`: a row for each listing."""

    def __init__(self, report: Report, draft: Draft) -> None:
        self._report = report
        self._draft = draft

    def take(self, match: Match) -> None:
        """Keep the row until its key is known."""
        self._report.add(match)

    def finish(self, written: Sequence[Written]) -> None:
        """Write all rows."""
        for line in self._report.lines(written):
            self._draft.write(line)

    def stop(self) -> None:
        """Write the rows of what is done, and put them in place."""
        self.finish(())
        self._draft.seal()
        self._draft.publish()


class UnresolvedFile:
    """`--unresolved`: a row to fill in for each open listing, after the rows that a person has filled in."""

    def __init__(self, path: Path, decided: Path | None, decisions: Decisions, drafts: Drafts) -> None:
        filled = choices.filled_rows(path, decided)
        self._kept = choices.same_file(path, decided)
        self._decisions = decisions
        self._draft = drafts.open(path)
        for line in filled:
            self._draft.write(f"{line}\n".encode())

    def take(self, match: Match) -> None:
        """Write the row of an open listing, unless it was kept already."""
        decision = self._decisions.find(match.listing)
        if is_open(match) and not (self._kept and decision):
            self._draft.write(choices.open_row(match, decision))

    def finish(self, written: Sequence[Written]) -> None:
        """All is written."""

    def stop(self) -> None:
        """The file stays as it was."""


class Summary:
    """Words on stderr: the open listings (on a terminal the first few), and what the target warns of."""

    def __init__(self, screen: Screen, elsewhere: Path | None) -> None:
        self._screen = screen
        self._elsewhere = elsewhere
        self._first: list[list[str]] = []
        self._more = 0

    def take(self, match: Match) -> None:
        """Say at once that a listing is open; on a terminal wait until the progress has gone."""
        if not is_open(match):
            return
        if not self._screen.live:
            self._screen.say(*words.leftover(match))
        elif len(self._first) < _SHOWN:
            self._first.append(words.leftover(match))
        else:
            self._more += 1

    def finish(self, written: Sequence[Written]) -> None:
        """Say what has been kept back, and the warnings."""
        self._screen.done()
        for lines in self._first:
            self._screen.say(*lines)
        if self._more:
            where = f" in {self._elsewhere}" if self._elsewhere else ": --unresolved FILE lists them all"
            self._screen.say(visible(f"… and {self._more} more{where}"))
        self._warn([visible(f"{one.key}: {warning}") for one in written for warning in one.warnings])

    def stop(self) -> None:
        """Take the progress away."""
        self._screen.done()

    def _warn(self, warnings: Sequence[str]) -> None:
        shown = warnings[:_SHOWN] if self._screen.live else warnings
        self._screen.say(*shown)
        if len(shown) < len(warnings):
            self._screen.say(f"… and {len(warnings) - len(shown)} more warnings")
