"""Who or what does a verb."""

from streams.core.detect.sentences.mentions import TEXTS, Item, Mention
from streams.core.detect.sentences.names import is_actor, is_listed, is_of_aside
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.beside_subject import is_in_brackets, is_of_occasion, named_beside, whose_ally
from streams.core.detect.verbs.governed import oblique
from streams.core.detect.verbs.inverted import subject_behind
from streams.core.detect.verbs.two_deeds import is_done_to, who_did
from streams.core.detect.words.marks import Mark

ASIDE_WORDS = 12
"""Words of an aside that tells what those are that a sentence opens with: ", allies in the war against Mali"."""
LED_BY = 3
"""Words between a text and the organ that it is in: "in the full"."""


def subject_of(s: Sentence, i: int) -> Item | None:
    """Return who or what does the verb at ``i``: the nearest name or text before it that no preposition governs."""
    if i not in s.subjects:
        s.subjects[i] = _subject(s, i)
    return s.subjects[i]


def _subject(s: Sentence, i: int) -> Item | None:
    verb = s.verb(i)
    if s.lex.romance:
        opened = _who_opens_so(s, i) if "g" in verb.forms else subject_behind(s, i)
        if opened is not None:
            return opened
    if "g" in verb.forms and i and not s.says(s.words_before(verb.start, 2), "be"):
        found, item = _participle_subject(s, i)
        if found:
            return item
    return _before_aside(s, i) or _before_apposition(s, i) or _nearest_name(s, i)


def _who_opens_so(s: Sentence, i: int) -> Item | None:
    """Return who does the verb that a sentence opens with: "En adoptant la résolution, le Conseil a demandé", "Ponendo
    il veto a un testo, la Cina si è isolata"."""
    words = s.folded[s.span[0] : s.items[i].start].split()
    if len(words) > 1 or not (s.says(words, "loose") or s.opens(s.items[i])):
        return None
    for item in s.items[i + 1 :]:
        between = s.folded[s.items[i].end : item.start].rpartition(", ")
        if is_actor(item) and between[1] and all(s.says([word], "name_articles") for word in between[2].split()):
            return item
    if not words:
        return None
    organ = next(s.organs(s.items[i].end, s.span[1]), None)
    led = s.folded[s.items[i].end : organ.start].rpartition(",")[2].split() if organ is not None else []
    return organ if led and s.says(led, "definite") and len(led) == 1 else None


def _nearest_name(s: Sentence, i: int) -> Item | None:
    """Return the nearest name or text before the verb at ``i`` that can be its subject."""
    clauses = s.folded[s.span[0] : s.items[i].start].split(", ")[1:]
    begun = s.says([clause.partition(" ")[0] for clause in clauses], "pronoun")  # mostly by none
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if begun and _is_it(s, j, i):
            return None
        if isinstance(item, Mark) and item.kind == "border":
            earlier = s.items[j - 1] if j else None
            if item.value == "relative" and _is_by_none_named(s, item):
                return None
            if item.value == "relative" and earlier is not None:
                if item.start - earlier.end <= 40 and earlier.kind != "verb":
                    beside = _text_beside(s, j - 1) if not s.folded[earlier.end : item.start].strip() else None
                    return _text_on(s, j - 1) or beside or earlier  # "the draft, which", not ", which" of a council
            elif item.value != "relative" and not _is_passed_over(s, item) and not _is_in_clause_of_text(s, j, i):
                return None
        elif (
            _names(item)
            and not is_in_brackets(s, item)
            and not (s.borders and is_of_occasion(s, j))
            and not (s.lex.romance and is_of_aside(s, item, s.items[i].start))
            and (not oblique(s, j) or _opens_clause(s, j, i))
            and not (item.kind == "organ" and _is_office(s, item))
        ):
            return None if _is_quoted_before(s, item, i) else _who_does(s, j, i)
    return None


def _is_by_none_named(s: Sentence, relative: Mark) -> bool:
    """Say whether nobody named before does what a clause tells: "a draft by Cuba, which it approved", "Mali spoke of
    those who co-sponsored the draft", "una tregua en Siria, por lo cual decidió posponer"."""
    if s.says(s.words_after(relative.end, 1), "pronoun"):
        return True
    return s.says(s.words_before(relative.start, 1), "some_persons", "all_before")


def _who_does(s: Sentence, j: int, i: int) -> Item | None:
    """Return who does the verb at ``i``, the name at ``j`` being the nearest: that one, or whom it is told beside."""
    both = _of_both(s, j, i)
    if both is None and is_done_to(s, j, i):
        return who_did(s, j)
    return both or _whose_seat(s, j, i) or named_beside(s, j, i) or whose_ally(s, j, i) or s.items[j]


def _whose_seat(s: Sentence, j: int, i: int) -> Item | None:
    """Return whose seat the organ at ``j`` is named for, in an aside right behind: "Malta, a council member for a year,
    had written the text"."""
    organ, earlier = s.items[j], s.items[j - 1] if j else None
    if organ.kind != "organ" or earlier is None or not is_actor(earlier) or s.lex.romance:
        return None
    aside = s.folded[earlier.end : organ.start]
    _, closed, own = s.folded[organ.end : s.items[i].start].rpartition(", ")
    opens = aside.startswith(", ") and s.says(aside[2:].split()[:1], "indefinite", "definite", "one_of_group")
    seat = opens and s.says([*s.words_after(organ.end, 4), *aside.split()[-4:]], "member", "members", "offices")
    bare = all(s.says([word], "have") or word.endswith(s.lex.adverb_endings) for word in own.split())
    return earlier if closed and seat and bare and not oblique(s, j - 1) else None


def _text_on(s: Sentence, j: int) -> Mention | None:
    """Return the text that is told to be on the name at ``j``, which "that" goes on with: "a resolution on Syria that
    proposed"."""
    item, earlier = s.items[j], s.items[j - 1] if j else None
    if not isinstance(earlier, Mention) or earlier.kind not in TEXTS or not is_actor(item):
        return None
    that = s.folded.startswith((" that ", " which ", ", which "), item.end)
    words = s.folded[earlier.end : item.start].replace("the ", "").split()
    return earlier if that and len(words) == 1 and s.says(words, "over") else None


def _text_beside(s: Sentence, j: int) -> Mention | None:
    """Return the text told with the organ at ``j``, which does what is told right behind that: "a draft in the Security
    Council that imposes sanctions", "its draft, to the council imposing", "one brought by Chad in the council that"."""
    organ, k = s.items[j], j - 1
    if organ.kind != "organ":
        return None
    while k >= 0 and isinstance(one := s.items[k], Mark) and (one.kind == "actor" or "d" in one.forms):
        k -= 1  # who brought it
    text = s.items[k] if k >= 0 else None
    if not isinstance(text, Mention) or text.kind not in TEXTS or "," in s.folded[text.end : organ.start]:
        return None
    led = s.folded[s.items[j - 1].end : organ.start].split()
    return text if 0 < len(led) <= LED_BY and not s.says(led[:1], "by", "company") else None


def _brought_to(s: Sentence, organ: Mark) -> Item | None:
    """Return the text that an organ is given, an aside between: "will bring the draft, agreed on with Chad, to the
    council expanding sanctions"."""
    words = s.words_before(organ.start, 2)
    led = words[:-1] if s.says(words[-1:], "definite") else words[-1:]
    if s.lex.romance or not s.says(led, "sending_to"):
        return None
    return next((one for one in reversed(s.mentions) if one.end < organ.start and one.kind in TEXTS), None)


def _is_in_clause_of_text(s: Sentence, j: int, i: int) -> bool:
    """Say whether the border at ``j`` only goes on with a clause on a text, of which then the verb at ``i`` is told: "A
    resolution that would have helped but added checks failed to get nine votes"."""
    border = s.items[j]
    if s.lex.romance or s.surface(border) not in s.lex.words["going_on_but"]:
        return False
    before = next((one for one in reversed(s.items[:j]) if isinstance(one, Mark) and one.kind == "border"), None)
    if before is None or before.value != "relative" or "," in s.folded[before.start : s.items[i].start]:
        return False
    return bool(s.folded[border.end : s.items[i].start].strip())  # not "but failed"


def _is_passed_over(s: Sentence, border: Mark) -> bool:
    """Say whether a border begins no clause: "as", and the "since" of "the embargo, in place since 1992, and"."""
    return s.surface(border) in s.lex.words["passable"] or s.folded[border.end + 1 : border.end + 5].isdecimal()


def _of_both(s: Sentence, j: int, i: int) -> Item | None:
    """Return who does two things in a row, the name at ``j`` being whom the first is done to: "The council condemned
    Burundi and ordered an inquiry"."""
    item, earlier = s.items[j], s.items[j - 1] if j else None
    done_to = isinstance(earlier, Mark) and earlier.kind == "verb" and "g" not in earlier.forms
    if earlier is None or not done_to or not (is_actor(item) or isinstance(item, Mention)):
        return None
    words = s.words_before(s.items[i].start, 4)
    while words and (s.says(words[-1:], "then") or words[-1].endswith(s.lex.adverb_endings)):
        words.pop()
    if item.kind == "amendment" and s.folded.endswith(", then ", 0, s.items[i].start):
        words = ["and"]  # "voted down an amendment, then adopted the resolution"
    bare = all(s.says([word], "definite") for word in s.folded[earlier.end : item.start].split())
    if not bare or not s.says(words[-1:], "and") or s.says(s.words_before(earlier.start, 2), "infinitive", "be"):
        return None
    return subject_of(s, j - 1)


def _is_quoted_before(s: Sentence, item: Item, i: int) -> bool:
    """Say whether a name stands in what was quoted, and somebody else speaks: '"... the council adopted," she said'."""
    behind = s.folded[item.end : s.items[i].start].partition(',"')[2]
    return bool(behind.strip())


def _opens_clause(s: Sentence, j: int, i: int) -> bool:
    """Say whether who does it begins a clause on when: "minutes before the General Assembly adopted a resolution",
    "hours before Russia and China vetoed it"."""
    item = s.items[j]
    if j != i - 1 or not isinstance(item, Mark) or item.kind not in ("organ", "actor") or "d" not in s.verb(i).forms:
        return False
    first = j
    while item.kind == "actor" and is_listed(s, first):
        first -= 1
    earlier = s.items[first - 1] if first else None
    if not isinstance(earlier, Mark) or earlier.kind != "border" or earlier.value != "time":
        return False
    led = s.folded[earlier.end : s.items[first].start].split()
    words = s.folded[item.end : s.items[i].start].split()
    return all(s.says([word], "definite", "before_organ") for word in led) and all(
        s.says([word], "have") or word.endswith(s.lex.adverb_endings) for word in words
    )


def _before_aside(s: Sentence, i: int) -> Item | None:
    """Return who a clause between commas describes: "Algeria, which speaks for Arab states on the council, tabled"."""
    if i < 2 or "," not in s.folded[s.items[i - 1].end : s.items[i].start]:
        return None
    for k in range(i - 1, 0, -1):
        item, earlier = s.items[k], s.items[k - 1]
        if isinstance(item, Mark) and item.kind == "border":
            opens = item.value == "relative" and s.folded[earlier.end : item.start].strip() == ","
            named = is_actor(earlier) or (isinstance(earlier, Mark) and earlier.kind == "organ")
            timed = item.value == "time" and not s.lex.romance  # "The council, after an appeal by Chad, adopted"
            opens = opens or (timed and s.folded[earlier.end : item.start] == ", ")
            if not opens and (timed or _is_passed_over(s, item)):
                continue
            return earlier if opens and named and not oblique(s, k - 1) else None
    return None


def _before_apposition(s: Sentence, i: int) -> Item | None:
    """Return who a sentence opens with that is only told what they are before the verb at ``i``: "France and Britain,
    allies in the war against Mali, handed the council a draft"."""
    aside, closed, own = s.folded[s.span[0] : s.items[i].start].rpartition(", ")
    first = s.items[0]
    if s.lex.romance or not closed or not is_actor(first) or first.start - s.span[0] > len("the "):
        return None
    last = 0
    while last + 1 < i and is_listed(s, last + 1):
        last += 1
    begin = s.items[last].end - s.span[0]
    words = aside[begin:].split()
    if not aside.startswith(", ", begin) or "," in aside[begin + 1 :] or not 1 < len(words) <= ASIDE_WORDS:
        return None
    if not s.says(words[1:2], "state_words", "definite", "indefinite", "member", "members"):
        return None
    plain = all(item.kind in ("actor", "organ", "date") for item in s.items[last + 1 : i])
    bare = all(s.says([word], "have") or word.endswith(s.lex.adverb_endings) for word in own.split())
    return s.items[last] if plain and bare else None


def _is_it(s: Sentence, j: int, i: int) -> bool:
    """Say whether "it" does the verb at ``i``, behind the phrase at ``j``: "Acting without a vote, it approved"."""
    verb = s.items[i].start
    comma = s.folded.find(", ", s.items[j].end, verb)
    return comma >= 0 and s.says(s.folded[comma + 2 : verb].split(" ", 1)[:1], "pronoun")


def _is_office(s: Sentence, item: Item) -> bool:
    """Say whether an organ only tells whose office it is, or whose meeting: "which holds the council presidency"."""
    if not isinstance(item, Mark) or not (item.value == "UN" or s.has("sittings")):
        return False
    words = s.words_after(item.end, 3)
    on = (
        s.says(words[:1], "gathering")
        and s.says(words[1:2], "meeting_on")
        and s.says(words[2:], "indefinite", "definite")
    )
    called = s.says(words[:1], "gathering") and s.says(words[1:2], "pronoun")  # "a council meeting it had called"
    envoy = item.value == "UN" and s.says(words[:1], "speaking_for")  # "France's U.N. ambassador submitted"
    return on or called or envoy or s.says(words[:1], "offices", "gatherings")


def _participle_subject(s: Sentence, i: int) -> tuple[bool, Item | None]:
    """Return whether an -ing form shows its subject by where it stands, and that subject."""
    previous = s.items[i - 1]
    if (
        isinstance(previous, Mark)
        and previous.kind == "date"
        and i > 1
        and s.words_before(s.items[i].start, 1) == ["for"]
    ):
        previous = s.items[i - 2]  # "condemned the council on Friday for adopting"
    before = s.folded[previous.end : s.items[i].start]
    if isinstance(previous, Mention) and "," not in before:
        return True, previous  # "a resolution establishing a mission": what the text does
    if isinstance(previous, Mark) and previous.kind == "organ" and "," not in before:
        beside = _text_beside(s, i - 1) if s.items[i - 1] is previous and not before.strip() else None
        return True, beside or _brought_to(s, previous) or previous  # "with the Security Council adopting"
    if is_actor(previous) and not before.strip():
        return True, previous  # "with China casting a veto"
    bare = all(word.endswith(s.lex.adverb_endings) for word in before.split())  # "before unanimously imposing"
    if isinstance(previous, Mark) and previous.kind == "border" and previous.value == "time" and bare:
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
    while first + 1 < i and is_listed(s, first + 1):
        first += 1  # "China and Russia shot it down, vetoing": both
    return s.items[first]


def _names(item: Item) -> bool:
    """Say whether an item can be a subject."""
    if isinstance(item, Mention):
        return item.kind not in ("action", "other")
    return item.kind in ("organ", "actor", "foreign")
