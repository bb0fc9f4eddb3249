"""Which country or territory a text is about."""

from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from streams.core.detect.lexicon import Lexicon
from streams.core.detect.marks import PERMANENT, Mark
from streams.core.detect.matters import Matter
from streams.core.detect.mentions import Mention
from streams.core.detect.names import goes_on
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.sightings import Sighting
from streams.core.detect.story import Story

MOST = 2
"""Targets named of one text: a conflict has two sides; what names more is regional, and has no target."""
CLEAR = 1.5
"""Weight from which a territory is what the text is about: one firm tie, or two loose ones."""
OPENING = 300
"""Characters of a story in which its one country is what it is about."""
FIRM = 2.0
"""Weight of a preposition or a genitive."""
LOOSE = 1.0
"""Weight that is enough for a territory that stands alone."""
ALIKE = 0.6
"""Share of the heaviest weight from which a second territory is a target too."""

PAIR_REACH = 48
"""Characters from "between" to the second of two sides."""
CENSURE_REACH = 60
"""Characters behind a name in which it is told what was done to it."""

_QUOTES = "\"'("
_REACH = 260  # characters of a complement that are read: "a resolution calling for ... in X"


class Named(NamedTuple):
    """Territories named together where they may be what a text is about: ``PSE+ISR`` of Jerusalem is both."""

    ids: tuple[str, ...]
    weight: float
    start: int
    end: int


class Setting:
    """What the whole article names; counted only when asked, since most texts say themselves what they are about."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._marks = [mark for mark in story.marks if mark.kind == "actor" and "o" not in mark.forms]

    @cached_property
    def headline(self) -> Counter[str]:
        """The territories of the headline, those that it is about three times."""
        story, counted = self._story, Counter[str]()
        if not story.headline:
            return counted
        names = {story.folded[mark.start : mark.end]: mark for mark in self._marks}
        for name, mark in names.items():
            at = story.headline.find(name)
            if at >= 0:
                there = mark._replace(start=at, end=at + len(name))
                firm = _tie(story.headline, 0, there, story.lex) >= FIRM
                counted.update(dict.fromkeys(_ids(mark), 3 if firm else 1))
        return counted

    @cached_property
    def about(self) -> Counter[str]:
        """How often the body's sentences are about each territory; not PERMANENT members, which act in most of them."""
        counted = Counter[str]()
        for mark in self._marks:
            if mark.value not in PERMANENT and _tie(self._story.folded, 0, mark, self._story.lex) >= LOOSE:
                for one in _ids(mark):
                    counted[one] += 1
        return counted

    @cached_property
    def joint(self) -> set[tuple[str, ...]]:
        """Territories of one conflict that the body names together more than once: Jerusalem is ``PSE`` and ``ISR``."""
        counted = Counter(mark.value for mark in self._marks if "+" in mark.value)
        return {tuple(value.split("+")) for value, count in counted.items() if count > 1}

    def first(self, identity: str) -> Spot | None:
        """Return where a territory is named first."""
        return next(((identity, mark.start, mark.end) for mark in self._marks if identity in _ids(mark)), None)


def _ids(mark: Mark) -> list[str]:
    return mark.value.split("+")


def find_targets(matter: Matter, around: Setting, *, among_others: bool = False) -> list[Spot]:
    """Return the targets of a matter as (id, start, end), heaviest first; none if nothing stands out.

    :param among_others: the article tells of several texts, so that what it is about says nothing of this one.
    """
    own = _praises_itself(matter)
    apart = (matter.sponsors | {spot[0] for one in matter.sightings for spot in one.vetoers}) - own
    score: dict[str, float] = dict.fromkeys(own, 4.0)
    places: dict[str, Spot] = {}
    joint: set[tuple[str, ...]] = set()
    for named in _told_around(matter):
        for one in named.ids:
            if one in apart and named.weight < 3:
                continue
            score[one] = score.get(one, 0.0) + named.weight
            places.setdefault(one, (one, named.start, named.end))
        if len(named.ids) > 1:
            joint.add(named.ids)
    for one in score:
        score[one] += min(around.headline[one], 2) if one not in matter.sponsors else 0
    if not among_others and max(score.values(), default=0.0) < CLEAR:
        _take_dominant(score, around, apart | set(PERMANENT))
    joint |= around.joint
    spots = (places.get(one) or around.first(one) for one in _chosen(score, joint))
    return [spot for spot in spots if spot is not None]


def _told_around(matter: Matter) -> Iterator[Named]:
    """Yield what the sentences that tell of the matter name; how members voted and old texts say nothing of it."""
    for one in matter.sightings:
        background = one.claim == "cited" and not matter.cited
        if not background and one.rule != "vote.tally" and (one.rule != "vote.members" or one.mention is not None):
            yield from (named for named in _around(one) if named.weight > 0)


def _take_dominant(score: dict[str, float], around: Setting, apart: set[str]) -> None:
    """Where no phrase says what the text is about, take the territory that the whole article is about."""
    counts = Counter({one: count for one, count in around.about.items() if one not in apart})
    for one in counts:
        counts[one] += around.headline[one]
    ranked = counts.most_common(2)
    if not ranked:
        return
    one, count = ranked[0]
    alone = len(ranked) == 1
    spot = around.first(one)
    opening = spot is not None and spot[1] < OPENING
    if count >= (3 if not alone else 1 if opening else 2) and (alone or count >= 1.5 * ranked[1][1]):
        score[one] = score.get(one, 0.0) + CLEAR


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
        if one.mention is not None and one.sponsors:
            words = one.sentence.words_after(one.mention.end, 14)
            if one.sentence.says(words, "praise") and one.sentence.says(words, "own"):
                return {spot[0] for spot in one.sponsors}
    return set()


def _around(one: Sighting) -> Iterator[Named]:
    """Yield the territories that a sighting's phrase and its complement name, weighed by how they are tied to it."""
    s, mention = one.sentence, one.mention
    begin = one.at
    if mention is not None:
        yield from (_named(value, 3.0, start, end) for value, start, end in mention.topics)
        yield from _owner_of_its(s, mention, {spot[0] for spot in (*one.sponsors, *one.vetoers)})
        begin = mention.head[1] if one.rule == "vote.members" else min(mention.head[1], one.at)  # not the voters
    apart = -1  # the end of the last actor that is not tied, whose list goes on untied in French and Spanish
    for item in s.items:
        if item.start < begin:
            continue
        if item.start - begin > _REACH:
            return
        if isinstance(item, Mention):
            if item is not mention and item.kind in ("action", "other"):
                yield from (
                    _named(value, 2.0, start, end)
                    for value, start, end in (*item.topics, *item.sponsors)
                    if value not in PERMANENT
                )
        elif item.kind == "actor":
            listed = s.lex.romance and apart >= 0 and goes_on(s.folded[apart : item.start])
            tie = 0.0 if listed else _tie(s.folded, begin, item, s.lex)
            apart = item.end if tie == 0.0 else -1
            if "o" not in item.forms:
                yield _named(item.value, tie, item.start, item.end)
        elif _closes(s, item) and (mention is None or item.start > mention.head[1]):
            return


def _owner_of_its(s: Sentence, mention: Mention, apart: set[str]) -> Iterator[Named]:
    """Yield who "its" is in what somebody says of a text: "Pyongyang denounced a resolution on its human rights"."""
    tie, its = [*s.words_after(mention.head[1], 2), "", ""][:2]
    if not s.says([its], "owning") or not (s.says([tie], "tied_firmly", "censured") or tie.endswith("ing")):
        return
    actors = (item for item in s.items if isinstance(item, Mark) and item.start < mention.start)
    first = next((item for item in actors if item.kind in ("actor", "organ")), None)
    if first is not None and first.kind == "actor" and first.value not in apart and "o" not in first.forms:
        yield _named(first.value, 3.0, first.start, first.end)


def _named(value: str, weight: float, start: int, end: int) -> Named:
    return Named(tuple(one for one in value.split("+") if len(one) == 3), weight, start, end)


def _closes(s: Sentence, mark: Mark) -> bool:
    """Say whether a border ends what is said of the text: another clause, or how the members voted."""
    if mark.kind != "border" or s.surface(mark) in s.lex.words["passable"] - s.lex.words["comparing"]:
        return False
    return mark.value in ("time", "contrast") or s.surface(mark) in s.lex.words["closing"]


def _tie(folded: str, begin: int, actor: Mark, lex: Lexicon) -> float:
    """Return how firmly an actor is tied to the text, by what stands before it or as one side of a conflict."""
    return CLEAR if _is_of_two(folded, begin, actor, lex) else _tie_before(folded, begin, actor, lex)


def _tie_before(folded: str, begin: int, actor: Mark, lex: Lexicon) -> float:
    """Return how firmly an actor is tied to the text: "on Syria" most, an adjective least, "by Japan" not at all."""
    words = lex.words
    before = folded[max(begin, actor.start - 28) : actor.start].split()
    while before and before[-1].strip(_QUOTES) in words["passed_over"]:
        before.pop()
    word = before[-1].strip(_QUOTES) if before else ""
    ahead = before[-2].strip(_QUOTES) if len(before) > 1 else ""
    if word in words["censured"] or (word in words["tied_firmly"] and ahead not in words["called_on"]):
        return 3.0
    speaks = word in words["of"] and (ahead in words["votes_of"] or ahead in words["spoken_for"])
    if speaks or ahead in words["asking_for_it"]:
        return 0.0  # "at the request of the United Arab Emirates", "the veto of the United States"
    if word in words["untied"]:
        sent = len(before) < 2 or ahead in words["text_words"] or ahead in words["votes_of"]  # "a draft from Brazil"
        return 0.0 if sent or word not in words["from"] else 1.5
    if word in words["tied_firmly"]:
        return LOOSE
    if folded.startswith("-", actor.end):
        side = folded[actor.end + 1 : actor.end + 14].split(" ", 1)[0].strip(".,;")
        if side in words["led"]:
            return 0.0  # "the Kenyan-led mission"
    dealt_with = (
        ahead in words["infinitive"] and word not in words["be"] and word.endswith(lex.infinitive_endings)
    )  # "voted to sanction Iran"
    return FIRM if dealt_with else _loose_tie(folded, actor, word, lex)


def _is_of_two(folded: str, begin: int, actor: Mark, lex: Lexicon) -> bool:
    """Say whether an actor is one side of a conflict: "an end to violence between Israelis and Palestinians"."""
    near = folded[max(begin, actor.start - PAIR_REACH) : actor.start]
    for word in lex.words["between"]:
        at = near.rfind(f" {word} ")
        if at >= 0 and "," not in near[at:] and actor.value not in PERMANENT:
            ahead = near[:at].rsplit(None, 1)[-1:]
            return not ahead or ahead[0] not in lex.words["talking"]
    return False


def _is_censured(folded: str, actor: Mark, lex: Lexicon) -> bool:
    """Say whether it is told what was done to an actor: "Iran, which calls it a farce, was criticised"."""
    words = folded[actor.end : actor.end + CENSURE_REACH].split()
    return not lex.words["be"].isdisjoint(words) and any(
        word in lex.words["be"] and next_ in lex.words["censured"] for word, next_ in pairwise(words)
    )


def _loose_tie(folded: str, actor: Mark, word: str, lex: Lexicon) -> float:
    """Return how firmly a genitive, a looser preposition or a verb ties an actor to the text."""
    place = "p" in actor.forms
    ends = folded[actor.start : actor.end].endswith(lex.demonym_endings) and "n" not in actor.forms
    demonym = ends or "a" in actor.forms
    after = folded[actor.end : actor.end + 3].split()[:1]
    owner = folded.startswith(("'", " "), actor.end) and not lex.words["owner"].isdisjoint(after)
    tied = word in lex.words["tied"]
    if place and (tied or owner):
        return 3.0
    if owner:
        behind = [each.strip("\"',.;:") for each in folded[actor.end : actor.end + 40].split()[1:4]]
        return FIRM if lex.words["speaking_for"].isdisjoint(behind) else 0.0  # "Ecuador's U.N. ambassador"
    if (tied and not demonym) or _is_censured(folded, actor, lex):
        return FIRM
    if word.endswith(lex.progressive_endings) and len(word) > 5 and word not in lex.words["speaking"]:
        return FIRM  # "pressing Sri Lanka", "condemning Iran"
    if actor.value in PERMANENT:
        return 0.0
    return LOOSE if demonym or place or word.endswith(lex.past_endings) else 0.5
