"""The ledger's arithmetic: every record is counted once, under one name, whatever was told of it in whatever order."""

from collections import defaultdict

from hypothesis import given
from hypothesis import strategies as st

from streams.core.ledger import Account, covered

FIRST, END = 10, 40
OFFSETS = st.integers(FIRST - 3, END + 3)
OUTPUTS = st.lists(st.tuples(OFFSETS, st.integers(1, 3), st.integers(0, 2)), max_size=120)


def offsets(spans: tuple[tuple[int, int], ...]) -> list[int]:
    return [offset for first, last in spans for offset in range(first, last + 1)]


@given(OUTPUTS, st.sets(OFFSETS), st.sets(OFFSETS), OFFSETS)
def test_it_agrees_with_a_count_by_sets(
    outputs: list[tuple[int, int, int]], present: set[int], old: set[int], committed: int
) -> None:
    """The same figures as those of a reader that keeps every output in a dictionary."""
    account = Account(FIRST, END)
    by_offset = defaultdict(list)
    for offset, kind, mark in outputs:
        account.settle(offset, kind, mark)
        if FIRST <= offset < END:
            by_offset[offset].append((kind, mark))
    wanted = set(range(FIRST, END))
    assert offsets(tuple(account.unsettled())) == sorted(wanted - by_offset.keys())
    for offset in present:
        account.found(offset, unproven=offset in old)
    balance = account.balance(committed)

    without = (present & wanted) - by_offset.keys()
    assert balance.settled == tuple(sum(told[0][0] == kind for told in by_offset.values()) for kind in (1, 2, 3))
    assert balance.in_flight == sum(offset >= committed for offset in without)
    assert balance.unproven == sum(offset < committed for offset in without & old)
    assert offsets(balance.holes) == sorted(offset for offset in without - old if offset < committed)
    assert balance.repeats == sum(len(told) - 1 for told in by_offset.values())
    assert offsets(balance.repeated) == sorted(offset for offset, told in by_offset.items() if len(told) > 1)
    assert offsets(balance.contradictory) == sorted(offset for offset, told in by_offset.items() if len(set(told)) > 1)
    assert balance.received == len(wanted & (present | by_offset.keys()))
    assert balance.closed == (not balance.holes and not balance.contradictory)


@given(OUTPUTS, st.randoms(use_true_random=False))
def test_the_order_of_identical_outputs_does_not_matter(outputs: list[tuple[int, int, int]], chance: object) -> None:
    """Partitions of the outputs are read in any order; what each offset's outputs are is the same."""
    outputs = [(offset, 1 + offset % 3, offset) for offset, _, _ in outputs]
    shuffled = list(outputs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # random.Random
    balances = []
    for order in (outputs, shuffled):
        account = Account(FIRST, END)
        for output in order:
            account.settle(*output)
        balances.append(account.balance(END))
    assert balances[0] == balances[1]


def test_a_repeat_is_harmless_and_named_where_its_bytes_are_the_same() -> None:
    """Three times the same is two repeats of one offset."""
    account = Account(0, 3)
    for offset in (0, 1, 1, 1, 2):
        account.settle(offset, 1, 7)
    balance = account.balance(3)
    assert (balance.repeats, balance.repeated, balance.closed) == (2, ((1, 1),), True)


def test_other_bytes_or_another_topic_contradict_also_when_the_first_comes_again() -> None:
    """Once contradicted, an offset stays so."""
    account = Account(0, 3)
    for offset, kind, mark in ((0, 1, 7), (0, 1, 8), (0, 1, 7), (1, 1, 7), (1, 3, 7), (2, 2, 7)):
        account.settle(offset, kind, mark)
    balance = account.balance(3)
    assert balance.contradictory == ((0, 1),)
    assert not balance.closed


def test_what_a_replay_published_contradicts_nothing_and_settles_nothing() -> None:
    """Read before or after the output that the arrival had; where that has expired, it is as if there was no replay."""
    account = Account(0, 5)
    account.replay(0)
    for offset in (0, 1):
        account.settle(offset, 3, 7)
    for offset in (1, 1, 2, 3):
        account.replay(offset)
    assert list(account.unsettled()) == [(2, 4)]
    for offset, old in ((2, True), (3, False)):
        account.found(offset, unproven=old)
    balance = account.balance(5)
    assert (balance.settled, balance.replayed, balance.repeats, balance.contradictory) == ((0, 0, 2), 4, 0, ())
    assert (balance.unproven, balance.holes) == (1, ((3, 3),))


def test_gaps_are_no_holes() -> None:
    """Offsets at which there is no record: markers of transactions, compacted or expired records."""
    account = Account(0, 1_000)
    account.settle(500, 1, 0)
    assert list(account.unsettled()) == [(0, 499), (501, 999)]
    balance = account.balance(1_000)
    assert (balance.received, balance.closed) == (1, True)


def test_an_empty_range_is_closed() -> None:
    """Nothing was received."""
    balance = Account(5, 5).balance(0)
    assert (balance.received, balance.closed, covered(balance.holes)) == (0, True, 0)
