"""Votes and texts at hand that a story opens with, without a day or as what may be: short leads tell them so."""

from streams.core.detect.rules.coming import BEHIND_TEXT, BESIDE, day_ahead
from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXT_OR_ACTION, TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

LAST = 1
"""The last sentence of a story that can open it."""
SOON_REACH = 110
"""Characters behind a verb in which it is told how soon: " on a resolution to punish Sudan as early as "."""


def is_at_hand(s: Sentence, i: int, organ: Mark | None, mention: Mention | None) -> bool:
    """Say whether a story opens with what an organ is about to adopt or do: "is poised to approve a resolution"."""
    if s.index > LAST or organ is None or organ.value == "UN" or mention is None or mention.kind not in TEXT_OR_ACTION:
        return False
    words = lead(s, i)
    ahead = s.says(words[-1:], "infinitive") and s.says(words[-3:-1], "at_hand") and not s.says(words, "negation")
    single = mention.kind == "action" or not mention.plural
    return ahead and single and mention.article != "any" and not is_bound(s, s.verb(i).end)


def may_be_soon(s: Sentence, i: int, how: Reading, text: Mention | None) -> bool:
    """Say whether a vote is told as one that may be held as soon as a day: "could vote as early as Friday"."""
    if how.mode != "hypothetical" or s.index > LAST or not s.says(lead(s, i)[-3:], "maybe"):
        return False
    one = text is not None and text.kind in TEXTS and not text.plural and text.article != "any"
    verb = s.verb(i)
    behind = s.folded[verb.end : min(s.span[1], verb.end + SOON_REACH)].rstrip(".")
    return one and contains(f" {behind} ", s.lex.words["as_soon"]) and not is_bound(s, verb.end)


def is_met_on(s: Sentence, i: int, organ: Mark, mention: Mention) -> bool:
    """Say whether a story opens with a meeting of an organ on a new text: "met in emergency session to consider a
    resolution demanding a truce"."""
    new = mention.kind in TEXTS[:2] and mention.article == "a" and not (mention.symbols or mention.past)
    if not new or s.index > LAST or organ.value == "UN" or not s.says(s.words_before(s.verb(i).start, 1), "infinitive"):
        return False
    between = s.folded[organ.end : s.verb(i).start].replace(",", " ").split()
    return s.says(between, "met_to") and not s.says(between, "negation", "hypothetical")


def is_bound(s: Sentence, begin: int) -> bool:
    """Say whether it is told under which condition: "is expected to lift the embargo once the talks end"."""
    return s.says(s.folded[begin : s.span[1]].replace(",", " ").split(), "condition")


def is_said_of(s: Sentence, i: int, how: Reading) -> bool:
    """Say whether a text is said to be voted on on a day: "said a resolution would be voted on next Tuesday"."""
    text = objects.before_verb(s, i) if how.passive else None
    return text is not None and text.kind in TEXTS and day_ahead(s, s.verb(i).end, BEHIND_TEXT) is not None


def is_taking_part(s: Sentence, verb: Mark, text: Mention | None) -> bool:
    """Say whether a state tells how it is to vote on a day to come: "said it would vote for a U.N. General Assembly
    resolution on Thursday"."""
    if text is None or roles.organ_mark(text) is None:
        return False
    return (day_ahead(s, verb.end) or day_ahead(s, text.end, BEHIND_TEXT)) is not None


def is_over(s: Sentence, verb: Mark) -> bool:
    """Say whether the day of a vote is past, which is told in the present: a calendar day before the day before."""
    return bool(s.whens) and all(
        when.weekday is None and when.day is not None and (when.age or 0) > 1 and when.start > verb.end
        for when in s.whens
    )


def set_beside(s: Sentence, i: int, voted: Mention, out: Out) -> bool:
    """Read a vote that is told beside what was done with a text: "submitted a draft, with a vote set for Friday"."""
    verb = s.verb(i)
    word = (
        "".join(s.words_before(voted.start, 1)).replace("\u2014", "-").rpartition("-")[2]
    )  # behind an aside in dashes
    led = s.says([word], "company") and not voted.plural and voted.article in ("a", "the")
    dated = day_ahead(s, verb.end) or any(one.age is None and 0 <= one.start - verb.end < BESIDE for one in s.whens)
    between = [item for item in s.items if voted.end <= item.start < verb.start]
    bare = not s.says(s.folded[voted.end : verb.start].split(), "be", "negation", "have")
    if not (led and dated and bare) or "d" not in verb.forms or any(item.kind != "organ" for item in between):
        return False
    text = next(reversed(list(s.texts(s.span[0], voted.start, TEXTS[:2]))), None)
    organ = roles.organ_mark(voted) or next(s.organs(voted.end, verb.start), None)
    out.append(Sighting("vote_scheduled", "vote.scheduled", s, verb.start, text or voted, organ))
    return True
