"""Texts that are put to a vote with a word between: "soumettra vendredi au vote du Conseil une résolution"."""

from streams.core.detect import objects, roles
from streams.core.detect.mentions import TEXTS, Mention
from streams.core.detect.modes import Reading
from streams.core.detect.mood import reading
from streams.core.detect.participles import is_reduced
from streams.core.detect.rules.common import NEAR_VOTE, Out, hold
from streams.core.detect.sentence import Sentence
from streams.core.detect.sightings import Claim, Sighting
from streams.core.detect.verb_lead import lead

VOTE_GAP = 44
"""Characters between the verb and the vote: " dans la nuit de mercredi à jeudi au "."""
OF_WHOM = 24
"""Characters between the vote and the body that holds it."""


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
    claim = _claim(s, i, how)
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


def _before(s: Sentence, i: int) -> Mention | None:
    """Return what is put to a vote by a passive verb: also "Le renouvellement du mandat sera soumis"."""
    text = objects.before_verb(s, i)
    subject = next(iter(s.texts(s.span[0], s.verb(i).start, ("action",))), None)
    return text or subject


def _claim(s: Sentence, i: int, how: Reading) -> Claim | None:
    """Return what became of the text by the words before the verb."""
    if how.mode == "wished":
        return "withdrawn" if s.says(lead(s, i), "giving_up") else None
    return "vote_scheduled" if how.mode == "future" else "tabled" if how.mode == "real" else None
