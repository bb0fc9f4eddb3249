"""Whether a count alone brings a text: of an organ that is named, or of so many states as only the Assembly has."""

from streams.core.detect.bodies.organs import MEMBERS, NEEDED, SIZES, Bodies
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.times.dates import OLD_DAYS
from streams.core.detect.words.marks import PERMANENT

RESULT_WITHIN = 2
"""Sentences of a story in which the result of a vote can be its news, without a word of the text."""
LEADS = 24
"""Characters before the organ that a story opens with."""
AT_THE = 2
"""Words of "at the", before the United Nations."""
SIZES_OF_MANY = ("GA", "HRC", "ECOSOC")
"""Organs in which a text can pass whoever is against it."""
BRINGING = ("resolution", "draft", "action")
"""Kinds of mention that a tally can bring: "Twelve members voted for sanctions on Iran"."""


def outnumbers(one: Sighting, bodies: Bodies) -> bool:
    """Say whether more voted than the body named last has members, and no larger one is named: another's vote."""
    votes, last = one.tally.votes if one.tally is not None else 0, bodies.organ_before(one.at)
    return last in SIZES and votes > SIZES[last] and all(votes > SIZES.get(body, MEMBERS) for body in bodies.named)


def is_felled(one: Sighting, organ: str | None) -> bool:
    """Say whether a permanent member is told to have voted against a text of the Security Council."""
    return organ == "SC" and any(spot[0] in PERMANENT for spot in one.opponents)


def _is_result(one: Sighting) -> bool:
    """Say whether a story opens with how a vote went: "The vote in the Assembly on the embargo was 167 to 3"."""
    s, tally = one.sentence, one.tally
    voted = next(s.texts(*s.span, kinds=("vote",)), None)
    counted = tally is not None and bool(tally.for_) and tally.against is not None
    first = s.words_after(s.span[0], 2)
    led = s.says(first[:1], "definite") and s.says(first[1:], "counts")  # "The count on Thursday was 187 to two"
    named = voted is not None and voted.article == "the" and not voted.past
    return s.index <= RESULT_WITHIN and counted and (named or led or _is_deed(one))


def _is_deed(one: Sighting) -> bool:
    """Say whether a story opens with what an organ did by so many votes, in words that are no verb of ours: "The
    council turned to Russia for the first time, naming a rapporteur by 17 votes to six"."""
    s = one.sentence
    leads = one.organ is not None and one.organ.start - s.span[0] < LEADS and s.index == 0 and one.organ.value != "UN"
    if not leads or next(s.texts(*s.span, kinds=("other", "amendment", "vote", *TEXTS)), None) is not None:
        votes = next(s.texts(*s.span, kinds=("vote",)), None)
        if not leads or votes is None or not votes.plural:
            return False
    plain = all(mark.kind != "verb" or "g" in mark.forms for mark in s.marks)
    return plain and not s.says(s.folded[slice(*s.span)].split(), "electing", "putting_off", "procedure")


def _is_carried(one: Sighting) -> bool:
    """Say whether a story opens with how many of an organ were for something: "153 countries in the Assembly voted for
    a truce"; votes on somebody, or on how to go on, are none."""
    s, tally = one.sentence, one.tally
    if tally is None or tally.for_ is None or one.organ is None or s.index > 1 or s.foreign or not s.whens:
        return False
    needed = NEEDED if one.organ.value == "SC" else SIZES.get(one.organ.value, MEMBERS) // 2 + 1
    return tally.for_ >= needed and not s.says(s.folded[slice(*s.span)].split(), "voting_on_somebody", "procedure")


def _is_whole_vote(one: Sighting) -> bool:
    """Say whether an organ is told below the lead to have done something by a whole count of these days: "With 138 in
    favour, nine against and 41 abstaining, the General Assembly made Palestine an observer state"."""
    s, tally = one.sentence, one.tally
    if tally is None or one.organ is None or None in (tally.for_, tally.against, tally.abstain) or s.lex.romance:
        return False
    if s.foreign or (tally.for_ or 0) <= (tally.against or 0):
        return False
    day = s.whens[0] if s.whens else s.before
    fresh = day is not None and (day.age or 0) < OLD_DAYS and not day.bound
    between = s.folded[tally.end : one.organ.start].replace(",", " ").split()  # and no "the House told"
    acts = one.organ.start > tally.end and len(between) < AT_THE and all(s.says([word], "definite") for word in between)
    texts = next(s.texts(tally.end, s.span[1], ("other", "amendment", "vote", *TEXTS)), None) is not None
    words = s.folded[slice(*s.span)].split()
    return fresh and acts and not texts and not s.says(words, "voting_on_somebody", "electing", "procedure")


def _is_of_all(one: Sighting, bodies: Bodies) -> bool:
    """Say whether more states voted than any other organ has, and the General Assembly is named further down."""
    votes = one.tally.votes if one.tally is not None else 0
    return bodies.named == ("GA",) and votes > max(SIZES.values()) and not one.sentence.foreign


def is_of_states(one: Sighting) -> bool:
    """Say whether more states were for a text of the United Nations than any body but the Assembly has: "128 countries
    voted in favor of a U.N. resolution", "The United Nations votes 184-2 on a resolution"."""
    if one.mention is None or one.past or one.tally is None or (one.tally.for_ or 0) <= max(SIZES.values()):
        return False
    voted = one.organ is not None and one.organ.value == "UN"
    voted = voted or any(text.kind == "vote" and text.organ == "UN" for text in one.sentence.mentions)
    return one.mention.organ == "UN" or (voted and one.mention.kind in TEXTS[:2])


def _is_of_world(one: Sighting) -> bool:
    """Say whether a story opens with something that states won at the United Nations, by so many of them as only the
    Assembly has: "won an upgrade at the United Nations, when 138 countries voted in favour, nine against"."""
    s, tally = one.sentence, one.tally
    if tally is None or tally.against is None or s.index >= RESULT_WITHIN or s.foreign or one.past:
        return False
    there = any(mark.value == "UN" and s.says(s.words_before(mark.start, 2), "at_there") for mark in s.marks)
    words = s.folded[slice(*s.span)].split()
    carried = (tally.for_ or 0) > max(SIZES.values()) and (tally.for_ or 0) > tally.against
    return there and carried and not s.says(words, "voting_on_somebody", "procedure", "electing")


def _tells_who_was_not_for_it(one: Sighting) -> bool:
    """Say whether a story opens with how many were against a text or abstained: "Only two countries voted against the
    UN General Assembly's resolution on the Aral Sea"."""
    s, tally, mention = one.sentence, one.tally, one.mention
    if s.index or s.foreign or s.lex.romance or tally is None or tally.for_ is not None or mention is None:
        return False
    return mention.kind in TEXTS[:2] and mention.organ in SIZES_OF_MANY and bool(tally.against or tally.abstain)


def opens_by_count(one: Sighting, organ: str | None, bodies: Bodies) -> bool:
    """Say whether a tally alone brings a matter: "35 members voted for the resolution" of a council."""
    mention = one.mention
    if mention is None:
        of_whom = one.organ is not None or bodies.before(one.at) not in (None, "foreign")
        of_whom = of_whom or _is_of_all(one, bodies)
        told = _is_result(one) or _is_carried(one) or _is_whole_vote(one)
        return (of_whom and not one.past and told) or _is_of_world(one)
    if one.tally is None or not (one.tally.for_ or _tells_who_was_not_for_it(one) or is_felled(one, organ)):
        return False
    if one.tally.votes > SIZES.get(organ or "", MEMBERS):
        return False
    known = (
        bool(mention.sponsors or mention.backers or one.opponents)
        or (one.tally.against or one.tally.abstain) is not None
    )
    if mention.kind not in BRINGING and not (mention.kind == "text" and known):
        return False  # but: "Twelve members supported the Algerian text", "84 voted for the text, 19 against"
    if mention.plural and mention.kind != "action":
        return False
    return (organ or bodies.organ_before(one.at)) is not None or is_of_states(one)
