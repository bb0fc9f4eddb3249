"""Whether what a sentence tells brings a text that was not told of before."""

from streams.core.detect.bodies.organs import SIZES, Bodies
from streams.core.detect.matters.opening_counts import (
    AT_THE,
    BRINGING,
    RESULT_WITHIN,
    is_felled,
    is_of_states,
    opens_by_count,
    outnumbers,
)
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sightings import COUNTING, FINAL, NAMED, Sighting
from streams.core.detect.words.text import contains

THERE = 10
"""Words between a text that is brought and where: " on chemical weapons in Syria to the "."""
BEFORE = 160
"""Characters before a sentence in which it is told what a motion was on."""
POLLS_REACH = 300
"""Characters before a vote in which it is told to be an election."""
FAR = 2000
"""Characters back to the body that a new text may be of."""

_LOOSELY = ("proposed", "tabled")
"""Claims of what mediators and governments bring as well: "will present a bridging proposal"."""
_DATED = (*FINAL, "vote_scheduled", "postponed")
"""Claims of what is done, or is to be, on a day."""


def opens(one: Sighting, organ: str | None, bodies: Bodies) -> bool:
    """Say whether a sighting that fits no matter brings a new one."""
    mention = one.mention
    if organ is None and ((outnumbers(one, bodies) and not is_of_states(one)) or _is_on_changes(one)):
        return False
    if one.rule in COUNTING:
        return opens_by_count(one, organ, bodies)
    if mention is not None and one.rule == NAMED and mention.article == "a" and is_felled(one, organ):
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


def _is_on_changes(one: Sighting) -> bool:
    """Say whether a motion put off what others wanted to change in a text, and no text: "asked that no action be taken
    on their amendment. The motion was carried"."""
    s = one.sentence
    moved = one.rule == "postpone.motion" and one.mention is None and s.behind_changes
    return moved and s.says(s.folded[max(0, s.span[0] - BEFORE) : s.span[0]].replace(".", " ").split(), "moved_on")
