"""Whether what an article tells is of a resolution that is known, and how surely. None: it cannot be."""

from datetime import timedelta

from streams.core.dossier.profiles import Act, Profile, act_of, is_of_committee
from streams.core.dossier.sights import OUTCOMES, Sight
from streams.core.dossier.votes import ECHO, SAME_VOTE, on_other_days, votes

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
            a is not None and b is not None and (votes(a, b) is None or on_other_days(a, b))
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
    act, other = act_of(sight), _same_act(sight, known)
    alike = votes(act, other)
    if alike is None:
        return None
    brought = bool(sight.sponsors & known.sponsors)
    if alike < SAME_VOTE and not brought:
        if sight.sponsors and known.sponsors:
            return None  # a rival draft
        if other is not None and on_other_days(act, other):
            return None
    common = sight.targets & known.targets
    if not common and not _is_bridged(sight, known, brought=brought, same_vote=alike >= 2):
        return None
    score = alike + _about(sight, known) + _at_the_time(act, other, known)
    if common:
        score += 3 + len(common) / len(sight.targets | known.targets) / 2
    if sight.parent == known.parent and sight.parent is not None:
        score += 1
    return score + _by_whom(sight, known, brought=brought)


def _same_act(sight: Sight, known: Profile) -> Act | None:
    """Return the decision that is known already where an event tells one of the same organ."""
    if is_of_committee(sight):
        return known.passed
    return known.outcome if sight.event.stage in OUTCOMES else None


def _by_whom(sight: Sight, known: Profile, *, brought: bool) -> float:
    if brought:
        return 3.0
    if _is_own(sight.sponsors, sight.targets) != _is_own(known.sponsors, known.targets):
        return -2.0  # a text that a country brings on itself is seldom the one that is only called "on" it
    # where rivals are known, what tells of no sponsor is of the one that nobody is said to bring
    return 0.0 if sight.sponsors or known.sponsors else 0.6


def _at_the_time(act: Act, other: Act | None, known: Profile) -> float:
    """Return more for a decision of the same day, and for one on the day that a vote was set for."""
    score = 1.0 if other is not None and act.day == other.day else 0.0
    if act.stage in OUTCOMES and any(abs((act.day - day).days) <= 1 for day in known.scheduled):
        score += 1
    return score


def _about(sight: Sight, known: Profile) -> float:
    if not sight.subjects or not known.subjects:
        return 0.0
    return 1.0 if sight.subjects & known.subjects else -0.5


def _is_own(sponsors: frozenset[str], targets: frozenset[str]) -> bool:
    return bool(sponsors) and sponsors <= targets


def _is_bridged(sight: Sight, known: Profile, *, brought: bool, same_vote: bool) -> bool:
    """Say whether two are of one text though they name no common target: one names none, or it is on no country."""
    if known.targets:  # the article that names no target speaks of the country nonetheless
        return (brought or same_vote) and known.targets <= sight.about
    if sight.parent is None or sight.parent != known.parent or (sight.day - known.last).days > THEMATIC:
        return False
    if sight.targets:
        return (brought or same_vote) and sight.targets <= known.about
    if brought or same_vote:
        return True
    common = sight.about & known.about
    alike = len(common) >= 2 and 2 * len(common) >= min(len(sight.about), len(known.about))
    return alike and bool(sight.subjects & known.subjects)


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
