"""How sure an event is: the share of such events that were right in stories that the rules had not seen."""

from collections.abc import Iterable

from streams.core.detect.age.of_old import OPENING
from streams.core.detect.matters.matter import Matter
from streams.core.detect.sentences.mentions import Item
from streams.core.detect.sentences.sightings import ABSTAINED_ON, FINAL, Sighting
from streams.core.detect.words.marks import PERMANENT, Mark
from streams.core.model import Organ, Stage

SURE, LIKELY, FAIR, COIN, DOUBTFUL = 0.9, 0.8, 0.65, 0.5, 0.3
"""Levels, measured on 545 events of eight lots of whole stories before anybody saw their misses: of events given 0.9
there were 0.93 right in organ and stage, of 0.8 0.86, of 0.65 five in seven, of 0.5 0.39, of 0.3 0.12
(ops/decisions/0009)."""
NUMBERED = 0.7
"""Of an earlier resolution that is named by its number."""
LATE = 8
"""Sentences from which on an outcome that is told first there, without a day and a count, may be an old one."""
_ADOPTED = frozenset(("adopted", "adopted_in_committee"))
_ANNOUNCED = frozenset(("vote_scheduled", "postponed", "withdrawn"))
"""Steps whose verbs say by themselves what is meant; that a draft is there, or from somebody, is told of any draft."""


def confidence(matter: Matter, stage: Stage, organ: Organ | None, told: Sighting, *, flawed: bool) -> float:
    """Return how sure the stage and the organ of a matter are, ``told`` being the sighting that tells the stage.

    It rests on whether the clause or its phrase names the body, and on whether it is told where a story tells its
    news or below, where it tells what was before.

    :param flawed: its figures contradict what its body can do.
    """
    if stage == "cited":
        return NUMBERED if matter.symbol else COIN
    if flawed or told.weak or (organ == "SC" and _may_be_felled(told)):
        return COIN
    direct = told.organ is not None or (told.mention is not None and told.mention.organ is not None)
    opens = told.sentence.index < OPENING
    named = direct or _is_named(organ, told.sentence.items)
    late = matter.sightings[0].sentence.index >= LATE and told.when is None and told.tally is None
    if stage in FINAL:
        in_un = stage == "vetoed" and _is_named("UN", told.sentence.items)  # only a council of theirs knows vetoes
        return COIN if late else _of_outcome(stage, direct=direct, named=named or in_un, opens=opens)
    if direct:
        return SURE if opens else FAIR
    planned = told.rule.endswith(".planned")  # "plans to submit a text to the Assembly", "Arab states plan to"
    by = opens and stage == "proposed" and (planned or bool(told.sponsors))
    if stage in _ANNOUNCED or (named and (stage == "tabled" or by)):
        return LIKELY
    brought = told.rule == "propose.active" and told.mention is not None and told.mention.article == "a"
    return FAIR if brought else DOUBTFUL  # "Japan has drafted a resolution", and not "the text, which Japan drafted"


def _may_be_felled(told: Sighting) -> bool:
    """Say whether it is only told that members without a veto abstained: "India abstained on a resolution on Mali"."""
    if told.rule != ABSTAINED_ON or told.tally is not None:
        return False
    named = [mark.value for mark in told.sentence.marks if mark.kind == "actor" and mark.start < told.at]
    return bool(named) and not any(one in PERMANENT for one in named)


def _of_outcome(stage: Stage, *, direct: bool, named: bool, opens: bool) -> float:
    """Return how sure an outcome is: what was lost is told of older texts and of other bodies more often."""
    if stage in _ADOPTED:
        return SURE if direct and opens else LIKELY
    if opens and (named or stage == "rejected"):
        return SURE if named else LIKELY
    return LIKELY if direct and stage == "vetoed" else COIN


def _is_named(organ: str | None, items: Iterable[Item]) -> bool:
    """Say whether the sentence names the body, by itself or in a phrase: "a draft Security Council text"."""
    return any(
        item.kind == "organ" and item.value == organ if isinstance(item, Mark) else item.organ == organ
        for item in items
    )
