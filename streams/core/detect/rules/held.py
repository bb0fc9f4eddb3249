"""Votes that were held: what an organ's came to, or how so many members voted."""

from streams.core.detect.bodies.organs import NEEDED
from streams.core.detect.rules.abstaining import took_side
from streams.core.detect.rules.against import is_against_none, is_against_wrong, is_counted_against
from streams.core.detect.rules.by_many import voted_by_many
from streams.core.detect.rules.common import NEAR_VOTE, Out, hold
from streams.core.detect.rules.directions import direction_of, votes_to
from streams.core.detect.rules.motions import is_to_amend, on_paragraph
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark


def held(s: Sentence, i: int, how: Reading, organ: Mark | None, text: Mention | None, out: Out) -> None:
    """A vote that was held: what an organ's came to, or how so many members voted."""
    verb = s.verb(i)
    words = s.words_after(verb.end, 12)
    if _is_on_procedure(s, i, words):
        _on_procedure(s, verb.start, how, organ, words, out)
        return
    paragraph = next(s.texts(verb.end, verb.end + NEAR_VOTE, ("amendment",)), None)
    if paragraph is not None and (text is None or paragraph.start < text.start):
        on_paragraph(s, verb, organ, paragraph, out)
        return
    direction = _came_to(s, i, text, organ, words)
    if direction == "postponed" and organ is None:
        _put_off_by_it(s, i, text, out)
        return
    as_one = s.tally is not None and s.tally.unanimous and direction == "adopted"  # "The council's 15 members voted"
    as_one = as_one or (s.lex.romance and direction == "adopted" and _is_by_all(s, organ))
    whole = as_one or votes_to(s, words[:5]) or _is_of_both_sides(s)
    by_members = organ is not None and _by_members(s, i, organ) and not whole
    it = organ is None and direction == "adopted" and _it_agreed(s, i)
    if not it and (organ is None or (direction and (by_members or _of_those_that(s, i)))):
        _by_so_many(s, i, organ, text, out, direction=direction)
    elif direction:
        if s.says(words[:4], "undoing"):
            text = None  # "voted to revoke resolution 3379 (XXX)": that is not the one adopted
        out.append(Sighting(direction, "vote.organ", s, verb.start, text, organ, tally=s.tally, past=how.past))
    elif text is not None and s.counted and s.says(s.words_before(text.start, 1), "on"):
        out.append(
            Sighting("told", "vote.members", s, verb.start, text, organ, tally=s.tally)
        )  # "voted 14-1 on a text"
    elif text is not None and (s.says(words[:4], "on") or _is_put_to_vote(s, verb)):
        out.append(Sighting("tabled", "vote.held", s, verb.start, text, organ, tally=s.tally, weak=True))
    elif s.counted:
        out.append(Sighting("told", "vote.tally", s, verb.start, text, organ, tally=s.tally))


def _on_procedure(s: Sentence, at: int, how: Reading, organ: Mark | None, words: list[str], out: Out) -> None:
    """A vote on how to go on decides on no text, but for a motion to discuss something, which is lost by it."""
    if s.counted and organ is not None and _is_not_to_discuss(s, words):
        out.append(Sighting("rejected", "vote.organ", s, at, None, organ, tally=s.tally, past=how.past))
    else:
        hold(s, out, "vote.procedure", "The vote was on procedure, or on changes, and not on a text.")


def _is_not_to_discuss(s: Sentence, words: list[str]) -> bool:
    """Say whether a motion to discuss something was lost: "voted 19-17 on Tuesday not to debate abuses in Chad"."""
    return any(
        s.says([word], "negation")
        and s.says(words[at + 1 : at + 2], "infinitive")
        and s.says(words[at + 2 :], "debating")
        for at, word in enumerate(words[:8])
    )


def _is_by_all(s: Sentence, organ: Mark | None) -> bool:
    """Say whether the members do it and not so many of them: "Les membres du Conseil ont voté une résolution"."""
    words = s.words_before(organ.start, 4) if organ is not None and not s.counted else []
    return s.says(words, "members") and s.says(words, "definite") and not s.says(words, "some_members", "most_members")


def _put_off_by_it(s: Sentence, i: int, text: Mention | None, out: Out) -> None:
    """Read "It voted 9 to 4 to adjourn": a count of no text."""
    if s.says(lead(s, i)[-1:], "pronoun"):
        out.append(Sighting("postponed", "vote.organ", s, s.verb(i).start, text))


def _came_to(s: Sentence, i: int, text: Mention | None, organ: Mark | None, words: list[str]) -> Claim | None:
    """Return what an organ's vote came to, if that is told; ``words`` stand behind the verb."""
    verb = s.verb(i)
    if is_counted_against(s, verb, text):
        return "rejected"
    expressed = s.calls(verb, "expressed") and not s.says(s.words_before(verb.start, 3), "reflexive")
    if expressed or _is_put_to_vote(s, verb):
        return None  # "ha espresso preoccupazione per la sorte"
    direction = direction_of(s, words)
    if direction is None and text is not None and s.says(words[1:2], "on") and s.says(words[:1], "as_one"):
        return "adopted"  # "voted unanimously on a resolution"
    if direction == "rejected" and text is None and organ is not None and is_against_wrong(s, i, organ):
        return "adopted"
    other = text is None and s.says(s.surface(verb).split(), "pronouncing")  # "se prononce contre la guerre": no text
    return None if direction == "rejected" and (other or is_against_none(s, i, text)) else direction


def _is_put_to_vote(s: Sentence, verb: Mark) -> bool:
    """Say whether it is only told that a vote was held: "a mis au vote une résolution"."""
    words = s.surface(verb).split()
    return s.lex.romance and len(words) > 1 and not s.says(words, "pronouncing")


def _by_so_many(
    s: Sentence, i: int, organ: Mark | None, text: Mention | None, out: Out, *, direction: Claim | None
) -> None:
    """So many members voted for or against a text, which may be told before; or one did."""
    verb, most = s.verb(i), voted_by_many(s, i, text, direction)
    if most is not None:
        out.append(most)
        return
    if not s.counted and organ is None:
        took_side(s, i, text, out)
    if not s.counted or (s.amended and text is None):
        return
    if organ is None and are_of_another(s, verb.start):
        return
    if text is None and direction == "adopted":
        text = next(s.texts(verb.end, verb.end + NEAR_VOTE, ("action",)), None)
    beside = organ or next(reversed(list(s.organs(s.span[0], verb.start))), None) or s.acting()
    members = organ is None and s.says(lead(s, i)[-1:], "members")
    if direction and members and beside is not None and _is_of_both_sides(s):
        out.append(Sighting(direction, "vote.organ", s, verb.start, text, beside, tally=s.tally))
        return
    text = text or _voted_before(s, verb)
    few = direction == "adopted" and text is not None and beside is not None and _are_too_few(s, beside)
    claim: Claim = "rejected" if few else "told"
    rule = "vote.short" if few else "vote.members"
    out.append(Sighting(claim, rule, s, verb.start, text, beside, tally=s.tally))


def _are_too_few(s: Sentence, organ: Mark) -> bool:
    """Say whether fewer members are told to have been for a text than it needs: "Only four of the Security Council's 15
    members voted for it"."""
    if organ.value != "SC" or s.lex.romance or s.tally is None or s.tally.against is not None:
        return False
    return 0 < (s.tally.for_ or 0) < NEEDED and s.says(s.words_before(s.tally.start, 1), "only_so_many")


def _is_of_both_sides(s: Sentence) -> bool:
    """Say whether a count is of the whole vote, whoever is said to have voted: "members voted 21-18 against it"."""
    return s.tally is not None and s.tally.ordered and None not in (s.tally.for_, s.tally.against)


def are_of_another(s: Sentence, at: int) -> bool:
    """Say whether those told of before a verb or count are members of another body: "Members of the International
    Atomic Energy Agency voted"."""
    bodies = [mark for mark in s.marks if mark.kind in ("organ", "foreign") and mark.end <= at]
    return bool(bodies) and bodies[-1].kind == "foreign" and s.says(s.words_before(bodies[-1].start, 4), "membership")


def _it_agreed(s: Sentence, i: int) -> bool:
    """Say whether "it" voted, and all were for it: "Without a dissenting voice it voted to bar arms sales"."""
    agreed = s.tally is not None and (s.tally.unanimous or s.tally.consensus)
    return agreed and s.says(lead(s, i)[-1:], "pronoun")


def _voted_before(s: Sentence, verb: Mark) -> Mention | None:
    """Return the one text that is told before: "128 countries backed the resolution, nine voted against"."""
    sure = list(s.texts(s.span[0], verb.start, TEXTS[:2]))
    named = sure or list(s.texts(s.span[0], verb.start))
    one = named[0] if len(named) == 1 else None
    known = one is not None and (one.kind in TEXTS[:2] or one.rival or one.article in ("the", "own"))
    return one if known and one is not None and not (one.plural or one.past) else None


def _is_on_procedure(s: Sentence, i: int, words: list[str]) -> bool:
    """Say whether a vote was on how to go on, or on changing a text: "voted 86-77 to amend a draft"."""
    if s.says(words[:8], "infinitive") and is_to_amend(s, i):
        s.amended = True
        return True
    if s.says(words[:3], "procedure") or (s.says(words, "keeping") and s.says(words, "procedure")):
        return True
    if s.lex.romance or not _is_to_meet(s, words):
        return False
    s.amended = True  # the count is of no text
    return True


def _is_to_meet(s: Sentence, words: list[str]) -> bool:
    """Say whether it was voted to meet, to choose somebody or to let him speak: "voted 9-2 to hold a meeting"."""
    at = next((at for at, word in enumerate(words[:7]) if s.says([word], "infinitive")), len(words))
    deed, behind = words[at + 1 : at + 2], words[at + 2 :]
    if s.says(deed, "meeting_deeds"):
        return True
    if s.says(deed, "holding_it"):
        return s.says(behind[:6], "meetings_held")
    return s.says(deed, "admitting_to_speak") and s.says(behind, "speaking_there")


def _of_those_that(s: Sentence, i: int) -> bool:
    """Say whether only those that voted so are named: "read out the roll of the countries that voted yes"."""
    previous = s.items[i - 1] if i else None
    relative = isinstance(previous, Mark) and previous.kind == "border" and previous.value == "relative"
    return previous is not None and relative and s.says(s.words_before(previous.start, 1), "members")


def _by_members(s: Sentence, i: int, organ: Mark) -> bool:
    """Say whether so many members voted, and not the organ: "35 members of the council voted for"."""
    if organ.value != "SC" and s.says(s.words_before(organ.start, 5), "most_members"):
        return False  # "a majority of members of the commission voted in support of a text"
    before = [word for word in s.words_before(organ.start, 5) if not s.says([word], "definite", "of")]
    if len(before) == 1 and s.says(before, "membership") and not s.counted:
        return False  # "Members of the Security Council voted in favor of a resolution": all of them
    words = [*s.words_before(organ.start, 5), *lead(s, i), *s.words_after(organ.end, 1)]
    return s.says(words, "members") or s.says(s.surface(organ).split(), "member")  # "10 council member nations voted"
