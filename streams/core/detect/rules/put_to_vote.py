"""Texts that are put to a vote with a word between: "soumettra vendredi au vote du Conseil une résolution"."""

from streams.core.detect.rules.common import NEAR_VOTE, Out, hold
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.names import actors_from
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.participles import is_reduced
from streams.core.detect.verbs.verb_lead import lead

VOTE_GAP = 44
"""Characters between the verb and the vote: " dans la nuit de mercredi à jeudi au "."""
OF_WHOM = 24
"""Characters between the vote and the body that holds it."""

BY_REACH = 60
"""Characters between a vote and "by": " in the United Nations Security Council on Friday"."""
LIST_REACH = 90
"""Characters between "by" and the names of those it was: " by three other members of the Security Council: "."""
_OUTCOMES = ("adopt", "reject", "fail", "veto", "postpone", "withdraw", "block")


def put_to_vote(s: Sentence, i: int, out: Out) -> bool:
    """Read what is put to a vote, and say whether something was."""
    verb = s.verb(i)
    if not s.calls(verb, "putting_to_vote"):
        return False
    voted = next(s.texts(verb.end, verb.end + VOTE_GAP, ("vote",)), None)
    if voted is None or not s.says(s.words_before(voted.head[0], 1), "given_to"):
        return False
    how = reading(s, i)
    passive = how.passive or is_reduced(s, i)
    text = _before(s, i) if passive else next(s.texts(voted.end, voted.end + NEAR_VOTE, (*TEXTS, "action")), None)
    if text is None or text.plural:
        return False
    organ = roles.organ_mark(voted) or next(s.organs(voted.end, voted.end + OF_WHOM), None)
    if text.kind == "action" and organ is None:
        return False
    claim = _claim(s, i, how, text)
    if claim is None:
        hold(s, out, f"vote.{how.mode}", how.mode)
        return True
    by = [] if passive or text.sponsors else roles.doers(s, i)
    sponsors = by if claim == "withdrawn" or text.article == "own" else []
    held = claim == "tabled"
    out.append(
        Sighting(
            claim, "vote.held" if held else "vote.coming", s, verb.start, text, organ, sponsors=sponsors, weak=held
        )
    )
    return True


def put_by(s: Sentence, i: int, how: Reading, out: Out) -> bool:
    """Read who put a text to a vote whose outcome is not told beside: "was put to the vote by three members: Chile,
    Gabon and Japan"; say whether it is so."""
    verb = s.verb(i)
    if s.lex.romance or how.mode != "real" or not how.passive or how.past or " " not in s.surface(verb) or s.counted:
        return False
    at = next((found for by in s.lex.words["by"] if (found := s.folded.find(f" {by} ", verb.end, s.span[1])) >= 0), -1)
    text = objects.before_verb(s, i)
    if at >= 0 and any(mark.kind == "verb" and verb.end <= mark.start < at for mark in s.marks):
        return False  # "The draft being put to a vote on Tuesday was written by Fiji"
    if not 0 <= at - verb.end <= BY_REACH or text is None or text.kind not in TEXTS or text.plural:
        return False
    colon = s.folded.find(":", at, min(s.span[1], at + LIST_REACH))
    by = actors_from(s, colon, 4) if colon >= 0 else roles.agent(s, i)[0]
    organ = roles.organ_mark(text) or next(s.organs(*s.span), None)
    if not by or any(mark.kind == "verb" and mark.value in _OUTCOMES for mark in s.marks if mark.start > verb.end):
        return False
    out.append(Sighting("tabled", "vote.put-by", s, verb.start, text, organ, sponsors=by))
    return True


def _before(s: Sentence, i: int) -> Mention | None:
    """Return what is put to a vote by a passive verb: also "Le renouvellement du mandat sera soumis"."""
    text = objects.before_verb(s, i)
    subject = next(iter(s.texts(s.span[0], s.verb(i).start, ("action",))), None)
    return text or subject


def _claim(s: Sentence, i: int, how: Reading, text: Mention) -> Claim | None:
    """Return what became of the text by the words before the verb."""
    if how.mode == "wished":
        planned = text.article in ("a", "own") and s.says(lead(s, i)[-6:], "planning")
        return "withdrawn" if s.says(lead(s, i), "giving_up") else "proposed" if planned else None
    return "vote_scheduled" if how.mode == "future" else "tabled" if how.mode == "real" else None
