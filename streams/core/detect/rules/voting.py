"""Votes held, and those ahead that a verb of voting tells: "is to vote on Friday"."""

from streams.core.detect.bodies.organs import is_asked
from streams.core.detect.rules.adopting import adopt
from streams.core.detect.rules.adoption_claims import claim
from streams.core.detect.rules.at_hand import is_over, is_said_of, is_taking_part, may_be_soon
from streams.core.detect.rules.coming import BEHIND_TEXT, day_ahead, is_under_threat
from streams.core.detect.rules.common import NEAR_VOTE, Out, as_organ, hold
from streams.core.detect.rules.directions import direction_of
from streams.core.detect.rules.held import held
from streams.core.detect.rules.put_off import is_put_off_before, is_put_off_behind
from streams.core.detect.rules.put_to_vote import put_by
from streams.core.detect.rules.scheduling import is_moved_to, would_be
from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.habit import is_ahead, is_habit
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.participles import is_reduced
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import longest_first

UNDECIDED = 6
"""Words behind a vote in which it is told that it was on whether to do something."""
NOT_ASKED = 48
"""Characters before a text in which it is told that nobody asks for it to be voted on."""


def vote(s: Sentence, i: int, out: Out) -> None:
    """Voted to, voted for, voted against; is to vote."""
    if s.verb(i).forms == "g":
        before = next((item for item in reversed(s.items[:i]) if item.kind != "date"), None)
        if isinstance(before, Mark) and before.value == "postpone":
            return  # "postponed Tuesday voting on a resolution"
    if not s.lex.romance and "s" in s.verb(i).forms and is_habit(s, i):
        return  # "Every autumn the General Assembly votes for a resolution"
    how = reading(s, i)
    if put_by(s, i, how, out):
        return
    (adopt if _is_voted_through(s, i, how) else _voted)(s, i, out)


def _voted(s: Sentence, i: int, out: Out) -> None:
    verb, how, subject = s.verb(i), reading(s, i), subject_of(s, i)
    organ = as_organ(subject)
    if (how.mode == "real" and _is_on_whether(s, verb, organ, out)) or (organ is not None and _is_asked_of(s, organ)):
        return  # "What the assembly votes for is not binding", "to ask how members of the Council would vote"
    if organ is not None and s.verb(i).forms == "g" and is_asked(s.folded, organ.start, organ.end, s.lex):
        organ = None  # "a draft impelling the Assembly to call for it was approved, 99 countries voting in favour"
    behind = s.texts(
        verb.end, verb.end + NEAR_VOTE
    )  # but not "voted to impose sanctions for breaking past resolutions"
    text = next((one for one in behind if not (one.plural and one.past)), None)
    if how.mode == "wished" and organ is not None and s.says(s.words_before(organ.start, 6), "negation"):
        _not_asked(s, verb, organ, text, out)
        return
    how = _set_right(s, i, how, text)
    named = organ is not None or (s.lex.romance and isinstance(subject, Mention) and subject.kind in TEXTS)
    named = named or (how.mode == "hypothetical" and (is_taking_part(s, verb, text) or is_said_of(s, i, how)))
    reported = how.mode == "hypothetical" and named and would_be(s, i) and not _is_needed(s, i)
    put = text or (subject if s.lex.romance and isinstance(subject, Mention) else None)
    if put is None and s.lex.romance and " " in s.surface(verb):
        put = objects.before_verb(s, i)  # "La bozza, che chiede una tregua, potrebbe essere votata già venerdì"
    reported = reported or (named and may_be_soon(s, i, how, put))
    coming = reported or _is_coming(s, i, how, organ)
    if coming and is_over(s, verb):
        return  # "speaks at a meeting to vote on a text on December 12", as captions tell
    if coming:
        about = text or (subject if isinstance(subject, Mention) and subject.kind in TEXTS else None)
        if about is None and (s.lex.romance or s.calls(verb, "going_before")):
            about = objects.antecedent(s, i)  # "un texte, qui sera mis aux voix lundi"
        if about is None and organ is None and (how.passive or s.says(s.surface(verb).split()[:1], "future")):
            about = objects.before_verb(s, i)  # "has asked for its draft to be put to a vote"
        organ = organ or (_of_deed(s, verb, how) if about is None else None)
        _coming(s, i, about, organ, out)
    elif how.mode == "real":
        held(s, i, how, organ, text, out)
    else:
        _not_held(s, i, how, organ, text, out)


def _is_on_whether(s: Sentence, verb: Mark, organ: Mark | None, out: Out) -> bool:
    """Say whether it is only told what was to be decided, which is set where it is told in the present with its day:
    "The Council votes on Monday on whether to allow the mission"."""
    if s.lex.romance or not s.says(s.words_after(verb.end, UNDECIDED), "whether"):
        return False
    if organ is not None and "s" in verb.forms and "d" not in verb.forms and s.whens:
        out.append(Sighting("vote_scheduled", "vote.coming", s, verb.start, None, organ))
    return True


def _coming(s: Sentence, i: int, about: Mention | None, organ: Mark | None, out: Out) -> None:
    """Claim a vote to come; nobody is voted on."""
    verb = s.verb(i)
    # "The meeting planned for Monday to vote on it has been postponed"
    put_off = is_put_off_behind(s, i) or is_put_off_before(s, i)
    if about is not None and about.article == "any":
        hold(s, out, "vote.any", "It is said of any text, and of none.")
        return
    chosen = about is None and s.says(s.words_after(verb.end, 8), "electing")
    if (organ is not None or about is not None) and not chosen:
        step: Claim = "postponed" if put_off else "vote_scheduled"
        out.append(Sighting(step, "vote.coming", s, verb.start, about, organ))
    elif is_moved_to(s, i):
        out.append(Sighting("vote_scheduled", "vote.moved", s, verb.start))  # "It will be voted on on Saturday"
    elif not s.lex.romance and not chosen and s.says(lead(s, i)[:1], "pronoun") and s.opens_with_pronoun:
        out.append(Sighting("vote_scheduled", "vote.coming", s, verb.start))  # reading.pronouns knows of what


def _is_voted_through(s: Sentence, i: int, how: Reading) -> bool:
    """Say whether a text is told to have been voted, which Romance languages say of what was adopted: "la résolution a
    été votée mercredi", "la résolution votée par le Conseil"."""
    verb = s.verb(i)
    if not s.lex.romance or "d" not in verb.forms or " " in s.surface(verb) or how.mode != "real":
        return False
    reduced = is_reduced(s, i) and not s.says(lead(s, i)[-3:], "have")
    return (reduced or how.passive or s.opens(verb)) and not s.calls(verb, "pronouncing")


def _of_deed(s: Sentence, verb: Mark, how: Reading) -> Mark | None:
    """Return the organ behind the verb where a sentence begins with what is put to a vote, and that is no text: "Le
    renouvellement du mandat sera soumis au vote du Conseil de sécurité"."""
    deed = next(s.texts(s.span[0], verb.start, ("action",)), None) if s.lex.romance and how.passive else None
    return next(s.organs(verb.end, verb.end + NEAR_VOTE), None) if deed is not None else None


def _is_asked_of(s: Sentence, organ: Mark) -> bool:
    """Say whether it is only asked what or how an organ votes."""
    return s.says(s.words_before(organ.start, 2), "whatever") or s.says(s.words_before(organ.start, 5), "asking_how")


def _set_right(s: Sentence, i: int, how: Reading, text: Mention | None) -> Reading:
    """Return what the words around a vote make of it: one asked for on a day is set, "votes on Thursday" is to come."""
    verb, subject = s.verb(i), subject_of(s, i)
    if how.mode in ("wished", "hypothetical", "future") and _is_of_the_only(s, verb):
        return Reading("real")
    if how.mode in ("wished", "hypothetical"):
        alone = s.counted and s.says(s.words_before(verb.start, 6), "alone")
        alone = alone or s.says(s.words_before(verb.start, 6), "being_among")  # "was among the dozen to vote no"
        if alone and s.says(s.words_before(verb.start, 1), "infinitive"):
            return Reading("real")  # "was the only council member to vote against the text"
        asked = _is_asked_for(s, subject) and _is_set(s, as_organ(subject), verb, text)
        return Reading("future", how.passive) if asked else how
    if how.mode == "real" and _is_being_put(s, i, how):
        return Reading("future", passive=True)
    present = how.mode == "real" and not s.counted and not set(verb.forms) & {"d", "g", "p"}
    soon = s.folded.startswith(longest_first(s.lex.words["as_soon"]), verb.end)  # "votes this week on a resolution"
    undecided = s.lex.romance and s.tally is None
    undecided = undecided or _is_on(s, verb, text)
    if (
        present
        and (soon or any(when.start >= s.span[0] for when in s.whens))
        and (undecided or direction_of(s, s.words_after(verb.end, 12)) is None)
    ):
        return Reading("future")  # "The draft comes to a vote on Thursday"
    return how


def _is_of_the_only(s: Sentence, verb: Mark) -> bool:
    """Say whether it is told who alone voted so: "Russia and China were the only ones to vote against the text"."""
    words = s.words_before(verb.start, 8)
    if s.lex.romance or not s.says(words[-1:], "infinitive") or not s.says(s.words_after(verb.end, 1), "voted_against"):
        return False
    only = next((at for at, word in enumerate(words) if s.says([word], "alone")), 0)
    return only > 1 and s.says(words[only - 2 : only - 1], "be")


def _is_on(s: Sentence, verb: Mark, text: Mention | None) -> bool:
    """Say whether it is told what is voted on, and not to what end: "votes on Friday on a text to extend sanctions"."""
    if text is None or not s.says(s.words_before(text.start, 1), "on"):
        return False
    return not s.says(s.folded[verb.end : text.start].split(), "infinitive")


def _not_held(s: Sentence, i: int, how: Reading, organ: Mark | None, text: Mention | None, out: Out) -> None:
    """A vote that was not held: put off where a later day is told, "will not vote until Friday"."""
    verb = s.verb(i)
    if organ is not None and how.mode == "denied" and _is_until(s, verb):
        out.append(Sighting("postponed", "vote.not-until", s, verb.start, text, organ))
    elif how.mode == "denied" and how.passive and is_ahead(s, i):
        about = objects.before_verb(s, i)  # "two rival drafts will not be voted on this year"
        if about is not None and about.kind in TEXTS and about.article != "any":
            rule = "postpone.each" if about.plural else "vote.not-held"
            step: Claim = "told" if about.plural else "postponed"
            out.append(Sighting(step, rule, s, verb.start, about, organ))
    elif how.mode == "hypothetical" and organ is None and text is not None and is_under_threat(s, verb, text):
        out.append(Sighting("vote_scheduled", "vote.threatened", s, verb.start, text, roles.organ_mark(text)))
    elif text is not None and s.lex.romance and s.says(lead(s, i), "giving_up"):
        by = roles.doers(s, i)  # "ont renoncé mardi à soumettre au vote leur projet"
        out.append(Sighting("withdrawn", "vote.given-up", s, verb.start, text, organ, sponsors=by))
    elif how.mode == "failed" and organ is not None and text is not None and _is_of_outcome(s, verb, text):
        claim(s, i, how, text, organ, out, rule="adopt.active")  # "a refusé de voter une résolution"
    elif organ or text:
        hold(s, out, f"vote.{how.mode}", how.mode)


def _is_of_outcome(s: Sentence, verb: Mark, text: Mention) -> bool:
    """Say whether a text itself is what is voted, which Romance languages say of its adoption, and not voted on."""
    beside = text.start - verb.end <= 1 and not s.says(s.surface(text).split()[:1], "over")
    return s.lex.romance and beside and " " not in s.surface(verb) and not text.plural


def _is_until(s: Sentence, verb: Mark) -> bool:
    """Say whether a vote is told not to be held before a day: "will not vote until Friday", "on the text until
    Friday"."""
    if s.says(s.words_after(verb.end, 2), "put_off_until"):
        return True
    behind = (when for when in s.whens if when.start > verb.end)
    return any(s.says(s.words_before(when.start, 2), "put_off_until") for when in behind)


def _is_asked_for(s: Sentence, subject: Item | None) -> bool:
    """Say whether an organ may be asked to vote, or somebody that a text be put to one: "requested that it vote"."""
    if isinstance(subject, Mark):
        return subject.kind == "organ"
    return isinstance(subject, Mention) and s.says(s.words_before(subject.start, 3), "requested")


def _not_asked(s: Sentence, verb: Mark, organ: Mark, text: Mention | None, out: Out) -> None:
    """A vote that an organ is not asked for: "Russia will not ask the council to vote on Friday" puts it off."""
    if text is not None and s.says(s.words_before(organ.start, 6), "future", "would", "resolving"):
        out.append(Sighting("postponed", "vote.not-sought", s, verb.start, text, organ))
    else:
        hold(s, out, "vote.not-sought", "denied")


def _is_being_put(s: Sentence, i: int, how: Reading) -> bool:
    """Say whether a text is put to a vote on a day to come: "the draft being put to a vote on Friday"."""
    now = s.says(lead(s, i)[-1:], "being", "present_be") and not s.calls(s.verb(i), "pronouncing")
    return how.passive and now and day_ahead(s, s.verb(i).end, BEHIND_TEXT) is not None


def _is_set(s: Sentence, organ: Mark | None, verb: Mark, text: Mention | None) -> bool:
    """Say whether an organ is to vote: "will hold a session to vote on", "will ask it to vote Thursday on a text"."""
    if organ is None:
        return day_ahead(s, verb.end, BEHIND_TEXT) is not None
    begin = text.end if text is not None else verb.end
    dated = day_ahead(s, verb.end) or day_ahead(s, begin, BEHIND_TEXT) or day_ahead(s, organ.end)
    asked = s.says(s.words_before(organ.start, 4), "requested")
    meeting = s.says(s.folded[organ.end : verb.start].split(), "meeting")
    return meeting or (text is not None and dated is not None and (asked or "b" in verb.forms))


def _is_coming(s: Sentence, i: int, how: Reading, organ: Mark | None) -> bool:
    """Say whether a vote is told to come; "Britain hopes that it will be voted on in November" only wishes it."""
    hoped = organ is None and s.says_before(s.verb(i).start, 16, "hoping")
    return how.mode == "future" and not hoped and not _is_needed(s, i) and not _is_not_asked(s, i)


def _is_not_asked(s: Sentence, i: int) -> bool:
    """Say whether nobody has asked for a text to be voted on, or no day is set: "No date was set for the draft to be
    voted on"; or whether that has "yet to be"."""
    words = lead(s, i) if not s.lex.romance else []
    if not s.says(words[-1:], "bare_be") or not s.says(words[-2:-1], "infinitive"):
        return False
    text = objects.before_verb(s, i)
    if text is None or s.says(words[-3:-2], "still_not"):
        return text is not None
    ahead = s.folded[max(s.span[0], text.start - NOT_ASKED) : text.start].rpartition(",")[2]
    return s.says(ahead.split(), "negation", "none")


def _is_needed(s: Sentence, i: int) -> bool:
    """Say whether a vote is only what something needs: "The council would have to vote on any extension"."""
    words = lead(s, i)
    return s.says(words[-1:], "infinitive") and s.says(words[-2:-1], "have", "needing_to")
