"""Which of the claims of one sentence its count belongs to."""

from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import FINAL, HeldBack, Sighting
from streams.core.detect.tallies.votes import read_tally

TWO = 2
"""Outcomes of one sentence whose counts are told apart; of more it is too much to ask."""


def split_count(s: Sentence, told: list[Sighting]) -> None:
    """Give two outcomes of one sentence each its own count: "renewed the embargo by nine votes to none, and then
    unanimously adopted a text on Libya"."""
    if s.tally is None or len(told) < TWO:
        return
    both = [one for one in told if one.claim in FINAL and one.tally is s.tally and not one.weak]
    if len(both) < TWO:
        return
    both = [one for one in both if not s.says(s.words_before(one.at, 1), "infinitive")]  # "votes to lift" is one
    if len(both) != TWO or both[0].at == both[1].at or both[0].mention is both[1].mention:
        return
    first, second = sorted(both, key=lambda one: one.at)
    cut = max((s.folded.rfind(f" {word} ", first.at, second.at) for word in s.lex.words["and"]), default=-1)
    if cut < 0:
        return
    parts = (s.span[0], cut), (cut, s.span[1])
    ahead, behind = (read_tally(s.folded, part, s.lex, s.said.within(*part)) for part in parts)
    if behind is None or (behind.counted and behind.for_ is None):
        return  # "adopted by 28 votes, with six against and 13 abstaining, and backed"
    if ahead is not None and ahead.numbers != behind.numbers:
        first.tally, second.tally, second.apart = ahead, behind, True


def join_deeds(s: Sentence, told: list[Sighting]) -> None:
    """Give what a body did by a text that the sentence opens with to that text: "In a resolution adopted by 28 votes,
    the council backed a call"."""
    if len(told) < TWO:
        return
    adopted = [one for one in told if one.claim == "adopted"]
    by = next((one for one in adopted if one.mention is not None), None)
    if by is None or by.mention is None or not s.says(s.words_before(by.mention.start, 1), "within"):
        return
    for one in adopted:
        if one.mention is None and one.at > by.at:
            one.mention, one.tally = by.mention, by.tally


def give_to_one(s: Sentence, told: list[Sighting]) -> None:
    """Leave the sentence's tally to one of its outcomes: "passed by 156 votes, days after Russia vetoed another"."""
    if s.tally is None or len(told) < TWO:
        return
    counted = [one for one in told if one.claim in FINAL and one.tally is s.tally]
    if len({one.claim for one in counted}) < 2:
        return
    before = [one for one in counted if one.at <= s.tally.start]
    own = max(before, key=lambda one: one.at) if before else min(counted, key=lambda one: one.at)
    for one in counted:
        if one is not own and (one.mention is None or one.mention is not own.mention):
            one.tally = None


def leave_to_former(s: Sentence, told: list[Sighting]) -> None:
    """Give the sentence's count to what had been before the news, where it stands behind that: "called for a truce, a
    month after its Third Committee had approved the text by 131 votes to 36"."""
    if s.tally is None or not s.tally.counted or len(told) < TWO:
        return
    counted = [one for one in told if one.claim in FINAL and one.tally is s.tally]
    former = next((one for one in counted if one.past and one.organ is not None and one.at < s.tally.start), None)
    if former is None or former.organ is None:
        return
    lead = [
        mark for mark in s.marks if mark.kind == "border" and mark.value == "time" and mark.end < former.organ.start
    ]
    for one in counted:
        apart = one.organ is not None and one.organ.value != former.organ.value
        if lead and apart and not one.past and one.organ is not None and one.organ.start < lead[-1].start:
            one.tally = None


def keep_for_news(s: Sentence, told: list[Sighting]) -> None:
    """Take the count told ahead of it from what had been before the news: "By 116 votes to 20 the assembly adopted a
    text approved last month by its Third Committee"."""
    if s.tally is None or len(told) < TWO:
        return
    counted = [one for one in told if one.claim in FINAL and one.tally is s.tally and one.organ is not None]
    news = [one.organ.value for one in counted if not one.past and one.organ is not None]
    for one in counted if news else ():
        if one.past and one.at > s.tally.end and one.organ is not None and one.organ.value not in news:
            one.tally = None


def leave_to_rival(s: Sentence, told: list[Sighting], out: list[Sighting | HeldBack]) -> None:
    """Give the sentence's count to the text that it is told of behind another's outcome: "Russia vetoed the U.S. draft,
    and a rival Russian text won only four votes"."""
    if s.tally is None or not s.tally.counted:
        return
    counted = [one for one in told if one.claim in FINAL and one.tally is s.tally and one.mention is not None]
    if len(counted) != 1:
        return
    own = counted[0]
    behind = (one for one in s.texts(own.at, s.tally.start) if one is not own.mention and one.end < s.tally.start)
    rival = next((one for one in behind if (one.rival or one.sponsors) and not one.plural), None)
    if rival is None or own.mention is None or own.mention.end > rival.start:
        return
    if s.says(s.words_before(rival.start, 1), "and", "meanwhile"):
        own.tally = None
        told.append(Sighting("told", "vote.tally", s, s.tally.start, rival, None, tally=s.tally))
        out.append(told[-1])


def undo_backed(s: Sentence, told: list[Sighting]) -> None:
    """Know what so many backed and others vetoed behind a "but" as one text, which was not adopted: "Twelve members
    backed the draft, but China vetoed it"."""
    vetoed = next((one for one in told if one.claim == "vetoed" and one.mention is None), None)
    if vetoed is None or not _is_of_it(s, vetoed.at):
        return
    but = next((mark for mark in reversed(s.borders) if mark.start < vetoed.at and mark.value == "contrast"), None)
    if but is None:
        return
    for one in told:
        if one.claim == "adopted" and one.mention is not None and one.at < but.start:
            one.claim, vetoed.mention, vetoed.tally = "told", one.mention, vetoed.tally or one.tally
    if vetoed.mention is None and s.tally is not None and s.tally.for_ is not None and s.tally.end < but.start:
        vetoed.mention = next((one for one in s.texts(s.tally.end, but.start, TEXTS) if not one.plural), None)


def _is_of_it(s: Sentence, at: int) -> bool:
    """Say whether the verb at ``at`` is told with a pronoun for its text: "vetoed it", "lo vetaron", "y ont mis"."""
    if s.lex.romance:
        return s.says(s.words_before(at, 3), "object_pronoun", "clitics")
    verb = next((mark for mark in s.marks if mark.start == at), None)
    return verb is not None and s.says(s.words_after(verb.end, 1), "pronoun")
