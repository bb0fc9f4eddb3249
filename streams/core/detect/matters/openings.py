"""Whether what a sentence tells brings a text that was not told of before."""

from streams.core.detect.bodies.organs import MEMBERS, NEEDED, SIZES, Bodies
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sightings import COUNTING, FINAL, NAMED, Sighting
from streams.core.detect.times.dates import OLD_DAYS
from streams.core.detect.words.marks import PERMANENT
from streams.core.detect.words.text import contains

RESULT_WITHIN = 2
"""Sentences of a story in which the result of a vote can be its news, without a word of the text."""

LEADS = 24
"""Characters before the organ that a story opens with."""
THERE = 10
"""Words between a text that is brought and where: " on chemical weapons in Syria to the "."""
BEFORE = 160
"""Characters before a sentence in which it is told what a motion was on."""
POLLS_REACH = 300
"""Characters before a vote in which it is told to be an election."""
AT_THE = 2
"""Words of "at the", before the United Nations."""
FAR = 2000
"""Characters back to the body that a new text may be of."""

_LOOSELY = ("proposed", "tabled")
"""Claims of what mediators and governments bring as well: "will present a bridging proposal"."""
_DATED = (*FINAL, "vote_scheduled", "postponed")
"""Claims of what is done, or is to be, on a day."""
SIZES_OF_MANY = ("GA", "HRC", "ECOSOC")
"""Organs in which a text can pass whoever is against it."""
BRINGING = ("resolution", "draft", "action")
"""Kinds of mention that a tally can bring: "Twelve members voted for sanctions on Iran"."""


def opens(one: Sighting, organ: str | None, bodies: Bodies) -> bool:
    """Say whether a sighting that fits no matter brings a new one."""
    mention = one.mention
    if organ is None and ((_outnumbers(one, bodies) and not _is_of_states(one)) or _is_on_changes(one)):
        return False
    if one.rule in COUNTING:
        return _opens_by_count(one, organ, bodies)
    if mention is not None and one.rule == NAMED and mention.article == "a" and _is_felled(one, organ):
        return mention.kind in BRINGING  # "The no vote of the United States was enough to defeat a resolution"
    numbered = _is_numbered_draft(one) and bodies.organ_before(one.at) is not None
    linked = organ is not None or one.organ is not None or (mention is not None and mention.organ is not None)
    if one.claim == "cited" or numbered:
        return numbered or (not one.weak and (one.symbol is not None or linked))
    several = mention is not None and mention.kind in TEXTS and mention.plural
    if (
        one.weak
        or one.claim == "told"
        or several
        or _is_loose(one, organ)
        or (organ is None and _is_at_polls(one))
        or (not linked and bodies.before(one.at, FAR) is None and _is_bare_draft(one))
        or (_is_one_of_many(mention) and one.claim not in FINAL)
    ):
        return False
    before = bodies.before(one.at, FAR)
    if before is None:  # nobody named yet: a lead may speak of "a draft resolution" and name the council later
        before = bodies.named[0] if bodies.named and not one.sentence.foreign else None
        if one.sentence.lex.romance and not one.sentence.foreign:
            titled = bodies.titled in SIZES or (bodies.titled == "GA" and _is_of_many(one))
            before = before or (bodies.titled if titled else None) or _of_headline(one, bodies)
        if not one.sentence.foreign:
            before = before or _at_the_un(one, bodies) or _of_nobody_else(one, bodies)
    return linked or before not in (None, "foreign") or starts_at_the_un(one)


def starts_at_the_un(one: Sighting) -> bool:
    """Say whether a sentence opens with where it is that a text is told of: "At the U.N., a draft by Fiji"."""
    s = one.sentence
    first = next((mark for mark in s.marks if mark.kind == "organ"), None)
    if first is None or first.value != "UN" or not s.folded.startswith(", ", first.end):
        return False
    led = s.folded[s.span[0] : first.start].split()
    return s.says(led[:1], "at_there", "at_the_un") and len(led) <= AT_THE


def _is_of_many(one: Sighting) -> bool:
    """Say whether more states voted than any body but the Assembly has."""
    return one.tally is not None and one.tally.votes > max(SIZES.values())


def _of_headline(one: Sighting, bodies: Bodies) -> str | None:
    """Return the United Nations where a story opens with what became of the text that its headline tells of: "La ONU
    impone sanciones a Yemen. La resolución fue adoptada por 14 votos a favor"."""
    told = one.mention is not None and one.mention.kind in TEXTS[:2] and one.claim in FINAL
    return "UN" if bodies.titled_un and told and one.sentence.index < RESULT_WITHIN and not one.past else None


def _at_the_un(one: Sighting, bodies: Bodies) -> str | None:
    """Return the United Nations where a sentence of the opening names them beside a resolution or a draft: "son
    ambassadeur à l'ONU, limogé pour un projet de résolution"; or where the story was filed there."""
    s, mention = one.sentence, one.mention
    if mention is None or s.index >= RESULT_WITHIN:
        return None
    dated = s.lex.romance and one.claim in _DATED and bool(s.whens)
    headline = s.lex.romance and one.claim in FINAL and not s.index  # "Approvata all'Onu la risoluzione"
    if mention.kind in TEXTS[:2] and mention.article != "a" and not (dated or headline):
        return None
    told = mention.hyphened or (s.lex.romance and one.claim in FINAL)
    told = told or (
        s.lex.romance and one.rule == "table.active" and mention.article == "a"
    )  # "Londres fait circuler à l'ONU un texte"
    known = mention.kind in TEXTS[:2] or one.rule == "talks.renewal" or (mention.kind == "text" and told)
    ahead = [mark for mark in s.marks if mark.kind == "organ" and mark.value == "UN" and mark.start < mention.start]
    if not s.lex.romance:  # "At the United Nations, a draft prepared by France", not "The U.N. mediator proposed a"
        ahead = [mark for mark in ahead if s.says(s.words_before(mark.start, 2), "at_there")]
    filed = bodies.filed_there and mention.kind in TEXTS[:2]
    return "UN" if known and (ahead or filed or _is_done_there(one, mention)) else None


def _of_nobody_else(one: Sighting, bodies: Bodies) -> str | None:
    """Return the United Nations where a story that opens with what became of a resolution names no body but them: "Les
    trois pays ne soumettront pas au vote leur projet de résolution, a dit l'ambassadeur à l'ONU"."""
    mention, s = one.mention, one.sentence
    if not s.lex.romance or bodies.spots or mention is None or one.past or s.index >= RESULT_WITHIN:
        return None
    un = any(mark.value == "UN" and mark.kind == "organ" for mark in s.marks)
    there = contains(s.folded[slice(*s.span)], s.lex.words["at_headquarters"])  # "rejetée vendredi à New York"
    voted = one.rule == "adopt.passive" and mention.article == "a" and un and bool(s.whens)
    if one.claim in FINAL and mention.kind in TEXTS[:2] and (there or (voted and not mention.draft)):
        return "UN"  # "Aux termes d'une résolution votée mardi, la mission de l'ONU comptera"
    named = mention.article == "the" and contains(s.surface(mention), s.lex.words["solvings"])
    if one.rule == "draft.exists" and named:
        return "UN" if un else None  # "Le projet de résolution prévoit l'envoi d'une mission de l'ONU"
    brought = one.claim in _LOOSELY and bool(mention.sponsors or one.sponsors)
    theirs = one.claim in ("withdrawn", "postponed") and (mention.article == "own" or brought)
    return "UN" if mention.kind in TEXTS[:2] and (brought or theirs) else None


def _is_done_there(one: Sighting, mention: Mention) -> bool:
    """Say whether what was done with a text, or who brought it, is told with the place: "Une résolution a été votée
    mercredi à l'ONU", "France circulated a draft at the United Nations"."""
    s = one.sentence
    un = next((mark for mark in s.marks if mark.value == "UN" and mark.start > mention.start), None)
    offered = one.rule.endswith((".active", ".planned")) or (one.rule == "table.passive" and not s.lex.romance)
    brought = mention.kind in TEXTS[:2] and one.claim in _LOOSELY and offered
    told = brought
    if s.lex.romance:
        told = brought or one.claim in _DATED or one.claim == "withdrawn"
        told = told or (one.rule == "draft.exists" and mention.article == "a")
    if not told or un is None or not s.says(s.words_before(un.start, 2), "at_the_un"):
        return False
    begin = max(mention.end, one.at) if s.lex.romance else mention.end  # over how it was voted
    between = s.folded[begin : un.start].split()
    if brought and len(between) > THERE:
        return False
    elsewhere = any(mark.kind == "foreign" and mention.end <= mark.start < un.start for mark in s.marks)
    return not elsewhere and not s.says(between, "by", "and")


def _is_loose(one: Sighting, organ: str | None) -> bool:
    """Say whether no more is told than that "a proposal" was turned down, below the opening, and not by whom."""
    mention, s = one.mention, one.sentence
    if mention is None or organ is not None or s.index < RESULT_WITHIN or s.counted:
        return False
    if one.claim in _LOOSELY and (next(s.organs(*s.span), None) is not None or mention.organ):
        return False
    if one.claim != "rejected" and one.claim not in _LOOSELY:
        return False
    quoted = mention.article == "" and one.claim in _LOOSELY  # 'present a "final bridging proposal"'
    return (mention.article == "a" or quoted) and s.says([s.folded[slice(*mention.head)]], "loose_texts")


def _is_at_polls(one: Sighting) -> bool:
    """Say whether a vote ahead without a word of a text is that of an election told beside it: "Malians go to the polls
    next week. The vote is scheduled for Sunday"."""
    s, mention = one.sentence, one.mention
    ahead = one.claim in ("vote_scheduled", "postponed") and (mention is None or mention.kind == "vote")
    return ahead and contains(s.folded[max(0, s.span[0] - POLLS_REACH) : s.span[1]], s.lex.words["polling"])


def _is_bare_draft(one: Sighting) -> bool:
    """Say whether "the draft" is told of that no sentence before has called a resolution: "says, according to the
    draft, that ships may pass"."""
    mention, s = one.mention, one.sentence
    if mention is None or mention.article != "the" or one.rule != "draft.exists" or s.index < RESULT_WITHIN:
        return False
    return s.says([s.folded[slice(*mention.head)]], "bare_draft")


def _is_one_of_many(mention: Mention | None) -> bool:
    """Say whether a text is only counted: "the 10th draft on Syria"."""
    return mention is not None and mention.kind in TEXTS and mention.counted


def _is_numbered_draft(one: Sighting) -> bool:
    """Say whether the text is a draft by its symbol, as press releases name those that the next sentence votes on."""
    symbols = one.mention.symbols if one.mention is not None and not one.mention.plural else []
    return len(symbols) == 1 and symbols[0].forms == "d"


def _outnumbers(one: Sighting, bodies: Bodies) -> bool:
    """Say whether more voted than the body named last has members, and no larger one is named: another's vote."""
    votes, last = one.tally.votes if one.tally is not None else 0, bodies.organ_before(one.at)
    return last in SIZES and votes > SIZES[last] and all(votes > SIZES.get(body, MEMBERS) for body in bodies.named)


def _is_on_changes(one: Sighting) -> bool:
    """Say whether a motion put off what others wanted to change in a text, and no text: "asked that no action be taken
    on their amendment. The motion was carried"."""
    s = one.sentence
    moved = one.rule == "postpone.motion" and one.mention is None and s.behind_changes
    return moved and s.says(s.folded[max(0, s.span[0] - BEFORE) : s.span[0]].replace(".", " ").split(), "moved_on")


def _is_felled(one: Sighting, organ: str | None) -> bool:
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


def _is_of_states(one: Sighting) -> bool:
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


def _opens_by_count(one: Sighting, organ: str | None, bodies: Bodies) -> bool:
    """Say whether a tally alone brings a matter: "35 members voted for the resolution" of a council."""
    mention = one.mention
    if mention is None:
        of_whom = one.organ is not None or bodies.before(one.at) not in (None, "foreign")
        of_whom = of_whom or _is_of_all(one, bodies)
        told = _is_result(one) or _is_carried(one) or _is_whole_vote(one)
        return (of_whom and not one.past and told) or _is_of_world(one)
    if one.tally is None or not (one.tally.for_ or _tells_who_was_not_for_it(one) or _is_felled(one, organ)):
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
    return (organ or bodies.organ_before(one.at)) is not None or _is_of_states(one)
