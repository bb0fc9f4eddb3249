"""What a vote that is only named tells: "hailed the council's unanimous vote to", "celebrated Monday's vote to"."""

from streams.core.detect.rules.acting import DEED
from streams.core.detect.rules.common import Out
from streams.core.detect.rules.directions import direction_of
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.times.dates import OLD_ANYWHERE
from streams.core.detect.verbs import objects
from streams.core.detect.words.marks import Mark

DATE_REACH = 6
"""Characters between a vote and its day: " on "."""
DATED = 16
"""Characters before a vote in which its day may stand: "Wednesday's "."""
ORGAN_BEHIND = 40
"""Characters behind a vote and its day in which the body that held it is named: " evening in the United Nations "."""


def _held(s: Sentence, mention: Mention, organ: Mark | None, end: int, out: Out) -> None:
    """Note a vote that was held in these days, not what came of it, which the next sentence may count: "At issue is
    Wednesday's vote at the General Assembly on"."""
    if organ is None or organ.value == "UN" or s.lex.romance or mention.past:
        return
    near = (when for when in s.whens if when.start - mention.start > -DATED and when.start < end + DATE_REACH)
    if any(when.age is not None and 0 <= when.age < OLD_ANYWHERE and not when.bound for when in near):
        out.append(Sighting("told", DEED, s, mention.start, None, organ))


def voted(s: Sentence, mention: Mention, organ: Mark | None, out: Out) -> None:
    """Read the noun: "hailed the Security Council's unanimous vote to extend the mandate" tells what came of it, and
    "celebrated the vote on Thursday evening in the Security Council to"."""
    dates = (item for item in s.marks if item.kind == "date" and 0 <= item.start - mention.end < DATE_REACH)
    end = next((item.end for item in dates), mention.end)  # "the council's vote on Friday to tighten"
    behind = next(s.organs(end, end + ORGAN_BEHIND), None) if organ is None and not s.lex.romance else None
    if behind is not None and s.says(s.words_before(behind.start, 3), "within", "at_there"):
        organ, end = behind, _past_owner(s, behind.end)
    words = s.words_after(end, 12)
    if organ is None or not s.says(words[:1], "infinitive"):
        _held(s, mention, organ, end, out)
        return
    verbs = [item for item in s.items if isinstance(item, Mark) and item.kind == "verb" and item.start >= end]
    deed = verbs[0] if verbs else None
    greeted = s.says(s.words_before(mention.start, 4), "factive", "greeted")
    done = deed is not None and deed.value in ("act", "adopt", "call") and deed.start - end <= 5
    if greeted and done and deed is not None:
        behind_deed = s.texts(deed.end, deed.end + objects.NEAR, (*TEXTS, "action"))
        text = next((one for one in behind_deed if not one.plural), None)  # "to authorize all necessary measures"
    elif _is_counted_phrase(s, mention) and direction_of(s, words) == "adopted":
        text = next(s.texts(end, end + objects.NEAR, (*TEXTS, "action")), None)
    else:
        return
    out.append(Sighting("adopted", "vote.nominal", s, mention.start, text, organ, tally=s.tally))


def _past_owner(s: Sentence, end: int) -> int:
    """Return where a body ends with whose it is: "the General Assembly of the United Nations"."""
    following = next((mark for mark in s.marks if mark.kind == "organ" and mark.start >= end), None)
    owned = following is not None and s.folded[end : following.start].strip() in s.lex.words["of_the"]
    return following.end if following is not None and owned else end


def _is_counted_phrase(s: Sentence, mention: Mention) -> bool:
    """Say whether a vote is told with its count in its phrase: "the Security Council's 15-0 vote to tighten"."""
    tally = s.tally
    return tally is not None and tally.ordered and mention.start <= tally.start < mention.head[0]
