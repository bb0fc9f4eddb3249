"""Who does what to which text: a verb's subject, its agent, its object."""

import re

from streams.core.detect.marks import Mark
from streams.core.detect.mentions import TEXTS, Item, Mention
from streams.core.detect.sentence import Sentence, Spot

NEAR = 140
"""Characters between a verb and its object; the wires' longest asides are shorter."""
SHORT_GAP = 10
"""Characters between who speaks and the group that is spoken for: " for the "."""
BEHALF_REACH = 24
"""Characters before the one on whose behalf somebody acts."""
AGENT_REACH = 60
"""Characters between a participle and the one behind its "by"."""

_LIST_GAP = re.compile(
    r"(?:,?(?: and| et| y| e| &| as well as| along with| together with| ainsi que)?|-|/)"
    r"(?: (?:de|des|du|d))?(?: (?:the|l[ae]s?|l|el|los))? {0,2}$"
)


def goes_on(between: str) -> bool:
    """Say whether the words between two names join them to a list."""
    return _LIST_GAP.fullmatch(between) is not None


def subject(s: Sentence, i: int) -> Item | None:
    """Return who or what does the verb at ``i``: the nearest name or text before it that no preposition governs."""
    if i not in s.subjects:
        s.subjects[i] = _subject(s, i)
    return s.subjects[i]


def _subject(s: Sentence, i: int) -> Item | None:
    if "g" in s.verb(i).forms and i:
        found, item = _participle_subject(s, i)
        if found:
            return item
    return _before_aside(s, i) or _nearest_name(s, i)


def _nearest_name(s: Sentence, i: int) -> Item | None:
    """Return the nearest name or text before the verb at ``i`` that can be its subject."""
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if _is_it(s, j, i):
            return None
        if isinstance(item, Mark) and item.kind == "border":
            earlier = s.items[j - 1] if j else None
            if item.value == "relative" and earlier is not None:
                if item.start - earlier.end <= 40 and not _is_verb(earlier):
                    return earlier  # "the draft, which"
            elif item.value != "relative" and s.surface(item) not in s.lex.words["passable"]:
                return None
        elif _names(item) and not oblique(s, j) and not _is_office(s, item):
            return _named_beside(s, j, i) or item
    return None


def _before_aside(s: Sentence, i: int) -> Item | None:
    """Return who a clause between commas describes: "Algeria, which speaks for Arab states on the council, tabled"."""
    if i < 3 or s.folded[s.items[i - 1].end : s.items[i].start].lstrip()[:1] != ",":
        return None
    for k in range(i - 2, 0, -1):
        item, earlier = s.items[k], s.items[k - 1]
        if isinstance(item, Mark) and item.kind == "border":
            opens = item.value == "relative" and s.folded[earlier.end : item.start].strip() == ","
            named = _is_actor(earlier) or (isinstance(earlier, Mark) and earlier.kind == "organ")
            return earlier if opens and named and not oblique(s, k - 1) else None
    return None


def _is_it(s: Sentence, j: int, i: int) -> bool:
    """Say whether "it" does the verb at ``i``, behind the phrase at ``j``: "Acting without a vote, it approved"."""
    between = s.folded[s.items[j].end : s.items[i].start]
    comma = between.find(", ")
    return comma >= 0 and s.says(between[comma + 2 :].split(" ", 1)[:1], "pronoun")


def _named_beside(s: Sentence, j: int, i: int) -> Mark | None:
    """Return who an organ at ``j`` only describes: "Jordan, the only Arab member of the council, submitted"."""
    organ, earlier = s.items[j], s.items[j - 1] if j else None
    if not (isinstance(organ, Mark) and organ.kind == "organ" and earlier is not None and _is_actor(earlier)):
        return None
    between, behind = s.folded[earlier.end : organ.start], s.folded[organ.end : s.items[i].start]
    aside = between.startswith(",") and "," in behind and s.says(between.split(), "member", "membership", "offices")
    assert isinstance(earlier, Mark)
    return earlier if aside else None


def _is_office(s: Sentence, item: Item) -> bool:
    """Say whether an organ only tells whose office it is: "which holds the council presidency"."""
    return isinstance(item, Mark) and item.kind == "organ" and s.says(s.words_after(item.end, 1), "offices")


def _participle_subject(s: Sentence, i: int) -> tuple[bool, Item | None]:
    """Return whether an -ing form shows its subject by where it stands, and that subject."""
    previous = s.items[i - 1]
    before = s.folded[previous.end : s.items[i].start]
    if isinstance(previous, Mention) and "," not in before:
        return True, previous  # "a resolution establishing a mission": what the text does
    if isinstance(previous, Mark) and previous.kind == "organ" and "," not in before:
        return True, previous  # "with the Security Council adopting"
    if isinstance(previous, Mark) and previous.kind == "border" and previous.value == "time" and not before.strip():
        return True, _first_subject(s, i - 1)  # "The council met before voting"
    if s.folded[s.items[i].start - 2 : s.items[i].start].startswith(","):
        return True, _first_subject(s, i)  # "Russia blocked the text, casting its veto"
    return False, None


def _first_subject(s: Sentence, i: int) -> Item | None:
    """Return the first name or text of the clause that the verb at ``i`` is added to by a comma."""
    first = None
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "border" and item.value != "relative":
            break
        if _names(item) and not oblique(s, j):
            first = j
    if first is None:
        return None
    while first + 1 < i and _is_listed(s, first + 1):
        first += 1  # "China and Russia shot it down, vetoing": both
    return s.items[first]


def _is_listed(s: Sentence, j: int) -> bool:
    """Say whether the actor at ``j`` goes on with a list: "China and Russia"."""
    earlier, item = s.items[j - 1], s.items[j]
    return _is_actor(earlier) and _is_actor(item) and bool(_LIST_GAP.fullmatch(s.folded[earlier.end : item.start]))


def _names(item: Item) -> bool:
    """Say whether an item can be a subject."""
    if isinstance(item, Mention):
        return item.kind not in ("action", "other")
    return item.kind in ("organ", "actor", "foreign")


def _is_verb(item: Item) -> bool:
    return isinstance(item, Mark) and item.kind == "verb"


def oblique(s: Sentence, j: int) -> bool:
    """Say whether a preposition governs the item: "to the Security Council", not "members of the council"."""
    item = s.items[j]
    if isinstance(item, Mark) and item.kind == "actor" and j:
        earlier = s.items[j - 1]
        if (
            isinstance(earlier, Mark)
            and earlier.kind == "actor"
            and _LIST_GAP.fullmatch(s.folded[earlier.end : item.start])
        ):
            return oblique(s, j - 1)
    words = s.folded[max(s.span[0], item.start - 48) : item.start].split()
    for at in range(len(words) - 1, max(-1, len(words) - 4), -1):
        if words[at].endswith((",", ";", ":", ")")):
            return False
        word = words[at].strip("\"'(),")
        if s.says([word], "preposition"):
            return not s.says([one.strip("\"'(),") for one in words[max(0, at - 2) : at]], "membership")
        if "-" not in word and not s.says([word], "definite", "before_organ"):
            return False
    return False


def are_members(s: Sentence, i: int) -> bool:
    """Say whether members of an organ do it, and not the organ: "the council's ten elected members tabled"."""
    organ = subject(s, i)
    if not (isinstance(organ, Mark) and organ.kind == "organ"):
        return False
    between = s.folded[organ.end : s.items[i].start].split()
    return s.says([*s.words_before(organ.start, 4), *between], "members", "membership")


def doers(s: Sentence, i: int) -> list[Spot]:
    """Return the actors that are the subject of the verb at ``i``."""
    item = subject(s, i)
    if isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms:
        return actors_ending(s, s.items.index(item))
    return []


def actors_ending(s: Sentence, j: int) -> list[Spot]:
    """Return the list of actors that ends at item ``j``: "Russia and China", "the U.S., France and Britain"."""
    spots: list[Spot] = []
    while j >= 0:
        item = s.items[j]
        if not _is_actor(item) or (spots and not _LIST_GAP.fullmatch(s.folded[item.end : spots[0][1]])):
            break
        if len(spots) == 1 and _ends_list(s, j, spots[0][1]):
            break
        assert isinstance(item, Mark)
        spots.insert(0, (item.value, item.start, item.end))
        j -= 1
    return spots


def _ends_list(s: Sentence, j: int, following: int) -> bool:
    """Say whether the actor at ``j`` ends a list of its own: "opposed by Japan and the USA, Barbados withdrew"."""
    if j == 0 or s.folded[s.items[j].end : following].strip() not in (",", ", the"):
        return False
    earlier = s.items[j - 1]
    between = s.folded[earlier.end : s.items[j].start].removesuffix("the ").strip()
    return _is_actor(earlier) and between in s.lex.words["and"]


def actors_from(s: Sentence, start: int, gap: int) -> list[Spot]:
    """Return the list of actors that begins within ``gap`` characters after ``start``, over "on behalf of"."""
    spots: list[Spot] = []
    for item in s.items:
        if item.start < start:
            continue
        if not _is_actor(item):
            if spots or item.start - start > gap or _is_verb(item):
                break
            continue
        if spots and not _LIST_GAP.fullmatch(between := s.folded[spots[-1][2] : item.start]):
            if not _speaks_for(s, between, item):
                break
        elif not spots and item.start - start > gap:
            break
        assert isinstance(item, Mark)
        spots.append((item.value, item.start, item.end))
    return spots


def _speaks_for(s: Sentence, between: str, item: Item) -> bool:
    """Say whether the last named speaks for the next: "on behalf of", "presented by Algeria for the Group of 77"."""
    if any(phrase in between for phrase in s.lex.words["behalf"]):
        return True
    group = isinstance(item, Mark) and "o" in item.forms
    return group and s.says(between.split()[:1], "behalf_short") and len(between) <= SHORT_GAP


def represented(s: Sentence, i: int) -> list[Spot]:
    """Return for whom the subject of the verb at ``i`` acts: "which Italy presented for the European Union"."""
    verb = s.items[i]
    for item in s.items[i + 1 :]:
        if item.start - verb.end > NEAR or (isinstance(item, Mark) and item.kind in ("verb", "border")):
            return []
        if _is_actor(item):
            begin = max(verb.end, item.start - BEHALF_REACH)
            before = s.folded[begin : item.start]
            at = max((before.rfind(f" {word} ") for word in s.lex.words["behalf_short"]), default=-1)
            spoken = any(before.rfind(phrase) >= 0 for phrase in s.lex.words["behalf"])
            if spoken or (at >= 0 and _speaks_for(s, before[at:], item)):
                return actors_from(s, item.start, 1)
    return []


def _is_actor(item: Item) -> bool:
    return isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms


def agent(s: Sentence, i: int) -> tuple[list[Spot], Mark | None]:
    """Return who a passive verb is done by: actors, or the organ or other body named first behind "by"."""
    verb = s.items[i]
    begin = verb.start if s.says(s.surface(verb).split()[-1:], "by") else verb.end
    at = min(
        (
            found
            for by in s.lex.words["by"]
            if (found := s.folded.find(f" {by} ", begin, min(s.span[1], verb.end + 70))) >= 0
        ),
        default=-1,
    )
    if at < 0:
        return [], None
    for item in s.items[i + 1 :]:
        if item.start < at:
            continue
        if item.start - at >= AGENT_REACH:
            break
        if isinstance(item, Mention):
            return [], organ_mark(item)
        if item.kind == "actor":
            return actors_from(s, at, AGENT_REACH), None
        return [], item if item.kind in ("organ", "foreign") else None
    return [], None


def organ_mark(mention: Mention) -> Mark | None:
    """Return the organ that a phrase names, as a mark."""
    return Mark("organ", mention.organ, "", *mention.organ_span) if mention.organ and mention.organ_span else None


def object_of(s: Sentence, i: int, near: int = NEAR) -> Mention | None:
    """Return the text that the verb at ``i`` acts on: the first mention behind it, over no border or verb."""
    verb = s.items[i]
    for item in s.items[i + 1 :]:
        if item.start - verb.end > near:
            return None
        if isinstance(item, Mention):
            if item.kind == "vote" and _is_manner(s, verb.end, item):
                continue  # how it was adopted, not what
            return item
        if item.kind == "border" and not _before_date(s, item) and not _before_count(s, item):
            return None
        if item.kind == "verb" and not s.folded[verb.end : item.start].lstrip().startswith(","):
            return None  # but: "approved, by 126 votes cast, a draft"
    return None


def _is_manner(s: Sentence, begin: int, voted: Mention) -> bool:
    """Say whether a vote is how a text was adopted: "without a vote", "by a recorded 156 votes in favour"."""
    words, count = s.folded[begin : voted.start].split()[-1:], s.folded[begin : voted.head[0]].split()[-1:]
    return s.says(words, "manner") or bool(count and (count[0].isdecimal() or count[0] in s.lex.numbers))


def _before_date(s: Sentence, border: Mark) -> bool:
    """Say whether a border only leads a date: "postponed until Thursday a vote"."""
    return any(
        isinstance(item, Mark) and item.kind == "date" and 0 <= item.start - border.end <= 12 for item in s.items
    )


def _before_count(s: Sentence, border: Mark) -> bool:
    """Say whether a border only leads how they voted: "approved with 13 votes in favour a draft"."""
    word = (s.words_after(border.end, 1) or [""])[0]
    return s.surface(border) in s.lex.words["passable"] and (word.isdecimal() or word in s.lex.numbers)


def before_verb(s: Sentence, i: int) -> Mention | None:
    """Return the nearest text before the verb at ``i`` that could be what a passive verb is about."""
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention):
            if item.kind in (*TEXTS, "amendment"):
                return item
        elif item.kind == "border" and item.value != "relative" and s.surface(item) not in s.lex.words["passable"]:
            return None
    return None


def antecedent(s: Sentence, i: int) -> Mention | None:
    """Return the text that a relative clause is about: "the draft resolution, which the United States vetoed"."""
    for j in range(i - 1, 0, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "border":
            if item.value != "relative":
                return None
            return next((one for one in reversed(s.items[:j]) if isinstance(one, Mention) and one.kind in TEXTS), None)
    return None


def is_reduced(s: Sentence, i: int) -> bool:
    """Say whether a bare participle follows its text: "a resolution adopted by the council"."""
    if "d" not in s.verb(i).forms:
        return False
    j = i - 1
    while j > 0 and isinstance(s.items[j], Mark) and s.items[j].kind == "date":
        j -= 1
    previous = s.items[j] if j >= 0 else None
    if not isinstance(previous, Mention) or previous.kind not in (*TEXTS, "amendment"):
        return False
    between = s.folded[previous.end : s.items[i].start].strip()
    return between == "," or (len(between.split()) <= 3 + len(previous.symbols) and "," not in between[1:])


def is_authored(s: Sentence, i: int) -> bool:
    """Say whether a participle names the author of a text further left: "a resolution on Iran drafted by France"."""
    verb = s.verb(i)
    if "d" not in verb.forms or not s.says(s.words_after(verb.end, 2), "by"):
        return False
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention) and item.kind in (*TEXTS, "amendment"):
            return verb.start - item.end < 80
        if isinstance(item, Mark) and (item.kind == "border" or (item.kind == "verb" and item.forms != "g")):
            return False
    return False
