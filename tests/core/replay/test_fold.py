"""Dossiers in two worlds: as articles were read then, and as they are read now."""

from dataclasses import replace
from datetime import timedelta

from streams.core.dossier import State, apply, dossiers
from streams.core.model import Alert, EnrichedArticle, ResolutionEvents, Transition
from streams.core.replay import Fold, Reading, Reread, alert_differences, dossier_differences, tells, tells_otherwise
from tests.core.match.values import VETO, WEATHER, enriched

VETOED = enriched(VETO)
REJECTED = replace(VETOED, resolution_events=(replace(VETOED.resolution_events[0], stage="rejected", vote=None),))
SILENT = replace(VETOED, resolution_events=())


def of(reading: EnrichedArticle, uri: str, minute: int = 0) -> EnrichedArticle:
    """The same in another article, fetched some minutes later."""
    assert reading.article.fetched_at is not None
    fetched = reading.article.fetched_at + timedelta(minutes=minute)
    version = f"v{minute}"
    return replace(reading, article=replace(reading.article, uri=uri, version=version, fetched_at=fetched))


def told(reading: EnrichedArticle) -> ResolutionEvents:
    found = tells(reading)
    assert found is not None
    return found


def reread(before: Reading, after: Reading, uri: str = "u:1", at: int = 0) -> Reread:
    return Reread(0, at, at, uri, before, after)


def folded(topic: list[EnrichedArticle | str], *rereads: Reread, later: tuple[Reread, ...] = ()) -> Fold:
    """Fold a topic on which each record came a minute after the one before; a uri alone is a takedown."""
    fold = Fold(rereads, later)
    for at, each in enumerate(topic):
        if isinstance(each, str):
            fold.take(each, None, at * 60_000)
        else:
            fold.take(each.article.uri, told(each), at * 60_000)
    return fold


def stages(fold: Fold) -> tuple[list[str], list[str]]:
    """The stages of the dossiers, then and now."""
    then, now = fold.dossiers()
    return [each.stage for each in then.values()], [each.stage for each in now.values()]


def changes(transitions: dict[str, Transition]) -> list[tuple[str, str, str]]:
    return [(each.told.uri, each.change, each.fact.stage) for each in transitions.values()]


def test_what_tells_the_same_is_the_same_in_both_worlds() -> None:
    """Nothing differs, however much there is on the topic."""
    fold = folded([of(VETOED, "u:1"), of(VETOED, "u:2"), "u:2"])
    assert stages(fold) == (["vetoed"], ["vetoed"])
    assert not fold.gone
    assert not fold.come
    assert list(dossier_differences(*fold.dossiers())) == []


def test_an_article_that_is_read_otherwise_moves_its_dossier_alone() -> None:
    """And the transitions that only one world has are told apart."""
    other = replace(of(VETOED, "u:2"), resolution_events=(replace(VETOED.resolution_events[0], targets=("LBY",)),))
    fold = folded([of(VETOED, "u:1"), other], reread(of(VETOED, "u:1"), of(REJECTED, "u:1")))
    (difference,) = dossier_differences(*fold.dossiers())
    assert [each for each in difference.fields if each.field == "stage"] == [("stage", ("vetoed",), ("rejected",))]
    assert changes(fold.gone) == [("u:1", "first_sight", "vetoed")]
    assert changes(fold.come) == [("u:1", "first_sight", "rejected")]


def test_an_article_that_told_nothing_is_told_when_it_came() -> None:
    """Before what came after it, so that the second of two tells nothing new."""
    mute = of(SILENT, "u:1")
    fold = folded([of(VETOED, "u:0"), of(VETOED, "u:2", 2)], reread(mute, of(VETOED, "u:1"), at=90_000))
    assert stages(fold) == (["vetoed"], ["vetoed"])
    fold = folded([], reread(mute, of(VETOED, "u:1")))
    assert stages(fold) == ([], ["vetoed"])
    assert changes(fold.come) == [("u:1", "first_sight", "vetoed")]


def test_what_tells_nothing_any_more_is_gone() -> None:
    """Be it enriched without an event, or not at all."""
    for after in (of(SILENT, "u:1"), None):
        fold = folded([of(VETOED, "u:1")], reread(of(VETOED, "u:1"), after))
        assert stages(fold) == (["vetoed"], [])
        (difference,) = dossier_differences(*fold.dossiers())
        assert difference.after is None


def test_later_versions_and_takedowns_have_the_last_word() -> None:
    """They are on no topic where there was nothing to take back, and here there is."""
    first = reread(of(SILENT, "u:1"), of(VETOED, "u:1"))
    second = of(SILENT, "u:1", 5)
    fold = folded([], first, later=(reread(second, second, at=300_000),))
    then, now = fold.dossiers()
    assert not then
    assert [fact.status for each in now.values() for fact in each.facts] == ["retracted"]
    fold = folded([], first, later=(reread(None, None, at=300_000),))
    assert fold.dossiers() == ({}, {})


def test_only_what_an_article_tells_of_resolutions_counts() -> None:
    """A byline more moves no dossier; a stage does."""
    assert not tells_otherwise(reread(VETOED, replace(VETOED, article=replace(VETOED.article, byline="By A. Writer"))))
    assert tells_otherwise(reread(VETOED, REJECTED))
    assert not tells_otherwise(reread(enriched(WEATHER), None))


def test_what_is_published_anew_takes_the_place_of_what_was_read_before() -> None:
    """Of the same version; an older version that is read again does not."""
    state, _ = apply(State(), told(of(VETOED, "u:1", 5)))
    assert apply(state, told(of(REJECTED, "u:1", 5)))[1] == (), "it was delivered twice"
    assert apply(state, told(of(REJECTED, "u:1", 4)), anew=True)[1] == ()
    assert apply(state, told(of(REJECTED, "u:1", 5)), anew=True)[1] != ()
    assert [each.stage for each in dossiers(state)] == ["rejected"]


class Everybody:
    """A matcher of one subscription, to all there is."""

    def match(self, enriched: EnrichedArticle) -> tuple[Alert, ...]:
        return tuple(_alert(event.stage) for event in enriched.resolution_events)

    def match_transition(self, transition: Transition) -> tuple[Alert, ...]:
        return (_alert(f"{transition.change} {transition.fact.stage}"),)


def _alert(name: str) -> Alert:
    return Alert(name, "desk", "u:1", "", None, None, None, None, None, None, None, None, ())


def test_alerts_are_those_that_only_one_world_has() -> None:
    """On articles, then on transitions."""
    differing = reread(of(VETOED, "u:1"), of(REJECTED, "u:1"))
    fold = folded([of(VETOED, "u:1")], differing)
    found = [(each.gone, each.alert.alert_id) for each in alert_differences(Everybody(), [differing], fold)]
    assert found == [
        (True, "vetoed"),
        (False, "rejected"),
        (True, "first_sight vetoed"),
        (False, "first_sight rejected"),
    ]
