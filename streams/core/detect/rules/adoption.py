"""The noun: the adoption of a text, which tells of one or asks for one."""

from streams.core.detect import objects, roles
from streams.core.detect.marks import Mark
from streams.core.detect.mentions import TEXTS
from streams.core.detect.rules.common import Out, as_organ
from streams.core.detect.sentence import Sentence
from streams.core.detect.sightings import Sighting

IN_REACH = 16
"""Characters between "passage" and the organ in which it was: " in the full "."""


def adoption(s: Sentence, i: int, out: Out) -> None:
    """Read the noun: "welcomed the adoption of resolution 2254" tells of one, "calls for the adoption" does not."""
    verb = s.verb(i)
    words = s.words_before(verb.start, 6)
    if _is_pushed_for(s, i, words, out):
        return
    organ = next(s.organs(verb.end, verb.end + 48), None)
    if s.says(words, "calling"):
        about = objects.before_verb(s, i)
        if organ is not None and about is not None and s.says(words, "needing"):
            out.append(Sighting("told", "organ.needs-approval", s, verb.start, about, organ))
        return
    mention = objects.object_of(s, i, 120 if s.lex.romance else 60)
    kinds = TEXTS if organ is not None else TEXTS[:2]
    if mention is None or mention.kind not in kinds or not _is_of(s, verb):
        return
    owner = as_organ(s.items[i - 1]) if i else None  # "The Security Council's adoption of resolution 2254"
    owned = owner is not None and owner.value != "UN" and s.folded[owner.end : verb.start].startswith("'")
    if _is_of_a_text(s) and mention.symbols:
        return  # "It also welcomes the adoption of resolution 1970": what another text says
    if s.says(words, "factive") or owned or s.says(s.words_after(mention.end, 12), "greeted"):
        organ = organ or (owner if owned else None)
        one = Sighting(
            "adopted", "adopt.nominal", s, verb.start, mention, organ, tally=s.tally, weak=mention.rival and s.index > 1
        )
        one.former = not s.whens and s.index > 0 and s.says(words[-2:], "since")  # "the second truce since the"
        out.append(one)


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
    words = s.words_after(s.begin, 5)
    present = s.says(words, "welcoming_now")
    return present and (s.says(words[:1], "pronoun") or s.says(words[1:2], "paper", "text_words"))


def _is_of(s: Sentence, noun: Mark) -> bool:
    """Say whether the noun says what was adopted: "of", or by whom first: "l'adoption par le Conseil d'une"."""
    words = s.words_after(noun.end, 3)
    organ = next(s.organs(noun.end, noun.end + IN_REACH), None)
    if organ is not None and s.says(words[:1], "inside"):
        return s.says(s.words_after(organ.end, 1), "of")  # "the passage in the Assembly of a resolution"
    return s.says(words, "of") or (s.lex.romance and s.says(words[:1], "by"))
