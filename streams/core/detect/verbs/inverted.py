"""Subjects behind their verb, as Spanish tells them: "Veta Rusia resolución", "la resolución que aprobó el Consejo"."""

from streams.core.detect.sentences.mentions import Item
from streams.core.detect.sentences.names import is_actor, is_listed
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.told_after import is_behind_after
from streams.core.detect.words.marks import Mark

REACH = 60
"""Characters between a verb and its subject, the day between them: " este miércoles por la noche el "."""


def subject_behind(s: Sentence, i: int) -> Item | None:
    """Return who does the finite verb at ``i``, named right behind it, where the verb opens a sentence or the clause on
    a text; or who did what "tras" leads: "tras aprobar el Consejo una resolución"."""
    relative = "d" in s.verb(i).forms and s.says(s.words_before(s.verb(i).start, 1), "have") and _opens_relative(s, i)
    relative = relative or ("b" in s.verb(i).forms and _is_just_done(s, i))
    opens = relative or (
        "s" in s.verb(i).forms and (s.opens(s.items[i]) or _opens_relative(s, i) or _has_pronoun(s, i))
    )
    if not opens and not (set(s.verb(i).forms) & {"b", "d"} and is_behind_after(s, i)):
        return None
    j = i + 1
    while j < len(s.items) and s.items[j].kind == "date":
        j += 1
    item = s.items[j] if j < len(s.items) else None
    if not isinstance(item, Mark) or item.kind not in ("organ", "actor", "foreign") or not _is_beside(s, i, j):
        return None
    while is_actor(item) and j + 1 < len(s.items) and is_actor(s.items[j + 1]) and is_listed(s, j + 1):
        j += 1
    return s.items[j]


def _has_pronoun(s: Sentence, i: int) -> bool:
    """Say whether what the verb is done to stands before it as a pronoun, its subject so behind: "obtuvo nueve votos,
    pero la vetaron Rusia y China", "El texto lo redactó Francia"."""
    return s.says(s.words_before(s.items[i].start, 1), "object_pronoun")


def _opens_relative(s: Sentence, i: int) -> bool:
    """Say whether a verb follows "que" over no more than "ha" or "se", behind a text."""
    border, text = (s.items[i - 1], s.items[i - 2]) if i > 1 else (None, None)
    if not isinstance(border, Mark) or border.kind != "border" or border.value != "relative" or text is None:
        return False
    return all(s.says([word], "have", "to_whom") for word in s.folded[border.end : s.items[i].start].split())


def _is_just_done(s: Sentence, i: int) -> bool:
    """Say whether a clause on a text tells what has just been done: "la résolution que vient d'adopter le Conseil"."""
    border = s.items[i - 1] if i > 1 else None
    if not isinstance(border, Mark) or border.kind != "border" or border.value != "relative":
        return False
    words = s.folded[border.end : s.items[i].start].split()
    return s.says(words[:1], "just") and all(s.says([word], "just", "bare_infinitive") for word in words)


def _is_beside(s: Sentence, i: int, j: int) -> bool:
    """Say whether nothing but an article and a day stand between the verb and its subject, or whose members it is:
    "que habían presentado los cuatro miembros de la Unión Europea"."""
    end, words = s.items[i].end, list[str]()
    if s.items[j].start - end > REACH:
        return False
    for item in s.items[i + 1 : j + 1]:
        words += s.folded[end : item.start].split()
        end = item.end
    of_members = ("members", "of") if s.says(words, "members") else ()
    return all(s.says([word.strip(",")], "name_articles", "day_articles", "agreed_how", *of_members) for word in words)
