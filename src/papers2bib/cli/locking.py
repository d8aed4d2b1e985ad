"""Options `--lock` and `--locked`: what the lock knows is not asked, what was found is put down there."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from papers2bib.cli.stdout import Stdout
from papers2bib.decisions import Decisions
from papers2bib.drafts import Draft, Drafts
from papers2bib.errors import ConfigError, TargetError
from papers2bib.lock import Lock
from papers2bib.lock_file import lock_text, parse_lock
from papers2bib.model import Listing, Match, Reference
from papers2bib.targets import Written


class Locking:
    """The lock of one run: applied to its listings, then a recorder of what they came to."""

    def __init__(self, path: Path, *, locked: bool, refresh: bool, dry: bool, drafts: Drafts) -> None:
        self._path, self._locked, self._dry, self._drafts = path, locked, dry, drafts
        self._old = _load(path, locked=locked)
        self._used = Lock() if refresh else self._old
        self._draft = drafts.open(path)
        self._matches: list[Match] = []

    def resolve(
        self,
        listings: Iterable[Listing],
        decisions: Decisions,
        ask: Callable[[Iterable[Listing]], Iterator[Match]] | None = None,
    ) -> Iterator[Match]:
        """What is locked of each listing, else what is found by `ask`; raises TargetError without that."""
        return self._used.resolve(listings, decisions, ask or self._refuse, final=self._locked)

    def references(
        self, matches: Iterable[Match], enrich: Callable[[Iterable[Match]], Iterable[Reference]]
    ) -> Iterator[Reference]:
        """The papers as they are locked, and the others with all that is known of them."""
        found = self._used.references(matches, enrich)
        return found if self._used is self._old else self._old.remembered(found)

    def take(self, match: Match) -> None:
        """Keep what a listing came to."""
        self._matches.append(match)

    def finish(self, written: Sequence[Written]) -> None:
        """Write the lock of this run."""
        today = datetime.now(UTC).date().isoformat()
        new = self._old.updated(self._matches, [one.reference for one in written], today)
        self._draft.write(lock_text(new))

    def stop(self) -> None:
        """The lock stays as it was."""

    def conclude(self, output: Path | None, bib: Draft | Stdout) -> None:
        """Leave alone what is as it was; raises TargetError where `--locked` finds that anything is not."""
        files = [(self._path, self._draft), *([(output, bib)] if output and isinstance(bib, Draft) else [])]
        for path, draft in files if self._locked else files[:1]:
            if draft.same():
                self._drafts.abandon(draft)
            elif self._locked:
                raise TargetError(str(path), "would change, and --locked forbids it: run without --locked")
            elif self._dry:
                self._drafts.abandon(draft)

    def _refuse(self, listings: Iterable[Listing]) -> Iterator[Match]:
        for one in listings:
            hint = f"{self._path} has not got it as it stands there: run without --locked"
            raise TargetError(f"{one.origin}: {one.name}", hint)
        yield from ()


def _load(path: Path, *, locked: bool) -> Lock:
    try:
        return parse_lock(path.read_bytes(), str(path)) if path.exists() or locked else Lock()
    except FileNotFoundError as error:
        raise TargetError(str(path), "is not there: a run without --locked makes it") from error
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from error
