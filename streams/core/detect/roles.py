"""Who does what to which text: the actors of a verb, its agent, its object."""

from streams.core.detect.marks import Mark
from streams.core.detect.mentions import OFFERED, TEXT_OR_AMENDMENT, TEXTS, Mention
from streams.core.detect.names import (
    actors_ending,
    actors_from,
    group_behind,
    is_actor,
    is_what_group_is_on,
    speaks_for,
    with_whom,
)
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.subject import oblique, subject_of

NEAR = 140
"""Characters between a verb and its object; the wires' longest asides are shorter."""
BEHALF_REACH = 40
"""Characters before the one on whose behalf somebody acts."""
BODY_REACH = 24
"""Characters between "the U.N." and the body of it that acts: " atomic agency's "."""
OFFICE_WORDS = 5
"""Words between an organ and who presides it: "president for September, the"."""
ASIDE = 60
"""Characters of an aside between a verb and its object."""
AGENT_REACH = 60
"""Characters between a participle and the one behind its "by"."""


def are_members(s: Sentence, i: int) -> bool:
    """Say whether members of an organ do it, and not the organ: "the council's ten elected members tabled"."""
    organ = subject_of(s, i)
    if not (isinstance(organ, Mark) and organ.kind == "organ"):
        return False
    between = s.folded[organ.end : s.items[i].start].split()
    return s.says([*s.words_before(organ.start, 4), *between], "members", "membership")


def are_some(s: Sentence, organ: Mark) -> bool:
    """Say whether only some members of an organ are told of: "key members of the council agreed", "by the four other
    permanent council members"."""
    before, behind = s.words_before(organ.start, 5), s.words_after(organ.end, 1)
    named = s.says(before, "members") or s.says(behind, "members")
    return named and s.says(before, "some_members")


def doers(s: Sentence, i: int) -> list[Spot]:
    """Return the actors that are the subject of the verb at ``i``."""
    item = subject_of(s, i)
    if isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms:
        by = actors_ending(s, s.items.index(item))
        return by + [one for one in _beside_subject(s, i, item.end) if one not in by]
    return []


def _beside_subject(s: Sentence, i: int, end: int) -> list[Spot]:
    """Return with whom the subject that ends at ``end`` does the verb: "Ripert, who with Britain had submitted"."""
    ahead = next((one for one in s.items if one.start >= end and is_actor(one)), None)
    beside = ahead is not None and ahead.start < s.items[i].start
    words = s.folded[end : ahead.start].replace(",", " ").split() if ahead is not None else []
    joined = s.says(words[-1:], "by") and s.says(words[-2:-1], "joined")  # "Germany, joined by France, circulated"
    if ahead is None or not beside or not (joined or s.says(words[-1:], "company")):
        return []
    return actors_from(s, ahead.start, 1)


def represented(s: Sentence, i: int) -> list[Spot]:
    """Return for whom the subject of the verb at ``i`` acts: "which Italy presented for the European Union"."""
    verb = s.items[i]
    for item in s.items[i + 1 :]:
        if item.start - verb.end > NEAR or (isinstance(item, Mark) and item.kind in ("verb", "border")):
            return []
        if is_actor(item):
            begin = max(verb.end, item.start - BEHALF_REACH)
            before = s.folded[begin : item.start]
            at = max((before.rfind(f" {word} ") for word in s.lex.words["behalf_short"]), default=-1)
            spoken = any(before.rfind(phrase) >= 0 for phrase in s.lex.words["behalf"])
            if (spoken or at >= 0) and is_what_group_is_on(s, before, item):
                return group_behind(s, begin)
            if spoken or (at >= 0 and speaks_for(s, before[at:], item)):
                return actors_from(s, item.start, 1)
    return []


def agent(s: Sentence, i: int) -> tuple[list[Spot], Mark | None]:
    """Return who a passive verb is done by: actors, or the organ or other body named first behind "by"."""
    verb = s.items[i]
    begin = verb.start if s.says(s.surface(verb).split()[-1:], "by") else verb.end
    if s.says(s.words_after(begin, 1), "by") and _is_by_so_much(s, begin):
        begin += 1 + len(" by")  # "was extended by a year by the Security Council"
    at = min(
        (
            found
            for by in s.lex.words["by"]
            if (found := s.folded.find(f" {by} ", begin, min(s.span[1], verb.end + 70))) >= 0
        ),
        default=-1,
    )
    if at < 0 or _is_of_next(s, i, at) or s.says(s.words_before(at, 1), "seen_by"):
        return [], None  # "circulated on Monday and obtained by The Associated Press"
    if group := group_behind(s, at) or _holders(s, at):
        return group, None
    for item in s.items[i + 1 :]:
        if item.start < at:
            continue
        if item.start - at >= AGENT_REACH:
            break
        if isinstance(item, Mention):
            return [], organ_mark(item)
        if item.kind == "verb" and s.says([s.surface(item)], "led"):
            continue  # "brought by a core group led by Britain"
        if item.kind == "actor":
            by = actors_from(s, item.start, 1) or actors_from(s, at, AGENT_REACH)
            return by + with_whom(s, by), None
        return [], _whole_body(s, item) if item.kind in ("organ", "foreign") else None
    return [], None


def _is_by_so_much(s: Sentence, begin: int) -> bool:
    """Say whether it is told by how much: "by a year", "by another six months", and not "by Serbia last month"."""
    words = s.words_after(begin, 4)[1:]
    return s.says(words[1:], "long_units") and not any(
        is_actor(item) and begin <= item.start < begin + BODY_REACH for item in s.items
    )


def _whole_body(s: Sentence, organ: Mark) -> Mark:
    """Return the body that a name belongs to: "the U.N. atomic agency's governing board" is no organ of ours."""
    following = s.items[s.items.index(organ) + 1 :][:1]
    if organ.value != "UN" or not following or following[0].start - organ.end > BODY_REACH:
        return organ
    return following[0] if isinstance(following[0], Mark) and following[0].kind == "foreign" else organ


def _holders(s: Sentence, at: int) -> list[Spot]:
    """Return who has the office named behind the "by" at ``at``: "by the Council president - South Korea -"."""
    organ = next(s.organs(at, at + AGENT_REACH), None)
    if organ is None or not s.says(s.words_after(organ.end, 1), "offices"):
        return []
    holder = next((one for one in s.items if one.start > organ.end and is_actor(one)), None)
    between = s.folded[organ.end : holder.start] if holder is not None else ""
    words = [word for each in between.split() if (word := each.strip(",(-"))]
    named = 0 < len(words) <= OFFICE_WORDS and all(
        s.says([each], "offices", "definite", "holding_office") for each in words
    )
    return actors_from(s, holder.start, 1) if holder is not None and named else []


def _is_of_next(s: Sentence, i: int, at: int) -> bool:
    """Say whether the "by" at ``at`` is of another participle: "passed in a session called by the Security Council"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    if not isinstance(following, Mark) or following.kind != "verb" or "d" not in following.forms or following.end != at:
        return False
    between = s.folded[s.items[i].end : following.start].replace(",", " ").split()
    return not s.says(between[-2:], "and", "then") and len(between) > 2


def is_by_text(s: Sentence, i: int) -> bool:
    """Say whether a passive verb is done by a text, which nobody adopts thereby: "endorsed by resolution 2231"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    if (
        not isinstance(following, Mention)
        or following.kind not in TEXTS
        or following.start - s.items[i].end > AGENT_REACH
    ):
        return False
    return s.says(s.words_before(following.start, 1), "by")


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
        if item.kind == "border" and not _is_on_the_way(s, item):
            return None
        if item.kind == "verb" and not s.folded[verb.end : item.start].lstrip().startswith(","):
            return None  # but: "approved, by 126 votes cast, a draft"
    return None


def _is_manner(s: Sentence, begin: int, voted: Mention) -> bool:
    """Say whether a vote is how a text was adopted: "without a vote", "by a recorded 156 votes in favour"."""
    words, count = s.folded[begin : voted.start].split()[-1:], s.folded[begin : voted.head[0]].split()[-1:]
    return s.says(words, "manner") or bool(count and s.is_number(count[0]))


def _is_on_the_way(s: Sentence, border: Mark) -> bool:
    """Say whether an object may stand behind a border: "postponed until Thursday a vote"."""
    if _before_date(s, border) or _before_count(s, border) or _points(s, border):
        return True
    if not s.says([s.surface(border)], "passed_asides") or not s.folded.startswith(", ", border.start - 2):
        return False
    return s.folded.find(",", border.end, min(s.span[1], border.end + ASIDE)) > 0  # ", malgré des divisions, un texte"


def _points(s: Sentence, border: Mark) -> bool:
    """Say whether a border only points to a text, and begins no clause: "It withdrew that text"."""
    if not s.says([s.surface(border)], "pointing"):
        return False
    return any(one.head[0] == border.end + 1 and not (one.plural or one.symbols) for one in s.texts(*s.span))


def _before_date(s: Sentence, border: Mark) -> bool:
    """Say whether a border only leads a date: "postponed until Thursday a vote"."""
    return any(
        isinstance(item, Mark) and item.kind == "date" and 0 <= item.start - border.end <= 12 for item in s.items
    )


def _before_year(s: Sentence, border: Mark) -> bool:
    return s.folded[border.end + 1 : border.end + 5].isdecimal()


def _before_count(s: Sentence, border: Mark) -> bool:
    """Say whether a border only leads how they voted: "approved with 13 votes in favour a draft"."""
    word = (s.words_after(border.end, 1) or [""])[0]
    return s.surface(border) in s.lex.words["passable"] and s.is_number(word)


def before_verb(s: Sentence, i: int) -> Mention | None:
    """Return the nearest text before the verb at ``i`` that could be what a passive verb is about."""
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mention):
            if item.kind in OFFERED or item.kind == "amendment":
                return _outside_aside(s, j, i, item)
        elif item.kind == "border" and not _is_passed_over(s, item, i):
            return None
    return None


def _is_passed_over(s: Sentence, border: Mark, i: int) -> bool:
    """Say whether the verb at ``i`` can still be of what stands before a border."""
    if border.value == "relative" or s.surface(border) in s.lex.words["passable"]:
        return True
    if s.says([s.surface(border)], "up_to_date") and (_before_date(s, border) or _before_year(s, border)):
        return True  # "A draft that would have kept the group at work until 2018 was voted down"
    return border.value == "contrast" and _goes_on_with(s, border.end, s.items[i].start)


def _goes_on_with(s: Sentence, begin: int, end: int) -> bool:
    """Say whether only auxiliaries stand in between: "got nine votes but was vetoed" is of what got them."""
    words = [word.strip("\"'(),;:") for word in s.folded[begin:end].split()]
    return bool(words) and all(
        s.says([word], "be", "have", "negation", "then") or word.endswith(s.lex.adverb_endings) for word in words
    )


def _outside_aside(s: Sentence, j: int, i: int, found: Mention) -> Mention | None:
    """Return the text at ``j``, or the one that its clause is about: "An amendment that changes the text is rejected".

    None if the clause between commas is about something else: "One, which sought a draft on settlements, was rejected".
    """
    for k in range(j - 1, -1, -1):
        item, earlier = s.items[k], s.items[k - 1] if k else None
        if isinstance(item, Mark) and item.kind == "border":
            between = s.folded[earlier.end if earlier is not None else s.span[0] : item.start].strip()
            if item.value != "relative" or s.surface(item) in s.lex.words["asking_where"]:
                return found
            if isinstance(earlier, Mention) and earlier.kind in TEXT_OR_AMENDMENT:
                return earlier if between in ("", ",") and not oblique(s, k - 1) else found
            closing = s.folded[found.end : s.items[i].start].rpartition(",")
            words = closing[2].split() if closing[1] else []  # none: "the text, drafted by" tells of the text
            closed = bool(words) and all(s.says([word], "be", "have", "negation") for word in words)
            return None if closed and s.folded[item.start - 2 : item.start] == ", " else found
    return found


def antecedent(s: Sentence, i: int) -> Mention | None:
    """Return the text that a relative clause is about: "the draft resolution, which the United States vetoed"."""
    for j in range(i - 1, 0, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "border":
            if item.value != "relative" or s.says([s.surface(item)], "of_persons"):
                return None  # "does not mention its leader, who moved his embassy"
            if s.says(s.words_before(item.start, 1), "other_outputs"):
                return None  # "The text draws on the recommendations that the council has adopted"
            return _text_before(s, j)
    return None


def _text_before(s: Sentence, j: int) -> Mention | None:
    """Return the text that the relative clause opened at ``j`` is about, over one that "and which" goes on with."""
    joined = s.says(s.words_before(s.items[j].start, 1), "and")
    for one in reversed(s.items[:j]):
        if isinstance(one, Mention) and one.kind in TEXTS:
            return one
        if isinstance(one, Mark) and one.kind == "border" and one.value == "relative" and not joined:
            return None
    return None
