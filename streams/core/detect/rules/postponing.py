"""Votes and texts that are put off."""

from streams.core.detect.rules.common import Out, as_organ, hold, text_of_vote
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.words.marks import Mark

_DELAYED = ("vote", *TEXTS)
SHORT = 24
"""Characters between "pushed to" and the time to which: " early on "."""


def postpone(s: Sentence, i: int, out: Out) -> None:
    """A vote, or a text, put off."""
    verb, how = s.verb(i), reading(s, i)
    if verb.forms == "n":
        if s.lex.romance:
            _by_noun(s, i, out)
        return
    mention = _put_off(s, i, passive=how.passive)
    if mention is None or mention.kind not in _DELAYED or _is_otherwise(s, verb, mention, past=how.past):
        return
    if _is_elsewhere(s, mention) or (not how.passive and _is_by_another(s, i, mention)):
        hold(s, out, "postpone.other-body", "The vote is in a body outside the United Nations.")
        return
    if s.says(s.words_before(mention.start, 1), "wanting_it") and "d" in verb.forms:
        hold(s, out, "postpone.wished", "wished")  # "failed in an attempt to have the vote put off"
        return
    announced = (how.mode == "future" and how.passive) or (
        how.mode == "hypothetical" and s.says(s.surface(verb).split()[:1], "negation")
    )
    if how.mode != "real" and not announced:  # but: "said that it would not press ahead with Monday's vote"
        hold(s, out, f"postpone.{how.mode}", how.mode)
        return
    if _is_beaten_off(s, i, mention):
        out.append(Sighting("rejected", "reject", s, verb.start, mention, as_organ(subject_of(s, i)), tally=s.tally))
        return
    by = roles.doers(s, i) if not how.passive else []
    organ = None if how.passive else as_organ(subject_of(s, i))
    text = (text_of_vote(s, mention) or _told_before(s, mention) or mention) if mention.kind == "vote" else mention
    beside = verb.forms == "g" and mention.kind != "vote" and s.says(s.words_before(mention.start, 1), "of")
    sponsors = by if not (text.sponsors or beside) else []  # not: "opposed it, delaying the completion of the draft"
    one = Sighting("postponed", "postpone", s, verb.start, text, organ or roles.organ_mark(mention), sponsors=sponsors)
    one.former = how.past or _is_several_times(s, verb)
    one.weak = one.former and s.index > 1 and not s.whens  # alone it is no news
    out.append(one)


def _told_before(s: Sentence, vote: Mention) -> Mention | None:
    """Return the text whose vote it is, told in the clause before: "The draft was to be voted on, but the vote was put
    off"."""
    if vote.article != "the" or not s.says(s.words_before(vote.start, 1), "contrasting"):
        return None
    earlier = [one for one in s.texts(s.span[0], vote.start) if not one.plural]
    return earlier[-1] if earlier else None


def _is_beaten_off(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether a text was rejected by a count, and not put off: "a repoussé un texte par 26 voix contre 12"."""
    beaten = mention.kind in TEXTS and not mention.plural and s.calls(s.verb(i), "beating_off")
    return beaten and s.tally is not None and s.tally.against is not None


def _by_noun(s: Sentence, i: int, out: Out) -> None:
    """Read the noun: "a obtenu le report du vote", "Report du vote à l'ONU"; "a demandé le report" only asks for it."""
    verb, words = s.verb(i), s.words_before(s.verb(i).start, 4)
    mention = objects.object_of(s, i, SHORT)
    if mention is None or mention.kind != "vote" or s.says(words, "negation", "requested"):
        return
    won = s.says(s.words_before(verb.start, 8), "winning")  # "logró el martes por la noche el aplazamiento"
    if won or s.says(words, "factive") or verb.start - s.span[0] <= 1:
        text = text_of_vote(s, mention) or mention
        out.append(Sighting("postponed", "postpone.noun", s, verb.start, text, roles.organ_mark(mention)))


def _is_several_times(s: Sentence, verb: Mark) -> bool:
    """Say whether it is told how often a vote was put off, which may be ahead now: "has been delayed four times"."""
    return s.says([*s.words_before(verb.start, 1), *s.words_after(verb.end, 3)], "times_counted")


def _is_elsewhere(s: Sentence, mention: Mention) -> bool:
    """Say whether a vote is told of without a text, in a sentence on a city, a parliament, a committee: "An Israeli
    committee has postponed a vote to authorise construction"."""
    if mention.kind != "vote" or mention.organ or any(mark.kind == "organ" for mark in s.marks):
        return False
    if any(one.kind in TEXTS for one in s.mentions) or s.says(s.words_after(mention.head[1], 4), "text_words"):
        return False
    if not s.lex.romance and any(
        mark.kind == "actor" and s.folded[mention.end : mark.start] in (" in ", " in the ") for mark in s.marks
    ):
        return True  # "The vote in Mali was postponed"
    behind = s.words_after(mention.end, 1)
    own = mention.article == "a" or s.says(behind, "on", "infinitive")
    return own and s.says([word.strip("\"'(),;:") for word in s.folded[slice(*s.span)].split()], "bodies_elsewhere")


def _is_by_another(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether another body puts off a vote of its own: "The IAEA put off a vote on reporting it to the Security
    Council"."""
    subject = subject_of(s, i) if mention.kind == "vote" and not mention.organ else None
    return isinstance(subject, Mark) and subject.kind == "foreign"


def _is_otherwise(s: Sentence, verb: Mark, mention: Mention, *, past: bool) -> bool:
    """Say whether the verb puts off only votes, or only to a time: "cancelled a draft", "pushed to a vote"; or a text
    had been beaten off, or there is no vote: "La veille, la proposition russe avait été repoussée"."""
    surface = s.surface(verb)
    beaten = past and mention.kind in TEXTS and s.calls(verb, "beating_off")
    if s.lex.romance and (beaten or mention.article == "any"):
        return True
    if s.says([surface], "calling_off"):
        return mention.kind != "vote"
    timed = any(0 <= when.start - verb.end < SHORT for when in s.whens)
    return s.says([surface], "moving_to") and not timed


def _put_off(s: Sentence, i: int, *, passive: bool) -> Mention | None:
    """Return what was put off: a vote rather than the text it is on."""
    verb = s.verb(i)
    if passive:
        earlier = list(s.texts(s.span[0], verb.start, ("vote", *TEXTS)))
        if not earlier and s.lex.romance:
            behind = s.texts(verb.end, verb.end + objects.NEAR, _DELAYED)
            return next(behind, None)  # "È stato rinviato, su richiesta di Parigi, il voto", "se aplazó la votación"
        return next((one for one in earlier if one.kind == "vote"), earlier[-1] if earlier else None)
    mention = objects.object_of(s, i) or _whose_voting(s, i)
    if mention is None and s.calls(verb, "slipping"):
        return next(s.texts(s.span[0], verb.start, ("vote",)), None)  # "The vote has slipped"
    if mention is None and "d" in verb.forms:
        return _of_headline(s, i)
    return mention


def _whose_voting(s: Sentence, i: int) -> Mention | None:
    """Return the text on which voting is put off, its day between: "postponed Tuesday voting on a resolution"."""
    behind = (item for item in s.items[i + 1 : i + 3] if item.kind != "date")
    voting = next(behind, None)
    if not isinstance(voting, Mark) or voting.value != "vote" or voting.forms != "g" or s.lex.romance:
        return None
    return next(s.texts(voting.end, voting.end + objects.NEAR), None)


def _of_headline(s: Sentence, i: int) -> Mention | None:
    """Return the vote that a bare participle is of: "U.N. vote on Somalia resolution delayed to Friday"."""
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention) and item.kind == "vote":
            return item
        if isinstance(item, Mark) and item.kind in ("verb", "border", "organ"):
            return None
    return None
