"""Sightings gathered into matters: one draft told several times is one, rival drafts are two, old news is apart."""

from streams.core.detect.bodies.organs import NEEDED, SIZES, Bodies
from streams.core.detect.matters.at_once import is_of_several, told_at_once
from streams.core.detect.matters.ballot import BESIDE
from streams.core.detect.matters.belonging import not_ours
from streams.core.detect.matters.done import is_vote_on, tells_text_of
from streams.core.detect.matters.ending import without_ended
from streams.core.detect.matters.felled import join_veto, vetoed_before
from streams.core.detect.matters.fitting import best_fit, is_similar
from streams.core.detect.matters.matter import Matter, organ_of, symbol_of, topics, year_of
from streams.core.detect.matters.of_several import (
    add_shared,
    is_alternate,
    is_one_of,
    is_part_of,
    is_vote_on_one,
    one_of_two,
    share_sponsors,
)
from streams.core.detect.matters.openings import opens
from streams.core.detect.matters.pending import EACH, Pending
from streams.core.detect.matters.steps import is_count_of_old
from streams.core.detect.matters.two_counts import is_counted_otherwise
from streams.core.detect.rules.acting import FAILED
from streams.core.detect.rules.adopting import OTHER_GROUP, SEVERAL, UNTOLD
from streams.core.detect.rules.naming import OF_DEED, WITHIN
from streams.core.detect.rules.rejecting import UNSUPPORTED
from streams.core.detect.rules.several import SEVERAL_FROM
from streams.core.detect.sentences.sightings import COUNTING, FINAL, HeldBack, Sighting

NUMBERED = 4
"""Sentences behind a count in which the number of its resolution is told."""


def gather(sightings: list[Sighting | HeldBack], bodies: Bodies) -> tuple[list[Matter], list[HeldBack]]:
    """Return the matters in order of the text, and what was held back on the way."""
    matters: list[Matter] = []
    held: list[HeldBack] = []
    pending = Pending()
    elsewhere = False  # the story opens with a text of another group of states
    for one in sorted(sightings, key=_rank):
        acts = not isinstance(one, HeldBack) and one.organ is not None and one.claim != "cited" and not one.past
        elsewhere = elsewhere and not acts  # until an organ acts
        if isinstance(one, HeldBack):
            held.append(one)
            elsewhere = elsewhere or (one.rule == OTHER_GROUP and not matters)
        elif one.rule in EACH:
            pending.several = one
            if one.rule == SEVERAL and pending.at_once is None and is_of_several(one):
                pending.at_once = one
            pending.drop_all(matters, one)
        elif one.rule == SEVERAL_FROM:
            share_sponsors(one, matters)
        elif pending.keeps(one) or (one.rule == OF_DEED and not pending.has_deed_of(one)):
            _add_what_is_said(one, matters)
        elif why := not_ours(one, bodies, matters, elsewhere=elsewhere):
            if one.claim not in ("told", "cited"):
                held.append(HeldBack(*one.sentence.span, f"{one.rule}.other-body", why))
        else:
            pending.note(one, _matter_among(one, matters, pending, bodies))
    pending.restore(matters)
    at_once = told_at_once(pending.at_once, matters)
    if at_once:
        held = [one for one in held if one.rule != UNTOLD]
    return [*at_once, *without_ended(matters)], held


def _add_what_is_said(one: Sighting, matters: list[Matter]) -> None:
    """Let the only text that a story has told of so far have what "the text" says, or its body by it."""
    told = [each for each in matters if not each.cited]
    s, mention = one.sentence, one.mention
    aside = mention is not None and mention.start == s.span[0] and s.folded.startswith(",", mention.end)
    if aside and mention is not None and s.says(s.words_after(mention.end + 1, 1), "aims", "topical"):
        aside = False  # "The resolution, aimed at Chad, bans"
    now = s.index <= WITHIN and not one.past  # "called on Chad in 1975" is of another text
    only = told[0] if len(told) == 1 and not told[0].past else None
    if only is not None and now and not aside and organ_of(one) in (None, only.organ):
        only.said.append(one)  # not "The proposal, revived by the invasion of Ukraine, is"


def _matter_among(one: Sighting, matters: list[Matter], pending: Pending, bodies: Bodies) -> Matter | None:
    """Return the matter that has taken the sighting in, with what is told of several texts at once."""
    several = pending.several
    if several is not None and several.rule == SEVERAL and is_one_of(one, several):
        one.claim, one.rule, one.tally, one.weak = "adopted", SEVERAL, several.tally, False
        one.when, one.past = several.when, several.past
    if pending.counted is not None and _is_number_of(one, pending.counted):
        one.claim = "adopted"
    matter = _matter_of(one, matters, pending, bodies)
    if several is not None and matter is not None and is_alternate(one, several):
        add_shared(matter, one, several, bodies)
    return matter


def _matter_of(one: Sighting, matters: list[Matter], pending: Pending, bodies: Bodies) -> Matter | None:
    """Return the matter that has taken the sighting in, a new one where it brings one; None where there is none."""
    join_veto(matters, one)
    organ, about = organ_of(one), topics(one)
    counted, deed = pending.counted, pending.deed
    matter = one_of_two(matters, one) or vetoed_before(matters, one) or best_fit(matters, one, organ, about)
    apart = matter is None or is_counted_otherwise(matter, one)
    if apart and deed is not None and (is_vote_on(one, deed) or (matter is None and tells_text_of(one, deed))):
        deed.claim = "rejected" if deed.rule in (FAILED, UNSUPPORTED) or _is_short_of(deed, one) else "adopted"
        deed.tally = deed.tally or deed.sentence.tally
        matter = Matter(past=deed.past)
        matters.append(matter)
        matter.add(deed, organ_of(deed), topics(deed))
        pending.deed = None
    elif matter is not None and apart and (part := _deed_of_another(matter, one)) is not None:
        matter.sightings.remove(part)
        matter = Matter(past=part.past)
        matters.append(matter)
        matter.add(part, organ_of(part), topics(part))
    elif (
        matter is None
        and not (matters and is_similar(one) and one.claim not in FINAL)
        and (
            opens(one, organ, bodies)
            or _opens_beside_veto(one, matters, bodies)
            or is_vote_on_one(one, about, pending.several)
            or is_part_of(one, pending.several)
        )
    ):
        matter = Matter(past=one.past, cited=one.claim == "cited", near=bodies.organ_before(one.at))
        matter.organ = "SC" if _opens_beside_veto(one, matters, bodies) else None
        matters.append(matter)
        if deed is not None and _is_by_text_of(deed, one):
            matter.add(deed, organ_of(deed), topics(deed))
            pending.deed = None
        if counted is not None and (_is_counted_by(one, counted) or _is_number_of(one, counted)):
            matter.add(counted, organ_of(counted), topics(counted))
        if pending.named is not None and _is_counted_by(one, pending.named):
            matter.add(pending.named, organ_of(pending.named), set())
    if matter is not None:
        one.past = one.past or is_count_of_old(matter, one)
        matter.add(one, organ, about)
        if pending.named is not None and id(pending.named.mention) in matter.phrases and one.claim != "cited":
            matter.add(
                pending.named, organ_of(pending.named), set()
            )  # "voted against a U.N. resolution. 14 were for it"
            pending.named = None
        if pending.coming is not None and _is_what_comes(matter, one, pending.coming):
            matter.add(pending.coming, organ_of(pending.coming), topics(pending.coming))
            pending.coming = None
    return matter


def _opens_beside_veto(one: Sighting, matters: list[Matter], bodies: Bodies) -> bool:
    """Say whether who vetoed a text is told to have one of its own, in a story that names no organ: "Russia vetoed it.
    Moscow's own draft won two votes"."""
    mention = one.mention
    own = mention is not None and mention.draft and mention.article == "the" and bool(mention.sponsors)
    if not own or mention is None or one.claim != "proposed" or bodies.named:
        return False
    vetoers = {spot[0] for each in matters for part in each.sightings for spot in part.vetoers if not part.past}
    return mention.sponsors[0][0] in vetoers


def _is_by_text_of(deed: Sighting, one: Sighting) -> bool:
    """Say whether an outcome is of the text by which a body did what a story opens with: "The assembly called for a
    truce. The Jordanian resolution passed 120 to 14"."""
    mention = one.mention
    the = mention is not None and mention.article == "the" and not (mention.plural or mention.rival)
    follows = 0 < one.sentence.index - deed.sentence.index <= BESIDE and deed.sentence.index == 0
    return (
        the and follows and one.claim == "adopted" and deed.claim == "told" and organ_of(one) in (None, organ_of(deed))
    )


def _is_short_of(deed: Sighting, one: Sighting) -> bool:
    """Say whether too few members of the Security Council were for what it is told to have decided: "decided against
    sending observers. Only seven voted for the text"."""
    votes = one.tally.for_ if one.tally is not None else None
    return organ_of(deed) == "SC" and votes is not None and votes < NEEDED


def _deed_of_another(matter: Matter, one: Sighting) -> Sighting | None:
    """Return the deed told before, if this vote shows that it is of another text: "It set up a panel. 21 agreed"."""
    last = matter.sightings[-1]
    deed = last.rule == "act.organ" and last.tally is None and matter.distance(one) == 1 and len(matter.sightings) > 1
    counted = one.tally is not None and (one.tally.against, one.tally.abstain) != (None, None)
    return last if deed and counted and one.rule in COUNTING else None


def _is_what_comes(matter: Matter, one: Sighting, coming: Sighting) -> bool:
    """Say whether a text is that of what an organ is to do: "is expected to give them a mandate. A French draft"."""
    beside = 0 <= one.sentence.index - coming.sentence.index <= BESIDE
    open_still = one.claim in ("proposed", "tabled") and not (matter.finals or matter.past or matter.cited)
    return beside and open_still and matter.organ in (None, organ_of(coming))


def _is_number_of(one: Sighting, counted: Sighting) -> bool:
    """Say whether a number of this year is that of what was just voted on: "The outcome was 10 votes in favor and none
    against. ... The council's Resolution 2774 is its first on the war"."""
    symbol, mention, tally = symbol_of(one), one.mention, counted.tally
    if one.claim not in ("cited", "adopted") or symbol is None or year_of(symbol) != one.sentence.year or tally is None:
        return False
    known = mention is not None and mention.article == "the" and mention.start - one.sentence.span[0] <= 1
    carried = NEEDED <= (tally.for_ or 0) <= SIZES["SC"] and not counted.past
    return known and carried and 0 < one.sentence.index - counted.sentence.index <= NUMBERED


def _rank(one: Sighting | HeldBack) -> tuple[int, int]:
    """Order by sentence, and in each what can bring a text before what only adds to one, and that before what cites."""
    if isinstance(one, HeldBack):
        return one.start, 2
    counts = one.rule in COUNTING and one.mention is not None
    if one.claim == "told" and one.weak and one.sponsors and one.mention is not None and one.mention.symbols:
        return one.sentence.span[0], 3  # who a numbered text is from, behind what cites it
    return one.sentence.span[0], 2 if one.claim == "cited" else int((one.weak or one.claim == "told") and not counts)


def _is_counted_by(one: Sighting, counted: Sighting) -> bool:
    """Say whether a text that is new in the next sentence is what was voted on: "The vote was 13-1. ... the draft"."""
    apart = {organ_of(one), organ_of(counted)} - {None}
    follows = 0 < one.sentence.index - counted.sentence.index <= BESIDE
    mention, s = one.mention, one.sentence
    the = one.rule == "draft.exists" and mention is not None and mention.article == "the"
    begins = the and mention is not None and mention.start == s.span[0]  # "The draft (A/C.3/71/L.27) goes to"
    decided = one.claim in FINAL or (begins and counted.tally is not None and bool(counted.tally.for_))
    return follows and len(apart) < 2 and decided and (one.tally is None or counted.tally is None)
