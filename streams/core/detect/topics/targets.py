"""Which country or territory a text is about."""

from collections.abc import Iterator
from itertools import pairwise

from streams.core.detect.matters.matter import Matter
from streams.core.detect.rules.several import SEVERAL_FROM
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import is_country
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import FINAL, NAMED, SIDING, SOME, Sighting
from streams.core.detect.topics.named_around import REACH, Named, around_of, has_topic
from streams.core.detect.topics.setting import Setting, take_dominant
from streams.core.detect.topics.ties import CLEAR, FIRM, LOOSE
from streams.core.detect.words.marks import PERMANENT
from streams.core.detect.words.text import longest_first

MOST = 2
"""Targets named of one text: a conflict has two sides; what names more is regional, and has no target."""
ALIKE = 0.6
"""Share of the heaviest weight from which a second territory is a target too."""

SENDER_BESIDE = 20
"""Characters between a text and who it is from: " came from the "."""
ON_WITHIN = 10
"""Words behind a text in which it is told what it is on: "(A/HRC/53/L.7) on trafficking"."""
MAX_ITSELF = 24
"""Characters behind a sponsor in which it is told that the text is about itself."""

SAYING_NOTHING = ("vote.tally", NAMED, SOME, SIDING, "sponsor.noun", "sponsor.phrase", SEVERAL_FROM)
"""Rules of sentences that name members for what they did, and nobody as what the text is about."""


def find_targets(
    matter: Matter,
    around: Setting,
    *,
    often_thematic: bool = False,
    among_others: bool = False,
    bringers: frozenset[str] = frozenset(),
) -> list[Spot]:
    """Return the targets of a matter as (id, start, end), heaviest first; none if nothing stands out.

    :param often_thematic: many texts of the body are about no country.
    :param among_others: the article tells of several texts, so that what it is about says nothing of this one.
    :param bringers: who brought any text of the article: none of them is what its headline calls this one by.
    """
    own = _praises_itself(matter)
    apart = (matter.sponsors | {spot[0] for one in matter.sightings for spot in one.vetoers}) - own
    score: dict[str, float] = dict.fromkeys(own, 4.0)
    places: dict[str, Spot] = {}
    joint: set[tuple[str, ...]] = set()
    told_to = ""  # whom a text tells what to do
    for named in dict.fromkeys(_toldaround_of(matter)):  # once, however many claims the sentence makes
        for one in named.ids:
            if one in apart and named.weight < 3 and not named.region:
                continue
            score[one] = score.get(one, 0.0) + named.weight
            places.setdefault(one, (one, named.start, named.end))
        if len(named.ids) > 1:
            joint.add(named.ids)
        told_to = named.ids[0] if named.told_to else told_to
    _take_said(score, matter, apart)
    for one, weight in score.items() if len(score) > 1 or not _stands_out(score) else ():  # else nothing to decide
        if one not in matter.sponsors and (weight >= LOOSE or around.headline[one] > 1):
            score[one] += min(around.headline[one], 2)
    if not _stands_out(score) and (before := _told_before(matter, around, apart)):
        score[before] = score.get(before, 0.0) + FIRM
    if not among_others and not _stands_out(score):
        _take_told_of(score, matter, around, apart, bringers, often_thematic=often_thematic)
    joint |= around.joint | {ids for ids in around.pairs if all(score.get(one, 0.0) >= FIRM for one in ids)}
    chosen = _chosen(score, joint)
    if len(chosen) == 1:
        chosen += _beside(chosen[0], told_to, around, among_others=among_others)
    told = matter.sightings[0].sentence.span  # where nobody but the headline names it
    return [places.get(one) or around.first(one) or (one, *told) for one in chosen]


def _told_before(matter: Matter, around: Setting, apart: set[str]) -> str:
    """Return the one territory named in the sentence before on what the organ did, of which a text that has no topic of
    its own goes on: "members asked for an inquiry into Mali. The resolution was adopted by 23 votes to 12"."""
    one = matter.sightings[0]
    s, mention = one.sentence, one.mention
    if s.lex.romance or mention is None or one.past or mention.kind not in TEXTS[:2] or mention.plural:
        return ""
    opened = s.begins("its_texts_open")
    back = s.folded.find(" that country", mention.end, s.span[1]) >= 0
    if not back and (not opened or one.claim not in FINAL or _is_on_something(s, mention)):
        return ""
    named = around.just_before(s.span[0])
    return named if named not in apart else ""


def _is_on_something(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told behind a text what it is on, and not only on which day something was done with it."""
    words = s.words_after(mention.end, ON_WITHIN)
    days = (*s.lex.weekdays, *s.lex.months)
    return has_topic(s, mention) or any(
        s.says([word], "over") and behind not in days and not behind[:1].isdecimal() for word, behind in pairwise(words)
    )


def _take_told_of(
    score: dict[str, float],
    matter: Matter,
    around: Setting,
    apart: set[str],
    bringers: frozenset[str],
    *,
    often_thematic: bool,
) -> None:
    """Take who the article says is accused or told what to do, or else whom it is about."""
    on_topic = any(one.mention is not None and has_topic(one.sentence, one.mention) for one in matter.sightings)
    accused = around.accused or (None if score else around.faced or (None if on_topic else around.addressed))
    if _take_named(score, accused):
        return
    on_country = _is_on_the_country(matter)
    thematic = (often_thematic or on_topic) and not on_country
    take_dominant(score, around, apart, bringers, often_thematic=thematic, on_topic=on_topic)
    if on_country and not _stands_out(score) and len(matter.sponsors) == 1:
        score[next(iter(matter.sponsors))] = FIRM  # whose text is on "the island" that it is


def _beside(chosen: str, told_to: str, around: Setting, *, among_others: bool) -> list[str]:
    """Return the other side of a conflict, if the headline names it, or who is told what to do in the land that a text
    is on, or whose land it is: "demanding that Russia withdraw its troops", in a story on Ukraine."""
    if not among_others and (other := around.other_side(chosen)) is not None:
        return [other]
    if told_to and chosen != told_to:
        return [told_to]
    land = around.land() if told_to in PERMANENT and not among_others else None
    return [land] if land is not None else []


def _stands_out(score: dict[str, float]) -> bool:
    return max(score.values(), default=0.0) >= CLEAR


def _senders(one: Sighting) -> set[str]:
    """Return who a text is told to be from, and not what it is on: "came from Iran"; "bans trade in gold from Mali"."""
    spots = one.mention.sponsors if one.mention is not None else []
    head, folded = one.mention.head[1] if one.mention is not None else 0, one.sentence.folded
    came = one.sentence.lex.words["stemming"]
    return {
        spot[0]
        for spot in spots
        if spot[1] - head < SENDER_BESIDE
        or not came.isdisjoint(folded[max(head, spot[1] - SENDER_BESIDE) : spot[1]].split())
    }


def _take_said(score: dict[str, float], matter: Matter, apart: set[str]) -> None:
    """Take the only territory that is named in what "the text" is told to say: "The resolution concerns Mali"."""
    ids: set[str] = set()
    for one in matter.said if max(score.values(), default=0.0) < LOOSE else ():
        bringers = _senders(one)
        ids.update(*(named.ids for named in around_of(one) if named.weight > 0 and bringers.isdisjoint(named.ids)))
    ids -= apart
    alone = next(iter(ids)) if len(ids) == 1 else ""
    if alone and alone not in PERMANENT:
        score[alone] = score.get(alone, 0.0) + FIRM


def _take_named(score: dict[str, float], named: Spot | None) -> bool:
    """Take who escapes or rejects what a text says of it, or is told what it must do; say whether there is one."""
    if named is None or not is_country(named[0]):
        return False
    score[named[0]] = score.get(named[0], 0.0) + FIRM
    return True


def _is_on_the_country(matter: Matter) -> bool:
    """Say whether a text is on "the country" that its story is about: "to stop the flow of arms to the country"."""
    told = (one.sentence for one in matter.sightings if one.claim != "cited")
    return any(s.has("the_country") for s in told)


def _toldaround_of(matter: Matter) -> Iterator[Named]:
    """Yield what the sentences that tell of the matter name; how members voted and old texts say nothing of it."""
    for one in matter.sightings:
        background = one.claim == "cited" and not (matter.cited or _opens_with(one))
        background = background or one.claim == "amended"  # an amendment's own words
        background = background or (one.past and one.weak and not matter.past)  # "En aquella ocasión, con el veto de"
        if (
            not background
            and (one.rule not in SAYING_NOTHING or _is_by_subject(one))
            and not (one.rule == "vote.ahead" and matter.finals)  # "before the vote on Chad", which may be another
            and (one.rule != "vote.members" or one.mention is not None)
        ):
            yield from (named for named in around_of(one) if named.weight > 0)


def _opens_with(one: Sighting) -> bool:
    """Say whether a story opens with what somebody says or does of a text whose outcome it tells below."""
    mention = one.mention
    return one.sentence.index == 0 and mention is not None and mention.article == "a" and not (mention.past or one.past)


def _is_by_subject(one: Sighting) -> bool:
    """Say whether a vote is told by what it was on: "The vote on North Korea was 112-19"."""
    return one.mention is not None and one.mention.kind == "vote"


def _chosen(score: dict[str, float], joint: set[tuple[str, ...]]) -> list[str]:
    """Return the ids that outweigh the rest, a pair of one conflict together."""
    ranked = sorted(score.items(), key=lambda pair: -pair[1])
    if not ranked or ranked[0][1] < (CLEAR if len(ranked) > 1 else LOOSE):
        return []
    for ids in sorted(joint):
        if ranked[0][0] in ids:
            return [ranked[0][0], *(one for one in ids if one != ranked[0][0])]
    chosen = [one for one, weight in ranked if weight >= max(CLEAR, ALIKE * ranked[0][1])]
    if len(chosen) > MOST:
        return (
            chosen[:MOST]
            if ranked[MOST][1] < ranked[MOST - 1][1]
            else chosen[:1]
            if ranked[1][1] < ranked[0][1]
            else []
        )
    return chosen or [ranked[0][0]]


def _praises_itself(matter: Matter) -> set[str]:
    """Return the sponsors whose text is about themselves: "a draft praising its own human rights record"."""
    for one in matter.sightings:
        alone = len(matter.sponsors) == 1 and matter.sponsors.isdisjoint(PERMANENT)
        if alone and one.mention is not None and _is_on_own_land(one.sentence, one.mention):
            return set(matter.sponsors)
        if one.mention is not None and one.sponsors:
            words = one.sentence.words_after(one.mention.end, 14)
            if one.sentence.says(words, "praise") and one.sentence.says(words, "own"):
                return {spot[0] for spot in one.sponsors}
            itself, end = longest_first(one.sentence.lex.words["of_itself"]), one.sponsors[-1][2]
            if one.sentence.folded.startswith(itself, end, end + MAX_ITSELF):
                return {one.sponsors[-1][0]}  # "drawn up by Colombo itself"
    return set()


def _is_on_own_land(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is on what is its sponsor's own: "a draft on an oil slick off its shores"."""
    behind = s.folded[mention.end : min(s.span[1], mention.end + REACH)]
    return s.has("own_things") and any(own in behind for own in s.lex.words["own_things"])
