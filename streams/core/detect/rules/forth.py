"""Texts that stand between the two words of what somebody did with them: "put the resolution forward"."""

from streams.core.detect.rules.common import Out, is_one
from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.names import actors_ending, actors_from, is_actor, speaks_for
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting


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
        following = next((item for item in s.items if item.start > mention.end and is_actor(item)), None)
        if following is not None and speaks_for(
            s, s.folded[mention.end : following.start].partition(" ")[2].partition(" ")[2], following
        ):
            by += actors_from(s, following.start, 1)
        out.append(Sighting("tabled", "table.forth", s, by[0][1], mention, sponsors=by, weak=mention.article == "the"))
