"""The nouns: the adoption of a text, its rejection, the vote of one, which tell of one or ask for one."""

from itertools import pairwise

from streams.core.detect.rules.common import Out, as_organ
from streams.core.detect.sentences.mentions import TEXT_OR_ACTION, TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.times.when import When
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.words.marks import Mark

IN_REACH = 16
"""Characters between "passage" and the organ in which it was: " in the full "."""


PART_REACH = 180
"""Characters between "la aprobación" and "por parte del Consejo", over the text and what it is on."""
PREDICATE = 24
"""Words behind a text among which is what its adoption led to."""
PRETERITE = ("ó", "aron", "ieron")
"""How Spanish ends what is told as done."""
DAY_GAP = 32
"""Characters between a noun and its day: " historique, dans la nuit de "."""
VOTE_REACH = 60
"""Characters between "le vote" and the text that was voted: " par le Conseil de sécurité des Nations unies d'"."""


def adoption(s: Sentence, i: int, out: Out, stage: Claim = "adopted") -> None:
    """Read the noun: "welcomed the adoption of resolution 2254" tells of one, "calls for the adoption" does not."""
    verb = s.verb(i)
    words = s.words_before(verb.start, 11 if s.lex.romance else 6)  # "lamentó el martes por la noche la"
    if s.calls(verb, "go_ahead"):
        go_ahead(s, i, out)
        return
    if s.says(words[-1:], "unlikely") or _is_pushed_for(s, i, words, out):
        return  # "la eventual aprobación"
    begin, day = _day_behind(s, verb.end)
    organ = next(s.organs(verb.end, begin + 48), None) or _part_of(s, verb.end)
    given = _is_given(s, verb, words)
    got = organ is not None and not given and _is_received(s, verb, words)
    content = s.says(words[-5:], "content_with")
    if s.says(words, "calling") and not (got or content):
        about = objects.before_verb(s, i)
        if organ is not None and about is not None and s.says(words, "needing"):
            out.append(Sighting("told", "organ.needs-approval", s, verb.start, about, organ))
        return
    mention = objects.before_verb(s, i) if got else _approved(s, i, given=given)
    organ, given = organ or (as_organ(subject_of(s, i)) if given else None), given or got
    there = organ is not None or (s.lex.romance and any(mark.value == "UN" for mark in s.marks))
    kinds = TEXT_OR_ACTION if given and organ is not None else TEXTS if there else TEXTS[:2]
    if mention is None or mention.kind not in kinds or not (given or _is_of(s, begin)) or _fails_on(s, verb, mention):
        out.extend(_given_to_it(s, verb, organ, words) if given and mention is None else ())
        return
    if _is_due(s, mention):
        out.append(Sighting("vote_scheduled", "adopt.due", s, verb.start, mention, organ))
        return
    owner = as_organ(s.items[i - 1]) if i else None  # "The Security Council's adoption of resolution 2254"
    owned = owner is not None and owner.value != "UN" and s.folded[owner.end : verb.start].startswith("'")
    if _is_of_a_text(s) and mention.symbols:
        return  # "It also welcomes the adoption of resolution 1970": what another text says
    by_leave = s.calls(verb, "leave")  # "solo con el visto bueno de la ONU"
    words = [word for word in words if not by_leave or word not in s.lex.words["passable"]]
    told = s.says(words, "factive") or content or owned or given or s.says(s.words_after(mention.end, 12), "greeted")
    told = told or (_is_past(day) and not s.says(words, "requested", "wished"))
    told = told or (organ is not None and (_is_headline(s, verb.start) or _opens_past(s, verb, mention)))
    if told:
        organ = organ or (owner if owned else None)
        weak = s.index > 1 and (mention.rival or (organ is None and _is_known_only(s, mention)))
        weak = weak or (mention.plural and s.index > 0 and not s.whens and s.tally is None)  # "set a precedent"
        one = Sighting(stage, "adopt.nominal", s, verb.start, mention, organ, tally=s.tally, weak=weak)
        one.former = not s.whens and s.index > 0 and s.says(words[-2:], "since")  # "the second truce since the"
        out.append(one)


def _is_known_only(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is only named by its adoption, without a day: "dopo l'approvazione della risoluzione"."""
    return s.lex.romance and mention.article == "the" and not (s.whens or s.tally)


def _is_given(s: Sentence, noun: Mark, words: list[str]) -> bool:
    """Say whether an approval was given, the day standing between: "dio este viernes el visto bueno a un texto"."""
    given = s.says(words, "giving_it") and not s.says(words, "negation", "future", "hypothetical", "wished")
    return given and s.calls(noun, "approvals")


def _given_to_it(s: Sentence, noun: Mark, organ: Mark | None, words: list[str]) -> list[Sighting]:
    """Return that an organ approved what was told before: "will get a force after the council gave it the go-ahead"."""
    if organ is None or organ.value == "UN" or s.lex.romance or not s.says(words[-3:], "pronoun", "them"):
        return []
    if s.says(s.words_after(noun.end, 1), "leave_for"):
        return []  # "gave them a green light for the meeting"
    news = s.index == 0 or any(when.start >= organ.start for when in s.whens)
    return [Sighting("adopted", "adopt.nominal", s, noun.start, None, organ, tally=s.tally)] if news else []


def _approved(s: Sentence, i: int, *, given: bool) -> Mention | None:
    """Return the text that an approval is of; none of what no body gives: "Francia dio su respaldo a la resolución"."""
    if s.calls(s.verb(i), "given_only") and not (given and as_organ(subject_of(s, i))):
        return None
    return objects.object_of(s, i, 120 if s.lex.romance else 60)


def _is_received(s: Sentence, noun: Mark, words: list[str]) -> bool:
    """Say whether a text is told to have got its approval: "Una resolución sobre Siria recibió luz verde en el
    Consejo"."""
    if not s.lex.romance or not s.calls(noun, "approvals"):
        return False
    at = max((at for at, word in enumerate(words) if s.says([word], "getting_votes")), default=-1)
    led = s.says(words[max(0, at - 1) : at], "infinitive", "negation", "future", "hypothetical")
    return at >= 0 and not led and not s.says(words[at:], "negation")


def _is_pushed_for(s: Sentence, i: int, words: list[str], out: Out) -> bool:
    """Read "France is pushing to win passage of a resolution", which proposes one."""
    while words and not s.says(words[-1:], "winning_it"):
        words = words[:-1] if s.says(words[-1:], "definite", "possessive_of_it") or words[-1].endswith("ly") else []
    return pushed_for(s, i, words[:-1], out)


def pushed_for(s: Sentence, i: int, words: list[str], out: Out) -> bool:
    """Claim that a text is proposed whose adoption, told at ``i``, somebody is pushing for; ``words`` stand before."""
    if not s.says(words[-1:], "infinitive") or not s.says(words, "pushing_so"):
        return False
    text, by = objects.object_of(s, i, 60), roles.doers(s, i)
    if not by or text is None or text.kind not in TEXTS[:2] or text.plural or text.symbols or text.article == "any":
        return False
    if s.says(words, "negation", "pluperfect"):
        return False
    out.append(Sighting("proposed", "propose.passage", s, s.verb(i).start, text, roles.organ_mark(text), sponsors=by))
    return True


def _is_of_a_text(s: Sentence) -> bool:
    """Say whether it is told what a text says: "It also welcomes", "The statement welcomes"."""
    words = s.words_after(s.span[0], 5)
    present = s.says(words, "welcoming_now")
    return present and (s.says(words[:1], "pronoun") or s.says(words[1:2], "paper", "text_words"))


def _day_behind(s: Sentence, end: int) -> tuple[int, When | None]:
    """Return where a noun's day ends that stands right behind it, and the day, or the
    first of two: "l'adoption, mardi soir, par"."""
    found = None
    for when in s.whens if s.lex.romance else ():
        words = s.folded[end : max(end, when.start)].replace(",", " ").replace('"', " ").split()
        if when.start >= end and when.start - end <= DAY_GAP + 4 * (found is not None):
            if not all(s.says([word], "day_words", "day_leads", "until", "definite", "occurred") for word in words):
                break
            found, end = found or when, when.end
    while found is not None and s.says(behind := s.words_after(end, 1), "day_words", "occurred"):
        end = s.folded.index(behind[0], end) + len(behind[0])
    return end, found


def _is_past(day: When | None) -> bool:
    return day is not None and not day.bound and day.age is not None and day.age >= 0


def _is_headline(s: Sentence, noun: int) -> bool:
    """Say whether a sentence begins with the noun, without an article: "Adoption par le Conseil d'une résolution"."""
    return s.lex.romance and noun - s.span[0] <= 1


def _fails_on(s: Sentence, noun: Mark, mention: Mention) -> bool:
    """Say whether something else failed than the text: "el fracaso de las negociaciones sobre una resolución"."""
    if not s.calls(noun, "failing_noun"):
        return False
    return not s.says([*s.words_before(mention.start, 1), *s.surface(mention).split()[:1]], "solving_of")


def _opens_past(s: Sentence, noun: Mark, mention: Mention) -> bool:
    """Say whether a story opens with the noun, of which something is told as done: "El fracaso en el Consejo de una
    resolución sobre Irán desató protestas", "La aprobación de una resolución ... ha sido recibida"."""
    led = s.folded[s.span[0] : noun.start].split()
    if not s.lex.romance or s.index > 1 or not led or not all(s.says([word], "definite") for word in led):
        return False
    behind = s.folded[mention.end : s.span[1]].split()[:PREDICATE]
    if s.says(behind, "future", "hypothetical", "needing"):
        return False
    own = [word for that, word in pairwise(["", *behind]) if not s.says([that], "that_romance")]
    return s.says(own, "have", "echoing", "told_so") or any(word.endswith(PRETERITE) for word in own)


def _part_of(s: Sentence, end: int) -> Mark | None:
    """Return the organ that did it, told behind what the text is on: "la aprobación de un texto sobre Malí por parte
    del Consejo"."""
    found = (s.folded.find(by, end, min(s.span[1], end + PART_REACH)) for by in s.lex.words["on_the_part_of"])
    at = max(found, default=-1)
    return next(s.organs(at, at + 2 * IN_REACH), None) if at >= 0 else None


def _is_due(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told when a text is to be adopted: "L'adoption d'une résolution est prévue vendredi"."""
    words = s.words_after(mention.end, 14) if s.lex.romance else []
    return any(s.says([word], "due") and s.says([be], "be") for be, word in pairwise(words))


def voted_by(s: Sentence, mention: Mention, out: Out) -> None:
    """Read the vote of a text, which Romance languages say of its adoption: "après le vote par le Conseil d'une
    résolution"."""
    if not s.lex.romance:
        return
    begin, day = _day_behind(s, mention.end)
    organ = next(s.organs(begin, begin + IN_REACH), None)
    if organ is None and (part := _part_of(s, begin)) is not None:
        _voted_through(s, mention, part, begin, day, out)
    if organ is None or not s.says(s.words_before(organ.start, 2), "by"):
        return
    text = next(s.texts(organ.end, organ.end + VOTE_REACH, TEXTS[:2]), None)
    words = s.words_before(mention.start, 6)
    if text is None or s.says(words, "calling") or not s.says(s.words_before(text.start, 1), "of", "solving_of"):
        return
    told = _is_past(day) and not s.says(words, "requested", "wished")
    if told or s.says(words, "factive") or _is_headline(s, mention.head[0]):
        out.append(Sighting("adopted", "adopt.vote-noun", s, mention.start, text, organ, tally=s.tally))


def _voted_through(s: Sentence, vote: Mention, organ: Mark, begin: int, day: When | None, out: Out) -> None:
    """Read "Le vote mercredi de la résolution sur le Mali par le Conseil a été salué", where the organ stands last."""
    text = next(s.texts(begin, organ.start, TEXTS[:2]), None)
    words = s.words_before(vote.start, 6)
    if text is None or text.plural or s.says(words, "calling", "requested", "wished", "negation"):
        return
    led = s.says([*s.words_before(text.start, 1), *s.surface(text).split()[:1]], "of", "solving_of")
    told = _is_past(day) or s.says(words, "factive") or _is_come(s, organ.end)
    if led and told and "," not in s.folded[text.end : organ.start]:
        out.append(Sighting("adopted", "adopt.vote-noun", s, vote.start, text, organ, tally=s.tally))


def go_ahead(s: Sentence, i: int, out: Out) -> None:
    """Read a headline, or a sentence like one: "Feu vert du Conseil de sécurité à l'envoi de Casques bleus"."""
    verb = s.verb(i)
    organ = next(s.organs(verb.end, verb.end + IN_REACH + len(" à l'unanimité")), None)
    to = next(s.texts(organ.end, organ.end + VOTE_REACH, (*TEXTS, "action")), None) if organ is not None else None
    before = s.words_before(verb.start, 6)
    # "È arrivato martedì l'ok del Consiglio di sicurezza alla missione", "Le feu vert du Conseil à un texte est salué"
    come = s.says(before[-4:], "arriving", "factive") or (to is not None and _is_come(s, to.end))
    come = come and not s.says(before, "negation", "hypothetical", "future", "condition", "calling")
    if organ is None or s.index > 1 or not (come or _is_headline(s, verb.start)):
        return
    led = (
        [*s.words_before(to.start, 1), *s.words_before(to.head[0], 1)] if to is not None else []
    )  # "à l'envoi", "alla"
    if to is not None and s.says(led, "given_to"):
        out.append(Sighting("adopted", "adopt.go-ahead", s, verb.start, to, organ, tally=s.tally))


def _is_come(s: Sentence, end: int) -> bool:
    """Say whether it is told behind what a go-ahead is to that it came, or how it was met: "è arrivato martedì"."""
    words = s.words_after(end, 16)
    at = next((at for at, word in enumerate(words) if s.says([word], "arriving", "greeted")), -1)
    return at > 0 and s.says(words[max(0, at - 2) : at], "be", "have") and not s.says(words[:at], "future", "negation")


def _is_of(s: Sentence, end: int) -> bool:
    """Say whether the noun says what was adopted: "of", or by whom first: "l'adoption par le Conseil d'une"."""
    words = s.words_after(end, 3)
    organ = next(s.organs(end, end + IN_REACH), None)
    if organ is not None and s.says(words[:1], "inside"):
        return s.says(s.words_after(organ.end, 1), "of")  # "the passage in the Assembly of a resolution"
    return s.says(words, "of") or (s.lex.romance and (s.says(words, "by") or s.says(words[:1], "amending")))
