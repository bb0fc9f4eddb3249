"""Which country or territory a text is about."""

from collections.abc import Iterator
from typing import NamedTuple

from streams.core.detect.at_once import AT_ONCE
from streams.core.detect.listed import LISTED
from streams.core.detect.marks import PERMANENT, Mark
from streams.core.detect.matters import Matter
from streams.core.detect.mentions import Item, Mention
from streams.core.detect.named_first import named_first
from streams.core.detect.names import goes_on, is_country
from streams.core.detect.rules.several import SEVERAL_FROM
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.setting import Setting, take_dominant
from streams.core.detect.sightings import NAMED, SIDING, SOME, Sighting
from streams.core.detect.text import contains, longest_first
from streams.core.detect.ties import CLEAR, FIRM, LOOSE, is_pair, tie_of

MOST = 2
"""Targets named of one text: a conflict has two sides; what names more is regional, and has no target."""
ALIKE = 0.6
"""Share of the heaviest weight from which a second territory is a target too."""

TOPIC = 40
"""Characters behind a text in which it is told whether it is on a country."""
CLAUSE = 24
"""Characters that a sentence may begin with before "después de que"."""
SENDER_BESIDE = 20
"""Characters between a text and who it is from: " came from the "."""
MAX_ITSELF = 24
"""Characters behind a sponsor in which it is told that the text is about itself."""

SAYING_NOTHING = ("vote.tally", NAMED, SOME, SIDING, "sponsor.noun", "sponsor.phrase", SEVERAL_FROM)
"""Rules of sentences that name members for what they did, and nobody as what the text is about."""
_REACH = 260  # characters of a complement that are read: "a resolution calling for ... in X"


class Named(NamedTuple):
    """Territories named together where they may be what a text is about: ``PSE+ISR`` of Jerusalem is both."""

    ids: tuple[str, ...]
    weight: float
    start: int
    end: int
    region: bool = False  # named by a part of it, which also who brings the text can be concerned for


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
    for named in dict.fromkeys(_told_around(matter)):  # once, however many claims the sentence makes
        for one in named.ids:
            if one in apart and named.weight < 3 and not named.region:
                continue
            score[one] = score.get(one, 0.0) + named.weight
            places.setdefault(one, (one, named.start, named.end))
        if len(named.ids) > 1:
            joint.add(named.ids)
    _take_said(score, matter, apart)
    for one, weight in score.items() if len(score) > 1 or not _stands_out(score) else ():  # else nothing to decide
        if one not in matter.sponsors and (weight >= LOOSE or around.headline[one] > 1):
            score[one] += min(around.headline[one], 2)
    on_topic = any(one.mention is not None and has_topic(one.sentence, one.mention) for one in matter.sightings)
    told_to = around.accused or (None if score else around.faced or (None if on_topic else around.addressed))
    if not among_others and not _stands_out(score) and not _take_named(score, told_to):
        on_country = _is_on_the_country(matter)
        thematic = (often_thematic or on_topic) and not on_country
        take_dominant(score, around, apart, bringers, often_thematic=thematic, on_topic=on_topic)
        if on_country and not _stands_out(score) and len(matter.sponsors) == 1:
            score[next(iter(matter.sponsors))] = FIRM  # whose text is on "the island" that it is
    joint |= around.joint
    chosen = _chosen(score, joint)
    if len(chosen) == 1 and not among_others and (other := around.other_side(chosen[0])) is not None:
        chosen.append(other)
    told = matter.sightings[0].sentence.span  # where nobody but the headline names it
    return [places.get(one) or around.first(one) or (one, *told) for one in chosen]


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
        ids.update(*(named.ids for named in _around(one) if named.weight > 0 and bringers.isdisjoint(named.ids)))
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


def _told_around(matter: Matter) -> Iterator[Named]:
    """Yield what the sentences that tell of the matter name; how members voted and old texts say nothing of it."""
    for one in matter.sightings:
        background = (one.claim == "cited" and not matter.cited) or one.claim == "amended"  # an amendment's own words
        if (
            not background
            and (one.rule not in SAYING_NOTHING or _is_by_subject(one))
            and not (one.rule == "vote.ahead" and matter.finals)  # "before the vote on Chad", which may be another
            and (one.rule != "vote.members" or one.mention is not None)
        ):
            yield from (named for named in _around(one) if named.weight > 0)


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
    behind = s.folded[mention.end : min(s.span[1], mention.end + _REACH)]
    return s.has("own_things") and any(own in behind for own in s.lex.words["own_things"])


def _around(one: Sighting) -> Iterator[Named]:
    """Yield the territories that a sighting's phrase and its complement name, weighed by how they are tied to it."""
    s, mention = one.sentence, one.mention
    begin = one.at
    if mention is not None:
        yield from (_named(value, 3.0, start, end) for value, start, end in mention.topics)
        yield from _owner_of_its(s, mention, one)
        begin = (
            mention.head[1] if one.rule in ("vote.members", LISTED, AT_ONCE) else min(mention.head[1], one.at)
        )  # not the voters
    yield from (_named(mark.value, 3.0, mark.start, mark.end) for mark in named_first(one))
    voters = {*one.opponents, *one.abstainers} if one.opponents or one.abstainers else ()
    end, last, other = -1, 0.0, ""  # where the last actor ends, how it is tied (a list goes on as it begins), and who
    for j, item in enumerate(s.items):
        if item.start < begin:
            continue
        if item.start - begin > _REACH or _is_apart(s, begin, mention, item) or _is_other_body(s, j, one):
            return
        if isinstance(item, Mention):
            if item is not mention and (item.kind in ("action", "other") or _is_deed_of(s, item)):
                yield from (
                    _named(value, 2.0, start, end)
                    for value, start, end in (*item.topics, *([] if item.hyphened else item.sponsors))
                    if value not in PERMANENT
                )
        elif item.kind == "actor":
            listed = end >= 0 and goes_on(s.folded[end : item.start])
            pair = listed and last >= LOOSE and is_pair(s.folded, item, s.lex)
            alike = pair or (listed and (last == 0.0 or not (item.value in PERMANENT or s.folded.startswith("-", end))))
            tie = last if alike else tie_of(s.folded, begin, item, s.lex)
            other = f"{other}+{item.value}" if pair else item.value
            end, last = item.end, tie
            if (
                "o" not in item.forms
                and not _does_it_itself(s, item)
                and (item.value, item.start, item.end) not in voters
            ):
                land = "p" in item.forms or s.says_after(item.end, 1, "lands")  # "the Ukrainian peninsula"
                yield _named(other, tie, item.start, item.end)._replace(region=land)
        elif _closes(s, item) and (mention is None or item.start > mention.head[1]):
            return


def _opens_main_clause(s: Sentence, mention: Mention, item: Item) -> bool:
    """Say whether somebody does something else, behind the clause on a text that a sentence opens with: "Horas después
    de que el Consejo aprobara una resolución sobre Siria, Turquía cerró"."""
    if not s.lex.romance:
        return False
    led = s.folded[mention.end : item.start].rpartition(", ")
    first = s.borders[0] if s.borders else None
    timed = first is not None and first.value == "time" and first.start - s.begin < CLAUSE and first.end < mention.start
    timed = timed or s.folded.startswith(longest_first(s.lex.words["after_doing"]), s.begin)
    return bool(led[1]) and timed and all(s.says([word], "name_articles") for word in led[2].split())


def _is_other_body(s: Sentence, j: int, one: Sighting) -> bool:
    """Say whether the item at ``j``, behind the text, is another organ, which does something else: "votes on a text
    on Mali, and the Assembly votes on", "and in the Assembly Qatar tabled"."""
    item = s.items[j]
    if item.kind != "organ" or one.mention is None or item.start < one.mention.end:
        return False
    if not s.says(s.words_before(item.start, 3), "and") or s.says(s.words_after(item.end, 1), "infinitive"):
        return False
    behind = s.items[j + 1 : j + 3]
    if behind and isinstance(behind[0], Mark) and behind[0].kind == "actor":
        behind = behind[1:] if s.says(s.words_before(item.start, 3), "within") else []
    return bool(behind) and isinstance(behind[0], Mark) and behind[0].kind == "verb" and "g" not in behind[0].forms


def _is_deed_of(s: Sentence, item: Mention) -> bool:
    """Say whether a phrase tells what somebody did that a text is on: "on the legality of Kosovo's declaration"."""
    deed = item.kind == "text" and s.says([s.folded[slice(*item.head)]], "deeds_of_states")
    return deed and s.says(s.words_before(item.start, 1), "tied_firmly", "solving_of")


def has_topic(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told what a text is on: "a resolution on religious hatred"; "on human rights" is no topic."""
    words = s.words_after(mention.end, 4)
    if not s.says(words[:1], "topical") or s.says(words[1:], "same_topic", "situations"):
        return False
    named = (item for item in s.items if mention.end <= item.start < mention.end + TOPIC)
    return not any(isinstance(item, Mark) and item.kind in ("actor", "date") for item in named)


def _is_apart(s: Sentence, begin: int, mention: Mention | None, item: Item) -> bool:
    """Say whether what is told from an item on is no topic: what led to a text, or what something is only compared to,
    "ne doit pas ouvrir la voie à une intervention comme en Libye"."""
    if item.kind != "actor":
        return False
    if contains(s.folded[begin : item.start], s.lex.words["compared_to"]):
        return True
    if mention is None or item.start < mention.end:
        return False
    return _is_occasion(s, mention, item) or _opens_main_clause(s, mention, item)


def _is_occasion(s: Sentence, mention: Mention, item: Item) -> bool:
    """Say whether it is only what led to a text that names a country: "a resolution on religious hatred in the wake of
    the burning of a Koran in Sweden"."""
    if not s.has("occasion"):
        return False
    return contains(s.folded[mention.end : item.start], s.lex.words["occasion"]) and has_topic(s, mention)


def _does_it_itself(s: Sentence, actor: Mark) -> bool:
    """Say whether a participle right behind it tells what somebody does: "the possibility of China casting a veto"."""
    beside = actor.end + 1
    for mark in s.marks:  # noqa: SIM110  # asked of each name: a generator costs twice as much
        if mark.start == beside and mark.kind == "verb" and mark.forms == "g":
            return True
    return False


def _owner_of_its(s: Sentence, mention: Mention, one: Sighting) -> Iterator[Named]:
    """Yield who "its" is in what somebody says of a text: "Pyongyang denounced a resolution on its human rights"."""
    if not s.has("owning"):
        return
    tie, its = [*s.words_after(mention.head[1], 2), "", ""][:2]
    tied = s.says([tie], "tied_firmly", "censured") or tie.endswith(s.lex.progressive_endings)
    if not tied or not s.says([its], "owning"):
        return
    actors = (item for item in s.items if isinstance(item, Mark) and item.start < mention.start)
    first = next((item for item in actors if item.kind in ("actor", "organ")), None)
    apart = [spot[0] for spot in (*one.sponsors, *one.vetoers)]
    if first is not None and first.kind == "actor" and first.value not in apart and "o" not in first.forms:
        yield _named(first.value, 3.0, first.start, first.end)


def _named(value: str, weight: float, start: int, end: int) -> Named:
    return Named(tuple(one for one in value.split("+") if len(one) == 3), weight, start, end)


def _closes(s: Sentence, mark: Mark) -> bool:
    """Say whether a border ends what is said of the text: another clause, or how the members voted."""
    if mark.kind != "border":
        return False
    word = s.surface(mark)
    if mark.value == "contrast" and contains(s.folded[mark.end : s.span[1]], s.lex.words["being_alone"]):
        return True  # "condemning it, with Cuba and Palau being the only states that voted against"
    if word in s.lex.words["passable"] and word not in s.lex.words["comparing"]:
        return False
    return mark.value in ("time", "contrast") or word in s.lex.words["closing"]
