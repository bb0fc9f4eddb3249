"""Whether a sentence that names no text by a word of its own goes on about the one told of before."""

from itertools import pairwise
from typing import NamedTuple

from streams.core.detect.sentences.mentions import TEXTS
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import FINAL, HeldBack, Sighting
from streams.core.detect.sentences.story import Story
from streams.core.detect.words.groups import opening_group
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import longest_first

ALTERNATES = 4
"""Sentences behind one on several texts in which one may be told of without its noun: "The third, on ..., was"."""
SENT_FROM = 3
"""Words between a text and who it is from: " came from the "."""
TEXT_AT = 12
"""Characters before the text that a sentence begins with: "Under the "."""
PUT = 16
"""Characters of " placed the "."""
IT_SAYS = 40
"""Characters of "It also strengthens "."""
_OFFERED = frozenset(("table", "propose"))
"""Verb classes that tell who a text is from."""


class Here(NamedTuple):
    """A sentence of a story: its marks, and the lists of which a phrase stands in it (detect.words.said)."""

    span: tuple[int, int]
    marks: list[Mark]
    phrases: set[str]


def opens_count(story: Story, start: int) -> bool:
    """Say whether a sentence begins with what a vote came to: "The result was 28 in favour"."""
    return story.folded.startswith(longest_first(story.lex.words["count_openers"]), start)


def takes_sides(here: Here) -> bool:
    """Say whether a sentence tells who was for or against a text: "Chad was joined in opposing the measure by Mali"."""
    if "siding" not in here.phrases or all(mark.kind != "actor" for mark in here.marks):
        return False
    return any(mark.kind == "noun" and mark.value == "text" for mark in here.marks)


def tells_one_more(story: Story, start: int) -> bool:
    """Say whether a sentence tells of one more text: "Another on Iran passed"."""
    return story.folded.startswith(longest_first(story.lex.words["one_more"]), start)


def tells_of_several(s: Sentence, claims: list[Sighting | HeldBack], since: int) -> bool:
    """Say whether a sentence tells of several texts, or of one more than the story has told of.

    :param since: sentences since one told an outcome.
    """
    for one in s.mentions:
        if one.one_of or (one.plural and one.kind in TEXTS):
            return True
    two = len(claims) > 1 and _tells_two_outcomes(claims)
    return two or (0 < since <= ALTERNATES and _opens_one_more(s))


def _opens_one_more(s: Sentence) -> bool:
    """Say whether a sentence begins with one more text, by its noun: "A second text, on the treaty"."""
    first = s.mentions[0] if s.mentions else None
    if first is None or first.kind not in TEXTS or first.plural or first.start != s.span[0]:
        return False
    return s.says(s.folded[first.start : first.head[0]].split(), "one_more_of")


def _tells_two_outcomes(claims: list[Sighting | HeldBack]) -> bool:
    """Say whether a sentence tells what became of two texts: "Russia vetoed it, and a rival Russian draft failed"."""
    decided = {
        id(one.mention)
        for one in claims
        if isinstance(one, Sighting)
        and (one.claim in FINAL or one.claim == "withdrawn")
        and one.mention is not None
        and not one.past
    }
    return len(decided) > 1


def is_of_the_text(story: Story, here: Here, *, behind: bool) -> bool:
    """Say whether a sentence goes on about a text: "It was drafted by France", "All other 14 members backed it".

    Right behind a sentence that was read, one that only counts is of the same vote: "Ten were in favor."
    """
    span, inside, phrases = here
    counted = "voted_alone" in phrases and (behind or _is_told_there(story, inside))
    if counted or (behind and (_says_more_of_text(story, span, inside) or _tells_who_brought_it(story, span, inside))):
        return True
    authors, loose = "authors" in phrases, "not_binding" in phrases
    text = (authors or loose) and any(mark.kind == "noun" and mark.value == "text" for mark in inside)
    authors = authors and (behind or text)
    abstained = "abstentions" in phrases and "abstain_ahead" in phrases
    if abstained and any(mark.kind == "organ" for mark in inside):
        return True  # "played down the abstentions of the United States and Russia"
    if (text and loose) or (authors and any(one.kind == "actor" for one in inside)):
        return True  # "The text is not binding", "Chad was its author"
    verbs = [mark.value for mark in inside if mark.kind == "verb"]
    first = story.folded[span[0] : span[0] + 8].partition(" ")[0]
    opening = story.folded[span[0] : span[0] + 24].split()
    all_but = first in story.lex.tally["all"] and not story.lex.tally["but"].isdisjoint(opening[1:2])
    it = first in story.lex.words["pronoun"] and ("adopt" in verbs or "schedule" in verbs)
    if behind and (it or (all_but and "adopt" in verbs)):
        return True  # "It was adopted by all 15 members", "It is now expected on Monday", "All but six approved it"
    taken = behind and first in story.lex.words["object_pronoun"]  # "La presentó Francia"
    it = behind and bool(verbs) and story.folded.find(" it", *span) >= 0
    it = it and any(story.folded.find(one, *span) >= 0 for one in (" it ", " it.", " it,"))
    if taken or first in story.lex.words["pronoun"] or it:
        acts = story.lex.romance and not taken and "act" in verbs  # "Il a renouvelé d'un an le mandat de la mission"
        return acts or not _OFFERED.isdisjoint(verbs)
    return "adopt" in verbs and not story.lex.tally["others"].isdisjoint(opening)


def _is_told_there(story: Story, inside: list[Mark]) -> bool:
    """Say whether a text and the organ it was voted in are told: "Le texte russe n'a obtenu mardi que trois voix au
    Conseil de sécurité"."""
    text = story.lex.romance and any(mark.kind == "noun" and mark.value == "text" for mark in inside)
    return text and any(mark.kind == "organ" and mark.value != "UN" for mark in inside)


def _says_more_of_text(story: Story, span: tuple[int, int], inside: list[Mark]) -> bool:
    """Say whether a sentence tells who "the text" is from, or what it says of somebody: "The text from Chad also asks",
    "The measure is aimed at Chad", "It asks Chad to open its borders"."""
    if "actor" not in [mark.kind for mark in inside]:
        return False
    told = (
        _is_put(story, inside)
        or _is_from_somebody(story, inside)
        or _begins_with_text(story, span, inside)
        or _it_says(story, span)
    )
    told = told or story.folded.startswith(longest_first(story.lex.words["sides_open"]), span[0])
    return told or opening_group(story.folded, span[0], story.lex)[0] > 0


def _tells_who_brought_it(story: Story, span: tuple[int, int], inside: list[Mark]) -> bool:
    """Say whether a sentence tells who brought it: "Présentée par le Mali, elle demande", "Le Mali l'avait déposée"."""
    if not story.lex.romance or all(mark.kind != "actor" for mark in inside):
        return False
    for mark in inside:
        if mark.kind == "verb" and mark.value in _OFFERED and "d" in mark.forms:
            words = story.folded[max(span[0], mark.start - PUT) : mark.start].split()[-2:]
            known = story.lex.words
            it = len(words) > 1 and words[0] in known["object_pronoun"] and words[1] in known["have"]
            opens = mark is inside[0] and mark.start - span[0] <= 1
            return it or (opens and not known["by"].isdisjoint(story.folded[mark.end : mark.end + PUT].split()[:1]))
    return False


def tells_of_none(inside: list[Mark]) -> bool:
    """Say whether a sentence that is passed over names no other body, of whose vote the next one could tell."""
    return "foreign" not in [mark.kind for mark in inside]


def _begins_with_text(story: Story, span: tuple[int, int], inside: list[Mark]) -> bool:
    """Say whether a sentence begins with "the text", or "under the text"."""
    first = next((mark for mark in inside if mark.kind != "actor"), inside[0])
    if first is not inside[0]:  # "Fiji's text also asks"
        return first.kind == "noun" and first.value == "text" and story.folded.endswith("'s ", span[0], first.start)
    if first.kind != "noun" or first.value != "text" or first.start - span[0] > TEXT_AT:
        return False
    words = story.folded[span[0] : first.start].split()
    known = bool(words) and words[-1] in story.lex.words["definite"]
    return known and all(word in story.lex.words["under"] for word in words[:-1])


def _it_says(story: Story, span: tuple[int, int]) -> bool:
    """Say whether "it" says something, as a text does: "It also asks"."""
    words = story.folded[span[0] : span[0] + IT_SAYS].split()[:3]
    return words[:1] == ["it"] and not story.lex.words["it_says"].isdisjoint(words)


def _is_put(story: Story, inside: list[Mark]) -> bool:
    """Say whether somebody is told to put "the text" somewhere: "put the text before the council"."""
    for mark in inside:
        if mark.kind == "noun" and mark.value == "text":
            words = story.folded[max(0, mark.start - PUT) : mark.start].split()[-2:]
            the = len(words) > 1 and words[1] in story.lex.words["definite"]
            if the and words[0] in story.lex.words["putting_to"]:
                return True
    return False


def _is_from_somebody(story: Story, inside: list[Mark]) -> bool:
    """Say whether it is told right behind "the text" who it is by or from."""
    for text, name in pairwise(inside):
        if text.kind == "noun" and text.value == "text" and name.kind == "actor":
            words = story.folded[text.end : name.start].split()
            if words and len(words) <= SENT_FROM and not story.lex.words["sent_by"].isdisjoint(words):
                return True
    return False
