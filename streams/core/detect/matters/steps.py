"""Whether what a sighting tells can be a step in the life of a matter: by the outcome, the time, and who it is from."""

from streams.core.detect.matters.matter import Matter, is_bid, offerers, organ_of
from streams.core.detect.matters.two_counts import (
    is_another_vote,
    is_counted_quite_otherwise,
    is_of_a_loser,
)
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.words.text import longest_first

LIFE = 120
"""Days over which one draft is negotiated; what was brought earlier was another one."""
WEEK = 7
"""Days from which on a text was brought before the outcome that is news."""
LOST = frozenset(("vetoed", "rejected"))
"""Outcomes behind which a text is brought anew."""
_FAILING = frozenset(("reject", "fail", "veto", "withdraw"))
"""Verb classes that tell what no text goes through that is adopted in the end."""
OPEN = ("proposed", "tabled", "vote_scheduled", "postponed")
"""Claims of a text that is not decided on yet."""


def is_renewed(matter: Matter) -> bool:
    """Say whether a matter was brought as a new text."""
    return any(each.mention is not None and each.mention.renewed for each in matter.sightings)


def decides(one: Sighting) -> bool:
    """Say whether a sighting claims an outcome by itself."""
    return one.claim in FINAL and not one.weak


def same_phrase(matter: Matter, one: Sighting) -> bool:
    """Say whether the phrase that names the text was read before, and is the matter's."""
    return one.mention is not None and id(one.mention) in matter.phrases


def _vetoes_its_own(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether who vetoed one text has brought the other, which must be another one."""
    if one.vetoers and any(spot[0] in matter.sponsors for spot in one.vetoers):
        return True
    against = [each for each in matter.sightings if each.vetoers or each.opponents] if sponsors else []
    return any(spot[0] in sponsors for each in against for spot in (*each.vetoers, *each.opponents))


def is_from_the_same(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether the sponsors can be those of one text: one named later as co-sponsor joins, a rival's do not."""
    if _vetoes_its_own(matter, one, sponsors) or _is_set_beside(matter, one):
        return False
    if not sponsors or not matter.sponsors or sponsors & matter.sponsors or _is_text_of_bid(matter, one):
        return True
    mention = one.mention
    known = mention is None or (mention.article == "the" and not mention.sponsors)
    joining = one.rule.endswith(".passive") or (one.rule == "sponsor.noun" and mention is None)
    joining = joining or one.sentence.says(one.sentence.words_after(one.at, 1), "cosponsoring")
    joining = joining or all(_joins(each) for each in matter.sightings if offerers(each))
    return known and joining


def _is_text_of_bid(matter: Matter, one: Sighting) -> bool:
    """Say whether "the Jordanian draft" is that of a bid that the sentence before tells of: "A Palestinian bid to
    end the occupation failed"."""
    mention = one.mention
    the = mention is not None and mention.kind in TEXTS[:2] and mention.article == "the" and not mention.rival
    return the and matter.distance(one) == 1 and all(is_bid(each) for each in matter.sightings)


def _joins(one: Sighting) -> bool:
    """Say whether somebody is only told to have signed a text that is another's: "Pakistan, which co-sponsored it"."""
    return one.sentence.folded.startswith(longest_first(one.sentence.lex.words["joined_offering"]), one.at)


def _is_set_beside(matter: Matter, one: Sighting) -> bool:
    """Say whether a vote is set for a new text of others: "Monday: a vote on a British draft. Wednesday: one is planned
    on a resolution drawn up by Greece"."""
    new = one.claim == "vote_scheduled" and one.mention is not None and one.mention.article == "a"
    beside = {identity for identity, _, _ in one.beside}
    return new and bool(beside and matter.sponsors) and not beside & matter.sponsors


def _failed_itself(matter: Matter, one: Sighting) -> bool:
    """Say whether "a draft" is told to have failed, where the story's was adopted: "A draft put forward by South Africa
    was kept from a vote: a majority rejected that"."""
    mention, s = one.mention, one.sentence
    if mention is None or "adopted" not in matter.finals or any(each.sentence is s for each in matter.sightings):
        return False
    behind = [mark.value for mark in s.marks if mark.kind == "verb" and mark.start > mention.end]
    return behind[:1] in (["table"], ["propose"]) and not _FAILING.isdisjoint(behind)


def fits_in_time(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether the claim can be a step of the matter's life: one outcome, and no old news of a new draft."""
    finals = matter.finals
    if decides(one):
        if _is_told_apart(matter, one) or _is_lost_before(matter, one, sponsors) or _is_numbered_behind(matter, one):
            return False
        both = finals | {one.claim}
        one_outcome = (len(both) == 1 or both <= LOST) and not is_another_vote(matter, one)
        then = one.past == matter.past or is_count_of_old(matter, one)
        return one_outcome and (then if finals else not one.past or matter.past)
    earlier = one.past and not matter.past and (_is_earlier_step(one) or _is_how_it_was_brought(matter, one))
    if earlier or _is_how_it_came(matter, one):
        return True
    then = one.past != matter.past and one.claim != "told" and not one.weak
    then = then or (one.claim == "told" and (is_counted_quite_otherwise(matter, one) or is_of_a_loser(matter, one)))
    if then or _is_weakly_of_another(matter, one, sponsors):
        return False
    if one.claim not in OPEN:
        return not _is_taken_back_beside(matter, one)
    return not (matter.past or _is_moved_on_another(matter, one) or _is_another(matter, one, sponsors))


def is_count_of_old(matter: Matter, one: Sighting) -> bool:
    """Say whether the next sentence counts the vote on a text of old: "On October 27 it passed a resolution tabled by
    Jordan. The resolution passed with 120 votes for"."""
    mention = one.mention
    the = mention is not None and mention.kind == "resolution" and mention.article == "the"
    plain = the and mention is not None and not (mention.symbols or mention.sponsors or mention.plural)
    opens = plain and mention is not None and mention.start == one.sentence.span[0]
    follows = matter.past and matter.distance(one) == 1 and one.when is None
    return opens and follows and one.tally is not None and not _is_counted(matter)


def _is_weakly_of_another(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether it is only loosely told that another text was lost, behind what came of one: "turned down Brazil's.
    On Monday, Russia had blocked a British text"."""
    new = one.mention is not None and one.mention.article == "a" and one.claim in LOST and one.weak
    return new and bool(sponsors - matter.sponsors and matter.finals) and matter.distance(one) != 0


def _is_taken_back_beside(matter: Matter, one: Sighting) -> bool:
    """Say whether "a Cuban proposal" or a rival one is told to be taken back, behind what the story's text came to."""
    new = one.mention is not None and one.mention.article == "a" and bool(one.mention.sponsors or one.sponsors)
    return one.claim == "withdrawn" and new and bool(matter.finals) and not matter.past


def _is_lost_before(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether a text was lost that is brought as another, while one is still to be voted on: "will vote on Friday
    on a text drafted by Brazil. The vote comes after the council rejected a Russian draft"."""
    mention = one.mention
    if mention is None or mention.article != "a" or one.claim not in LOST or not sponsors or matter.finals:
        return False
    ahead = any(each.claim == "vote_scheduled" and each.sentence is not one.sentence for each in matter.sightings)
    return ahead and not sponsors & matter.sponsors


def _is_earlier_step(one: Sighting) -> bool:
    """Say whether it is told how "the text" came about: "Britain, its author, had circulated the text last week"."""
    mention, age = one.mention, one.when.age if one.when is not None else None
    known = mention is None or (mention.article == "the" and not mention.past and not mention.plural)
    known = known or (mention is not None and _is_first_version(one, mention))
    if one.claim == "postponed":
        return known and one.former  # "The vote had been delayed twice"
    return known and one.claim in ("tabled", "proposed") and age is not None and age < LIFE


def _is_first_version(one: Sighting, mention: Mention) -> bool:
    """Say whether a draft is called the first one of a text: "Britain circulated an initial draft two weeks ago"."""
    called = one.sentence.folded[mention.start : mention.head[0]].split()
    return mention.draft and not mention.plural and one.sentence.says(called, "first_version")


def _is_how_it_came(matter: Matter, one: Sighting) -> bool:
    """Say whether a step is of the resolution of old told right before: "The resolution, which Albania had tabled"."""
    mention = one.mention
    step = matter.past and bool(matter.finals) and one.claim in ("tabled", "proposed") and one.when is None
    the = mention is not None and mention.kind == "resolution" and mention.article == "the" and not mention.plural
    return step and the and 0 < matter.distance(one) <= 1


def _is_told_apart(matter: Matter, one: Sighting) -> bool:
    """Say whether an outcome is of "a separate resolution", where the matter is told of in a sentence before."""
    mention = one.mention
    if one.apart and any(each.sentence is one.sentence and each.claim in FINAL for each in matter.sightings):
        return True
    apart = mention is not None and (_is_rival(mention) or _was_put_off(matter, one, mention))
    apart = apart or ((one.claim in matter.finals or _is_counted(matter)) and _is_added(one))
    if one.claim in LOST and mention is not None and not mention.renewed and not matter.finals and is_renewed(matter):
        return mention.article == "a" or mention.past  # "a new draft, hours after Russia vetoed their previous text"
    if mention is not None and mention.rival and mention.article == "own" and not same_phrase(matter, one):
        return True  # "vetoed a French text, then watched its own rival draft go down"
    return apart and all(each.sentence is not one.sentence for each in matter.sightings)


def _was_put_off(matter: Matter, one: Sighting, mention: Mention) -> bool:
    """Say whether an outcome of "a resolution" cannot be that of the text whose vote the story tells to be put off."""
    put_off = any(each.claim == "postponed" and not each.past for each in matter.sightings)
    return put_off and mention.article == "a" and not matter.finals and one.claim in FINAL


def _is_counted(matter: Matter) -> bool:
    """Say whether it is told how many were for a text."""
    return any(each.tally is not None and each.tally.for_ is not None for each in matter.sightings)


def _is_moved_on_another(matter: Matter, one: Sighting) -> bool:
    """Say whether a motion is on another text than the one decided: "was adopted 22-20. On Chad, they voted 23-17 for a
    no-action motion"."""
    if one.rule != "postpone.motion" or one.mention is not None:
        return False
    apart = (each.tally for each in matter.sightings if each.sentence is not one.sentence)
    return bool(matter.finals) or any(tally is not None and bool(tally.for_) for tally in apart)


def _is_numbered_behind(matter: Matter, one: Sighting) -> bool:
    """Say whether a resolution that is told by its number, without a time, is another one than the draft of which an
    undated story tells no outcome: "Kuwait presented a draft on Friday ... In resolution 904, adopted unanimously"."""
    mention = one.mention
    if one.sentence.year is not None or matter.finals or matter.symbol is not None or one.when is not None:
        return False
    numbered = mention is not None and any(symbol.forms == "r" for symbol in mention.symbols)
    return numbered and matter.distance(one) > 0


def _is_rival(mention: Mention) -> bool:
    """Say whether a phrase brings another text: "a rival draft"."""
    return mention.rival and mention.article in ("a", "")


def _is_added(one: Sighting) -> bool:
    """Say whether an organ "also" adopted a text: one more."""
    s, mention = one.sentence, one.mention
    if one.rule == "act.organ" and s.says(s.words_after(s.span[0], 1), "also"):
        return any(when.start < one.at for when in s.whens)  # "Also today, the Council extended the mandate"
    named = mention is not None and mention.kind in TEXTS[:2] and one.rule == "adopt.active"
    behind = s.words_after(one.at, 2) if s.lex.romance else []  # "aprobó también"
    return named and s.says([*s.words_before(one.at, 4), *s.words_after(s.span[0], 1), *behind], "also")


def _is_how_it_was_brought(matter: Matter, one: Sighting) -> bool:
    """Say whether it is told who brought the text that was decided on, which the story has not said: "failed on
    Tuesday, with eight votes in favor ... Jordan on Monday circulated a draft written by the Palestinians"."""
    undecided = not matter.finals or matter.past or one.claim != "tabled"
    if undecided or matter.sponsors or organ_of(one) not in (None, matter.organ):
        return False
    decided = [each.when for each in matter.sightings if each.when is not None]
    days = [when.day for when in decided if when.day is not None]
    if one.when is None or one.when.bound:
        return False
    if one.when.day is not None and days:
        return one.when.day < max(days) or (one.when.day == max(days) and matter.finals <= LOST)
    if one.when.age is not None and one.when.weekday is None:
        return WEEK <= one.when.age < LIFE
    opens = matter.sightings[0].sentence.index == 0  # its day is that of the news: another weekday was before it
    return opens and bool(decided) and all(when.weekday not in (None, one.when.weekday) for when in decided)


def _is_one_more(matter: Matter, one: Sighting, mention: Mention) -> bool:
    """Say whether a text is told to be one more, behind one that was voted on: "A second Russian text"."""
    called = one.sentence.folded[mention.start : mention.head[0]].split()
    voted = bool(matter.finals) or _is_counted(matter)
    return voted and mention.article == "a" and one.sentence.says(called, "one_more_of")


def _is_another(matter: Matter, one: Sighting, sponsors: set[str]) -> bool:
    """Say whether a step is told of another text: a rival one, or a new one brought after the outcome of this one."""
    mention = one.mention
    decided = bool(matter.finals) and mention is not None and mention.article == "a"
    again = decided and one.claim == "vote_scheduled"
    if mention is None:
        return False
    if (
        mention.renewed
        and not is_renewed(matter)
        and (matter.finals & LOST or (matter.finals and mention.article == "a"))
    ):
        return one.claim in ("tabled", "proposed", "vote_scheduled")
    if sponsors & matter.sponsors and not again and not _is_one_more(matter, one, mention):
        return False
    if mention.rival and mention.article == "own" and matter.finals and not same_phrase(matter, one):
        return True  # "The U.S. vetoed the text. Russia then called a vote on its own draft"
    its = one.sentence.says(one.sentence.words_after(mention.end, 4), "owning") and not mention.rival
    if its and not matter.sponsors:
        return False  # "The council prolonged the mission. Britain put forward a draft to renew its mandate"
    coming = one.claim == "tabled" or (one.claim == "vote_scheduled" and one.when is not None)
    coming = coming and not _is_how_it_was_brought(matter, one)
    coming = coming or one.rule == "consider"  # "took up a draft on mercenaries" behind what came of one on Nazism
    return _is_rival(mention) or (decided and (coming or _failed_itself(matter, one)))
