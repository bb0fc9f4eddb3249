"""Deeds that are proposed to an organ, which are texts too: "Britain will propose a one-year extension"."""

from streams.core.detect.rules import bringers
from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import Item, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.verb_lead import lead


def proposes_deed(s: Sentence, i: int, how: Reading, mention: Mention | None, out: Out) -> bool:
    """Read "Britain will propose to the Security Council a one-year extension of the mission", which is a text too."""
    if not s.calls(s.items[i], "proposing"):
        return False
    if _proposes_doing(s, i, how, out):
        return True
    if mention is None or mention.kind != "action":
        return False
    organ, by = bringers.sent_to(s, i), roles.doers(s, i)
    planned = how.mode == "future" or (how.mode == "wished" and s.says(lead(s, i)[-6:], "planning"))
    if organ is None or organ.start > mention.start or not by or not (planned or how.mode == "real"):
        return False
    out.append(Sighting("proposed", "propose.deed", s, s.items[i].start, mention, organ, sponsors=by, past=how.past))
    return True


def _proposes_doing(s: Sentence, i: int, how: Reading, out: Out) -> bool:
    """Read "Britain and Norway had proposed renewing the mandate": who what an organ did is from; no step by itself."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    if following is None or how.mode != "real" or not _is_doing(s, following):
        return False
    by = roles.doers(s, i)
    done = following if isinstance(following, Mention) else objects.object_of(s, i + 1, 60)
    if not by or done is None or done.kind != "action" or s.folded[s.items[i].end : following.start].strip():
        return False
    out.append(Sighting("told", "propose.doing", s, following.start, done, sponsors=by, weak=True))
    return True


def _is_doing(s: Sentence, item: Item) -> bool:
    """Say whether it is told what an organ is to do: "renewing the mandate", a verb or a thing."""
    if isinstance(item, Mention):
        return item.kind == "action" and s.folded[item.start : item.end].endswith(s.lex.progressive_endings)
    return item.value == "act" and "g" in item.forms
