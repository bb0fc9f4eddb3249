"""Small pictures as SVG or HTML: bars and the curve of confidence. Colours come from the page's style sheet."""

from collections.abc import Sequence
from html import escape

from tests.quality.calibration import Bin

SIZE = 260
EDGE = 46


def bar(value: float, kind: str, least: float = 0.0, floor: float | None = None) -> str:
    """Return a bar from ``least`` to 1, with its figure, and a mark at its floor."""
    width = 100 * max(0.0, (value - least) / (1 - least))
    mark = "" if floor is None else f'<i class="floor" style="left:{100 * (floor - least) / (1 - least):.1f}%"></i>'
    return (
        f'<span class="bar {kind}" role="img" aria-label="{value:.3f}"><i class="fill" style="width:{width:.1f}%"></i>'
        f"{mark}</span><span class=figure>{value:.3f}</span>"
    )


def curve_picture(bins: Sequence[Bin]) -> str:
    """Return confidence given against the share that was right; the line is where both are the same."""
    inner = SIZE - EDGE - 10

    def place(given: float, right: float) -> tuple[float, float]:
        return EDGE + inner * given, 10 + inner * (1 - right)

    (x0, y0), (x1, y1) = place(0, 0), place(1, 1)
    most = max((one.count for one in bins), default=1)
    points = [(*place(one.given, one.right), one) for one in bins]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
    dots = "".join(
        f'<circle class=dot cx="{x:.1f}" cy="{y:.1f}" r="{3 + 6 * (one.count / most) ** 0.5:.1f}">'
        f"<title>{escape(f'given {one.given:.2f}: right {one.right:.2f} of {one.count}')}</title></circle>"
        for x, y, one in points
    )
    ticks = "".join(
        f'<text x="{place(tick, 0)[0]:.1f}" y="{y0 + 14:.1f}" text-anchor=middle>{tick:g}</text>'
        f'<text x="{x0 - 6:.1f}" y="{place(0, tick)[1] + 4:.1f}" text-anchor=end>{tick:g}</text>'
        for tick in (0, 0.5, 1)
    )
    return (
        f'<svg class=curve viewBox="0 0 {SIZE} {SIZE + 8}" role=img aria-label="confidence given against right">'
        f'<rect class=frame x="{x0}" y="{y1}" width="{inner}" height="{inner}"/>'
        f'<line class=even x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}"/><polyline class=line points="{path}"/>{dots}{ticks}'
        f'<text x="{(x0 + x1) / 2}" y="{y0 + 28}" text-anchor=middle>confidence given</text>'
        f'<text x="12" y="{(y0 + y1) / 2}" text-anchor=middle '
        f'transform="rotate(-90 12 {(y0 + y1) / 2})">right</text></svg>'
    )
