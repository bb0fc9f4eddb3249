"""What is told around a text with a noun, whatever day stands between: "gave its backing on Tuesday to a resolution",
"abandoned on Tuesday a bid for a resolution"."""

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.names import actors_ending, is_actor
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.governed import oblique

REACH = 90
"""Characters between who does it and the text."""


def given(s: Sentence, mention: Mention, out: Out) -> None:
    """Read what an organ gave to a text, and what somebody gave up that was for one."""
    known = (
        mention.kind in TEXTS[:2] and mention.article in ("a", "the", "own") and not (mention.plural or mention.past)
    )
    if s.lex.romance or not known or any(isinstance(one, Sighting) and _is_told(one, mention) for one in out):
        return
    before = s.words_before(mention.start, 1)
    if s.says(before, "weight_to"):
        _given_by_organ(s, mention, out)
    if s.says(before, "bid_for"):
        _given_up(s, mention, out)


def _is_told(one: Sighting, mention: Mention) -> bool:
    """Say whether it is told already what came of a text."""
    return one.mention is mention and (one.claim in FINAL or one.claim == "withdrawn")


def _given_by_organ(s: Sentence, mention: Mention, out: Out) -> None:
    """Read "threw its weight on Tuesday behind a resolution"."""
    organ = next(reversed(list(s.organs(max(s.span[0], mention.start - REACH), mention.start))), None)
    words = _words(s, organ, mention) if organ is not None else []
    fits = all(s.says([word], "have", "weight_giving", "weight_things", "weight_how", "weight_to") for word in words)
    if organ is not None and fits and s.says(words, "weight_giving") and s.says(words, "weight_things"):
        out.append(Sighting("adopted", "adopt.given", s, organ.end + 1, mention, organ, tally=s.tally))


def _given_up(s: Sentence, mention: Mention, out: Out) -> None:
    """Read "gave up its bid for a resolution"."""
    before = [j for j, item in enumerate(s.items) if item.end < mention.start and is_actor(item)]
    actor = s.items[before[-1]] if before and not oblique(s, before[-1]) else None
    words = _words(s, actor, mention) if actor is not None else []
    while s.says(words[:1], "have"):
        words = words[1:]
    gives = s.says(words[:1], "giving_up_bid") or (s.says(words[:1], "weight_giving") and s.says(words[1:2], "up"))
    fits = all(s.says([word], "bids", "bid_for", "bid_how", "up", "infinitive") for word in words[1:])
    if gives and fits and s.says(words, "bids"):
        by = actors_ending(s, before[-1])
        out.append(
            Sighting("withdrawn", "withdraw.bid", s, by[-1][2] + 1, mention, roles.organ_mark(mention), sponsors=by)
        )


def _words(s: Sentence, first: Item, mention: Mention) -> list[str]:
    """Return the words between, without the day; none where something else is told on the way."""
    if mention.start - first.end > REACH:
        return []
    begin, words = first.end, list[str]()
    for item in [one for one in s.items if first.end <= one.start < mention.start] + [mention]:
        words += s.folded[begin : item.start].split()
        if item is not mention and item.kind != "date":
            words += s.surface(item).split()
        begin = item.end
    return [word for word in words if not s.says([word], "on", "day_parts")]
