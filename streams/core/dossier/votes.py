"""Whether two votes are one, as far as is told of them."""

from streams.core.dossier.profiles import Act, Tally

SAME_VOTE = 4.0
"""What two numbers of a tally that are the same say: rivals differ in them."""
ECHO = 14
"""Days for which an outcome is still told as news, where the text does not say when it was."""


def votes(act: Act, known: Act | None) -> float | None:
    """Return how alike two votes are; None where they cannot be one."""
    if known is None:
        return 0.0
    if act.vetoers and known.vetoers and not act.vetoers & known.vetoers:
        return None
    score = 2.0 if act.vetoers & known.vetoers else 0.0
    if act.tallies and known.tallies:
        likeness = [_tallies(one, other) for one in act.tallies for other in known.tallies]
        best = max(likeness)
        if best < 0:
            return None
        score += best
    if act.stage == known.stage:
        return score
    if "adopted" in (act.stage, known.stage) and score < SAME_VOTE:
        return None
    return score - 1


def _tallies(one: Tally, other: Tally) -> float:
    """Return 4 for the same vote, 1 for one that is told a little differently, 0 for no statement, -1 for another."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    wrong = [(a, b) for a, b in pairs if a != b]
    if not wrong:
        return SAME_VOTE if len(pairs) >= 2 else 1.0 if pairs else 0.0
    if len(wrong) == 1 and len(pairs) >= 2:
        return 1.0
    swapped = sorted(one, key=str) == sorted(other, key=str)
    moved = sum(a for a, _ in pairs) == sum(b for _, b in pairs) and all(abs(a - b) <= 1 for a, b in wrong)
    return 1.0 if swapped or moved else -1.0


def on_other_days(one: Act, other: Act) -> bool:
    """Say whether two votes were on two days. The day of printing may be a later one."""
    apart = abs((one.day - other.day).days)
    return apart > 0 if one.dated and other.dated else apart > ECHO
