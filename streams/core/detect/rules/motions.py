"""Motions on how to go on: what is carried so puts a text off, and its count is not the text's."""

from streams.core.detect.rules.common import Out, asks_to_wait, hold, is_of_procedure
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains, longest_first

BEHIND = 60
"""Characters behind a text in which it is told that it is left as it is: "the two drafts without a vote"."""
UNTAKEN_REACH = 120
"""Characters behind texts in which it is told that they were not voted on."""
EARLIER = 160
"""Characters before "the motion" in which it is told what it asks for."""


def carried(s: Sentence, at: int, motion: Mention, organ: Mark | None, out: Out) -> None:
    """Claim what a motion that was carried does: one to adjourn puts off the text that it is on."""
    s.amended = True
    if waits(s, motion):
        out.append(Sighting("postponed", "postpone.motion", s, at, moved_on(s, motion), organ))


def on_paragraph(s: Sentence, verb: Mark, organ: Mark | None, paragraph: Mention, out: Out) -> None:
    """A vote on an amendment or a paragraph, or for a motion that puts a text off."""
    s.amended = True
    for_it = (organ is not None or _by_most(s)) and s.says(
        s.words_before(paragraph.start, 2), "voted_for", "of", "infinitive"
    )
    if for_it and is_procedural(s, paragraph) and not s.says(s.words_after(verb.end, 3), "voted_against"):
        carried(s, verb.start, paragraph, organ, out)
        return
    hold(s, out, "vote.paragraph", "The vote was on an amendment or a paragraph, not on the text.")


def _by_most(s: Sentence) -> bool:
    """Say whether more were for a motion than against it: "Thirty members voted in favor of it, 22 opposed it"."""
    return s.tally is not None and (s.tally.for_ or 0) > (s.tally.against or 0) > 0


def waits(s: Sentence, motion: Mention) -> bool:
    """Say whether a motion asks not to decide: "to take no action", "that the debate be adjourned"."""
    if s.says(s.folded[slice(*s.span)].split(), "putting_off"):
        return True  # "a motion by Iran to put the issue of cloning off until 2005"
    if asks_to_wait(s, motion):
        return True
    known = motion.article == "the" or motion.start - s.span[0] <= 1
    begin = max(0, motion.start - EARLIER) if known else max(s.span[0], motion.start - BEHIND)
    return contains(s.folded[begin : min(s.span[1], motion.end + BEHIND)], s.lex.words["waiting"])


def moved_on(s: Sentence, motion: Mention) -> Mention | None:
    """Return the text that a motion is on: the one resolution or draft that the sentence names."""
    texts = [one for one in s.texts(*s.span, kinds=TEXTS[:2]) if one is not motion]
    return texts[0] if len(texts) == 1 and not texts[0].plural else None


def motion_before(s: Sentence, mention: Mention | None, begin: int) -> Mention | None:
    """Return the motion on a text that stands between it and what came of it: "A motion to adjourn the debate on the
    draft was carried" is not of the draft."""
    if mention is None or mention.kind not in TEXTS[:2] or mention.start >= begin:
        return None
    earlier = [one for one in s.texts(s.span[0], mention.start, (*TEXTS, "amendment")) if one is not mention]
    if not earlier or not (is_of_procedure(s, earlier[-1]) or is_procedural(s, earlier[-1])):
        return None
    parted = any(
        mark.kind in ("verb", "border") and mark.value not in ("consider", "postpone")
        for mark in s.marks
        if earlier[-1].end <= mark.start < mention.start
    )
    return None if parted or "," in s.folded[earlier[-1].end : mention.start] else earlier[-1]


def is_procedural(s: Sentence, mention: Mention) -> bool:
    """Say whether what stands with the amendments changes no word of a text: "a no-action motion"."""
    return mention.kind == "amendment" and s.says(s.folded[slice(*mention.head)].split()[-1:], "procedural")


def left(s: Sentence, mention: Mention, out: Out) -> bool:
    """Read texts that are left as they are: "It left two competing drafts without a vote"."""
    if not s.folded.endswith(longest_first(s.lex.words["left_so"]), s.span[0], mention.start):
        return False
    if not contains(s.folded[mention.end : min(s.span[1], mention.end + BEHIND)], s.lex.words["undecided"]):
        return False
    s.amended = True  # "without a vote" is not how they were adopted
    rule = "postpone.each" if mention.plural else "postpone.left"
    claim: Claim = "told" if mention.plural else "postponed"
    out.append(Sighting(claim, rule, s, mention.start, mention))
    return True


def untaken(s: Sentence, mention: Mention, out: Out) -> bool:
    """Read texts of which none was voted on: "Neither of the two drafts before it was put to a vote"."""
    if s.lex.romance or not mention.plural or mention.kind not in TEXTS:
        return False
    before = s.words_before(mention.start, 2)
    if not (s.says(before[:1], "none_of_them") and s.says(before[1:], "solving_of")):
        return False
    behind = s.folded[mention.end : min(s.span[1], mention.end + UNTAKEN_REACH)]
    if not contains(behind, s.lex.words["taken_to_vote"]):
        return False
    out.append(Sighting("told", "postpone.each", s, mention.start, mention))
    return True


def is_to_amend(s: Sentence, i: int) -> bool:
    """Say whether what was voted is to amend a text."""
    deed = next((item for item in s.items[i + 1 :] if item.kind == "verb" and isinstance(item, Mark)), None)
    to_do = deed is not None and s.says(s.words_before(deed.start, 1), "infinitive")
    return deed is not None and to_do and s.calls(deed, "amends")
