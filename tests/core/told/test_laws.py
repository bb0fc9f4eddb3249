"""Whatever the order, the repetition and the crashes: nothing is told twice, and nothing is missed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from streams.core.model import Alert, Change, FactStatus, ResolutionEvent
from streams.core.told import Told, Wants
from streams.core.told.values import value_of
from tests.core.told.candidates import STATUS, USUAL, Group, article, candidate, vote

FACTS = ("adopted", "vetoed")
EVENTS = (vote(111), vote(112), vote(112, 20))
CHANGES: tuple[Change, ...] = ("confirmed", "completed", "corrected", "disputed", "retracted", "merged")
ALWAYS = ("completed", "corrected", "merged")
"""What may happen to a fact however it stands."""


@dataclass
class Facts:
    """What a tracker makes of dossiers: the transitions of each fact follow one on the other, until two are merged."""

    draw: st.DrawFn
    stands: dict[tuple[str, str], tuple[ResolutionEvent, FactStatus]] = field(default_factory=dict)
    ids: tuple[tuple[str, ...], ...] = (("old",), ("new",))
    made: list[Alert] = field(default_factory=list)

    def step(self, changes: Sequence[Change]) -> None:
        ids, fact = self.draw(st.sampled_from(self.ids)), self.draw(st.sampled_from(FACTS))
        before, status = self.stands.get((ids[0], fact), (None, None))
        change: Change = "first_sight"
        event = before or self.draw(st.sampled_from(EVENTS))
        if before is not None:
            change = self.draw(st.sampled_from([each for each in changes if STATUS[each] != status or each in ALWAYS]))
        if change == "merged":
            ids, self.ids = ("old", "new"), (("old", "new"),)
            for each in FACTS:  # what is known of one of the two is known of both
                if ("new", each) in self.stands:
                    self.stands.setdefault(("old", each), self.stands["new", each])
        elif change == "corrected":
            event = self.draw(st.sampled_from([each for each in EVENTS if each is not before or status == "retracted"]))
        elif status == "retracted":
            change = "corrected"
        now = status if change in ("merged", "completed") and status else STATUS[change]
        self.stands[ids[0], fact] = (event, now)
        transition = f"transition {len(self.made)}"
        made = candidate(change, event, before, *ids, fact=fact, transition=transition)
        self.made.append(replace(made, status=now))


@st.composite
def lives(draw: st.DrawFn, changes: Sequence[Change] = CHANGES, most: int = 12) -> list[Alert]:
    """The transitions of some facts, of which some were muted, so that nobody hears of them."""
    facts = Facts(draw)
    for _ in range(draw(st.integers(1, most))):
        facts.step(changes)
    return [each for each in facts.made if draw(st.sampled_from((True, True, True, False)))]


@st.composite
def repeated(draw: st.DrawFn, of: st.SearchStrategy[list[Alert]]) -> list[Alert]:
    """Candidates, of which stretches come again: a worker crashed before it had committed them."""
    stream = draw(of)
    for _ in range(draw(st.integers(0, 2)) if stream else 0):
        start = draw(st.integers(0, len(stream) - 1))
        end = draw(st.integers(start + 1, len(stream)))
        stream[end:end] = stream[start:end]
    return stream


articles = st.builds(article, st.integers(1, 4), st.sampled_from((None, *EVENTS)))
caps = st.sampled_from((None, 1, 3))
booleans = st.sampled_from((True, False))


@given(repeated(lives()), caps)
def test_what_comes_again_is_never_told_twice(stream: Sequence[Alert], cap: int | None) -> None:
    """Nor is a value of a thread, but where it was corrected, disputed or taken back in between."""
    once, group = Group(Wants(USUAL.changes, cap)), Group(Wants(USUAL.changes, cap))
    once.ask(*{each.transition_id: each for each in stream}.values())
    group.ask(*stream)
    assert [alert.alert_id for alert in group.alerts] == [alert.alert_id for alert in once.alerts]
    group.ask(*stream)
    assert len(group.alerts) == len(once.alerts)
    assert len({alert.alert_id for alert in group.alerts}) == len(group.alerts)


@given(repeated(lives(("confirmed", "completed"))))
def test_no_value_of_a_thread_is_told_twice(stream: Sequence[Alert]) -> None:
    group = Group()
    group.ask(*stream)
    told = Counter((alert.thread, alert.change, value_of(alert.event)) for alert in group.alerts)
    assert set(told.values()) <= {1}


@given(repeated(lives()))
def test_no_first_sight_is_missed(stream: Sequence[Alert]) -> None:
    """Of every fact that any candidate told, something was told, and at first sight."""
    group = Group()
    group.ask(*stream)
    first: dict[str | None, Change | None] = {}
    for alert in group.alerts:
        first.setdefault(alert.fact_id, alert.change)
    assert set(first.values()) <= {"first_sight"}
    assert first.keys() == {each.fact_id for each in stream if each.change not in ("retracted", "merged")}


@given(lives())
def test_what_is_believed_is_what_is_known(stream: Sequence[Alert]) -> None:
    """After each candidate that says how a fact stands, the subscription was told last that it stands so.

    But for what it heard to be corrected: that is an older word, which came late.
    """
    group, corrected = Group(), set[tuple[str | None, str]]()
    for each in stream:
        if each.change == "corrected":
            corrected.add((each.fact_id, value_of(each.before)))
        group.ask(each)
        told = [alert for alert in group.alerts if alert.fact_id == each.fact_id]
        of_fact = [alert for alert in told if alert.dossier_ids[0] in each.dossier_ids]
        if each.change == "retracted":
            assert not of_fact or of_fact[-1].change == "retracted"
        elif each.change in ("first_sight", "confirmed", "corrected"):
            value = value_of(each.event)
            assert value in {value_of(alert.event) for alert in of_fact} or (each.fact_id, value) in corrected


@given(repeated(lives()) | repeated(st.lists(articles, max_size=12)), caps, st.data())
def test_who_takes_over_decides_the_same(stream: Sequence[Alert], cap: int | None, data: st.DataObject) -> None:
    """Whichever of the last ones was remembered or published before the crash: the same alerts, with the same ids."""
    straight, crashing = Group(Wants(USUAL.changes, cap)), Group(Wants(USUAL.changes, cap))
    for each in stream:
        minutes = data.draw(st.sampled_from((0, 5, 61)))
        for group in (straight, crashing):
            group.later(minutes=minutes)
            group.ask(each)
        if data.draw(booleans):
            last = crashing.decisions[-1].telling
            if last is not None and data.draw(booleans):
                _forget(crashing, last.alert_id)
            crashing.rebuild(len(crashing.candidates) - 1)
    assert straight.alerts == crashing.alerts
    assert straight.decisions == crashing.decisions


def _forget(group: Group, alert_id: str) -> None:
    earlier = [
        decision.telling
        for decision in group.decisions[:-1]
        if decision.telling is not None and decision.telling.alert_id == alert_id
    ]
    del group.remembered[alert_id]
    if earlier:
        group.remembered[alert_id] = earlier[-1]


@given(lives(most=20), st.integers(1, 3))
def test_the_cap_is_kept_and_all_are_counted(stream: Sequence[Alert], cap: int) -> None:
    """Within an hour no more are sent than may be; with the next one all that were held back are told."""
    group = Group(Wants(USUAL.changes, cap))
    group.ask(*stream)
    sent = [alert for alert in group.alerts if not alert.held_back]
    assert len(sent) <= cap
    group.later(hours=1)
    (decision,) = group.ask(candidate("first_sight", fact="another"))
    assert decision.alert is not None
    assert decision.alert.more == len(group.alerts) - 1 - len(sent)


def test_nothing_remembered_is_nothing_known() -> None:
    assert Told().forget("desk") == []
