"""What becomes known of a resolution gives the alerts that were asked for, with the sentences that say why."""

from dataclasses import replace

import pytest

from streams.core.match import Matcher
from streams.core.model import Alert, Transition, Vote
from tests.core.match.values import VETO, subscription, transition

VETOED = transition(VETO, headline="Moscow’s veto stops Syria text")
TALLY = Vote(9, 4, 2, vetoed_by=("RUS",))


def alerts(
    told: Transition, *all_of: str, any_of: tuple[str, ...] = (), none_of: tuple[str, ...] = ()
) -> tuple[Alert, ...]:
    """Match one subscription."""
    matcher = Matcher()
    matcher.put(subscription(*all_of, any_of=any_of, none_of=none_of, on="transitions"))
    return matcher.match_transition(told)


@pytest.mark.parametrize(
    "clause",
    ["target:Syria", "sponsor:France", "vetoed_by:RUS", "mentioned:IRQ", "organ:SC", "stage:vetoed", "word:Aleppo",
     "word:moscow's veto", "vote:vetoed", "status:provisional", "min_sources:1", "min_confidence:0.5"],
)  # fmt: skip
def test_each_field_is_asked_of_the_fact_and_of_the_article_that_tells_it(clause: str) -> None:
    """Words of the headline and of the sentences that were handed on, all else of what is believed."""
    assert len(alerts(VETOED, clause)) == 1


@pytest.mark.parametrize(
    "clause",
    ["target:IRQ", "stage:adopted", "word:Alepp", "vote:unanimous", "vote:recorded", "margin_below:193",
     "status:confirmed", "min_sources:2", "min_confidence:1"],
)  # fmt: skip
def test_what_is_not_known_is_not_matched(clause: str) -> None:
    """A margin needs both numbers."""
    assert alerts(VETOED, clause) == ()


def test_what_the_dossier_adds_is_asked_too_and_not_quoted() -> None:
    """A symbol that another article told stands in no sentence of this one."""
    filled = transition(VETO, symbol="S/RES/2254 (2015)", targets=("SYR", "IRQ"), vote=TALLY)
    (alert,) = alerts(filled, "symbol:S/RES/2254", "target:IRQ", "margin_below:6", "vote:recorded", "sponsor:FRA")
    assert [(one.clause.field, one.value, [quote.text for quote in one.quotes]) for one in alert.matched] == [
        ("symbol", "S/RES/2254 (2015)", []),
        ("target", "IRQ", []),
        ("margin_below", "5", []),
        ("vote", "recorded", []),
        ("sponsor", "FRA", ["The text was drafted by France."]),
    ]


def test_a_number_of_the_security_council_may_be_asked_for_without_its_year() -> None:
    """What is told is the symbol in full; another number is another resolution."""
    filled = transition(VETO, symbol="S/RES/2809 (2025)")
    (alert,) = alerts(filled, "symbol:S/RES/2809")
    assert [one.value for one in alert.matched] == ["S/RES/2809 (2025)"]
    assert not alerts(filled, "symbol:S/RES/2810")


def test_an_alert_says_what_held_and_where() -> None:
    """The clauses with their sentences, the fact with its change, and what the alert belongs to."""
    told = transition(VETO, "confirmed", "A headline", sources=2)
    told = replace(told, before=replace(told.fact, event=replace(told.fact.event, targets=())))
    (alert,) = alerts(told, "target:IRN,Syria", "word:lost day", "mentioned:IRQ", "status:confirmed", "vote:vetoed")
    assert [(one.value, [quote.text for quote in one.quotes]) for one in alert.matched] == [
        ("SYR", ["Russia on Tuesday vetoed a U.N. Security Council draft resolution on Syria."]),
        ("lost day", ["Iraq’s ambassador spoke of a “lost day”."]),
        ("IRQ", ["Iraq’s ambassador spoke of a “lost day”."]),
        ("confirmed", []),
        ("vetoed", ["Russia on Tuesday vetoed a U.N. Security Council draft resolution on Syria."]),
    ]
    assert all(VETO[q.start : q.end] == q.text for one in alert.matched for q in one.quotes)
    assert (alert.change, alert.status, alert.independent_sources) == ("confirmed", "confirmed", 2)
    assert (alert.event, alert.before) == (told.fact.event, replace(told.fact.event, targets=()))
    assert (alert.uri, alert.info_source, alert.outlet) == (told.told.uri, "AP", "The Paper")
    assert (alert.transition_id, alert.fact_id, alert.dossier_ids) == ("transition", "fact", ("dossier", "older"))
    assert alert.signature == b"signature"


def test_an_alert_keeps_its_id_and_its_thread() -> None:
    """The id is of the transition, the thread of the fact; both are the subscription's own."""
    (first,) = alerts(VETOED, "target:SYR")
    (again,) = alerts(replace(VETOED, transition_id="next", change="confirmed"), "target:SYR")
    assert first.alert_id != again.alert_id
    assert first.thread == again.thread
    assert alerts(VETOED, "target:SYR")[0].alert_id == first.alert_id


def test_what_is_taken_back_is_told_to_who_may_have_been_told_of_it() -> None:
    """Words cannot be asked of an article that says nothing of it any more, so no clause is named; others can."""
    silent = replace(VETOED.told, headline="Weather", events=(), sentences=(), mentioned=())
    gone = replace(VETOED, change="retracted", told=silent)
    (alert,) = alerts(gone, "target:SYR")
    assert [(one.value, one.quotes) for one in alert.matched] == [("SYR", ())]
    for clause in ("word:Aleppo", "mentioned:IRQ"):
        assert [alert.matched for alert in alerts(gone, "target:SYR", clause)] == [()]
        assert [alert.matched for alert in alerts(gone, clause)] == [()]
        assert alerts(gone, "target:IRQ", clause) == ()
    assert [alert.matched for alert in alerts(gone, "target:SYR", none_of=("word:weather",))] == [()]
    assert alerts(gone, "target:SYR", none_of=("word:weather", "stage:vetoed")) == ()


def test_a_correction_is_told_to_who_asked_for_what_it_corrects() -> None:
    """Naming no clause where none holds any more; a confirmation takes nothing back."""
    before = replace(VETOED.fact, event=replace(VETOED.fact.event, vote=replace(TALLY, for_=4)))
    after = transition(VETO, "corrected", vote=TALLY)
    corrected = replace(after, before=before)
    assert [len(alert.matched) for alert in alerts(corrected, "target:SYR", "margin_below:3")] == [0]
    assert [len(alert.matched) for alert in alerts(corrected, "target:SYR", "margin_below:6")] == [2]
    assert not alerts(replace(corrected, change="confirmed"), "target:SYR", "margin_below:3")


def test_each_hears_of_what_it_subscribed_to() -> None:
    """Those on articles nothing of transitions; which changes it hears of is decided by what it was told."""
    matcher = Matcher()
    for name, on in (("a", "articles"), ("t", "transitions")):
        matcher.put(subscription("target:SYR", name=name, on=on))  # type: ignore[arg-type]  # both are kinds
    assert [alert.subscription_id for alert in matcher.match_transition(VETOED)] == ["t"]
    matcher.put(subscription("target:SYR", name="t", on="articles"))
    assert matcher.match_transition(VETOED) == ()
