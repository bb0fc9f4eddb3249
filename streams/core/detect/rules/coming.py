"""Votes still to come that are told without a verb of ours: asked for, put up, put off by not asking for them."""

from streams.core.detect.rules.bringers import owner
from streams.core.detect.rules.common import Out, hold, text_of_vote
from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.times.when import When
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import longest_first

EXPECTED = "vote.expected"
"""Rule of what an organ is to do on a day, whose text the next sentences may name."""
ADVANCED = "vote.advanced"
"""Rule of a vote that is to be sooner than it was planned."""
BESIDE = 28
"""Characters between a vote and its day: " at 3 p.m. (1900 GMT) on "."""
BEHIND_TEXT = 90
"""Characters between a vote or a text and the day told last: "a vote on its draft on aid to Syria on Friday"."""
DROPPED = 90
"""Characters from a verb of taking back to the vote that is no longer sought: " its plans to seek an early "."""
PLANNING = ("propose", "schedule", "call", "table")
"""Verb classes that may stand between "dropped" and the vote that was planned."""
PUT_UP = 60
"""Characters between a text and the vote that it is put to: "its draft resolution on Sudan to a vote"."""


def day_ahead(s: Sentence, begin: int, reach: int = BESIDE) -> When | None:
    """Return the day still to come that is told behind ``begin``, over no verb and no clause: " on Friday"."""
    barriers = (item.start for item in s.marks if item.start >= begin and _parts(s, item))
    stop = min(next(barriers, s.span[1]), begin + reach)
    for when in s.whens:
        near = begin <= when.start < stop and not s.folded.startswith("'s", when.end)
        if near and (when.weekday is not None or (when.age is not None and when.age <= 0)):
            return when
    return None


def _parts(s: Sentence, item: Mark) -> bool:
    """Say whether another clause begins, and not "as early as Friday"."""
    return item.kind == "verb" or (item.kind == "border" and s.surface(item) not in s.lex.words["passable"])


def sought(s: Sentence, voted: Mention, out: Out) -> bool:
    """Read "asked for a vote on Friday on its draft", and "will not seek a vote", which puts it off."""
    if voted.plural or voted.past or voted.article == "any":
        return False
    words = s.words_before(voted.start, 6)
    by_noun = s.says(words[-1:], "toward") and s.says(words[:-1], "vote_calling")
    chaired = s.says(words[-1:], "over") and s.says(words[:-1], "presiding_over")
    # "requested that the Security Council vote on Friday"
    of_body = s.says(words[-1:], "that") and s.says(words[:-1], "requested") and voted.organ is not None
    if _is_dropped(s, voted, out):
        return True
    forced = _is_forced_then(s, words)
    if not (by_noun or of_body or chaired or forced or s.says(words[-1:], "vote_seeking")):
        return _is_likely(s, voted, out)
    text = text_of_vote(s, voted)
    dated = (
        forced
        or _day_of(s, voted, text) is not None
        or is_soon(s, voted.end)
        or (text is not None and is_soon(s, text.end))
    )
    dated = dated or (chaired and s.says(words, "future") and voted.article == "the")
    return _asked(s, voted, words, text, out, dated=dated)


def _is_forced_then(s: Sentence, words: list[str]) -> bool:
    """Say whether it is told when somebody will have a vote held: "forzará el viernes una votación"."""
    while words and s.lex.romance and (words[-1] in s.lex.weekdays or s.says(words[-1:], "day_words", "day_leads")):
        words = words[:-1]
        if words and s.says(words[-1:], "vote_seeking"):
            return words[-1].endswith(longest_first(s.lex.words["future_endings"]))
    return False


def _is_of_plan(item: Item) -> bool:
    """Say whether an item only tells of a plan for a vote, or when: "plans to seek"."""
    return isinstance(item, Mark) and (item.kind == "date" or (item.kind == "verb" and item.value in PLANNING))


def _is_dropped(s: Sentence, voted: Mention, out: Out) -> bool:
    """Read "dropped plans to seek a vote on its draft": whose text is no longer put to the vote has taken it back."""
    i = next((j for j, item in enumerate(s.items) if item.start >= voted.start), len(s.items)) - 1
    while i >= 0 and _is_of_plan(s.items[i]):
        i -= 1
    item = s.items[i] if i >= 0 else None
    if not isinstance(item, Mark) or item.value != "withdraw" or voted.start - item.end > DROPPED:
        return False
    planned = s.says(s.folded[item.end : voted.start].split(), "plans")
    by, text = roles.doers(s, i), text_of_vote(s, voted)
    if not planned or not by or reading(s, i).mode != "real" or text is None or text.plural or text.kind not in TEXTS:
        return False
    out.append(Sighting("withdrawn", "withdraw", s, item.start, text, _organ(s, voted), sponsors=by))
    return True


def _is_likely(s: Sentence, voted: Mention, out: Out) -> bool:
    """Read "A vote on the draft is likely on Friday"."""
    for likely in s.lex.words["likely"]:
        at = s.folded.find(likely, voted.end, voted.end + BEHIND_TEXT)
        if at >= 0 and day_ahead(s, at + len(likely)) is not None:
            text, organ = text_of_vote(s, voted), _organ(s, voted)
            out.append(Sighting("vote_scheduled", "vote.likely", s, voted.start, text or voted, organ))
            return True
    return False


def brought_forward(s: Sentence, i: int, out: Out) -> None:
    """Read "A vote planned for Thursday was moved forward to Wednesday": set for the day that is told behind."""
    verb = s.verb(i)
    voted = next(reversed(list(s.texts(s.span[0], verb.start, ("vote",)))), None) or objects.object_of(s, i)
    if voted is None or voted.kind != "vote" or reading(s, i).mode not in ("real", "future"):
        return
    text = next(s.texts(voted.end, s.span[1]), None)
    out.append(Sighting("vote_scheduled", ADVANCED, s, verb.start, text or voted, _organ(s, voted)))


def expected(s: Sentence, i: int, organ: Mark | None, out: Out) -> None:
    """Read "The council is expected on Thursday to give them a mandate": a vote, on a text that may be told next."""
    verb = s.verb(i)
    if organ is None or organ.value == "UN" or reading(s, i).mode != "future":
        return
    between = any(when.weekday is not None and organ.end <= when.start < verb.start for when in s.whens)
    if not between and day_ahead(s, verb.end, BEHIND_TEXT) is None:
        return
    named = [one for one in s.texts(*s.span) if not one.plural and not one.symbols]
    text = next((one for one in named if one.kind in TEXTS[:2] or one.article == "the"), None) or _bid(s, verb)
    out.append(Sighting("vote_scheduled", EXPECTED, s, verb.start, text, organ))


def _bid(s: Sentence, verb: Mark) -> Mention | None:
    """Return what an organ is to decide on, if it is told from whom: "will decide on Friday on a Cuban motion"."""
    text = next(s.texts(verb.end, verb.end + BEHIND_TEXT), None)
    on = text is not None and s.says(s.words_before(text.start, 1), "on")
    return text if on and text is not None and text.kind in TEXTS and text.sponsors and not text.plural else None


def put_up(s: Sentence, voted: Mention, out: Out) -> bool:
    """Read "will put its draft to a vote on Friday", the text standing between."""
    words = s.words_before(voted.start, 2)
    led = s.says(words[-1:], "infinitive") or (s.says(words[:1], "vote_seeking") and s.says(words[1:], "toward"))
    if not led or voted.article == "any":
        return False  # "to a vote", "up for a vote"
    if s.lex.romance and _puts_up_what_follows(s, voted, out):
        return True
    before = [one for one in s.texts(voted.start - PUT_UP - 80, voted.start) if one.end <= voted.start]
    text = before[-1] if before else None
    if text is None or text.plural or voted.start - text.end > PUT_UP:
        return False
    words = s.words_before(text.start, 7)
    if not s.says(words[-1:], "putting_up") or any(
        item.kind in ("verb", "border") and text.end <= item.start < voted.start for item in s.marks
    ):
        return False
    if _was_put_up(s, voted, text, words, out):
        return True
    return _will_be_put_up(s, voted, text, words, out)


def _puts_up_what_follows(s: Sentence, voted: Mention, out: Out) -> bool:
    """Read "someterá mañana a votación una resolución", the day standing between, the text behind."""
    words, text = s.words_before(voted.start, 6), text_of_vote(s, voted)
    put = next((word for word in words if s.says([word], "putting_up")), "")
    if text is None or text.plural or not put.endswith(longest_first(s.lex.words["future_endings"])):
        return False
    if s.says(words, "negation", "condition") or not s.whens:
        return False
    out.append(Sighting("vote_scheduled", "vote.put-up", s, voted.start, text, _organ(s, voted)))
    return True


def _will_be_put_up(s: Sentence, voted: Mention, text: Mention, words: list[str], out: Out) -> bool:
    """Claim the vote that a text is to be put to, or the one that it is not."""
    planned = s.says(words[:-1], "future", "planning", "would", "infinitive") or words[-1].endswith("s")
    day = day_ahead(s, voted.end, BEHIND_TEXT)
    if s.says(words[:-1], "negation"):
        return _asked(s, voted, words, text, out, dated=day is not None)
    if not planned or s.says(words[:-1], "condition", "hoping") or (day is None and not s.says(words, "future")):
        return False
    out.append(Sighting("vote_scheduled", "vote.put-up", s, voted.start, text, _organ(s, voted)))
    return True


def _was_put_up(s: Sentence, voted: Mention, text: Mention, words: list[str], out: Out) -> bool:
    """Read "Moscow then put its own text to the vote", which brings that text; its outcome is told behind."""
    if not s.says(words[-1:], "put_up_then") or not (text.rival or text.article == "own"):
        return False
    if s.says(words[:-1], "future", "planning", "would", "infinitive", "negation", "condition", "hoping"):
        return False
    by = text.sponsors or owner(s, text.start, over_organs=True)
    out.append(Sighting("tabled", "vote.put", s, voted.start, text, _organ(s, voted), sponsors=by))
    return True


def is_soon(s: Sentence, begin: int) -> bool:
    """Say whether a time of these days is told right behind ``begin``, without a day: " this week"."""
    return s.folded.startswith(longest_first(s.lex.words["soon"]), begin)


def is_under_threat(s: Sentence, verb: Mark, text: Mention) -> bool:
    """Say whether states are told what a vote of these days would cost them: "threatened reprisals if they voted for a
    General Assembly resolution this week"."""
    known = text.kind in TEXTS[:2] and not text.plural and text.organ not in (None, "UN") and not text.foreign
    dated = known and (is_soon(s, text.end) or day_ahead(s, text.end) is not None)
    return dated and s.says(s.folded[s.span[0] : verb.start].replace(",", " ").split(), "threatening")


def _seekers(s: Sentence, voted: Mention, text: Mention | None) -> list[Spot]:
    """Return who lobbies for a vote on a text that nobody else is told to be from: "Cuba is pressing for a vote on a
    resolution", "Mali wants a vote by Friday on a draft", if a sentence begins with them."""
    pressed = s.says(s.words_before(voted.start, 2)[:1], "pressing_for") or s.says(
        s.words_before(voted.start, 1), "wanting_vote"
    )
    if not pressed or text is None or text.article != "a" or text.sponsors or text.backers:
        return []
    before = [item for item in s.items if item.start < voted.start]
    named = [item for item in before if isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms]
    clear = all(isinstance(item, Mark) and item.kind in ("actor", "date", "verb") for item in before)
    if len(named) != 1 or not clear or len(s.words_before(named[0].start, 3)) > 1:
        return []
    return [(named[0].value, named[0].start, named[0].end)]


def _asked(s: Sentence, voted: Mention, words: list[str], text: Mention | None, out: Out, *, dated: bool) -> bool:
    """Claim what asking for a vote, or not asking for one, comes to."""
    organ = _organ(s, voted)
    if text is None and organ is None:
        return False
    if s.says(words, "negation"):
        present = s.says(words[-3:-2], "be") and s.says(words[-2:-1], "negation")  # "is not seeking a vote"
        if present or s.says(words, "future", "would", "resolving"):
            out.append(Sighting("postponed", "vote.not-sought", s, voted.start, text or voted, organ))
        else:
            hold(s, out, "vote.not-sought", "denied")
        return True
    if not dated or s.says(words, "condition") or _may(s, words):
        return False
    by = _seekers(s, voted, text)
    out.append(Sighting("vote_scheduled", "vote.sought", s, voted.start, text or voted, organ, sponsors=by))
    return True


def _may(s: Sentence, words: list[str]) -> bool:
    """Say whether it is only told what could be: "may ask for a vote"; "said it would ask" is a plan."""
    return s.says([word for word in words if word not in s.lex.words["would"]], "hypothetical")


def _organ(s: Sentence, voted: Mention) -> Mark | None:
    """Return the organ that is to vote: of the phrase, or named behind it."""
    return roles.organ_mark(voted) or next(s.organs(voted.end, voted.end + BEHIND_TEXT), None)


def _day_of(s: Sentence, voted: Mention, text: Mention | None) -> When | None:
    """Return the day of a vote that is asked for: right behind it, or behind the text that it is on."""
    day = day_ahead(s, voted.end, BESIDE)
    organ = next(s.organs(voted.end, voted.end + BESIDE), None) if day is None else None
    if organ is not None:
        day = day_ahead(s, organ.end, BESIDE)  # "seek a vote in the General Assembly on Friday on a resolution"
    if day is None and text is None and s.says(s.words_after(voted.end, 1), "on"):
        day = day_ahead(s, voted.end, BEHIND_TEXT)  # "pushing for a vote on sanctions against Iran on Thursday"
    if day is None and text is not None and text.kind in TEXTS:
        day = day_ahead(s, text.end, BEHIND_TEXT)
    return day
