"""Texts that members let through: "abstained on a Security Council resolution", "did not veto a resolution"."""

from dataclasses import replace

from streams.core.detect.rules.common import NEAR_VOTE, Out
from streams.core.detect.sentences.mentions import Item, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.names import actors_ending
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import ABSTAINED_ON, Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import PERMANENT, Mark

TEXT_REACH = 110
"""Characters between "abstained" and the resolution: " on Friday in the U.N. General Assembly vote on a "."""
BELOW = 2
"""Sentences of a story below which "the resolution" that somebody abstained on is one that is known."""
SIDE_REACH = 44
"""Characters between "voted" and the resolution: " in favour of Friday's General Assembly "."""
SIDE_WORDS = 9
"""Words between "votó" and the text, with whom and when among them: "ayer con Estados Unidos e Israel contra la"."""
BODY_REACH = 60
"""Characters behind a resolution in which the body is named: "on a resolution on Sri Lanka at the"."""
_IN_TEXTS = ("act", "call")
"""Verb classes of what a text does."""
_OTHERWISE = ("veto", "reject", "fail", "postpone", "withdraw", "block")
"""Verb classes that tell what became of a text."""


def abstain(s: Sentence, i: int, out: Out) -> None:
    """Read "India abstained on a General Assembly resolution": there was a vote, and the text is told to be one."""
    verb = s.verb(i)
    if s.lex.romance or s.foreign or s.amended or not _is_done(s, i):
        return
    text = next(s.texts(verb.end, verb.end + TEXT_REACH), None) or _vote_that_says(s, i)
    if text is None or not (text.kind == "vote" or _is_passed_text(text)) or not _is_right_behind(s, i, text):
        return
    organ = roles.organ_mark(text) or _of_vote(s, i, text) or next(s.organs(verb.end, text.end + BODY_REACH), None)
    if organ is not None and not _tells_outcome(s):
        known = text.kind != "vote" and text.article == "the" and s.index > BELOW and not s.whens
        out.append(Sighting("adopted", ABSTAINED_ON, s, verb.start, text, organ, tally=s.tally, weak=known))


def took_side(s: Sentence, i: int, text: Mention | None, out: Out) -> None:
    """Read "Norway voted in favour of the General Assembly resolution on Mali": there was a vote on it. In the Security
    Council one vote may have felled it."""
    verb = s.verb(i)
    if s.foreign or s.amended or s.index > 1 or text is None or not roles.doers(s, i):
        return
    if not _is_passed_text(text) or s.says(lead(s, i), "habitually") or not _is_on_side(s, verb, text):
        return
    if not s.lex.romance and s.says(lead(s, i)[-1:], "infinitive"):
        return  # "decided to vote for a resolution in the Human Rights Council": it is still to come
    organ = roles.organ_mark(text) or next(s.organs(text.end, text.end + BODY_REACH), None)
    elsewhere = any(mark.kind == "foreign" for mark in s.marks)  # "voted against it in the European Parliament, as"
    if organ is not None and organ.value not in ("SC", "UN") and not (elsewhere or _tells_outcome(s)):
        out.append(Sighting("adopted", ABSTAINED_ON, s, verb.start, text, organ))


def _is_on_side(s: Sentence, verb: Mark, text: Mention) -> bool:
    """Say whether it is told how somebody voted on a text: "voted in favour of", "votó ayer con Israel contra"."""
    if s.lex.romance:
        words = s.folded[verb.end : text.start].split()
        return bool(s.whens) and len(words) <= SIDE_WORDS and s.says(words, "favour", "voted_against")
    sided = s.says(s.words_after(verb.end, 2), "voting_how", "voted_for", "voted_against")
    return sided and text.start - verb.end <= SIDE_REACH


def spared(s: Sentence, i: int, how: Reading, by: list[Spot], text: Mention | None, out: Out) -> bool:
    """Read "The United States declined to veto a Security Council resolution": it was adopted; say whether it is so."""
    if s.lex.romance or how.mode not in ("denied", "wished", "failed"):
        return False
    previous = s.items[i - 1] if i else None
    named = isinstance(previous, Mark) and previous.kind == "actor" and previous.value in PERMANENT
    if not (by or named) or text is None or not _is_passed_text(text) or text.start - s.verb(i).end > NEAR_VOTE:
        return False
    begin, words = s.words_after(s.span[0], 3), s.words_before(s.verb(i).start, 8)
    if s.says(lead(s, i)[-4:], "would", "future", "hypothetical") or s.says([*begin, *words], "condition"):
        return False
    organ, held = roles.organ_mark(text), s.says(lead(s, i)[-4:] if by else words, "sparing")
    if organ is None or organ.value not in ("SC", "UN") or not held:
        return False  # only the Security Council knows vetoes
    out.append(Sighting("adopted", "veto.spared", s, s.verb(i).start, text, replace(organ, value="SC")))
    return True


def _is_done(s: Sentence, i: int) -> bool:
    """Say whether somebody abstained: a state, a pronoun, countries; not "usually abstains", "would abstain"."""
    verb, words = s.verb(i), lead(s, i)
    if "g" in verb.forms:  # "joined those abstaining on a resolution", "was attacked for abstaining on it"
        return s.says(s.words_before(verb.start, 1), "those_who", "for_doing") or _is_joined(s, i)
    if s.says(words[-1:], "infinitive") and s.says(s.words_before(verb.start, 8), "choice_made"):
        return not s.says(
            s.words_before(verb.start, 8), "hypothetical", "future", "condition"
        )  # "defended the decision to abstain"
    return reading(s, i).mode == "real" and not s.says(words, "habitually", "again_and_again")


def _is_joined(s: Sentence, i: int) -> bool:
    """Say whether somebody abstained with others: "Kenya joined Niger and China in abstaining on a resolution"."""
    before = s.items[i - 1] if i else None
    if not isinstance(before, Mark) or before.kind != "actor" or not s.says(lead(s, i), "joined_in"):
        return False
    return s.says(s.words_before(actors_ending(s, i - 1)[0][1], 1), "joined")


def _vote_that_says(s: Sentence, i: int) -> Mention | None:
    """Return a vote that is told by what its text says: "abstained on a U.N. vote condemning settlements"."""
    j = next((j for j in range(i + 1, len(s.items)) if isinstance(s.items[j], Mention)), None)
    voted = s.items[j] if j is not None else None
    behind = s.items[j + 1] if j is not None and j + 1 < len(s.items) else None
    if not isinstance(voted, Mention) or voted.kind != "vote" or voted.plural or voted.organ is None:
        return None
    if not isinstance(behind, Mark) or behind.value not in _IN_TEXTS:
        return None
    says = behind.value == "call" and "g" in behind.forms and behind.start == voted.end + 1
    aims = "b" in behind.forms and s.says(s.folded[voted.end : behind.start].split(), "infinitive")
    return voted if says or (aims and len(s.folded[voted.end : behind.start].split()) == 1) else None


def _is_passed_text(text: Mention) -> bool:
    """Say whether a text is one resolution, by its name no draft, and not one of before."""
    one = text.kind == "resolution" and not (text.plural or text.past or text.rival) and text.article != "any"
    return one and not any(symbol.forms == "d" for symbol in text.symbols)


def _is_right_behind(s: Sentence, i: int, text: Mention) -> bool:
    """Say whether only the vote, its day and its body stand between "abstained" and a resolution."""
    verb = s.verb(i)
    if "," in s.folded[verb.end : text.start] or not s.says(s.words_after(verb.end, 3), "abstaining_from"):
        return False
    return all(_is_of_vote(item) for item in s.items[i + 1 : s.items.index(text)])


def _of_vote(s: Sentence, i: int, text: Mention) -> Mark | None:
    """Return the body whose vote is told between "abstained" and a resolution."""
    voted = next(s.texts(s.verb(i).end, text.start, ("vote",)), None)
    return roles.organ_mark(voted) if voted is not None else None


def _is_of_vote(item: Item) -> bool:
    """Say whether an item may stand there."""
    if isinstance(item, Mention):
        return item.kind == "vote" and not item.plural
    if item.kind == "verb" and "b" in item.forms and item.value in ("adopt", "call"):
        return True  # "abstained from a Security Council vote to adopt a resolution"
    return item.kind in ("organ", "date") or (item.kind == "verb" and item.value == "vote")


def _tells_outcome(s: Sentence) -> bool:
    """Say whether the sentence tells by another verb what became of a text."""
    return any(mark.kind == "verb" and mark.value in _OTHERWISE and "b" not in mark.forms for mark in s.marks)
