"""Who a text is from, told with a noun: "joined as co-sponsors", "Britain, the penholder", "its sponsors are"."""

from collections.abc import Iterator

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import actors_ending, actors_from, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.words.marks import Mark

REACH = 70
"""Characters between names and the noun for what they are."""
_DASHES = (" -- ", " - ", " \u2013 ", " \u2014 ")
_TRIMMED = ":-(,\"'."
_CLOSING = (",", ".", ";", ")", "")


def authored(s: Sentence, out: Out) -> None:
    """Read nouns for those who brought a text; the claim is weak, since it tells of no step."""
    if (s.has("initiatives") and _by_initiative(s, out)) or not s.has("authors"):
        return
    found: dict[str, Spot] = {}
    first = s.span[0]
    for start, end in _nouns(s):
        spots = _between_dashes(s, end) or _named_before(s, start, end) or _named_behind(s, start, end)
        first = first if found else start
        for spot in spots:
            found.setdefault(spot[0], spot)
    if found:
        text = next(s.texts(*s.span), None)
        out.append(Sighting("told", "sponsor.noun", s, first, text, sponsors=list(found.values()), weak=True))


def _by_initiative(s: Sentence, out: Out) -> bool:
    """Read "À l'initiative de la France, le Conseil a adopté une résolution", "on France's initiative": the noun is no
    text there, as it is one in "son veto à la proposition britannique"."""
    for one in s.texts(*s.span, kinds=("text",)):
        if not one.sponsors or not s.says([s.folded[slice(*one.head)]], "initiatives"):
            continue
        if (text := _set_behind(s, one)) is not None:
            out.append(Sighting("told", "sponsor.noun", s, one.start, text, sponsors=one.sponsors, weak=True))
            return True
        led = s.says(s.words_before(one.start, 1), "initiated") or s.says(s.surface(one).split()[:1], "initiated")
        bare = s.folded[one.start : one.head[0]].split()[-1:] in ([], ["l"], ["à"], ["a"], ["sur"], ["por"])
        bare = bare or (not s.lex.romance and s.folded[one.start : one.head[0]].rstrip().endswith("'s"))
        if led and bare:
            others = [text for text in s.texts(*s.span) if text is not one]
            text = next((text for text in others if text.kind in TEXTS[:2]), next(iter(others), None))
            if text is None and not s.lex.romance:
                return False  # "debated the matter in 2007, at Britain's initiative"
            out.append(Sighting("told", "sponsor.noun", s, one.start, text, sponsors=one.sponsors, weak=True))
            return True
    return False


def _set_behind(s: Sentence, initiative: Mention) -> Mention | None:
    """Return the text that somebody's initiative is told to be right behind it: "The resolution, a Mexican
    initiative, asks for a report"."""
    if initiative.article != "a" or s.folded[initiative.start - 2 : initiative.start] != ", " or s.lex.romance:
        return None
    closed = s.folded[initiative.end : initiative.end + 1] in _CLOSING
    return next((one for one in s.texts(*s.span) if closed and one.end == initiative.start - 2), None)


def _nouns(s: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where the sentence has a noun for those who bring texts, in order, and not for "state sponsors"."""
    found: dict[int, int] = {}
    told: set[str] = set()
    for begin, end in sorted(s.said.spans_of("authors", *s.span)):
        noun = s.folded[begin:end]
        if noun in told:
            continue  # each is looked at where it stands first
        told.add(noun)
        if s.lex.romance and s.folded[begin - 1 : begin].isalnum():
            continue  # "una propuesta de resolución"
        if not s.folded[end : end + 1].isalnum():
            start = end - len(noun.lstrip())
            found[start] = max(found.get(start, 0), end)
    for start, end in sorted(found.items()):
        if s.says(s.words_before(start, 4), "negation", "failed", "wished") or s.says(
            s.words_before(start, 1), "other_sponsors"
        ):
            continue
        if s.says([s.folded[start:end]], "works_of") and not _is_of_text(s, start):
            continue  # "a chemical attack that was the work of the Syrian army"
        of_else = s.folded.startswith((" of ", " for "), end) and not s.says(s.words_after(end, 4), "occasions")
        if of_else and next(s.texts(end, end + REACH), None) is None:
            continue
        yield start, end


def _is_of_text(s: Sentence, start: int) -> bool:
    """Say whether a sentence has told of a text before ``start``, or begins with what may be one: "It is the work"."""
    told = any(one.end < start for one in s.texts(s.span[0], start))
    return told or s.says(s.words_after(s.span[0], 2), "pronoun")


def _named_before(s: Sentence, start: int, end: int) -> list[Spot]:
    """Return who stands before the noun: "Britain, as penholder", "Russia joined the Americans as sponsors"."""
    if s.folded.endswith(" of", start, end) or (s.lex.romance and s.folded.endswith((" de", " di"), start, end)):
        return []  # "adopted a resolution on Chad, the work of France"
    behind_as = s.says(s.folded[max(s.span[0], start - 14) : start].split()[-2:], "as_what")
    for j in range(len(s.items) - 1, -1, -1):
        item = s.items[j]
        if item.start >= start or not is_actor(item):
            continue
        between = s.folded[item.end : start]
        if behind_as and s.says(between.split(), "joining"):
            return actors_ending(s, j)
        if behind_as and (before := _first_joined(s, j)):
            return before
        bare = all(s.says([word], "clause_openers") for word in between.replace(",", " ").split())
        holds = bare and s.says([s.folded[start:end]], "holding_pen")  # "Britain holds the pen on it", "which holds"
        first = actors_ending(s, j)[0][1]
        with_it = s.says(s.words_before(first, 1), "company", "have") and s.says(between.split()[:1], "as_what")
        if with_it and _is_described(s, f",{between}"):
            return actors_ending(s, j)  # "adopted a text with Fiji as its main sponsor"
        return actors_ending(s, j) if holds or _is_described(s, between) else []
    return []


def _is_described(s: Sentence, between: str) -> bool:
    """Say whether only what describes a role stands between: ", the main ", ", one of the ", " are the lead "."""
    words = [word.strip(_TRIMMED) for word in between.split()]
    if len(between) > REACH or not words:
        return between.startswith(",")
    linked = between.startswith(",") or s.says(words[:1], "be", "becoming")
    among = s.says(words[:3], "one_of_group")  # "was among the text's 54 co-sponsors", "is one of 61"
    return linked and all(
        s.says([word], "be", "becoming", "roles", "definite", "indefinite", "as_what")
        or (among and (s.is_number(word) or s.says([word], "passed_group")))
        for word in words
        if word
    )


def _first_joined(s: Sentence, j: int) -> list[Spot]:
    """Return who joined the actor at ``j``: "Spain and Romania joined the Americans as sponsors"."""
    for k in range(j - 1, -1, -1):
        item = s.items[k]
        if isinstance(item, Mark) and item.kind == "actor":
            between = s.folded[item.end : s.items[j].start]
            return actors_ending(s, k) if s.says(between.split(), "joining") else []
    return []


def _are_counted(s: Sentence, words: list[str]) -> bool:
    """Say whether it is only told how many they are: "four European countries"."""
    return s.is_number(words[0]) and s.says(words[-1:], "members")


def _between_dashes(s: Sentence, end: int) -> list[Spot]:
    """Return who is named between dashes right behind the noun: "the text's drafters -- Fiji and Palau -- said"."""
    if (led := next((one for one in _DASHES if s.folded.startswith(one, end)), "")) and not s.lex.romance:
        spots = actors_from(s, end + len(led), 4)
        return spots if spots and s.folded.startswith(led.rstrip(), spots[-1][2]) else []
    return []


def _named_behind(s: Sentence, start: int, end: int) -> list[Spot]:
    """Return who stands behind the noun: "its sponsors were Fiji and Palau", "the co-sponsors (France, Gabon)"."""
    dash = s.folded.find(" - ", end, min(end + REACH, s.span[1]))
    if dash >= 0 and next(s.texts(end, dash), None) is not None:  # "The sponsors of the text on Iran - Cuba and Mali -"
        spots = actors_from(s, dash, 4)
        return spots if spots and s.folded.startswith(" -", spots[-1][2]) else []
    first = next((mark for mark in s.marks if mark.start >= end and mark.kind == "actor"), None)
    if first is None or first.start - end > REACH or s.says([s.folded[start:end]], "holding_pen"):
        return []  # "holds the pen on Mali"
    between = s.folded[end : first.start]
    speaking = s.says(s.words_before(start, 4), "speaking_as") and s.says(s.words_before(start, 3), "as_what")
    if speaking and between.startswith(", "):  # "Speaking as main sponsor, the representative of Cuba said"
        return actors_from(s, first.start, 1)[:1]
    words = [word for each in between.split() if (word := each.strip(_TRIMMED))]
    if ":" in between and s.says([s.folded[start:end]], "works_of") and _are_counted(s, words):
        words = []  # "the work of four European countries: Britain, France"
    linked = s.says(words, "be", "including")
    if not all(s.says([word], "be", "including", "definite", "of", "text_words", "roles") for word in words):
        return []
    spots = actors_from(s, first.start, 1)
    beside = not words and "," not in between
    as_what = s.says(s.words_before(start, 3), "as_what") and not between.startswith(",")
    if linked or beside or "(" in between or ":" in between or as_what:
        return spots
    closed = bool(spots) and s.folded[spots[-1][2] : spots[-1][2] + 1] in _CLOSING
    known = s.says([*s.words_before(start, 3), *s.folded[start:end].split()[:1]], "definite", "owning", "roles")
    return spots if closed and known else []
