"""Takes what arXiv says of a paper in prose, tells whether it says that the paper has been withdrawn.

There is no field for it: it stands in the comment, in place of the abstract, at times in the title, in the
words of whoever withdrew it. Prose that has to do with other withdrawals (of an earlier version, from a
conference, of a plate from a bath) is told from that by what is withdrawn, and where from.
"""

import re

_PAPER = r"(?:e-?print|pre-?print|paper|article|manuscript|submission)s?"
_WORK = rf"(?:{_PAPER}|work|note|letter|report|document|draft|version)"
_THIS = r"(?:this|our|my|the (?:present|current|following))(?: (?:present|current|whole|entire))?"
_ELSEWHERE = r" (?:by [\w ]{1,30} )?from (?!consideration|(?:the )?arxiv)"
_GONE = rf"(?:withdrawn|retracted|removed by arxiv)\b(?!{_ELSEWHERE}|[- ](?:{_PAPER}|claim))"
_HAS_BEEN = (
    r"(?: (?:has|have|had|is|was|are|been|being|now|hereby|therefore|thus|temporarily|must|needs? to|be))*"
)
_LEAD = (
    r"(?:(?:arxiv )?(?:admins?|administrators?)?\s?note\s?:|therefore|hence|accordingly|thus|note that|,|\s)*"
)

_BY_NAME = re.compile(rf"{_LEAD}{_THIS} {_WORK}{_HAS_BEEN} {_GONE}")
_AT_FIRST = re.compile(rf"{_LEAD}(?:the )?{_PAPER}{_HAS_BEEN} {_GONE}")
_BARE = re.compile(
    rf"{_GONE}(?:$|[:,]| (?:by|due|because|since|for|pending|until|in order|owing|after|temporarily|from)\b"
    r"| as (?:it|the|there|we|this|some)\b)|withdrawal due to\b"
)
_DEED = re.compile(
    r"\b(?:we|i|authors?)\b[\w ,']{0,60}\b(?:withdraw|withdrew|withdrawn|retract(?:ed)?)"
    rf" (?:this|our|my|the) {_WORK}\b(?!{_ELSEWHERE})"
)
_WISH = re.compile(
    rf"\b(?:request|seek|ask)\w*\b[\w ]{{0,30}}(?:withdrawal of|that) {_THIS} {_WORK}\b(?: be {_GONE})?"
    rf"|^{_LEAD}{_THIS} {_WORK}\b[^.]{{0,80}}\b(?:needs?|has|have) to be {_GONE}"
)
_IN_TITLE = re.compile(r"[\[(]withdrawn[\])]\s*$|^withdrawn(?: paper)?$")
_SPOKEN_OF = re.compile(r"withdr[ae]w|retract|removed by")
_SENTENCES = re.compile(r"(?<=[.;!?\])])\s+|[\[\]()]| - ")
_CLAUSES = re.compile(r"[,:;]\s*")
_OF_A_VENUE = re.compile(r"\bsubmitted|submission|accepted|review|conference|workshop|proceedings|rejected")


def is_withdrawn(title: str, abstract: str, comment: str) -> bool:
    """Whether a notice in any of them says that this very paper has been, or is to be, withdrawn."""
    heading, abstract, comment = (" ".join(text.lower().split()) for text in (title, abstract, comment))
    if not _SPOKEN_OF.search(f"{heading} {abstract} {comment}"):
        return False
    in_title = _IN_TITLE.search(heading) or _BY_NAME.match(heading)
    return bool(in_title) or _in_abstract(abstract) or _in_comment(comment)


def _in_abstract(text: str) -> bool:
    """An abstract tells of other works, too: what is said without `this` counts at its beginning alone."""
    sentences = _parts(text, _SENTENCES)
    return _begins(sentences, _BY_NAME) or _begins(sentences[:1], _AT_FIRST, _BARE, _DEED)


def _in_comment(text: str) -> bool:
    """A comment is on the paper itself; a mere `withdrawn` beside a conference may be about that."""
    sentences = _parts(text, _SENTENCES)
    if _begins(sentences, _BY_NAME, _AT_FIRST, _BARE):
        return True
    if any(pattern.search(one) for one in sentences for pattern in (_DEED, _WISH)):
        return True
    return not _OF_A_VENUE.search(text) and _begins(_parts(text, _CLAUSES), _AT_FIRST, _BARE)


def _begins(parts: list[str], *patterns: re.Pattern[str]) -> bool:
    return any(pattern.match(one) for one in parts for pattern in patterns)


def _parts(text: str, between: re.Pattern[str]) -> list[str]:
    return [one for part in between.split(text) if (one := part.strip(" .;!?,\"'-"))]
