"""Who brings a text besides the subject of the verb: whose "its draft" is, and with whom it was drawn up."""

from bisect import bisect_left

from streams.core.detect.sentences.groups import group_behind
from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.names import actors_ending, actors_from, is_actor, is_of_aside
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.governed import oblique
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

VETO_REACH = 16
"""Characters between a name and the veto that it tells the owner of: " and Chinese "."""
OWNER_REACH = 200
"""Characters between a country and "its draft"."""
GROUP_NOUN = 6
"""Words that open a sentence among which a group is called: "A cross-regional core group"."""
TWO = 2
"""Countries that "both" are."""
COMPANY_REACH = 24
"""Characters between a text and those with whom it was drawn up: " together with "."""
BEHIND_REACH = 50
"""Characters between a verb and its subject behind it: " formalmente el embajador de "."""
SENT_REACH = 40
"""Characters between a verb and the organ that a text was brought to."""
AMONG_REACH = 60
"""Characters between "co-sponsored" and where some of those who did begin to be named: " the text, among them "."""
NAMED_WITHIN = 8
"""Characters between "among them" and who is named: " the "."""
_ENDS = (",", ".", ";", ")", "")


def companions(s: Sentence, i: int, mention: Mention | None) -> list[Spot]:
    """Return with whom the subject of the verb at ``i`` did it: "drafted the text with Japan", "together with Japan".

    Who only wrote together counts: a text is also circulated or discussed "with" those who get it.
    """
    return _alone_with(s, i, mention) or _jointly_with(s, i)


def _alone_with(s: Sentence, i: int, mention: Mention | None) -> list[Spot]:
    """Return with whom a text was written, told right behind the verb or the text: "drafted the text with Japan"."""
    verb = s.verb(i)
    if not s.says(s.surface(verb).split(), "alone_with"):
        return []
    for end in (verb.end, mention.end if mention is not None else verb.end):
        first = next((item for item in s.items if item.start >= end and is_actor(item)), None)
        if first is None or first.start - end > COMPANY_REACH:
            continue
        between = [word for word in s.folded[end : first.start].split() if not s.says([word], "definite")]
        if len(between) != 1 or not s.says(between, "company"):
            continue
        spots = actors_from(s, first.start, 1)
        after = s.folded[spots[-1][2] :][:12].split(" ")
        if s.folded.startswith(" in mind", spots[-1][2]):
            continue
        if after[0][:1] in _ENDS or s.says(after[1:2], "preposition", "and", "infinitive"):
            return spots
    return []


def _jointly_with(s: Sentence, i: int) -> list[Spot]:
    """Return with whom it was done by words that say nothing else: "submitted it to the council along with Mali"."""
    verb = s.verb(i)
    behind = s.folded[verb.end : min(s.span[1], verb.end + objects.NEAR)]
    at = min((found for one in s.lex.words["jointly"] if (found := behind.find(f" {one} ")) >= 0), default=-1)
    following = (one for one in s.items[i + 1 :] if isinstance(one, Mark) and one.kind == "verb")
    closed = any(one.start < verb.end + at for one in following)
    return [] if at < 0 or closed else actors_from(s, verb.end + at, COMPANY_REACH)


def introducer(s: Sentence, i: int, mention: Mention | None) -> list[Spot]:
    """Return who speaks in a sentence that opens so: "Introducing the text, the representative of France said"."""
    verb = s.verb(i)
    if "g" not in verb.forms or not s.opens(verb) or mention is None:
        return []
    comma = s.folded.find(",", mention.end, s.span[1])
    first = next((item for item in s.items if item.start > comma), None)
    if comma < 0 or first is None or not is_actor(first) or first.start - comma > OWNER_REACH // 2:
        return []
    return actors_from(s, first.start, 1)[:1]


def group_of(s: Sentence, i: int) -> list[Spot]:
    """Return who the group is that does the verb at ``i``: "The core group, made up of Mali and Chad, tabled"."""
    verb = s.items[i]
    spots = group_behind(s, s.span[0] - 1) if s.says(s.words_after(s.span[0], GROUP_NOUN), "groups_of") else []
    between = s.folded[spots[-1][2] : verb.start] if spots and spots[-1][2] < verb.start else "?"
    return spots if all(s.says([word], "have") for word in between.strip(" ,)-").split()) else []


def is_of_else(s: Sentence, i: int) -> bool:
    """Say whether a participle behind a hyphen is of no text, or its phrase would have it: "a U.S.-led invasion"."""
    begin = s.verb(i).start
    return bool(i) and s.items[i - 1].end == begin - 1 and s.folded[begin - 1] == "-"


def are_states(s: Sentence, i: int) -> bool:
    """Say whether states without a name do the verb at ``i``: "Arab nations have submitted", "African states put"."""
    words, days = lead(s, i), [mark for mark in s.marks if mark.kind == "date" and mark.end <= s.verb(i).start]
    if days and not s.folded[days[-1].end : s.verb(i).start].strip():
        told = len(s.folded[days[-1].start : days[-1].end].split())
        words = words[:-told]  # "European countries on Tuesday proposed"
    while words and (
        s.says(words[-1:], "have", "then", "day_leads", "planning", "infinitive", "would", "be")
        or words[-1].endswith(s.lex.adverb_endings)
    ):
        words = words[:-1]
    border = next((one for one in reversed(s.borders) if one.end <= s.verb(i).start), None)
    if not words and border is not None and border.value == "relative":
        words = s.words_before(border.start, 4)  # "Western countries, which have been working on a draft"
    return s.says(words[-1:], "state_nouns") and not s.says(words[-4:-1], "not_acting", "some_members", "negation")


def group_there(s: Sentence, i: int) -> Mark | None:
    """Return the organ among whose members a group of states plans to do the verb at ``i``: "i Paesi occidentali in
    Consiglio di sicurezza hanno intenzione di proporre"."""
    verb, words = s.verb(i), lead(s, i)
    if not s.lex.romance or not s.says(words[-6:], "planning"):
        return None
    if s.says(words[:3], "state_nouns"):  # "I Paesi occidentali intendono proporre in Consiglio di sicurezza"
        return next(s.organs(verb.end, verb.end + SENT_REACH), None)
    organ = next(s.organs(s.span[0], verb.start), None)
    if organ is None:
        return None
    words = s.words_before(organ.start, 5)
    return organ if s.says(words[-1:], "preposition", "loose") and s.says(words[:-1], "state_nouns") else None


def named_before(s: Sentence, i: int) -> list[Spot]:
    """Return who "the two countries" or "they" are that do the verb at ``i``: the names that the sentence before opens
    with, if they are as many."""
    if len(s.openers) < TWO:
        return []
    words = lead(s, i)
    if s.says(words[:1], "they") and s.folded.startswith(words[0], s.span[0]):
        return s.openers
    if not s.says(words[:1], "definite", "both") or not s.says(words[1:3], "state_nouns"):
        return []
    number = TWO if s.says(words[:1], "both") else s.lex.numbers.get(words[1], 0)
    return s.openers if number == len(s.openers) else []


def is_joined(s: Sentence, i: int) -> bool:
    """Say whether a participle goes on with another: "was brought by Ecuador and co-sponsored by France", "adopted
    without a vote and introduced by France"."""
    verb = s.verb(i)
    if "d" not in verb.forms or not s.says(s.words_before(verb.start, 1), "and"):
        return False
    if not s.says(s.words_after(verb.end, 1), "by") and not s.calls(verb, "circulating"):
        return False
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "verb":
            return "d" in item.forms and (item.value == "adopt" or bool(roles.agent(s, j)[0]))
        if not (is_actor(item) or (isinstance(item, Mention) and item.kind == "vote")):
            return False
    return False


def is_open_list(s: Sentence, i: int, by: list[Spot]) -> bool:
    """Say whether only some of many are named who joined others: "co-sponsored by China and 121 other nations"."""
    if not is_joined(s, i):
        return False
    words = s.words_after(by[-1][2], 3)
    return s.says(words[:1], "and") and (words[1:2] != [] and (s.is_number(words[1]) or s.says(words[1:], "many")))


def owner(s: Sentence, position: int, *, over_organs: bool = False) -> list[Spot]:
    """Return whose "its draft" at ``position`` is: the country that acts in this sentence, or that opens the last.

    :param over_organs: what "it" does no organ can do, but a country named before one.
    """
    at = bisect_left(s.items, position, key=lambda item: item.start)
    its_own = s.says(s.words_after(position, 2)[1:], "own")  # "Russia vetoed it, then saw its own rival draft fail"
    for j in range(at - 1, -1, -1):
        item = s.items[j]
        if position - item.end > OWNER_REACH:
            break
        asked = isinstance(item, Mark) and item.kind == "organ" and s.says(s.words_after(item.end, 1), "infinitive")
        if asked:
            continue  # "Britain asked the council to vote on its draft"
        if is_of_aside(s, item, position):
            continue
        if (_is_vetoer(s, j) and not its_own) or (over_organs and isinstance(item, Mark) and item.kind == "organ"):
            continue
        if isinstance(item, Mark) and item.kind in ("actor", "organ", "foreign") and not oblique(s, j):
            return actors_ending(s, j)
    first = [word for word in s.words_after(s.span[0], 2) if not s.says([word], "first_of_two", "then")]
    begins = position - s.span[0] <= 4 or s.says(first[:1], "pronoun")  # "It alone voted for its", "First it vetoed"
    # "China and Russia failed. Four members backed their draft"
    several = len(s.openers) > 1 and s.says(s.words_after(position, 1), "theirs")
    return s.openers if several or (begins and len(s.openers) == 1) else []


def _is_vetoer(s: Sentence, j: int) -> bool:
    """Say whether a name only tells whose veto follows: "the Russian and Chinese vetoes of its draft"."""
    following = (item for item in s.items[j + 1 : j + 3] if isinstance(item, Mark) and item.value == "veto")
    return any(item.start - s.items[j].end < VETO_REACH for item in following)


def sent_to(s: Sentence, i: int) -> Mark | None:
    """Return the organ that a text was brought to: "was submitted last Thursday to the Third Committee"."""
    organ = next(s.organs(s.items[i].end, s.items[i].end + SENT_REACH), None)
    if organ is None:
        return None
    to_members = s.says(s.words_before(organ.start, 4), "sending_to") and s.says(
        s.words_before(organ.start, 3), "membership"
    )
    return organ if to_members or s.says(s.words_before(organ.start, 2), "sending_to") else None


def behind_verb(s: Sentence, i: int) -> list[Spot]:
    """Return who does the verb at ``i`` behind it, a pronoun being the text: "La presentó el embajador de Francia"."""
    if not s.lex.romance or not s.says(lead(s, i)[-1:], "object_pronoun"):
        return []
    return actors_from(s, s.items[i].end, BEHIND_REACH)


def among(s: Sentence, i: int) -> list[Spot]:
    """Return who is named of those that brought a text: "Dozens of countries co-sponsored it, among them Chad"."""
    if not s.calls(s.verb(i), "cosponsoring") or s.lex.romance:
        return []
    behind = s.folded[s.verb(i).end : min(s.span[1], s.verb(i).end + AMONG_REACH)]
    spots = (at + len(led) for led in s.lex.words["some_of_many"] if (at := behind.find(led)) >= 0)
    at = next(spots, -1)
    return actors_from(s, s.verb(i).end + at, NAMED_WITHIN) if at >= 0 else []
