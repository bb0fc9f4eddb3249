"""Texts taken back."""

from streams.core.detect.rules import postponing
from streams.core.detect.rules.common import Out, hold, is_one
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.words.marks import Mark

PLANNED = 48
"""Characters between "dropped" and the text that was planned: " its plans to put forward a "."""
_BRINGING = ("table", "propose", "vote", "schedule")
"""Verb classes of what is planned to be done with a text that is to come."""
_BARE = frozenset(",'\"()")
"""What does not stand between a verb and the text that was taken back."""


def withdraw(s: Sentence, i: int, out: Out) -> None:
    """A text taken back by who brought it."""
    verb, how = s.verb(i), reading(s, i)
    if verb.forms == "n":
        _withdrawal(s, i, out)
        return
    if how.passive:
        mention, by = objects.before_verb(s, i), roles.agent(s, i)[0]
    else:
        mention, by = objects.object_of(s, i, 40), roles.doers(s, i)
        if mention is not None and mention.kind == "vote":
            postponing.postpone(s, i, out)  # "shelved a vote on the draft"
            return
        planned = [word for word in s.words_after(verb.end, 2) if not s.says([word], "indefinite", "possessive_of_it")]
        if by and s.says(planned[:1], "plans"):
            mention = _planned(s, verb)
        if mention is not None and s.says(s.folded[verb.end : mention.start].split(), "changing"):
            mention = None  # "dropped its opposition to the draft"
        if mention is not None and not _BARE.isdisjoint(s.folded[verb.end : mention.start]):
            mention = None  # "drops the word 'immediate', the text shows"
        if mention is None and s.says(s.words_after(verb.end, 1), "pronoun"):
            mention = _before_pronoun(s, i)
    pressed = s.says(s.words_before(verb.start, 1), "pressed_into")  # "to press Fiji into withdrawing the draft"
    if mention is None or not is_one(mention) or s.says([s.folded[slice(*mention.head)]], "not_withdrawn") or pressed:
        return
    decided = "b" in verb.forms and s.says(s.words_before(verb.start, 2)[:1], "deciding_so")
    if how.mode == "real" or (
        decided and how.mode in ("wished", "future")
    ):  # "explained its decision to pull the text"
        former = mention.article == "a" and s.says(s.words_before(verb.start, 1), "on_former_days")
        out.append(
            Sighting("withdrawn", "withdraw", s, verb.start, mention, sponsors=by, past=how.past, weak=former)
        )  # "which earlier gave up on a council text"
    else:
        hold(s, out, f"withdraw.{how.mode}", how.mode)


def _planned(s: Sentence, verb: Mark) -> Mention | None:
    """Return the text that was to be brought: "dropped plans for a resolution", "abandoned its pledge to put its draft
    to a vote"; not "its promise to abide by the resolution"."""
    near = s.texts(verb.end, verb.end + PLANNED, TEXTS[:2])
    text = next((one for one in near if not one.plural and not one.symbols), None)
    words = s.folded[verb.end : text.start].split() if text is not None else []
    if text is None or not s.says(words, "infinitive"):
        return text
    between = (mark for mark in s.marks if mark.kind == "verb" and verb.end < mark.start < text.start)
    brings = any(mark.value in _BRINGING and not s.calls(mark, "plans") for mark in between)
    return text if brings or s.says(words, "putting_up") else None


def _before_pronoun(s: Sentence, i: int) -> Mention | None:
    """Return the text that "it" is: "The draft is dead: France has withdrawn it"; none that was brought again."""
    mention = next(s.texts(s.span[0], s.verb(i).start), None)
    return None if mention is not None and _is_brought_after(s, i, mention) else mention


def _is_brought_after(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether a text is told to have been brought by others after it was taken back: "was put forward by
    others hours after Jordan withdrew it"."""
    between = [item for item in s.items[:i] if isinstance(item, Mark) and item.start >= mention.end]
    at = next((j for j, item in enumerate(between) if item.kind == "border" and item.value == "time"), -1)
    return at > 0 and any(item.kind == "verb" and item.value in ("table", "vote", "propose") for item in between[:at])


def _withdrawal(s: Sentence, i: int, out: Out) -> None:
    """Read the noun: "announced the withdrawal of the draft" tells of one, "called for the withdrawal" does not."""
    verb, mention = s.verb(i), objects.object_of(s, i, 40)
    told = s.says(s.words_before(verb.start, 4), "factive") and not s.says(s.words_before(verb.start, 6), "calling")
    if told and mention is not None and is_one(mention) and s.says(s.words_after(verb.end, 1), "of"):
        out.append(Sighting("withdrawn", "withdraw.nominal", s, verb.start, mention, None))
