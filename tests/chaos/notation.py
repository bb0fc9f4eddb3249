"""Samples as ``promtool test rules`` reads them: ``0x40 1+2x3 stale _x5``. Pure."""

from collections.abc import Sequence

Sample = float | None
SHORTEST = 3
"""Samples in a line that are worth the shorthand."""


def notation(samples: Sequence[Sample]) -> str:
    """Return ``samples``, a tenth exact; None is no sample, and the first after one says that the series went."""
    tenths = [None if each is None else round(each * 10) for each in samples]
    parts: list[str] = []
    at = 0
    while at < len(tenths):
        first = tenths[at]
        if first is None:
            missing = _same(tenths, at)
            if at > 0:
                parts.append("stale")
            if rest := missing - (at > 0):
                parts.append(f"_x{rest}")
            at += missing
            continue
        length, step = _line(tenths, at)
        if length >= SHORTEST:
            by = "" if step == 0 else f"{'+' if step > 0 else '-'}{_number(abs(step))}"
            parts.append(f"{_number(first)}{by}x{length - 1}")
        else:
            length = 1
            parts.append(_number(first))
        at += length
    return " ".join(parts)


def _same(tenths: Sequence[int | None], at: int) -> int:
    end = at
    while end < len(tenths) and tenths[end] is None:
        end += 1
    return end - at


def _line(tenths: Sequence[int | None], at: int) -> tuple[int, int]:
    """Return how many samples from ``at`` on are evenly apart, and by how much."""
    first = tenths[at]
    second = tenths[at + 1] if at + 1 < len(tenths) else None
    if first is None or second is None:
        return 1, 0
    step, end = second - first, at + 2
    while end < len(tenths) and tenths[end] == first + step * (end - at):
        end += 1
    return end - at, step


def _number(tenths: int) -> str:
    return f"{tenths / 10:.1f}".removesuffix(".0")
