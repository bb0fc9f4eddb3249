"""Who is displaced again and again has a double; who lost its membership once had a bad moment."""

from streams.kafka.membership import MOST_LOSSES, WITHIN_SECONDS, Membership


def lives(membership: Membership, *, is_known: bool, at: float) -> bool:
    """Have it join, and a rebalance begin; say whether it may go on."""
    membership.joined()
    return not membership.leaves(is_known=is_known, now=at)


def test_of_two_of_one_name_the_first_one_ends_and_the_second_stays() -> None:
    """They displace each other in turn; the one that was there before has its last loss first."""
    first, second = Membership(), Membership()
    assert not second.leaves(is_known=False, now=0.0), "to be new is no loss"
    for turn in range(MOST_LOSSES):
        goes_on = lives(first, is_known=False, at=6.0 * turn)
        assert goes_on is (turn < MOST_LOSSES - 1)
        if goes_on:
            assert lives(second, is_known=False, at=6.0 * turn + 3)


def test_rebalances_of_others_are_no_loss() -> None:
    """However often others come and go."""
    membership = Membership()
    assert all(lives(membership, is_known=True, at=float(second)) for second in range(50))


def test_losses_far_apart_are_no_double() -> None:
    """A laptop that sleeps every hour."""
    membership = Membership()
    assert all(lives(membership, is_known=False, at=hour * WITHIN_SECONDS) for hour in range(20))
