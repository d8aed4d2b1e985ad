"""Options on what is written, and where, in; the target of a run and its output out."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from papers2bib.cli.screen import Screen, visible
from papers2bib.errors import ConfigError, TargetError
from papers2bib.targets import Target
from papers2bib.targets.bibtex import BibtexTarget


class Wish(NamedTuple):
    """What was asked for on the command line."""

    output: Path | None
    """None is standard output."""
    into: Path | None
    fill: bool
    diff: bool
    style: str
    """bibtex, biblatex or csljson."""
    utf8: bool
    abstract: bool
    key_pattern: str | None


class Outlet(NamedTuple):
    """Where a run writes, and how."""

    output: Path | None
    target: Target
    whole: Callable[[], bytes] | None = None
    ending: Callable[[], str] | None = None


def outlet(wish: Wish, screen: Screen) -> Outlet:
    """What was asked for as a target; raises ConfigError for options that do not go together."""
    if not wish.into:
        if wish.fill or wish.diff:
            raise ConfigError("--fill and --diff are about a file that is there: name it with --into")
        return _new(wish)
    if wish.output:
        raise ConfigError("--into FILE and -o FILE are two places: give one of them")
    if wish.style == "csljson":
        raise ConfigError("--into takes a .bib file: give -o FILE for csljson")
    return _Growing(wish, wish.into, screen).outlet()


def _new(wish: Wish) -> Outlet:
    if wish.style != "csljson":
        return Outlet(wish.output, _entries(wish))
    from papers2bib.targets.csl import CslTarget

    target = CslTarget(wish.abstract, wish.key_pattern)
    return Outlet(wish.output, target, target.whole)


def _entries(wish: Wish) -> BibtexTarget:
    biblatex = wish.style == "biblatex"
    return BibtexTarget(wish.utf8 or biblatex, wish.abstract, wish.key_pattern, biblatex)


class _Growing:
    """A .bib file that is there, and what becomes of it."""

    def __init__(self, wish: Wish, path: Path, screen: Screen) -> None:
        from papers2bib.living.growing import LivingTarget

        self._wish, self._path, self._screen = wish, path, screen
        self._target: LivingTarget = LivingTarget(str(path), self._there(), _entries(wish), fill=wish.fill)

    def outlet(self) -> Outlet:
        """The file, or standard output for a diff."""
        output = None if self._wish.diff else self._path
        return Outlet(output, self._target, self._whole, self._ending)

    def _there(self) -> bytes:
        try:
            return self._path.read_bytes() if self._path.exists() else b""
        except OSError as error:
            raise TargetError(str(self._path), f"cannot be read ({error.strerror})") from error

    def _whole(self) -> bytes:
        for problem in self._target.problems:
            self._screen.say(visible(f"{problem}; left as it is"))
        if self._there() != self._target.old:
            raise TargetError(str(self._path), "was changed while this ran: run it again")
        new = self._target.result()
        if not self._wish.diff:
            return new
        from papers2bib.living.difference import unified

        return unified(self._target.old, new, str(self._path))

    def _ending(self) -> str:
        count = self._target.count
        said = f"for {self._path}: {count['added']} added, {count['known']} there already"
        filled = f", {count['filled']} completed" if self._wish.fill else ""
        return f"{said}{filled}{' (nothing was written)' if self._wish.diff else ''}"
