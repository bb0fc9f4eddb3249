"""What a subscription on transitions hears: once of each, and never what it does not need to know."""

from dataclasses import replace

import pytest

from streams.core.model import Change, Vote
from streams.core.told import Wants
from tests.core.told.candidates import Group, candidate, changes, vote

FIRST, CONFIRMED, RETRACTED = candidate("first_sight"), candidate("confirmed"), candidate("retracted")
CORRECTED = candidate("corrected", vote(112), vote(111))


def test_a_fact_is_one_thread() -> None:
    """First sight, confirmation, correction and retraction: each once, under an id of its own, in one thread."""
    group = Group()
    group.ask(FIRST, CONFIRMED, CORRECTED, candidate("retracted", vote(112)))
    assert changes(group) == ["first_sight", "confirmed", "corrected", "retracted"]
    assert len({alert.alert_id for alert in group.alerts}) == 4
    assert len({alert.thread for alert in group.alerts}) == 1
    assert group.alerts[2].before == vote(111)


def test_what_comes_again_is_not_told_again() -> None:
    """One by one, or a whole stretch of them: neither as news nor as a correction of what came after it."""
    group = Group()
    story = (FIRST, CONFIRMED, CORRECTED, candidate("confirmed", vote(112)))
    group.ask(FIRST, *story, *story, CORRECTED, FIRST)
    assert changes(group) == ["first_sight", "confirmed", "corrected", "confirmed"]
    assert {decision.outcome for decision in group.decisions[5:]} == {"repeated"}


@pytest.mark.parametrize("change", ["confirmed", "corrected", "disputed"])
def test_who_was_told_nothing_hears_it_at_first_sight(change: Change) -> None:
    """The first sight was history, muted, or before the subscription: the news is that the fact is one."""
    group = Group()
    (decision,) = group.ask(candidate(change, vote(112), vote(111)))
    assert decision.alert is not None
    assert (decision.alert.change, decision.alert.before) == ("first_sight", None)
    assert decision.alert.event == vote(112)


def test_what_is_believed_no_more_is_news_for_who_was_told_of_it() -> None:
    """A correction by which nothing holds that was asked for: not for who was told nothing, or that it is none."""
    lapsed = replace(CORRECTED, matched=())
    assert Group().ask(lapsed)[0].alert is None
    group = Group()
    group.ask(FIRST, lapsed, candidate("retracted", vote(112)), replace(lapsed, transition_id="again"))
    assert changes(group) == ["first_sight", "corrected", "retracted"]


def test_nothing_is_taken_back_that_was_not_told() -> None:
    group = Group()
    group.ask(RETRACTED)
    assert group.alerts == []


def test_what_is_taken_back_and_told_anew_is_told_anew() -> None:
    """Under another id: receivers drop those that they know."""
    group = Group()
    group.ask(FIRST, RETRACTED, replace(FIRST, transition_id="back again"))
    assert changes(group) == ["first_sight", "retracted", "first_sight"]
    assert group.alerts[0].alert_id != group.alerts[2].alert_id


def test_a_correction_that_nobody_was_told_is_told_with_what_confirms_it() -> None:
    """From what this subscription believed, whatever the dossier did in between."""
    group = Group()
    group.ask(FIRST, candidate("confirmed", vote(113), vote(112)))
    assert changes(group) == ["first_sight", "corrected"]
    assert group.alerts[1].before is not None
    assert group.alerts[1].before.vote == Vote(111, 19, 55)
    assert group.alerts[1].status == "confirmed"
    group.ask(candidate("confirmed", vote(113)))
    assert len(group.alerts) == 2, "that it is confirmed was told with it"


def test_a_correction_back_is_told() -> None:
    group = Group()
    group.ask(FIRST, CORRECTED, candidate("corrected", vote(111), vote(112)))
    assert changes(group) == ["first_sight", "corrected", "corrected"]
    assert len({alert.alert_id for alert in group.alerts}) == 3


def test_a_correction_of_something_beside_the_vote_is_told() -> None:
    sponsors = replace(vote(), sponsors=("CAN",))
    group = Group()
    group.ask(FIRST, candidate("corrected", sponsors, vote(), transition="sponsors"))
    assert changes(group) == ["first_sight", "corrected"]


def test_a_subscription_hears_what_it_wants() -> None:
    """Who wants confirmed facts alone hears first of the confirmation; of corrections only who was told."""
    group = Group(Wants(frozenset({"confirmed", "retracted"})))
    group.ask(CORRECTED, candidate("confirmed", vote(112)), CORRECTED, RETRACTED)
    assert changes(group) == ["confirmed", "retracted"]


def test_an_older_word_that_comes_late_is_no_correction() -> None:
    """The first sight was not told; what corrected it was. Then the first sight comes again."""
    group = Group()
    group.ask(CORRECTED, FIRST, CONFIRMED)
    assert changes(group) == ["first_sight"]


def test_a_merge_tells_nobody_twice() -> None:
    """Both halves were told, one of them confirmed: then they are one dossier under the older id."""
    group = Group()
    group.ask(candidate("first_sight", None, None, "old"), candidate("first_sight", None, None, "new"))
    group.ask(candidate("confirmed", None, None, "new"))
    assert changes(group) == ["first_sight", "first_sight", "confirmed"]
    group.ask(candidate("merged", None, None, "old", "new"), candidate("confirmed", None, None, "old", "new"))
    group.ask(candidate("first_sight", None, None, "older", "old", "new"))
    assert len(group.alerts) == 3
    group.ask(candidate("corrected", vote(112), vote(111), "old", "new"))
    assert group.alerts[3].thread == group.alerts[0].thread


def test_a_merge_is_told_to_who_wants_to_hear_of_it() -> None:
    wants = Wants(frozenset({"first_sight", "merged"}))
    group = Group(wants)
    merged = candidate("merged", None, None, "old", "new")
    group.ask(merged, candidate("first_sight", None, None, "new"), replace(merged, transition_id="another"))
    assert changes(group) == ["first_sight", "merged"]


def test_facts_and_subscriptions_are_apart() -> None:
    group = Group()
    group.ask(FIRST, candidate("first_sight", fact="vetoed"), replace(FIRST, subscription_id="other"))
    assert changes(group) == ["first_sight"] * 3
    assert len({alert.thread for alert in group.alerts}) == 3


def test_ids_follow_from_what_is_told() -> None:
    """The same on every machine, whatever else was told before."""
    one, other = Group(), Group()
    one.ask(FIRST, CONFIRMED)
    other.ask(candidate("first_sight", fact="vetoed"), FIRST, CONFIRMED)
    assert [alert.alert_id for alert in one.alerts] == [alert.alert_id for alert in other.alerts[1:]]


def test_a_subscription_that_is_gone_is_forgotten() -> None:
    group = Group()
    group.ask(FIRST)
    assert group.told.forget("desk") == [group.alerts[0].alert_id]
    assert group.told.forget("desk") == []
    group.ask(FIRST)
    assert len(group.alerts) == 2


def test_a_merge_keeps_what_was_not_taken_back() -> None:
    """One half was taken back, the other confirmed: what they are now stands, and that it does not is news."""
    group = Group()
    group.ask(candidate("first_sight", None, None, "new"), candidate("retracted", None, None, "new"))
    group.ask(candidate("first_sight", None, None, "old"), candidate("confirmed", None, None, "old"))
    group.ask(candidate("merged", None, None, "old", "new"), candidate("retracted", None, None, "old", "new"))
    assert changes(group) == ["first_sight", "retracted", "first_sight", "confirmed", "retracted"]
