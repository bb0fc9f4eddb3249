"""Participles behind a text: what was done to it, and how: "a resolution on the seabed, adopted without a vote"."""

from streams.core.detect.sentences.mentions import TEXT_OR_AMENDMENT, TEXTS, Item, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.apposed import is_apposed, is_done_by_organ
from streams.core.detect.verbs.objects import NEAR
from streams.core.detect.words.marks import Mark

OFFERED_REACH = 60
"""Characters from a text over what it is on to what is done with it: " on the war in Ukraine "."""
BODY_REACH = 40
"""Characters between a participle and the body that a text was brought to: " to the United Nations "."""
TITLED = 16
"""Characters between a text and its title in quotation marks: ", entitled "."""
OUTCOME_REACH = 240
"""Characters from a numbered text over what it is on and how it was adopted to who it is from."""
BY_WITHIN = 12
"""Words from a participle over its day and its body to who did it: " mercredi au Conseil de sécurité de l'ONU par"."""
DAY_WITHIN = 10
"""Characters between a participle and its day: " late on "."""
OPENING = 18
"""Characters before the text that a sentence opens with: "By the terms of a "."""
ASIDE = (", ", " - ", " -- ")
"""What an aside begins with; press releases have dashes, and both: " -- "."""


def is_reduced(s: Sentence, i: int) -> bool:
    """Say whether a bare participle follows its text: "a resolution adopted by the council"."""
    if "d" not in s.verb(i).forms:
        return False
    j = i - 1
    passed = ("date", "sense") if s.lex.romance else ("date",)  # "une résolution à portée symbolique adoptée par"
    while j > 0 and isinstance(s.items[j], Mark) and s.items[j].kind in passed:
        j -= 1
    previous = s.items[j] if j >= 0 else None
    if _ends_title(s, i) or _behind_topic(s, i) or _is_bracketed(s, i) or _is_of_opening(s, i) or _is_by_organ(s, i):
        return True
    if s.lex.romance and is_apposed(s, i) and is_done_by_organ(s, i):
        return True
    if not isinstance(previous, Mention) or previous.kind not in TEXT_OR_AMENDMENT:
        return _is_of_deed_before(s, i, previous)
    between = s.folded[previous.end : s.items[i].start].lstrip(" )").rstrip()
    if any(s.is_number(word) for word in between.split()) or s.says(between.split()[:1], "pronoun"):
        return False  # "100 states supported the text, 11 rejected it", "the text it had drafted"
    return not _is_next_deed(s, j, between) and _is_beside(previous, between)


def _is_next_deed(s: Sentence, j: int, between: str) -> bool:
    """Say whether another verb is done to the amendment at ``j``: "rejected an amendment and adopted the text"."""
    earlier, amended = s.items[j - 1] if j else None, s.items[j].kind == "amendment" and not s.lex.romance
    led = amended and s.says(between.replace(",", " ").split()[:1], "and", "then")
    return led and isinstance(earlier, Mark) and earlier.kind == "verb"


def _is_beside(previous: Mention, between: str) -> bool:
    """Say whether so little stands between a text and a participle that this is told of it."""
    return between == "," or (len(between.split()) <= 3 + len(previous.symbols) and "," not in between[1:])


def _is_of_deed_before(s: Sentence, i: int, previous: Item | None) -> bool:
    """Say whether a participle tells which organ approved a deed: "celebró el levantamiento de las sanciones, aprobado
    el martes por el Consejo"."""
    deed = isinstance(previous, Mention) and previous.kind == "action" and s.verb(i).value == "adopt"
    beside = s.lex.romance and s.folded.startswith(", ", s.verb(i).start - 2)
    return deed and beside and is_done_by_organ(s, i)


def _is_by_organ(s: Sentence, i: int) -> bool:
    """Say whether a participle tells which organ decided on a text, behind what that is on: "la resolución sobre Malí
    aprobada este viernes por el Consejo de Seguridad", "a resolution on Mali adopted by the Assembly"."""
    verb = s.verb(i)
    if not s.lex.romance and not s.says(s.words_after(verb.end, 1), "by"):
        return False
    organ = next(s.organs(verb.end, verb.end + OFFERED_REACH), None)
    words = s.folded[verb.end : organ.start].split() if organ is not None else []
    if not s.says(words[-2:], "by", "loose") or s.says(s.words_before(verb.start, 2), "be", "have"):
        return False
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention) and item.kind in TEXTS:
            return not item.plural and verb.start - item.end < NEAR and "," not in s.folded[item.end : verb.start]
        if isinstance(item, Mark) and item.kind in ("verb", "border", "organ"):
            return False
    return False


def _is_bracketed(s: Sentence, i: int) -> bool:
    """Say whether a list tells in brackets what became of a text: "a draft on Libya (vetoed by China)"."""
    verb = s.items[i]
    if not s.folded.startswith("(", verb.start - 1):
        return False
    behind = s.words_after(verb.end, 1)
    alone = s.folded.startswith(")", verb.end) or bool(
        behind and behind[0].rstrip(".,)").endswith(s.lex.adverb_endings)
    )
    return alone or s.says(behind, "by", "without_it")


def is_wanted(s: Sentence, i: int) -> bool:
    """Say whether a participle tells what somebody wants of its text: "wanted the text adopted as it stands"."""
    previous = s.items[i - 1] if i else None
    if "d" not in s.verb(i).forms or not isinstance(previous, Mention) or previous.kind not in TEXTS:
        return False
    beside = not s.folded[previous.end : s.items[i].start].strip("\"' ")
    return beside and s.says(s.words_before(previous.start, 1), "wanting_it")


def is_got(s: Sentence, i: int) -> bool:
    """Say whether a participle tells what somebody gets done with its text: "failed to get its draft adopted"."""
    if "d" not in s.verb(i).forms:
        return False
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention) and item.kind in TEXTS:
            near = s.verb(i).start - item.end < OFFERED_REACH and "," not in s.folded[item.end : s.verb(i).start]
            return near and s.says(s.words_before(item.start, 1), "getting")
        if isinstance(item, Mark) and item.kind in ("verb", "border", "organ"):
            return False
    return False


def _ends_title(s: Sentence, i: int) -> bool:
    """Say whether a participle follows the title of a numbered text: "In a resolution (L.23) on Mali, adopted by"."""
    if not _opens_numbered(s):
        return False
    first, verb = s.mentions[0], s.items[i]
    between = s.folded[first.end : verb.start]
    verbs = any(isinstance(one, Mark) and one.kind == "verb" and first.end < one.start < verb.start for one in s.items)
    return between.endswith(", ") and len(between) < NEAR and not verbs


def _opens_numbered(s: Sentence) -> bool:
    """Say whether a sentence opens with a numbered text: "In a resolution (A/HRC/56/L.30) on old age, adopted"."""
    first = s.mentions[0] if s.mentions else None
    return first is not None and first.kind in TEXTS and bool(first.symbols) and first.start - s.span[0] <= OPENING


def _behind_topic(s: Sentence, i: int) -> bool:
    """Say whether a participle tells how a text was decided, behind what that is on: "a resolution on the seabed,
    adopted without a vote on Friday"."""
    verb = s.verb(i)
    if not s.lex.romance and next(s.texts(s.span[0], verb.start), None) is None:
        return False  # it is of no text
    at = s.span[0] + len(s.folded[s.span[0] : verb.start].removesuffix("also "))  # "- also approved without a vote -"
    beside = s.folded.endswith(ASIDE, s.span[0], at)
    bare = (  # only with its day: "a resolution on Iran passed on Friday"
        not s.lex.romance and is_told_when(s, verb.end) and not s.says(s.words_before(verb.start, 1), "be", "pronoun")
    )
    if not bare and not (beside and is_told_how(s, verb.end)):
        return False
    if s.lex.romance and is_apposed(s, i):
        return True
    topical: Mark | None = None  # what a text does, right behind it
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention) and item.kind in TEXTS:
            between = s.folded[item.end : at].rstrip(" ,-")
            tied = s.says(between.split()[:1], "named_topic") or _is_of_deed(s, between)
            tied = tied or (topical is not None and topical.start == item.end + 1)  # "condemning Iran passed on Friday"
            return not item.plural and len(between) < NEAR and tied
        if bare and verb.value == "adopt" and topical is None and isinstance(item, Mark) and item.forms == "g":
            topical = item
        elif (
            isinstance(item, Mark)
            and item.kind in ("verb", "border")
            and not s.says(s.words_before(item.start, 1), "deed_of")
        ):
            return False
    return False


def _is_of_deed(s: Sentence, between: str) -> bool:
    """Say whether a text is told by the noun of what it does: "la resolución de condena a Siria"."""
    return s.lex.romance and s.says(between.split()[:1], "deed_of")


def _is_of_opening(s: Sentence, i: int) -> bool:
    """Say whether a participle tells who decided on the text that a sentence opens with, or when, behind what it does:
    "A resolution to extend the embargo, adopted by the council on Tuesday, drew protests"."""
    verb = s.verb(i)
    if s.lex.romance or s.folded[verb.start - 2 : verb.start] != ", ":
        return False
    first = next(s.texts(s.span[0], verb.start), None)
    if first is None or first.start - s.span[0] > 1 or first.plural:
        return False
    if first.organ is not None and is_told_when(s, verb.end):
        return True
    by = s.says(s.words_after(verb.end, 1), "by")
    return by and next(s.organs(verb.end, verb.end + OFFERED_REACH), None) is not None


def _opens_with_text(s: Sentence) -> bool:
    """Say whether a sentence opens with one text: "La résolution, adoptée par 14 voix, présentée par la France"."""
    first = s.mentions[0] if s.lex.romance and s.mentions else None
    return first is not None and first.kind in TEXTS and not first.plural and first.start - s.span[0] <= OPENING


def is_told_how(s: Sentence, end: int) -> bool:
    """Say whether what follows a decision at ``end`` tells how or when it was made: "by consensus", "on Friday"."""
    word = (s.words_after(end, 1) or [""])[0]
    return s.says([word], "manner") or word.endswith(s.lex.adverb_endings) or is_told_when(s, end)


def is_told_when(s: Sentence, end: int) -> bool:
    """Say whether what follows a decision at ``end`` tells its day: "on Friday", "a day earlier", not "on behalf"."""
    words = s.words_after(end, 3)
    led = words[1:] if s.says(words[:1], "day_leads") else words
    dated = bool(led) and (led[0] in s.lex.weekdays or led[0] in s.lex.months or led[0].isdecimal())
    dated = dated or (s.lex.romance and bool(words) and words[0] in s.lex.relative)  # "aprobada hoy por unanimidad"
    return dated or (s.says(words[1:2], "day_before") and s.says(words[2:], "earlier"))


def _is_with_somebody(s: Sentence, verb: Mark) -> bool:
    """Say whether a text is told to be written with somebody: "co-authored with Sierra Leone"."""
    company = s.says(s.words_after(verb.end, 2), "company")
    return company and s.says(s.surface(verb).replace("-", " ").split(), "alone_with")


def is_authored(s: Sentence, i: int) -> bool:
    """Say whether a participle names the author of a text further left: "a resolution on Iran drafted by France"."""
    verb = s.verb(i)
    if "d" not in verb.forms:
        return False
    apposed = is_apposed(s, i) and s.says(s.words_after(verb.end, BY_WITHIN), "by")
    by = s.says(s.words_after(verb.end, 2), "by") or _is_by_behind_day(s, verb) or _is_by_behind_body(s, verb)
    by = by or (
        s.lex.romance and s.says(s.surface(verb).split()[-1:], "by")
    )  # "una resolución sobre Perú propuesta por"
    if not (apposed or by or _is_with_somebody(s, verb)):
        return False
    if apposed or _is_behind_quotes(s, verb.start) or _is_behind_number(s, verb.start):
        return True
    joins = s.calls(verb, "joined_offering")
    decided = s.folded.startswith(", ", verb.start - 2) and (_opens_numbered(s) or _opens_with_text(s))
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention) and item.kind in TEXT_OR_AMENDMENT:
            reach = OUTCOME_REACH if decided else 160 if ")" in s.folded[item.end : verb.start] else 80
            return verb.start - item.end < reach
        passed = isinstance(item, Mark) and item.kind == "verb" and _is_offering(item) and not joins
        passed = passed or (decided and isinstance(item, Mark) and item.value == "adopt" and "d" in item.forms)
        if isinstance(item, Mark) and (item.kind == "border" or (item.kind == "verb" and not passed)):
            return False
    return False


def _is_by_behind_body(s: Sentence, verb: Mark) -> bool:
    """Say whether the body that a text was brought to stands before who it is from: "a draft on Mali presented to the
    Security Council by Russia"."""
    if s.lex.romance or not s.says(s.words_after(verb.end, 1), "sending_to"):
        return False
    organ = next(s.organs(verb.end, verb.end + BODY_REACH), None)
    return organ is not None and s.folded.startswith(" by ", organ.end)


def _is_by_behind_day(s: Sentence, verb: Mark) -> bool:
    """Say whether who did it is told behind the day: "a draft on Sudan tabled last week by Norway"."""
    return not s.lex.romance and any(
        0 < when.start - verb.end < DAY_WITHIN and s.says(s.words_after(when.end, 1), "by") for when in s.whens
    )


def opening_text(s: Sentence, i: int) -> Mention | None:
    """Return the numbered text that a sentence opens with, if it is told behind that who brought it: "In a resolution
    (A/HRC/56/L.30) on coercive measures, adopted by 28 votes, presented by Cuba"."""
    verb = s.verb(i)
    beside = s.folded.startswith(", ", verb.start - 2) or s.says(s.words_before(verb.start, 1), "and")
    if not beside or not _opens_numbered(s):
        return None
    first = s.mentions[0]
    between = [item for item in s.items if first.end < item.start < verb.start and isinstance(item, Mark)]
    alone = all(item.kind not in ("border", "organ") for item in between)
    return first if alone and all(item.value == "adopt" for item in between if item.kind == "verb") else None


def _is_behind_quotes(s: Sentence, position: int) -> bool:
    """Say whether a title in quotation marks ends right before: 'the resolution "Peace" submitted by Mali'."""
    closing = s.folded.rfind('"', max(s.span[0], position - 3), position)
    opening = s.folded.rfind('"', s.span[0], closing) if closing > 0 else -1
    if opening < 0 or s.folded[closing + 1 : position].strip(" ,"):
        return False
    return any(
        one.kind in TEXTS
        and not one.plural
        and 0 <= opening - one.end < TITLED
        and "." not in s.folded[one.end : opening]
        for one in s.mentions
    )


def _is_behind_number(s: Sentence, position: int) -> bool:
    """Say whether a text's number in brackets ends right before: "a text on uses of space (A/C.4/79/L.5), drafted"."""
    closing = s.folded.rfind(")", max(s.span[0], position - 3), position)
    opening = s.folded.rfind("(", max(s.span[0], closing - OFFERED_REACH), closing) if closing > 0 else -1
    if opening < 0 or "/l." not in s.folded[opening:closing]:
        return False
    return any(one.kind in TEXTS and not one.plural and 0 <= opening - one.end < NEAR for one in s.mentions)


def _is_offering(verb: Mark) -> bool:
    """Say whether a verb may stand between a text and its author: "drafted by Arab states and presented by Jordan"."""
    return verb.forms == "g" or ("d" in verb.forms and verb.value in ("propose", "table"))
