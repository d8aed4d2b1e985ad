"""The one door to the web: a request in, its answer out, from the answers kept or at the service's pace."""

from papers2bib.session.door import Session, open_session
from papers2bib.session.reply import Answer, Reply
from papers2bib.session.services import Service

__all__ = ["Answer", "Reply", "Service", "Session", "open_session"]
