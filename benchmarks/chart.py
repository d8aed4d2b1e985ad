"""Chart: curves as points in, an SVG picture out."""

from collections.abc import Mapping, Sequence
from html import escape
from math import log10

Points = Sequence[tuple[float, float]]
"""Share of wrong answers and of found papers, in per cent."""
_WIDTH, _HEIGHT, _MARGIN = 640, 400, 60
_COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#7b5ea7", "#b08968")
_LEAST, _MOST = -3.0, 1.0
"""Powers of ten of the share of wrong answers, in per cent, at both ends; none at all stands at the left."""


def chart(curves: Mapping[str, Points], marks: Mapping[str, tuple[float, float]], lowest: float) -> str:
    """Wrong answers (logarithmic) against papers found, from `lowest` per cent on; marks are points."""
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12">',
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
        *_axes(lowest),
    ]
    for place, (name, points) in enumerate(curves.items()):
        path = " ".join(
            f"{_x(wrong):.1f},{_y(found, lowest):.1f}" for wrong, found in points if found >= lowest
        )
        colour = _COLOURS[place % len(_COLOURS)]
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(_text(_WIDTH - _MARGIN - 200, _HEIGHT - _MARGIN - 20 - 16 * place, name, colour))
    for name, (wrong, found) in marks.items():
        x, y = _x(wrong), _y(found, lowest)
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="black"/>')
        parts.append(_text(x + 7, y + 4, name, "black"))
    return "\n".join([*parts, "</svg>", ""])


def _axes(lowest: float) -> list[str]:
    left, right, top, bottom = _MARGIN, _WIDTH - _MARGIN, _MARGIN / 2, _HEIGHT - _MARGIN
    lines = [f'<path d="M{left} {top}V{bottom}H{right}" fill="none" stroke="black"/>']
    wrong = [10.0**power for power in range(int(_LEAST), int(_MOST) + 1)]
    found = [lowest + (100 - lowest) * step / 5 for step in range(6)]
    lines.extend(_text(_x(one) - 10, bottom + 18, f"{one:g}", "black") for one in wrong)
    lines.extend(_text(left - 40, _y(one, lowest) + 4, f"{one:g}", "black") for one in found)
    lines.append(_text(left + 150, bottom + 40, "wrong of all listed, % (logarithmic)", "black"))
    lines.append(_text(left - 50, top - 4, "found of those in the catalogue, %", "black"))
    return lines


def _x(wrong: float) -> float:
    power = log10(wrong) if wrong > 0 else _LEAST
    share = (min(_MOST, max(_LEAST, power)) - _LEAST) / (_MOST - _LEAST)
    return _MARGIN + share * (_WIDTH - 2 * _MARGIN)


def _y(found: float, lowest: float) -> float:
    share = (found - lowest) / (100 - lowest)
    return _HEIGHT - _MARGIN - share * (_HEIGHT - 1.5 * _MARGIN)


def _text(x: float, y: float, words: str, colour: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}">{escape(words)}</text>'
