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

    output: Path | None = None
    """None is standard output."""
    into: Path | None = None
    fill: bool = False
    diff: bool = False
    style: str = "bibtex"
    """bibtex, biblatex or csljson."""
    utf8: bool = False
    abstract: bool = False
    key_pattern: str | None = None


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
    growing = Growing(wish, wish.into, screen)
    return Outlet(None if wish.diff else wish.into, growing.target, growing.whole, growing.ending)


def _new(wish: Wish) -> Outlet:
    if wish.style != "csljson":
        return Outlet(wish.output, _entries(wish))
    from papers2bib.targets.csl import CslTarget

    target = CslTarget(wish.abstract, wish.key_pattern)
    return Outlet(wish.output, target, target.whole)


def _entries(wish: Wish) -> BibtexTarget:
    biblatex = wish.style == "biblatex"
    return BibtexTarget(wish.utf8 or biblatex, wish.abstract, wish.key_pattern, biblatex)


class Growing:
    """A .bib file that is there, and what becomes of it."""

    def __init__(self, wish: Wish, path: Path, screen: Screen) -> None:
        from papers2bib.living.growing import LivingTarget

        self._wish, self._path, self._screen = wish, path, screen
        self.target: LivingTarget = LivingTarget(str(path), self._there(), _entries(wish), fill=wish.fill)

    def whole(self) -> bytes:
        """The file as it is to be, or its diff; says what in it cannot be read.

        Raises TargetError if it has been changed meanwhile.
        """
        for problem in self.target.problems:
            self._screen.say(visible(f"{problem}; left as it is"))
        if self._there() != self.target.old:
            raise TargetError(str(self._path), "was changed while this ran: run it again")
        new = self.target.result()
        if not self._wish.diff:
            return new
        from papers2bib.living.difference import unified

        return unified(self.target.old, new, str(self._path))

    def ending(self) -> str:
        """What the summary says of it."""
        count = self.target.count
        said = f"for {self._path}: {count['added']} added, {count['known']} there already"
        filled = f", {count['filled']} completed" if self._wish.fill else ""
        return f"{said}{filled}{' (nothing was written)' if self._wish.diff else ''}"

    def _there(self) -> bytes:
        try:
            return self._path.read_bytes() if self._path.exists() else b""
        except OSError as error:
            raise TargetError(str(self._path), f"cannot be read ({error.strerror})") from error
