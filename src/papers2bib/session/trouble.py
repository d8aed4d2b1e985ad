"""What goes wrong on the way to an answer: a failed attempt in, words and the hope that is left out."""

from papers2bib.errors import SourceError, SourceReplyError, SourceUnavailable


class TooLargeError(OSError):
    """A reply that is larger than the service ever needs."""


class TooLateError(OSError):
    """No whole reply in the time given."""


class Trouble(Exception):  # noqa: N818 - it may pass
    """An attempt that failed; `str()` says how, without any address."""

    def __init__(
        self, status: int, wait: float | None = None, words: str = "", *, lasting: bool = False
    ) -> None:
        super().__init__(words or _words(status))
        self.status = status
        self.lasting = lasting or 300 <= status < 400
        """Another attempt would come to the same."""
        self.wait = wait
        """Seconds for which the service wants to be left alone."""
        self.reply: SourceReplyError | None = None

    @property
    def busy(self) -> bool:
        """The service is there and asks for patience."""
        return self.status in (408, 425, 429, 503) or self.wait is not None

    def error(self, source: str) -> SourceError:
        """What the source's caller is told."""
        return self.reply or SourceUnavailable(source, str(self), self.status)


def trouble_of(error: Exception) -> Trouble:
    """A failed attempt as trouble."""
    from requests import exceptions

    if isinstance(error, Trouble):
        return error
    if isinstance(error, SourceReplyError):
        trouble = Trouble(0, words=str(error).removeprefix(f"{error.source}: "))
        trouble.reply = error
        return trouble
    if isinstance(error, TooLargeError):
        return Trouble(0, words=f"a reply of {error}", lasting=True)
    if isinstance(error, (TooLateError, exceptions.Timeout)):
        return Trouble(0, words="no answer in time")
    if isinstance(error, exceptions.ContentDecodingError):
        return Trouble(0, words="a damaged reply")
    if isinstance(error, exceptions.SSLError):
        return Trouble(0, words="no safe connection (its certificate is not accepted)")
    return Trouble(0, words="the connection broke off")


def _words(status: int) -> str:
    if status == 429:
        return "too many requests (HTTP 429)"
    if 300 <= status < 400:
        return f"redirects to another place (HTTP {status})"
    return f"out of order (HTTP {status})" if status >= 500 else f"an unexpected answer (HTTP {status})"
