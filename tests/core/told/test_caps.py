"""The cap for an hour: who reaches it is told so, and how many alerts were held back, and none is lost."""

from streams.core.model import Alert
from streams.core.told import Wants
from tests.core.told.candidates import NOON, USUAL, Group, candidate, vote

CAP = 3
CAPPED = Wants(USUAL.changes, CAP)


def facts(first: int, last: int) -> list[Alert]:
    return [candidate("first_sight", fact=f"fact {number}") for number in range(first, last)]


def sent(group: Group) -> list[tuple[str | None, int]]:
    """The facts of the alerts that go to receivers, and how many more each tells of."""
    return [(alert.fact_id, alert.more) for alert in group.alerts if not alert.held_back]


def test_the_last_before_the_cap_says_until_when() -> None:
    group = Group(CAPPED)
    group.later(minutes=40)
    group.ask(*facts(0, 5))
    assert [alert.held_until for alert in group.alerts] == [None, None, NOON.replace(hour=13), None, None]
    assert [alert.held_back for alert in group.alerts] == [False] * 3 + [True] * 2, "nothing is lost"


def test_the_next_alert_tells_how_many_more_there_were() -> None:
    group = Group(CAPPED)
    group.ask(*facts(0, 15))
    group.later(hours=1)
    group.ask(*facts(15, 17))
    assert sent(group)[3:] == [("fact 15", 12), ("fact 16", 0)]


def test_where_no_other_comes_the_first_that_was_held_back_tells_it_when_the_hour_ends() -> None:
    """It alone is asked for again; early and late, and more than once, do no harm."""
    group = Group(CAPPED)
    again = [decision.ask_again_at for decision in group.ask(*facts(0, 16))]
    assert again == [None] * CAP + [NOON.replace(hour=13)] + [None] * 12
    promised = facts(3, 4)[0]
    (early,) = group.ask(promised)
    assert (early.alert, early.ask_again_at) == (None, NOON.replace(hour=13))
    group.later(hours=1)
    group.ask(promised, promised, *facts(0, 16))
    assert sent(group)[3:] == [("fact 3", 12)]
    assert group.alerts[-1].alert_id == group.alerts[3].alert_id, "it keeps its id"
    assert group.decisions[-1].outcome == "repeated"


def test_what_was_told_of_meanwhile_is_not_told_of_again() -> None:
    group = Group(CAPPED)
    group.ask(*facts(0, 6))
    group.later(hours=1)
    group.ask(*facts(6, 7), *facts(3, 4))
    assert sent(group)[3:] == [("fact 6", 3)]


def test_what_is_sent_when_the_hour_ends_is_what_is_known_by_then() -> None:
    """What was corrected while it was held back is sent as corrected."""
    group = Group(CAPPED)
    group.ask(*facts(0, 5))
    corrected = candidate("corrected", vote(112), vote(111), fact="fact 3")
    (decision,) = group.ask(corrected)
    assert decision.ask_again_at == NOON.replace(hour=13)
    group.later(hours=1)
    first, second = group.ask(facts(3, 4)[0], corrected)
    assert first.alert is None
    assert second.alert is not None
    assert (second.alert.event, second.alert.change, second.alert.more) == (vote(112), "corrected", 2)


def test_a_flood_goes_on_with_the_cap_for_each_hour() -> None:
    group = Group(CAPPED)
    for hour in range(4):
        group.ask(*facts(10 * hour, 10 * hour + 10))
        group.later(hours=1)
    assert [more for _, more in sent(group)] == [0, 0, 0] + [7, 0, 0] * 3
    assert len(group.alerts) == 40


def test_a_clock_that_is_set_back_begins_no_hour_anew() -> None:
    group = Group(CAPPED)
    group.ask(*facts(0, 3))
    group.later(minutes=-30)
    group.ask(*facts(3, 4))
    assert len(sent(group)) == CAP


def test_each_subscription_has_its_own_and_none_has_none() -> None:
    group = Group()
    group.ask(*facts(0, 200))
    assert len(sent(group)) == 200
    assert not any(alert.held_until for alert in group.alerts)
