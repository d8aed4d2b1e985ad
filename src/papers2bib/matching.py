"""Matching: from a listing and a pool of papers to scored candidates and a verdict with its reasons."""

from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.fuzz import token_set_ratio

from papers2bib import weights
from papers2bib.evidence import shares_link, weigh
from papers2bib.model import Candidate, Evidence, Listing, Match, Paper, Verdict
from papers2bib.title_evidence import is_name, title_rank
from papers2bib.titles import title_words

SURE = 0.99
"""From this probability on a candidate is the paper: a wrong reference costs as much as 100 open ones, so
that to leave one open costs less while 100 * (1 - p) > p."""
POSSIBLE = 0.05
"""Below this probability a candidate is shown, but does not make a listing ambiguous."""
_OFFERED = 5
_FEW = 12
_LIKE = 55.0
"""Less than this share of common words, in per cent, and no title is a variant of the other."""
_LEAST_BITS = -13.0


def score(listing: Listing, paper: Paper) -> Candidate:
    """How likely the listing means this paper, were it the only candidate, and why."""
    found = weigh(listing, paper)
    return Candidate(paper, _probability(_bits(found), []), tuple(found))


def decide(listing: Listing, pool: Iterable[Paper], unanswered: Sequence[str] = ()) -> Match:
    """Which paper of the pool the listing means, if the evidence decides it.

    `unanswered` says why a source gave no answer: what is not found is then UNANSWERED, not MISSING.
    """
    weighed = _one_each(_weighed(listing, _near(listing, pool)))
    weighed = [one for one in weighed if _bits(one[0]) > _LEAST_BITS or _is_named(listing, one[1])]
    candidates = _candidates(weighed)
    if candidates and candidates[0].score >= SURE:
        return Match(listing, Verdict.MATCHED, candidates)
    if any(one.score >= POSSIBLE or _is_named(listing, one.paper) for one in candidates):
        return Match(listing, Verdict.AMBIGUOUS, candidates, (_doubt(weighed, candidates), *unanswered))
    verdict = Verdict.UNANSWERED if unanswered else Verdict.MISSING
    return Match(listing, verdict, candidates, (_absence(listing), *unanswered))


_Weighed = tuple[list[Evidence], Paper]


def _weighed(listing: Listing, papers: Sequence[Paper]) -> Iterator[_Weighed]:
    """Each paper with its evidence; that one has exactly the listed title speaks against the others."""
    ranks = [title_rank(listing.title, paper) for paper in papers]
    for paper, rank in zip(papers, ranks, strict=True):
        found = weigh(listing, paper)
        if rank < max(ranks) and not is_name(listing.title):
            found.append(Evidence(weights.OUTRANKED, "another paper has exactly this title"))
        yield found, paper


def _near(listing: Listing, pool: Iterable[Paper]) -> list[Paper]:
    """The accounts worth weighing (like title, listed id or link): a reply on many titles has others too."""
    papers = list(dict.fromkeys(pool))
    if len(papers) <= _FEW:
        return papers
    title = title_words(listing.title)
    return [
        one
        for one in papers
        if set(listing.ids) & set(one.ids) or shares_link(listing, one) or _is_like(title, one)
    ]


def _is_like(title: str, paper: Paper) -> bool:
    return any(token_set_ratio(title, title_words(one)) >= _LIKE for one in (paper.title, *paper.titles))


def _one_each(weighed: Iterable[_Weighed]) -> list[_Weighed]:
    """Of the accounts that share an id, and so are of one paper, the one that fits best."""
    kept: list[_Weighed] = []
    taken: set[object] = set()
    for one in sorted(weighed, key=_order):
        if not taken.intersection(one[1].ids):
            kept.append(one)
        taken.update(one[1].ids)
    return kept


def _order(one: _Weighed) -> tuple[float, str]:
    return -_bits(one[0]), str(one[1].ids)


def _bits(found: Sequence[Evidence]) -> float:
    return sum(one.bits for one in found)


def _candidates(weighed: Sequence[_Weighed]) -> tuple[Candidate, ...]:
    """Each candidate against all others and against none of them being meant."""
    bits = [_bits(found) for found, _ in weighed]
    return tuple(
        Candidate(paper, _probability(bits[at], bits[:at] + bits[at + 1 :]), tuple(found))
        for at, (found, paper) in enumerate(weighed[:_OFFERED])
    )


def _probability(bits: float, rivals: Sequence[float]) -> float:
    return 1 / (1 + 2 ** min(-bits, 1000) + sum(2 ** min(rival - bits, 1000) for rival in rivals))


def _is_named(listing: Listing, paper: Paper) -> bool:
    """Whether it has the very title or id that is listed: then only a person can say it is not meant."""
    return bool(title_rank(listing.title, paper) or set(listing.ids) & set(paper.ids))


def _doubt(weighed: Sequence[_Weighed], candidates: Sequence[Candidate]) -> str:
    against = [one.because for one in weighed[0][0] if one.bits < 0]
    if against:
        return f"doubtful: {'; '.join(against)}"
    likely = [one for one in candidates if one.score >= POSSIBLE]
    if len(likely) > 1:
        return f"{len(likely)} papers fit, and the list does not say which"
    return f"too little to go by: {'; '.join(candidates[0].because)}"


def _absence(listing: Listing) -> str:
    ids = " or ".join(map(str, listing.ids))
    if not listing.title:
        return f"no paper found under {ids}"
    return f"no paper of this title found{f', nor under {ids}' if ids else ''}"
