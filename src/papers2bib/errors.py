"""Every exception that papers2bib raises on purpose; each message says what, which, and what to do."""


class Papers2bibError(Exception):
    """The root of them all: `str()` is one line for a person."""


class ConfigError(Papers2bibError):
    """Options that contradict each other, or a file of settings or decisions that cannot be used."""


class ReaderError(Papers2bibError):
    """A list that cannot be read, with the place (`file` or `file:line`) where it went wrong."""

    def __init__(self, origin: str, message: str) -> None:
        super().__init__(f"{origin}: {message}")
        self.origin = origin


class ReaderRemark(ReaderError):  # noqa: N818 - a value, never raised
    """What a person should know of a list that is read all the same: no failure."""


class SourceError(Papers2bibError):
    """A source of facts (a catalogue, a web service) that failed."""

    def __init__(self, source: str, message: str) -> None:
        super().__init__(f"{source}: {message}")
        self.source = source


class SourceUnavailable(SourceError):  # noqa: N818 - reads as the state it names
    """The source could not be asked; asking again later may help."""

    def __init__(self, source: str, message: str, status: int = 0) -> None:
        super().__init__(source, message)
        self.status = status
        """The HTTP status that says so, or 0."""


class SourceNotAsked(SourceUnavailable):
    """The person does not want it to be asked (`--offline`): nothing that it knows counts as lacking."""


class SourceReplyError(SourceError):
    """The source answered with something that is not an answer (damaged, foreign, truncated)."""


class SourceRefused(SourceReplyError):  # noqa: N818 - reads as the state it names
    """The service says that this very request is wrong; another one may be answered."""


class CatalogueError(SourceReplyError):
    """A catalogue file that is none, is damaged, or is of a newer format; `source` is its path."""


class TargetError(Papers2bibError):
    """A target (a .bib file, a library) that could not be written."""

    def __init__(self, target: str, message: str) -> None:
        super().__init__(f"{target}: {message}")
        self.target = target


class TargetRefused(TargetError):  # noqa: N818 - reads as the state it names
    """A service says no to a request, with an HTTP status; asking again the same way does not help."""

    def __init__(self, target: str, message: str, status: int) -> None:
        super().__init__(target, message)
        self.status = status
