"""An article gives the alerts that its subscribers asked for, with the sentences that say why."""

from dataclasses import replace

import pytest

from streams.core.match import Matcher
from streams.core.model import Alert, EnrichedArticle
from tests.core.match.values import BACKGROUND, VETO, WEATHER, enriched, subscription

VETOED = enriched(VETO, headline="Moscow’s veto stops Syria text")


def alerts(
    article: EnrichedArticle, *all_of: str, any_of: tuple[str, ...] = (), none_of: tuple[str, ...] = ()
) -> tuple[Alert, ...]:
    """Match one subscription."""
    matcher = Matcher()
    matcher.put(subscription(*all_of, any_of=any_of, none_of=none_of))
    return matcher.match(article)


@pytest.mark.parametrize(
    "clause",
    ["target:Syria", "target:IRN,SYR", "sponsor:France", "vetoed_by:RUS", "mentioned:IRQ", "organ:SC", "stage:vetoed",
     "word:Aleppo", "word:lost day", "word:moscow's veto"],
)  # fmt: skip
def test_each_field_is_matched(clause: str) -> None:
    """One clause that holds is enough; what does not hold is shown by the next test."""
    assert len(alerts(VETOED, clause)) == 1


@pytest.mark.parametrize(
    "clause",
    ["target:IRQ", "sponsor:RUS", "vetoed_by:CHN", "mentioned:EGY", "organ:GA", "stage:adopted", "word:Alepp",
     "symbol:S/RES/2254", "word:text Russia"],
)  # fmt: skip
def test_what_the_article_does_not_say_is_not_matched(clause: str) -> None:
    """Roles are told apart, and headline and body are two texts."""
    assert alerts(VETOED, clause) == ()


def test_groups() -> None:
    """All of, any of, none of."""
    assert alerts(VETOED, "target:SYR", "stage:vetoed")
    assert not alerts(VETOED, "target:SYR", "stage:adopted")
    assert alerts(VETOED, "target:SYR", any_of=("stage:adopted", "sponsor:FRA"))
    assert not alerts(VETOED, "target:SYR", any_of=("stage:adopted", "sponsor:GBR"))
    assert not alerts(VETOED, "target:SYR", none_of=("mentioned:IRQ",))
    assert alerts(VETOED, "target:SYR", none_of=("target:IRQ",))


def test_an_alert_says_what_held_and_where() -> None:
    """The value of the article, and the sentence it stands in; for a word of the headline there is none."""
    (alert,) = alerts(
        VETOED, "target:IRN,Syria", "word:moscow", any_of=("sponsor:FRA", "stage:adopted", "mentioned:IRQ")
    )
    assert [(one.clause.field, one.value, [quote.text for quote in one.quotes]) for one in alert.matched] == [
        ("target", "SYR", ["Russia on Tuesday vetoed a U.N. Security Council draft resolution on Syria."]),
        ("word", "moscow", []),
        ("sponsor", "FRA", ["The text was drafted by France."]),
        ("mentioned", "IRQ", ["Iraq’s ambassador spoke of a “lost day”."]),
    ]
    assert all(VETO[q.start : q.end] == q.text for one in alert.matched for q in one.quotes)
    assert alert.event == VETOED.resolution_events[0]


def test_clauses_on_events_hold_for_one_and_the_same_event() -> None:
    """Two texts in one article: who sponsors one and is the target of the other matches neither."""
    event = VETOED.resolution_events[0]
    other = replace(event, event_id="2", stage="adopted", targets=("LBY",), sponsors=("GBR",), vote=None)
    both = replace(VETOED, resolution_events=(event, other))
    assert not alerts(both, "target:SYR", "stage:adopted")
    assert not alerts(both, "target:SYR", "sponsor:GBR")
    assert [alert.event for alert in alerts(both, "target:LBY", "stage:adopted")] == [other]
    assert [alert.event for alert in alerts(both, "organ:SC")] == [event, other]
    assert [alert.event for alert in alerts(both, "organ:SC", none_of=("stage:adopted",))] == [event]


def test_background_matches_where_it_is_asked_for() -> None:
    """An earlier resolution that is only named alerts nobody who did not name the stage."""
    article = enriched(BACKGROUND)
    assert [event.stage for event in article.resolution_events] == ["cited"]
    assert not alerts(article, "target:SYR")
    assert not alerts(article, "symbol:S/RES/2254")
    assert alerts(article, "symbol:S/RES/2254", "stage:cited,adopted")
    assert not alerts(article, "symbol:S/RES/2254", none_of=("stage:cited",))
    (alert,) = alerts(article, "word:ceasefire")
    assert alert.event is None


def test_an_article_without_events_matches_by_its_words() -> None:
    """The alert then has no event."""
    article = enriched(WEATHER)
    (alert,) = alerts(article, "mentioned:IRQ", "word:dates")
    assert (alert.event, alert.matched[1].quotes[0].text) == (None, WEATHER)
    assert not alerts(article, "mentioned:IRQ", any_of=("stage:adopted",))
    assert alerts(article, any_of=("stage:adopted", "word:harvest"))


def test_the_article_alone_is_not_told_beside_its_events() -> None:
    """One alert where a clause on events and one on words hold, and none where none_of bars the event."""
    (alert,) = alerts(VETOED, any_of=("stage:vetoed", "word:Aleppo"))
    assert alert.event is not None
    assert not alerts(VETOED, "word:Aleppo", none_of=("stage:vetoed",))


@pytest.mark.parametrize("status", ["withheld", "canceled"])
def test_what_is_not_to_be_published_never_alerts(status: str) -> None:
    """Withheld and canceled articles match nothing."""
    article = replace(VETOED, article=replace(VETOED.article, pub_status=status))  # type: ignore[arg-type]
    assert alerts(article, "target:SYR") == ()


def test_a_draft_covers_its_revisions_and_a_code_its_subcodes() -> None:
    """The value told is the article's."""
    event = replace(VETOED.resolution_events[0], draft_symbol="A/C.3/69/L.28/Rev.1", subjects=("14.02.02",))
    article = replace(VETOED, resolution_events=(event,))
    for asked, told in {"symbol:A/C.3/69/L.28": "A/C.3/69/L.28/Rev.1", "subject:14": "14.02.02"}.items():
        (alert,) = alerts(article, asked)
        assert alert.matched[0].value == told
    assert not alerts(article, "symbol:A/C.3/69/L.28/Rev.2")


def test_an_alert_keeps_its_id_while_the_article_tells_the_same() -> None:
    """A new version, found again elsewhere in the text: the same. Another stage, or subscriber: another."""
    (first,) = alerts(VETOED, "target:SYR")
    again = replace(enriched(f"UNITED NATIONS (AP) — {VETO}"), article=replace(VETOED.article, event_id="other"))
    assert alerts(again, "target:SYR")[0].alert_id == first.alert_id
    event = replace(VETOED.resolution_events[0], stage="rejected")
    assert alerts(replace(VETOED, resolution_events=(event,)), "target:SYR")[0].alert_id != first.alert_id


def test_two_events_that_tell_the_same_are_one_alert() -> None:
    """Their alert has one id, so it is given once."""
    event = VETOED.resolution_events[0]
    twice = replace(VETOED, resolution_events=(event, replace(event, event_id="2")))
    assert len(alerts(twice, "target:SYR")) == 1


def test_subscriptions_are_replaced_and_removed() -> None:
    """The last one put under an id is the one that counts; removing what is not there does nothing."""
    matcher = Matcher()
    matcher.put(subscription("target:IRQ"))
    matcher.put(subscription("target:SYR"))
    matcher.put(subscription("vetoed_by:RUS", name="a"))
    assert len(matcher) == 2
    assert [alert.subscription_id for alert in matcher.match(VETOED)] == ["a", "desk"]
    matcher.remove("desk")
    matcher.remove("desk")
    assert [alert.subscription_id for alert in matcher.match(VETOED)] == ["a"]


def test_long_sentences_are_cut_around_what_they_prove() -> None:
    """A quote has at most 400 characters, and the words that it proves are among them."""
    body = f"Delegates heard {'one report after another, ' * 40} and Iraq was silent."
    for clause in ("mentioned:IRQ", "word:iraq was"):
        (alert,) = alerts(enriched(body), clause)
        (quote,) = alert.matched[0].quotes
        assert len(quote.text) <= 400
        assert "Iraq was" in quote.text
        assert quote.text == body[quote.start : quote.end]


def test_a_phrase_over_two_sentences_is_quoted_with_both() -> None:
    """Full stops are passed over in a phrase, so its quote may be two sentences."""
    (alert,) = alerts(enriched("He spoke of the war. Iraq was silent. Others left."), "word:war Iraq")
    assert [quote.text for quote in alert.matched[0].quotes] == ["He spoke of the war. Iraq was silent."]


NAMED = enriched(
    "The U.N. Security Council on Tuesday adopted a resolution on Mali by 12 votes to one. Cuba voted against. "
    "Germany and Togo abstained. The text was drafted by France."
)


@pytest.mark.parametrize("clause", ["abstained:Germany", "abstained:FRA,TGO", "voted_against:CUB"])
def test_how_a_country_voted_is_matched(clause: str) -> None:
    """A country that the article names with how it voted, with the sentence that says so."""
    (alert,) = alerts(NAMED, clause)
    ((quote,),) = [one.quotes for one in alert.matched]
    assert quote.text in ("Cuba voted against.", "Germany and Togo abstained.")


@pytest.mark.parametrize("clause", ["abstained:CUB", "voted_against:Germany", "voted_for:France", "abstained:France"])
def test_how_a_country_did_not_vote_is_not_matched(clause: str) -> None:
    """Another side, and a country that is named for something else."""
    assert alerts(NAMED, clause) == ()


def test_a_veto_is_matched_as_a_vote_against() -> None:
    """Who asks how Russia voted hears of its vetoes."""
    (alert,) = alerts(VETOED, "voted_against:RUS")
    assert "vetoed" in alert.matched[0].quotes[0].text
    assert alerts(VETOED, "voted_against:CHN") == ()
