"""Which text a verb acts on: its object, what stands before a passive, what a relative clause is about."""

from streams.core.detect.sentences.mentions import OFFERED, TEXT_OR_AMENDMENT, TEXTS, Item, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.governed import oblique
from streams.core.detect.words.marks import Mark

NEAR = 140
"""Characters between a verb and its object; the wires' longest asides are shorter."""
OPENING = 18
"""Characters before the text that a sentence opens with: "By the terms of a "."""
DAY = 8
"""Characters between a verb and its day: " este "."""
ASIDE = 60
"""Characters of an aside between a verb and its object."""


def object_of(s: Sentence, i: int, near: int = NEAR) -> Mention | None:
    """Return the text that the verb at ``i`` acts on: the first mention behind it, over no border or verb."""
    verb, tally = s.items[i], s.tally
    if tally is not None and 0 < tally.start - verb.end < near:
        near += tally.end - verb.end  # "approved by 186 votes to two (the United States, Israel), a resolution"
    for item in s.items[i + 1 :]:
        if item.start - verb.end > near:
            return None
        if isinstance(item, Mention):
            if item.kind == "vote" and _is_manner(s, verb.end, item):
                continue  # how it was adopted, not what
            if item.kind == "other" and _is_request(s, item):
                continue  # "pospuso, a petición de Rusia, la votación"
            return item
        if item.kind == "border" and not _is_on_the_way(s, item):
            return None
        if item.kind == "verb" and not (_is_in_aside(s, verb.end, item) or _is_without(s, item)):
            return None  # but: "approved, by 126 votes cast, a draft"
    return None


def _is_without(s: Sentence, deed: Item) -> bool:
    """Say whether a verb only tells what was not done: "a adopté mardi, sans le mettre aux voix, un projet"."""
    led = s.lex.romance and not s.lex.tally["without"].isdisjoint(s.words_before(deed.start, 2))
    return led and s.folded.rfind(",", s.span[0], deed.start) >= 0 and s.folded.startswith(",", deed.end)


def _is_in_aside(s: Sentence, begin: int, item: Item) -> bool:
    """Say whether a verb stands in what a comma sets apart right behind the verb before, or behind its day: "aprobó
    ayer, sin necesidad de votar, una resolución"."""
    if s.folded[begin : item.start].lstrip().startswith(","):
        return True
    if not s.lex.romance:
        return False
    day = next((mark for mark in s.marks if mark.kind == "date" and mark.start >= begin), None)
    return day is not None and s.folded.startswith(",", day.end) and day.start - begin <= DAY


def _is_manner(s: Sentence, begin: int, voted: Mention) -> bool:
    """Say whether a vote is how a text was adopted: "without a vote", "by a recorded 156 votes in favour"."""
    words, count = s.folded[begin : voted.start].split(), s.folded[begin : voted.head[0]].split()[-1:]
    if s.says(words[-1:], "indefinite"):
        words.pop()  # "by a single vote"
    counted = bool(count) and s.is_number(count[0]) and voted.plural  # not "celebrará una votación"
    return s.says(words[-1:], "manner") or counted


def _is_request(s: Sentence, asked: Mention) -> bool:
    """Say whether it is only told at whose request something was done: "a petición de Rusia", "a solicitud de"."""
    led = s.lex.romance and s.says([s.folded[slice(*asked.head)]], "asking_for_it")
    return led and s.says(s.words_before(asked.head[0], 1), "initiated")


def _is_on_the_way(s: Sentence, border: Mark) -> bool:
    """Say whether an object may stand behind a border: "postponed until Thursday a vote"."""
    if ("date" in s.kinds and _before_date(s, border)) or _before_count(s, border) or _points(s, border):
        return True
    if s.lex.romance and _before_support(s, border):
        return True
    if not s.calls(border, "passed_asides") or not s.folded.startswith(", ", border.start - 2):
        return False
    return s.folded.find(",", border.end, min(s.span[1], border.end + ASIDE)) > 0  # ", malgré des divisions, un texte"


def _points(s: Sentence, border: Mark) -> bool:
    """Say whether a border only points to a text, and begins no clause: "It withdrew that text"."""
    if not s.calls(border, "pointing"):
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


def _before_support(s: Sentence, border: Mark) -> bool:
    """Say whether a border only leads whose support it had: "a adopté avec le soutien de la Russie un texte"."""
    led = s.surface(border) in s.lex.words["passable"]
    return led and not s.lex.tally["support"].isdisjoint(s.words_after(border.end, 2))


def before_verb(s: Sentence, i: int) -> Mention | None:
    """Return the nearest text before the verb at ``i`` that could be what a passive verb is about."""
    over = False  # over "but"
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mention):
            if over and s.says(s.words_before(item.start, 1), "inside", "from"):
                return None  # "The word was in a first draft but was dropped"
            if item.kind == "amendment" and s.says(s.words_before(item.start, 2), "holding_within"):
                continue  # "A draft that included that amendment was rejected"
            if item.kind in OFFERED or item.kind == "amendment":
                return _opening(s, i, item) or _outside_aside(s, j, i, item)
        elif item.kind == "border" and not _is_passed_over(s, item, i):
            return None
        else:
            over = over or (item.kind == "border" and item.value == "contrast")
    return None


def _opening(s: Sentence, i: int, found: Mention) -> Mention | None:
    """Return the numbered text that a sentence opens with, where ``found`` is only what that is on: "In a resolution
    (A/HRC/56/L.30) on coercive measures, adopted without a vote"."""
    first = s.mentions[0]
    if found.kind != "text" or not found.plural or found.article or not first.symbols or first.plural:
        return None
    behind = s.folded.startswith(", ", s.items[i].start - 2)
    return first if behind and first.start - s.span[0] <= OPENING else None


def _is_passed_over(s: Sentence, border: Mark, i: int) -> bool:
    """Say whether the verb at ``i`` can still be of what stands before a border."""
    if border.value == "relative" or s.surface(border) in s.lex.words["passable"]:
        return True
    if s.calls(border, "up_to_date") and (_before_date(s, border) or _before_year(s, border)):
        return True  # "A draft that would have kept the group at work until 2018 was voted down"
    return border.value == "contrast" and _goes_on_with(s, border.end, s.items[i].start)


def _goes_on_with(s: Sentence, begin: int, end: int) -> bool:
    """Say whether only auxiliaries stand in between: "got nine votes but was vetoed", "but failed" is of what got
    them."""
    words = [word.strip("\"'(),;:") for word in s.folded[begin:end].split()]
    return all(
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
            if item.value != "relative" or s.calls(item, "of_persons"):
                return None  # "does not mention its leader, who moved his embassy"
            if s.says(s.words_before(item.start, 1), "other_outputs"):
                return None  # "The text draws on the recommendations that the council has adopted"
            return _text_before(s, j)
    return None


def _text_before(s: Sentence, j: int) -> Mention | None:
    """Return the text that the relative clause opened at ``j`` is about, over one that it goes on with: "and which", "a
    resolution that sends experts to Mali, which the council adopted"."""
    aside = not s.lex.romance and s.folded.startswith(", ", s.items[j].start - 2)
    joined = aside or s.says(s.words_before(s.items[j].start, 1), "and")
    for one in reversed(s.items[:j]):
        if isinstance(one, Mention) and one.kind in TEXTS:
            return one
        if isinstance(one, Mark) and one.kind == "border" and one.value == "relative" and not joined:
            return None
    return None
