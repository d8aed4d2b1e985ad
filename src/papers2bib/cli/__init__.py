"""The command line: parses, calls, prints; the only place that reads arguments, prompts, and exits."""

import gc
import os
import signal
import sys
from contextlib import suppress
from typing import NoReturn

from papers2bib.errors import ConfigError, Papers2bibError

_INTERRUPTED = 130
_USAGE = 2
_OBJECTS = 200_000
"""How many objects a run makes before cycles are looked for: nearly all live until it ends."""


def main() -> NoReturn:
    """The command `papers2bib`: exit status 0 all done, 1 something unresolved or failed, 2 wrong usage."""
    try:
        _hold_standard_streams()
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
        gc.set_threshold(_OBJECTS)
        status = _run()
    except KeyboardInterrupt:
        status = _INTERRUPTED
    sys.exit(status)


def _run() -> int:
    import click

    from papers2bib.cli.group import papers2bib
    from papers2bib.cli.screen import complain
    from papers2bib.cli.stdout import silence

    try:
        return int(papers2bib.main(prog_name="papers2bib", standalone_mode=False) or 0)
    except click.Abort:
        return _INTERRUPTED
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return _USAGE
    except click.ClickException as error:
        complain(f"{' '.join(error.format_message().split())} ('papers2bib --help' shows what can be said)")
        return _USAGE
    except Papers2bibError as error:
        complain(str(error))
        return _USAGE if isinstance(error, ConfigError) else 1
    except OSError as error:  # what `--help` and `info` print meets a full disk
        silence(1)
        complain(error.strerror or str(error))
        return 1


def _hold_standard_streams() -> None:
    """Where a standard stream was closed by the caller, keep our own files from taking its number."""
    for number in (0, 1, 2):
        with suppress(OSError):
            os.fstat(number)
            continue
        os.open(os.devnull, os.O_RDWR)
