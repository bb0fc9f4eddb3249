"""Whether what an article tells is of a resolution that is known, and how surely. None: it cannot be."""

from datetime import timedelta

from streams.core.dossier.profiles import Act, Profile, Tally, act_of, is_of_committee
from streams.core.dossier.sights import OUTCOMES, Sight

BY_SYMBOL = 1000.0
BY_DRAFT = 500.0
ENOUGH = 3.0
"""What a telling needs to be of a known resolution: a common target alone, in the same organ or an unnamed one."""
TIE = 7.0
"""What shows that two strands are of one resolution: a common target beside the same vote or the same sponsors."""
CLEARLY = 0.5
"""How much better the best must be than a rival."""
WINDOWS = {"GA": 120, "SC": 60, "HRC": 45}
"""Days for which a resolution without an outcome is waited for: a draft of a Main Committee in October is voted on in
the plenary in December or after the session resumes; the Human Rights Council has sessions of four to six weeks."""
WINDOW = 60
LONGEST = max(WINDOWS.values())
ECHO = 14
"""Days for which an outcome is still told as news, where the text does not say when it was."""
THEMATIC = 14
"""Days for which texts on no country are taken for one by what they are about."""


def fit(sight: Sight, known: Profile) -> float | None:
    """Return how well an event fits a known resolution; None where it is of another one."""
    symbol = sight.event.symbol
    if symbol in known.symbols:
        return BY_SYMBOL
    if symbol and known.symbols:
        return None
    if sight.draft in known.drafts:
        return BY_DRAFT
    if (
        (sight.draft and _numbered_apart(frozenset((sight.draft,)), known.drafts))
        or _differ(sight.parent, known.parent)
        or _differ(sight.committee, known.committee)
        or _apart(sight.targets, known.targets)
        or not _in_time(sight, known)
    ):
        return None
    return _likeness(sight, known)


def clash(one: Profile, other: Profile) -> bool:
    """Say whether two strands cannot be of one resolution."""
    if one.symbols & other.symbols or one.drafts & other.drafts:
        return _apart(one.symbols, other.symbols)
    return (
        _apart(one.symbols, other.symbols)
        or _numbered_apart(one.drafts, other.drafts)
        or _differ(one.parent, other.parent)
        or _differ(one.committee, other.committee)
        or _apart(one.targets, other.targets)
        or _apart(one.sponsors, other.sponsors)
        or any(
            a is not None and b is not None and (_votes(a, b) is None or abs((a.day - b.day).days) > ECHO)
            for a, b in ((one.outcome, other.outcome), (one.passed, other.passed))
        )
    )


def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one) and bool(other) and one.isdisjoint(other)


def _numbered_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether drafts have two numbers of one series: an omnibus of the Third Committee has one of another."""
    return one.isdisjoint(other) and not {_series(draft) for draft in one}.isdisjoint(_series(draft) for draft in other)


def _likeness(sight: Sight, known: Profile) -> float | None:
    """Return how alike they are by who brought it, what it is about and how the members voted."""
    act = act_of(sight)
    other = known.passed if is_of_committee(sight) else known.outcome if act.stage in OUTCOMES else None
    alike = _votes(act, other)
    if alike is None:
        return None
    brought = sight.sponsors & known.sponsors
    if sight.sponsors and known.sponsors and not brought and alike < 4:
        return None  # a rival draft
    common = sight.targets & known.targets
    score = alike + (3.0 if brought else 0.0) + _about(sight, known)
    if not sight.sponsors and not known.sponsors:
        score += 0.6  # where rivals are known, what tells of no sponsor is of the one that nobody is said to bring
    if not common and not _is_bridged(sight, known, brought=bool(brought), same_vote=alike >= 2):
        return None
    if common:
        score += 3 + len(common) / len(sight.targets | known.targets) / 2
    if sight.parent == known.parent:
        score += 1 if sight.parent else 0
    if other is not None and abs((act.day - other.day).days) <= 1:
        score += 1
    if _is_own(sight.sponsors, sight.targets) != _is_own(known.sponsors, known.targets) and not brought:
        score -= 2  # a text that a country brings on itself is seldom the one that is only called "on" it
    return score


def _about(sight: Sight, known: Profile) -> float:
    if not sight.subjects or not known.subjects:
        return 0.0
    return 1.0 if sight.subjects & known.subjects else -0.5


def _is_own(sponsors: frozenset[str], targets: frozenset[str]) -> bool:
    return bool(sponsors) and sponsors <= targets


def _is_bridged(sight: Sight, known: Profile, *, brought: bool, same_vote: bool) -> bool:
    """Say whether two are of one text though they name no common target: one names none, or it is on no country."""
    if sight.targets or known.targets:  # the article that names no target speaks of the country nonetheless
        named, around = (sight.targets, known.about) if sight.targets else (known.targets, sight.about)
        return (brought or same_vote) and (named <= around or (brought and same_vote))
    if sight.parent is None or sight.parent != known.parent or (sight.day - known.last).days > THEMATIC:
        return False
    if brought or same_vote:
        return True
    common = sight.about & known.about
    alike = len(common) >= 2 and 2 * len(common) >= min(len(sight.about), len(known.about))
    return alike and bool(sight.subjects & known.subjects)


def _votes(act: Act, known: Act | None) -> float | None:
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
    if "adopted" in (act.stage, known.stage) and score < 4:
        return None
    return score - 1


def _tallies(one: Tally, other: Tally) -> float:
    """Return 4 for the same vote, 1 for one that is told a little differently, 0 for no statement, -1 for another."""
    pairs = [(a, b) for a, b in zip(one, other, strict=True) if a is not None and b is not None]
    wrong = [(a, b) for a, b in pairs if a != b]
    if not wrong:
        return 4.0 if len(pairs) >= 2 else 1.0 if pairs else 0.0
    if len(wrong) == 1 and len(pairs) >= 2:
        return 1.0
    swapped = sorted(one, key=str) == sorted(other, key=str)
    moved = sum(a for a, _ in pairs) == sum(b for _, b in pairs) and all(abs(a - b) <= 1 for a, b in wrong)
    return 1.0 if swapped or moved else -1.0


def _in_time(sight: Sight, known: Profile) -> bool:
    """Say whether the event can be the next of this resolution, or one of those that are known of it."""
    window = timedelta(days=WINDOWS.get(known.parent or sight.parent or "", WINDOW))
    if sight.day - known.last > window or known.first - sight.day > window:
        return False
    if is_of_committee(sight):
        return (known.outcome is None or sight.day <= known.outcome.day) and _is_same_day(sight, known.passed)
    if sight.event.stage in OUTCOMES:
        after = known.passed is None or sight.day >= known.passed.day - timedelta(days=1)
        return after and _is_same_day(sight, known.outcome)
    done = known.outcome or (known.passed if sight.committee is not None else None)
    if done is None:
        return True
    scheduled = sight.event.scheduled_for
    return sight.day <= done.day + timedelta(days=1) and (scheduled is None or scheduled <= done.day)


def _is_same_day(sight: Sight, known: Act | None) -> bool:
    if known is None:
        return True
    apart = abs((sight.day - known.day).days)
    if sight.dated and known.dated:
        return apart <= 1  # it is tomorrow already in Tokyo
    return apart <= ECHO


def _series(draft: str) -> str:
    """Return who numbers a draft: "A/C.3" of "A/C.3/69/L.28", "S" of "S/2017/172"."""
    return "/".join(part for part in draft.split("/")[:2] if not part[-1:].isdigit() or "." in part)


def _differ(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and one != other
