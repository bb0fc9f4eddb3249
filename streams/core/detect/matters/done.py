"""What an organ is told to have done without a word of a text, and what the next sentences tell of its text or vote."""

from streams.core.detect.bodies.organs import MEMBERS, SIZES
from streams.core.detect.matters.ballot import BESIDE
from streams.core.detect.matters.matter import offerers, organ_of, symbol_of, year_of
from streams.core.detect.rules.acting import DEED
from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import COUNTING, NAMED, Sighting

_BY_TEXT = ("GA", "GA-C3", "HRC")
"""Bodies that speak by resolutions; the Security Council makes statements too."""
_NAMED = ("told", "cited", "proposed", "tabled")
"""Claims of a sentence that goes on to name the text: no outcome, which it would tell by itself."""


def is_vote_on(one: Sighting, deed: Sighting) -> bool:
    """Say whether a tally is of what an organ did one sentence before: "It gave them rights. 143 were for it"."""
    tally = one.tally
    if tally is None:
        return _is_abstained_on(one, deed)
    if _is_stated(one.sentence) or _is_stated(deed.sentence):
        return False
    named = one.rule == "vote.members"  # "Eleven members voted in favor of the measure", "Eleven voted for it"
    told = bool(tally.for_) and (named or (tally.against, tally.abstain) != (None, None))
    told = told or (tally.unanimous and (bool(tally.for_) or _names_vote(one.sentence)))
    told = told or tally.consensus or tally.against == 0 or None not in (tally.against, tally.abstain)
    told = told or 2 * (tally.for_ or 0) > SIZES.get(organ_of(deed) or "", MEMBERS)  # "There were 138 votes in favor"
    follows = 0 < one.sentence.index - deed.sentence.index <= BESIDE
    unnamed = one.mention is None or (one.mention.kind in TEXTS and one.mention.article == "the")
    unnamed = unnamed or _is_corresponding(one)
    return told and follows and unnamed and one.rule in COUNTING and organ_of(one) in (None, organ_of(deed))


def _is_corresponding(one: Sighting) -> bool:
    """Say whether a text is told to be the one of what was just told: "143 voted for a corresponding resolution"."""
    s, mention = one.sentence, one.mention
    return mention is not None and s.says(s.folded[mention.start : mention.head[0]].split(), "corresponding")


def _is_abstained_on(one: Sighting, deed: Sighting) -> bool:
    """Say whether it is told who abstained on what a story opens with, or voted against it: "The council demanded a
    truce. The United States abstained"; on a statement nobody does."""
    named = one.abstainers or (one.opponents and organ_of(deed) in _BY_TEXT)  # in the Security Council that vetoes it
    if one.rule != NAMED or not named or one.past or deed.past or deed.sentence.index:
        return False
    mention = one.mention
    unnamed = mention is None or (mention.kind in TEXTS and mention.article == "the")
    follows = 0 < one.sentence.index <= BESIDE and organ_of(one) in (None, organ_of(deed))
    return unnamed and follows and _speaks_by_text(deed) and not _is_stated(deed.sentence)


def tells_text_of(one: Sighting, deed: Sighting) -> bool:
    """Say whether a sentence names the text by which an organ did what the one before tells."""
    return _is_number_of(one, deed) or _is_text_of(one, deed)


def _is_text_of(one: Sighting, deed: Sighting) -> bool:
    """Say whether "the resolution" is that of what a story opens with: "The council condemned the coup. The resolution
    calls for"; "a resolution by Ghana" is, behind what was done by all."""
    mention, d = one.mention, deed.sentence
    if deed.rule != DEED or deed.past or one.past or one.claim not in _NAMED or one.tally is not None:
        return False
    if mention is None or mention.plural or mention.past or mention.rival or mention.symbols or mention.draft:
        return False
    if not 0 < one.sentence.index - d.index <= BESIDE or d.index > 1 or not _speaks_by_text(deed):
        return False
    if organ_of(one) not in (None, organ_of(deed)) or next(d.texts(*d.span, kinds=("other",)), None) is not None:
        return False
    agreed = d.tally is not None and (d.tally.unanimous or d.tally.consensus)
    if mention.kind == "resolution" and mention.article == "the":
        return not one.sentence.says(one.sentence.folded[mention.end :][:8].split()[:1], "relative_of_one")
    known = mention.kind == "resolution" and mention.article == "a" and _says_something(one)
    text = mention.kind == "text" and mention.article == "the" and (agreed or organ_of(deed) in _BY_TEXT)
    return (text or (agreed and known)) and bool(offerers(one))


def _is_stated(s: Sentence) -> bool:
    """Say whether a sentence is on a statement, which all members agree on without a resolution: "In a statement, the
    council urged Mali to hold elections", "The statement was agreed by consensus"."""
    others = s.texts(*s.span, kinds=("other",))
    return any(s.says(s.folded[slice(*one.head)].split(), "stated") for one in others)


def _says_something(one: Sighting) -> bool:
    """Say whether it is told what a text says: "A resolution drafted by Japan called the arrests arbitrary"."""
    verbs = [mark for mark in one.sentence.marks if mark.kind == "verb" and mark.value in ("act", "call")]
    return any(set(mark.forms) & {"d", "s"} and mark.start > one.at for mark in verbs)


def _speaks_by_text(deed: Sighting) -> bool:
    """Say whether what was done is what an organ does by a text, and not only on its own work."""
    return deed.sentence.says(_verb_of(deed), "deeds", "demands_of_texts")


def _is_number_of(one: Sighting, deed: Sighting) -> bool:
    """Say whether a number is of what a story opens with: "The council gave them until July. Resolution 2290 says"."""
    s, symbol, mention = one.sentence, symbol_of(one), one.mention
    if one.claim != "cited" or symbol is None or mention is None or mention.past or deed.past:
        return False
    follows = mention.start == s.span[0] and 0 < s.index - deed.sentence.index <= BESIDE and deed.sentence.index <= 1
    done = deed.sentence.says(_verb_of(deed), "deeds")
    stated = next(deed.sentence.texts(*deed.sentence.span, kinds=("other",)), None)
    return follows and done and stated is None and year_of(symbol) == s.year and organ_of(deed) == organ_of(one)


def _verb_of(deed: Sighting) -> list[str]:
    """Return the words of the verb that a claim stands on."""
    return [deed.sentence.surface(mark) for mark in deed.sentence.marks if mark.start == deed.at]


def _names_vote(s: Sentence) -> bool:
    return next(s.texts(*s.span, kinds=("vote",)), None) is not None
