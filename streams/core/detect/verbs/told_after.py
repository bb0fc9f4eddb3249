"""What is told as done though its form does not say so: behind "después de que", "tras", and who is blamed for what."""

from itertools import pairwise

from streams.core.detect.sentences.names import actors_ending
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.unreal import is_unmanaged
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import longest_first

OPENING = 1
"""The last sentence of a story in which what its news comes after can be news too."""
YESTERDAY = 1
"""Age in days up to which what a sentence below that dates is news."""
DATED = 12
"""Characters between a deed and its day: " este "."""
MEASURED = 2
"""Words before "antes de que" among which it is told how long: "pocas horas antes de que"."""
CLAUSE = 80
"""Characters before "que" in which somebody is told to have got it: "logró el martes por la noche"."""
_UNDECIDED = ("vote", "schedule", "consider")
"""Verb classes of which "hours before" tells no outcome."""


def is_told_after(s: Sentence, i: int) -> bool:
    """Say whether a subjunctive tells what has happened, as Spanish does behind "after": "después de que el Consejo
    aprobara una resolución", "luego de que haya sido aprobada", "horas antes de que Rusia vetara un texto"."""
    if not s.lex.romance:
        return False
    verb = s.verb(i)
    border = next((item for item in reversed(s.borders) if item.start < verb.start), None)
    if border is None or not (_is_news(s) or s.says(s.words_before(border.start, 2), "few_hours")):
        return False
    that = s.calls(border, "that_romance")
    words = lead(s, i)[-4:]
    if that and s.says(words, "subjunctive_have") and _opens_so(s, border):
        return True
    won = that and _is_won(s, border)
    if not (won or _is_just_after(s, border) or is_hours_before(s, border, i)):
        return False
    ended = s.surface(verb).split(" ", 1)[0].endswith(longest_first(s.lex.words["past_subjunctive"]))
    told = ("j" in verb.forms and (ended or won)) or s.says(words, "subjunctive_have")
    return told and "," not in s.folded[border.end : verb.start]


def _opens_so(s: Sentence, that: Mark) -> bool:
    """Say whether a deed is what a sentence begins with, which tells what is thought of it: "Que Rusia haya vetado el
    texto no sorprende", "El hecho de que"."""
    return s.opens(that) or s.says(s.words_before(that.start, 2), "fact_that")


def _is_just_after(s: Sentence, border: Mark) -> bool:
    """Say whether a border leads what something came after, and not years after."""
    if s.surface(border) not in s.lex.words["after_which"]:
        return False
    return not s.says(s.words_before(border.start, 3), "ago_months", "ago_years", "ago_decades")


def is_not_won(s: Sentence, i: int) -> bool:
    """Say whether somebody did not get a body to do it: "Rusia no consiguió que el Consejo aprobara una resolución"."""
    if not s.lex.romance or "j" not in s.verb(i).forms:
        return False
    border = next((item for item in reversed(s.borders) if item.start < s.verb(i).start), None)
    if border is None or not s.calls(border, "that_romance"):
        return False
    words = _clause_before(s, border)
    return is_unmanaged(s, words) and not s.says(words, "future", "hypothetical")


def is_blamed(s: Sentence, i: int) -> bool:
    """Say whether somebody is blamed or thanked for what he did: "condemned Russia and China for vetoing the draft",
    "grateful to the council for adopting it", "criticó a China por vetar un texto"."""
    if s.lex.romance:
        return bool(s.items[:i] and set(s.verb(i).forms) & {"b", "d"} and _is_what_for(s, i))
    words, j = lead(s, i), before_day(s, i)
    named = s.items[j] if j >= 0 else None
    if named is None or named.kind not in ("actor", "organ"):
        return False
    before = s.words_before(next((spot[1] for spot in actors_ending(s, j)), named.start), 3)
    led = words[-1:] == ["for"] and (len(words) == 1 or j < i - 1)
    rebuked = words == ["to", "task", "for"] and s.says(before, "taking_to_task")
    blamed = rebuked or (led and s.says(before, "blaming"))
    return blamed and not s.says(before, "negation", "future", "hypothetical")


def before_day(s: Sentence, i: int) -> int:
    """Return the item ahead of one, over a day: of who is blamed "on Friday for vetoing a text"."""
    return i - 2 if i and s.items[i - 1].kind == "date" else i - 1


def _is_what_for(s: Sentence, i: int) -> bool:
    named = s.items[i - 1]
    led = s.folded[named.end : s.verb(i).start].strip()
    if named.kind != "actor" or led not in s.lex.words["blamed_for"]:
        return False
    before = s.words_before(named.start, 4)
    return s.says(before, "blaming") and not s.says(before, "negation", "future", "hypothetical")


def _clause_before(s: Sentence, border: Mark) -> list[str]:
    """Return the words before a border, from the last comma on."""
    return s.folded[max(s.span[0], border.start - CLAUSE) : border.start].rpartition(",")[2].split()[-8:]


def is_hours_before(s: Sentence, border: Mark, i: int) -> bool:
    """Say whether it is told how long before a deed something was, which so was done: "horas antes de que vetara"."""
    if s.surface(border) not in s.lex.words["before_which"] or s.verb(i).value in _UNDECIDED:
        return False
    if s.says(s.words_before(border.start, MEASURED), "hours_before") or _is_behind_outcome(s, border, i):
        return True
    verb = s.verb(i)  # "antes de que el Consejo aprobara el viernes"
    return "j" in verb.forms and any(
        0 <= when.start - verb.end < DATED and not when.bound and when.weekday is not None for when in s.whens
    )


def _is_behind_outcome(s: Sentence, border: Mark, i: int) -> bool:
    """Say whether one vote came before another: "un amendement a été rejeté avant que le texte ne soit adopté"."""
    before = next((one for one in reversed(s.marks) if one.kind == "verb" and one.end <= border.start), None)
    voted = before is not None and before.value in ("reject", "adopt", "fail") and "d" in before.forms
    return voted and s.verb(i).value == "adopt" and s.says(lead(s, i)[-4:], "subjunctive_have")


def is_done_before(s: Sentence, i: int) -> bool:
    """Say whether an infinitive tells what came before something else: "tras aprobar una resolución"."""
    return s.lex.romance and _is_news(s) and is_behind_after(s, i)


def is_behind_after(s: Sentence, i: int) -> bool:
    """Say whether "tras" or "después de" leads an infinitive, or the "haber" of a participle."""
    before = s.folded[max(s.span[0], s.verb(i).start - 24) : s.verb(i).start].removesuffix("haber ")
    return before.endswith(longest_first(s.lex.words["after_doing"]))


def _is_news(s: Sentence) -> bool:
    """Say whether what is told as earlier can be news: in the opening, or with its day; else it is what was before."""
    if s.index <= OPENING:
        return True
    return any(
        not when.bound and (when.weekday is not None or (when.age is not None and 0 <= when.age <= YESTERDAY))
        for when in s.whens
    )


def _is_won(s: Sentence, that: Mark) -> bool:
    """Say whether somebody is told to have got it, or to have praised or blamed it: "Francia logró ayer que el Consejo
    aprobara una resolución", "agradeció al Consejo que haya aprobado"."""
    words = s.words_before(that.start, 4)
    if s.says(words, "regretting"):
        return True
    previous = next((item for item in reversed(s.items) if item.end <= that.start), None)
    if previous is not None and previous.kind in ("organ", "actor") and that.start - previous.end <= 1:
        return s.says(s.words_before(previous.start, 3), "regretting")
    words = _clause_before(s, that)
    sought = any(
        s.says([word], "infinitive") and after.endswith(s.lex.infinitive_endings) for word, after in pairwise(words)
    )  # "trató de lograr que"; but "la abstención de Estados Unidos permitió que"
    return s.says(words, "managed") and not sought and not s.says(words, "negation", "future", "hypothetical")
