"""Texts that somebody wants of an organ: "Paris pousse pour une résolution", "busca que el Consejo adopte una"."""

from streams.core.detect.rules.common import Out
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import actors_ending, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.governed import oblique
from streams.core.detect.words.marks import Mark

_FITTING = ("wanting", "wanting_on", "bare_infinitive", "definite", "state_nouns")
THERE = 8
"""Characters between a text and the organ in which it is wanted: " devant le ", " all'"."""
WHO_REACH = 70
"""Characters between who wants a text and the text: " souhaite toujours faire adopter "."""


def wanted(s: Sentence, mention: Mention, out: Out) -> bool:
    """Read who wants, seeks or pushes for one new text."""
    if (
        not s.lex.romance
        or mention.kind not in TEXTS[:2]
        or mention.article != "a"
        or mention.plural
        or mention.symbols
        or mention.past
    ):
        return False
    begin, words = _lead(s, mention.start)
    place = next((mark for mark in s.marks if mark.kind == "organ" and mark.end == begin), None)
    if place is not None and s.says(words, "toward"):
        begin, words = _lead(s, place.start)  # "busca apoyos en el Consejo de Seguridad para una resolución"
    if not s.says(words, "wanting") or s.says(words, "negation", "hypothetical", "condition", "pluperfect"):
        return False
    if any(mark.kind == "border" and mark.value == "condition" and mark.start < begin for mark in s.marks):
        return False  # "Si la France veut une résolution, elle devra convaincre Moscou"
    by = _who(s, begin)
    group = not by and s.says(words[:2], "state_nouns")  # "Les Occidentaux cherchent à faire adopter"
    if not (by or group) or not all(s.says([word], *_FITTING) for word in words):
        return False
    organ = roles.organ_mark(mention) or next(s.organs(mention.end, mention.end + THERE), None)
    out.append(Sighting("proposed", "propose.wanted", s, begin, mention, organ, sponsors=by))
    return True


def _lead(s: Sentence, end: int) -> tuple[int, list[str]]:
    """Return where the words begin that stand between the last name and a text, and the words."""
    named = [mark for mark in s.marks if mark.end <= end and mark.kind in ("actor", "organ", "foreign", "border")]
    begin = max((mark.end for mark in named), default=s.span[0])
    days = [mark for mark in s.marks if mark.kind == "date" and begin <= mark.start < end]
    between = s.folded[begin:end] if end - begin < WHO_REACH else ""
    if "," in between:
        return begin, []
    for day in days:
        between = between.replace(s.surface(day), "")
    return begin, between.split()


def _who(s: Sentence, begin: int) -> list[Spot]:
    """Return who stands right before, with whom: "Paris et Londres"."""
    j = next((j for j, item in enumerate(s.items) if item.end == begin and is_actor(item)), -1)
    return actors_ending(s, j) if j >= 0 and not oblique(s, j) else []


def wanted_of(s: Sentence, i: int, organ: Mark, mention: Mention) -> list[Spot]:
    """Return who wants an organ to adopt one text: "busca que el Consejo de Seguridad adopte una resolución"."""
    one = mention.article == "a" and mention.kind in TEXTS[:2] and not mention.plural and not mention.symbols
    if not one or not s.lex.romance or objects.object_of(s, i) is not mention:
        return []
    that = next((mark for mark in s.marks if mark.kind == "border" and 0 <= organ.start - mark.end < 8), None)
    end = that.start if that is not None else organ.start
    begin, words = _lead(s, end)
    words = [word for word in words if not s.says([word], "definite")]
    if not s.says(words, "wanting") or s.says(words, "negation", "hypothetical", "condition", "pluperfect"):
        return []
    fit = all(s.says([word], "wanting", "wanting_on", "bare_infinitive", "that_romance") for word in words)
    return _who(s, begin) if fit else []


def has_its_way(s: Sentence, organ: Mark, mention: Mention) -> list[Spot]:
    """Return who wants an organ to adopt one text: "If Oslo has its way, the Council will pass a resolution"."""
    one = mention.article == "a" and mention.kind in TEXTS[:2] and not mention.plural and not mention.symbols
    before = s.folded[s.span[0] : organ.start] if one and not s.lex.romance else ""
    led, way, rest = before.partition(" way,")
    words = led.split()
    if (
        not way
        or len(rest.split()) > 1
        or not s.says(words[:1], "condition")
        or not s.says(words[-1:], "possessive_of_it")
    ):
        return []
    if not s.says(words[-2:-1], "having_it"):
        return []
    begin = s.span[0] + len(led) - len(words[-1]) - 1 - len(words[-2]) - 1
    return _who(s, begin)
