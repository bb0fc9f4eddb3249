"""Whether what a sentence tells is what a work or a forgery shows: a film, a game, a hoax, and no news."""

from streams.core.detect.sentences.goes_on import Here
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import HeldBack, Sighting
from streams.core.detect.sentences.story import Story
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

IMAGINED = "told.imagined"
"""Rule of what is no news, and why."""
WHY = "It is imagined, shown in a work, or taken back."
NAMED = 9
"""Words of a sentence among which the work is named: "In the second act of his new play,"."""
SHOWING = 10
"""Words behind a forgery in which what it says begins: "An account that imitates the ministry said"."""
NEAR = 60
"""Characters of the noun phrase that a sentence begins with."""
OPENS = 6
"""Words of a sentence among which is the work that it is about: "Her second thriller"."""


def sets_scene(story: Story, here: Here) -> bool:
    """Say whether a sentence is about a work, or says that what follows is only thought of: "The play runs until June",
    "this is how it could go"."""
    if story.lex.romance or not ("works" in here.phrases or "scenes" in here.phrases):
        return False
    if "scenes" in here.phrases:
        return True
    if any(mark.kind == "organ" for mark in here.marks):
        return False
    words = [word.strip("\"'(),;:.") for word in story.folded[slice(*here.span)].split()[:OPENS]]
    known = story.lex.words
    led = any(not known[name].isdisjoint(words[:1]) for name in ("definite", "owning", "indefinite"))
    return led and not known["staged"].isdisjoint(words[1:4])


def without_scenes(claims: list[Sighting | HeldBack]) -> list[Sighting | HeldBack]:
    """Return the claims behind a scene that was set, those held back that are told in the present and without a day."""
    return [
        HeldBack(*one.sentence.span, IMAGINED, WHY) if isinstance(one, Sighting) and _is_scene(one) else one
        for one in claims
    ]


def _is_scene(one: Sighting) -> bool:
    """Say whether a claim is told in the present and without a day, as what happens in a play."""
    if one.claim in ("cited", "told") or one.weak or one.tally is not None:
        return False
    s = one.sentence
    i = next((i for i, item in enumerate(s.items) if item.start == one.at), None)
    item = s.items[i] if i is not None else None
    if i is None or not isinstance(item, Mark) or item.kind != "verb":
        return False
    present = "d" not in item.forms or s.says(lead(s, i)[-2:], "present_be")
    return present and not s.says(lead(s, i)[-2:], "have") and all(when.weekday is None for when in s.whens)


def is_in_work(s: Sentence) -> bool:
    """Say whether a work or a forgery tells it: "In the film, Russia vetoes", "A hoax letter said that the council"."""
    if not s.has("works") or s.lex.romance:
        return False
    words = s.words_after(s.span[0], NAMED)
    at = next((at for at, word in enumerate(words) if s.says([word], "works", "forged")), None)
    if at is None or _names_matter(s, words[at]):
        return False
    if s.says([words[at]], "forged"):
        return _is_forgery(s, words, at)
    if s.says(words[:1], "inside_it", "according"):
        opening = s.folded[s.span[0] : s.span[1]].partition(",")
        named = opening[0].partition(words[at])
        return bool(opening[1] and named[1]) and (not named[2] or s.says(named[2].split()[:1], "of_work"))
    led = any(border.start < s.folded.find(words[at], s.span[0]) for border in s.borders)
    return not led and _is_shown(s, words[at + 1 :])


def _names_matter(s: Sentence, work: str) -> bool:
    """Say whether a body or a text is named before the work: "The council adopted a resolution on the film"."""
    end = s.folded.find(work, s.span[0])
    return any(
        (isinstance(item, Mention) and item.kind in TEXTS)
        or (item.kind == "organ" and item.start > s.span[0] + len("the "))
        for item in s.items
        if item.start < end
    )


def _is_shown(s: Sentence, behind: list[str]) -> bool:
    """Say whether a work is told to show what follows, by the words behind it: "opens with", "on Annan tells how"."""
    for at, word in enumerate(behind):
        if s.says([word], "showing_in_it"):
            whole = not s.says([word], "have") or s.says(behind[at + 1 : at + 2], "definite", "indefinite", "it")
            return whole and not s.says(behind[:at], "told_of")  # not "The game has changed: the council adopted"
        if s.says([word], "opening_with") and s.says(behind[at + 1 : at + 2], "showing_with"):
            return True
    return False


def _is_forgery(s: Sentence, words: list[str], at: int) -> bool:
    """Say whether something forged is told to say it: "A fake video shows", "a satirical piece, the site reported"."""
    near = s.folded[s.span[0] : s.span[0] + 2 * NEAR].split(",")[0].split()
    named = s.says(words[: at + 4], "forgeries") or s.says([words[at]], "forgeries")
    if not named:
        return False
    if s.says(words[:1], "inside_it", "according"):
        return True
    behind = [word.strip("\"'(),:.") for word in near[at + 1 :]][:SHOWING]
    return s.says(behind, "showing_in_it", "said_to_say", "claiming", "that", "saying_so")
