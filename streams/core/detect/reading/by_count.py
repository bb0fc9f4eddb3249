"""What a sentence claims by its count alone, or by how a vote is told to have gone without one."""

from typing import cast

from streams.core.detect.bodies.organs import MEMBERS, NEEDED, SIZES
from streams.core.detect.rules.former_vetoes import is_of_own_vote
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim, HeldBack, Sighting
from streams.core.detect.tallies.votes import Tally
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

BRIEF = 14
"""Words of a sentence that only tells that all members voted so: "All of the council's members raised their hands"."""
SHORT = 7
"""Words of a sentence that only tells how a vote went: "It was unanimous."."""
VOTE_ON = 10
"""Characters between a vote and whom it was on: " on the "."""


def take_count(s: Sentence, tally: Tally, told: list[Sighting], out: list[Sighting | HeldBack]) -> None:
    """Claim the count of the sentence, where none of the claims that it ``told`` has it."""
    if s.foreign or any(one.tally for one in told):
        return
    voted = next(s.texts(*s.span), None)
    if voted is not None and (is_of_own_vote(s, voted.start) or _is_told_aside(s, tally, voted)):
        voted = None  # "The vote, 122 to 13, came after Russia vetoed a similar text"
    earlier = voted is not None and voted.plural and voted.past  # "abstained on the council's two previous resolutions"
    earlier = earlier or (voted is None and _is_for_statement(s, tally))
    counted = (tally.counted or _is_how(tally, out)) and not (s.amended and not _counts_first(s, tally))
    if counted and not earlier:
        organ = s.acting()
        short = (s.has("short_of") and tally.for_ is not None) or _is_so_few(s, tally, organ)
        claim, rule = ("rejected", "vote.short") if short else ("told", "vote.tally")
        if voted is None and not short and organ is not None and _is_of_whole_body(s, tally, organ.value):
            claim, rule = ("adopted" if (tally.for_ or 0) > (tally.against or 0) else "rejected"), "vote.whole-body"
        about = voted or _vote_on_somebody(s)
        told.append(Sighting(cast("Claim", claim), rule, s, tally.start, about, organ, tally=tally))
        out.append(told[-1])
    elif not s.amended:
        told.extend(_manner_alone(s, tally, voted) if not any(isinstance(one, HeldBack) for one in out) else ())
        out.extend(told[-1:])


def _is_of_whole_body(s: Sentence, tally: Tally, organ: str) -> bool:
    """Say whether all members of an organ are counted, on a day: "On Thursday 23 members of the Human Rights Council
    were in favour, 12 against and 12 abstained"; of the Assembly more than half. Vetoes may undo the Council's."""
    told = None not in tally.numbers[:3] and any(when.weekday is not None for when in s.whens)
    if not told or s.lex.romance or any(one.kind in TEXTS for one in s.mentions):
        return False
    if contains(s.folded[slice(*s.span)], s.lex.words["waiting"]):
        return False  # "were in favour of adjourning the debate"
    if organ.startswith("GA"):
        return MEMBERS // 2 < tally.votes <= MEMBERS
    return organ != "SC" and tally.votes == SIZES.get(organ)


def _is_told_aside(s: Sentence, tally: Tally, text: Mention) -> bool:
    """Say whether a text is only told of in a clause on somebody, behind who was for "it": "Thirteen were for it, while
    Russia, which had floated a text of its own, abstained"."""
    if text.article != "a" or text.start < tally.end:
        return False
    aside = any(tally.end <= mark.start < text.start and mark.value == "relative" for mark in s.borders)
    return aside and s.says([word.strip(",") for word in s.folded[tally.start : text.start].split()], "it")


def _counts_first(s: Sentence, tally: Tally) -> bool:
    """Say whether a sentence begins with the count, and of changes only behind it: "The 15-0 vote came
    after they had haggled over one paragraph"."""
    first = s.mentions[0] if s.mentions else None
    if first is None or first.kind != "vote" or first.start != s.span[0]:
        return False
    changes = next((one.start for one in s.mentions if one.kind == "amendment"), s.span[1])
    return any(tally.end <= mark.start < changes and mark.value == "time" for mark in s.borders)


def _is_so_few(s: Sentence, tally: Tally, organ: Mark | None) -> bool:
    """Say whether a text is told to have got only so many votes as are too few: "n'a obtenu mardi que trois voix"."""
    if not s.lex.romance or organ is None or organ.value != "SC":
        return False
    words = s.words_before(tally.start, 12)
    if _has_got(s, tally, words):
        return True
    denied = not s.says(words[-1:], "that_romance") or s.says(words, "half_denial")
    return 0 < (tally.for_ or 0) < NEEDED and s.says(words[-1:], "only_so_many") and denied


def _has_got(s: Sentence, tally: Tally, words: list[str]) -> bool:
    """Say whether it is told how many votes a text got, and no more: "El proyecto ruso recibió ayer cinco votos"."""
    while words and (words[-1] in s.lex.weekdays or s.says(words[-1:], "these_days", "day_articles")):
        words = words[:-1]
    if (tally.against, tally.abstain) != (None, None) or not s.says(words[-1:], "votes_got"):
        return False
    text = next(s.texts(s.span[0], tally.start, TEXTS), None)
    few = 0 < (tally.for_ or 0) < NEEDED and not s.says(words, "negation", "hypothetical", "future")
    return few and text is not None and not text.plural and text.article != "any"


def _is_for_statement(s: Sentence, tally: Tally) -> bool:
    """Say whether so many were for what is no text: "All 14 other members supported the statement proposed by Mali"."""
    only_for = tally.for_ is not None and (tally.against, tally.abstain) == (None, None)
    if not only_for or next(s.texts(*s.span, kinds=("vote",)), None) is not None:
        return False
    stated = next(s.texts(tally.start, s.span[1], kinds=("other",)), None)
    return stated is not None and s.says(s.folded[slice(*stated.head)].split(), "stated")


def _vote_on_somebody(s: Sentence) -> Mention | None:
    """Return the vote that is told by what it was on: "The vote on North Korea was 112-19"."""
    vote = next(s.texts(*s.span, kinds=("vote",)), None)
    if vote is None or vote.article != "the" or not s.says(s.words_after(vote.end, 1), "on"):
        return None
    behind = next((item for item in s.items if item.start > vote.end), None)
    named = isinstance(behind, Mark) and behind.kind == "actor" and behind.start - vote.end < VOTE_ON
    return vote if named else None


def _manner_alone(s: Sentence, tally: Tally, text: Mention | None) -> list[Sighting]:
    """Return what is told of a vote without its number: "The vote was unanimous", "all members supported the draft"."""
    voted = next(s.texts(*s.span, kinds=("vote",)), None)
    about = text if text is not None else voted
    if about is None and _is_of_it(s, tally):
        return [Sighting("told", "vote.tally", s, s.span[0], None, s.acting(), tally=tally)]
    if about is None or about.plural or about.past or about.article == "any":
        return []
    return [Sighting("told", "vote.tally", s, about.start, text, s.acting(), tally=tally)]


def _is_of_it(s: Sentence, tally: Tally) -> bool:
    """Say whether a sentence tells how the vote before went: "It was unanimous", "The Council, acting unanimously,"."""
    if not tally.unanimous:
        return False
    words = s.words_after(s.span[0], 5)
    length = len(s.folded[slice(*s.span)].split())
    it = s.says(words[:1], "pronoun") and s.says(words[1:2], "be") and length < SHORT
    by_all = not s.lex.tally["all"].isdisjoint(s.folded[slice(*s.span)].split())  # "It won the approval of all members"
    it = it or (s.says(words[:1], "pronoun") and by_all and length < BRIEF)
    members = s.says(words, "members") and s.says(words, "be")  # "Its 15 members were unanimous"
    members = members or (
        length < BRIEF and not s.lex.tally["all"].isdisjoint(words[:1])
    )  # "Every member of it voted yes"
    return it or members or (s.says(words, "acting") and s.acting() is not None)


def _is_how(tally: Tally, out: list[Sighting | HeldBack]) -> bool:
    """Say whether a sentence only tells that nobody asked for a vote: "There was no vote, only applause"."""
    return tally.consensus and not any(isinstance(one, Sighting) for one in out)
