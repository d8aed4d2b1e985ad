"""A title's LaTeX atoms in, its LaTeX out, with braces around what styles would wrongly lower-case."""

import re
from collections.abc import Iterator, Sequence

from papers2bib.targets.latex import OPAQUE, Atom

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_JOINT = re.compile(r"[-‐‑–/.+]?")
_SENTENCE = re.compile(r"[?!][\"'”’)]*\s+[\"'“‘(]*(?=[^\W\d_])")
_CAPITAL = re.compile(r"[A-Z]")


def brace_title(atoms: Sequence[Atom]) -> str:
    """The title as LaTeX: acronyms, names with inner capitals, and capitals in math keep their case."""
    plain = "".join(atom.char for atom in atoms)
    parts, at = [], 0
    for start, end in _merged(plain, [*_spans(plain)]):
        parts += [_unbraced(atom) for atom in atoms[at:start]]
        parts.append("{" + "".join(atom.latex for atom in atoms[start:end]) + "}")
        at = end
    parts += [_unbraced(atom) for atom in atoms[at:]]
    return "".join(parts)


def _unbraced(atom: Atom) -> str:
    r"""Math is lower-cased by styles too: `$\Lambda$` would become `$\lambda$`."""
    exposed = atom.char == OPAQUE and atom.latex.startswith("$") and _CAPITAL.search(atom.latex)
    return f"{{{atom.latex}}}" if exposed else atom.latex


def _spans(plain: str) -> Iterator[tuple[int, int]]:
    """Where the words to protect begin and end, in order."""
    words = list(_WORD.finditer(plain))
    if _shouts(plain, len(words)):
        return
    proper = _has_sentence_case(words)
    sentences = {hit.end() for hit in _SENTENCE.finditer(plain)}
    for place, word in enumerate(words):
        kept_by_styles = place == 0 or plain[: word.start()].rstrip(" \"'“‘(`").endswith(":")
        a_name = proper and word[0][0].isupper() and not kept_by_styles
        if a_name or _has_inner_capital(word[0]) or _is_letter_by_itself(word, plain, first=place == 0):
            yield word.span()
        elif word[0][0].isupper() and word.start() in sentences:
            yield word.start(), word.start() + 1


def _merged(plain: str, spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans joined by a hyphen alone are one: `{DeepSeek-R1}`."""
    while spans:
        start, end = spans.pop(0)
        while spans and spans[0][0] - end <= 1 and _JOINT.fullmatch(plain[end : spans[0][0]]):
            end = spans.pop(0)[1]
        yield start, end


def _shouts(plain: str, words: int) -> bool:
    """A title all in capitals says nothing on which words are acronyms."""
    return words >= 3 and plain.upper() == plain


def _has_sentence_case(words: list[re.Match[str]]) -> bool:
    """Only names are capitalised in this title, so capitals mean something."""
    long = [word for word in words[1:] if len(word[0]) > 3 and word[0].isalpha()]
    lower = sum(word[0].islower() for word in long)
    return lower >= 2 and lower > len(long) - lower


def _has_inner_capital(word: str) -> bool:
    return any(char.isupper() for char in word[1:]) or (
        word[0].isupper() and any(char.isdigit() for char in word)
    )


def _is_letter_by_itself(word: re.Match[str], plain: str, first: bool) -> bool:
    """A lone capital other than the article: `vitamin C`, `Q-learning`, `A*`."""
    letter, after = word[0], plain[word.end() :]
    if len(letter) != 1 or not letter.isupper():
        return False
    if letter == "A":
        return bool(re.match(r"[*+'’]|\s*(?:$|[:,;.)?!])", after))
    return not first
