"""Texts that stand between the two words of what somebody did with them: "put the resolution forward"."""

from streams.core.detect.mentions import Mention
from streams.core.detect.names import actors_ending, is_actor
from streams.core.detect.rules.common import Out, is_one
from streams.core.detect.sentence import Sentence
from streams.core.detect.sightings import Sighting


def put_forth(s: Sentence, mention: Mention, out: Out) -> None:
    """Read "Chad and Mali had put the resolution forward": who brought it."""
    if s.lex.romance or not s.says_after(mention.end, 1, "forth") or not is_one(mention):
        return
    if not s.says(s.words_before(mention.start, 1), "put_up_then"):
        return
    before = [j for j, item in enumerate(s.items) if item.end < mention.start]
    if not before or not is_actor(s.items[before[-1]]):
        return
    between = s.folded[s.items[before[-1]].end : mention.start].split()[:-1]
    if all(s.says([word], "have", "also", "auxiliary") for word in between):
        by = actors_ending(s, before[-1])
        out.append(Sighting("tabled", "table.forth", s, by[0][1], mention, sponsors=by, weak=mention.article == "the"))
