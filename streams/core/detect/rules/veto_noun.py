"""Vetoes told by the noun: "cast its veto", "a veto by Russia", "after a U.S. veto"."""

from streams.core.detect.rules.abstaining import spared
from streams.core.detect.rules.bringers import owner
from streams.core.detect.rules.common import Out, hold
from streams.core.detect.rules.former_vetoes import is_right, is_what_it_was
from streams.core.detect.rules.veto_claims import SEVERAL, claim_veto, counts_several
from streams.core.detect.rules.veto_told import text_of_theirs
from streams.core.detect.rules.vetoers import (
    amounting,
    answered,
    casters,
    is_deplored,
    is_in_count,
    is_in_spite_of,
    is_not_averted,
    owners,
    past_casting,
    stood_by,
    text_done_with,
    who_it_is,
)
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.names import actors_from, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import PERMANENT, Mark

_CAST_REACH = 80
"""Characters between "cast" and "veto": "cast the lone vote against the resolution, its fourth veto"."""
THEIRS = 3
"""Sentences of a story in which "their veto" is its news."""
MOST_AHEAD = 2
"""Words before a veto that a headline begins with: "Nouveau double"."""
MOST_BEFORE = 4
"""Words before a veto that a sentence opens with: "Con su decimoquinto nuevo"."""
TOPIC = 24
"""Characters of the topic that a headline begins with: "Onu, ", "Corea del Nord: "."""


def noun(s: Sentence, i: int, out: Out) -> None:
    """Read "cast its veto", "used its veto power", "a veto by Russia", "after a U.S. veto"."""
    verb = s.verb(i)
    before = s.words_before(verb.start, 3)
    owned = s.lex.romance and s.says(before[:1], "own") and _is_cast(s, i, out)
    if s.lex.romance and _opens_with_its(s, i, out):
        return
    if owned or s.says(before, "veto_right") or s.says(before[-2:-1], "may_veto"):
        return  # "usó su poder de veto"; "la menace d'un veto", "because Russia has a veto"
    if _is_cast(s, i, out):
        return
    if s.says(s.words_after(verb.end, 5), "granted"):
        hold(s, out, "veto.noun.wished", "wished")  # "With a Russian veto all but guaranteed"
        return
    words = s.words_before(verb.start, 8)
    named = s.says([s.surface(verb).rstrip("s").rpartition(" ")[2]], "member")
    near = words[4:] if s.lex.romance else words[2:]
    the = not s.lex.romance and s.says(words[-2:-1], "definite")
    excused = the and s.says(words[-3:-2], "toward") and s.says(words, "excuses")
    if excused:
        near = []  # "no justification for the U.S. veto of a draft"
    foreseen = s.says(words[-2 if s.lex.romance else -5 :], "veto_foreseen")  # "given possible Chinese vetoes"
    far = s.words_before(verb.start, 18)
    survived = s.says(far, "surviving") and s.says(far, "negation")  # "n'a pas survécu mardi au veto de la Russie"
    owing = survived or (s.lex.romance and s.says(words[-2:], "felled"))  # "no fue aprobada, debido al veto de"
    undone = s.says(near, "negation") and not owing
    undone = undone or (not owing and _is_not_met(s, words))
    undone = undone or (
        s.lex.romance and s.says(near, "hypothetical") and not s.says(words, "negation")
    )  # "serait bloquée par un veto russe"
    averted = is_not_averted(s, words)
    wished = (s.says(near, "wished") or (s.says(near, "calling") and not the)) and not (
        owing and (s.says(far, "run_into") or _has_failed(s, i))
    )  # "affondata per il veto"
    thanked = answered(s, i)
    if (undone or wished or foreseen) and not (named or averted or thanked):
        hold(s, out, "veto.noun.wished", "wished")
        return
    against, text = amounting(s, i)
    if against and text is not None:
        claim_veto(s, i, Reading("real"), against, text, out, rule="veto.noun")
        return
    by = owners(s, i, named=named) or stood_by(s, i) or thanked or _theirs(s, i)
    after = s.words_after(verb.end, 1)
    done = text_done_with(s, i) is not None
    told = (
        s.says(words, "factive", "felled")
        or s.says(far, "run_into")
        or s.says(after, "by")
        or is_what_it_was(s)
        or bool(casters(s, i) or stood_by(s, i))
        or averted
        or bool(thanked)
        or bool(_theirs(s, i))
        or survived
        or done
        or is_in_count(s, verb)
        or is_in_spite_of(s, verb)
        or excused
    )
    permanent = any(spot[0] in PERMANENT for spot in by)
    told = told or (s.index <= 1 and _opens_headline(s, i) and (_is_headline(s, by) or _is_of_day(s, by)))
    if permanent and (done or not s.says(after, "veto_power")) and (told or is_deplored(s, i)):
        _owned(s, i, by, words, out, told=told)
    elif not permanent and s.says(words[-4:], "ran_into") and not s.says(words, "future", "hypothetical"):
        _nobodys(s, i, out)


def _has_failed(s: Sentence, i: int) -> bool:
    """Say whether the verb before a veto tells that its text failed: "respinto martedì per il veto di Mosca"."""
    last = next((one for one in reversed(s.items[:i]) if isinstance(one, Mark) and one.kind == "verb"), None)
    return s.lex.romance and last is not None and last.value in ("reject", "fail") and "d" in last.forms


def _is_not_met(s: Sentence, words: list[str]) -> bool:
    """Say whether a text is told not to have run into a veto: "la primera que no se topa con el veto ruso"."""
    at = next((at for at, word in enumerate(words) if s.says([word], "run_into")), 0)
    return s.lex.romance and s.says(words[max(0, at - 2) : at], "negation")


def _opens_with_its(s: Sentence, i: int, out: Out) -> bool:
    """Read a sentence that opens with a veto and then tells whose it is: "Con su décimo veto, Moscú acabó con la
    investigación", and say whether one does."""
    words = s.folded[s.span[0] : s.items[i].start].split()
    if not 1 < len(words) <= MOST_BEFORE or not (s.says(words[:1], "company") and s.says(words[1:2], "own")):
        return False
    if s.says(words, "of", "veto_right") or s.says(s.words_after(s.verb(i).end, 2), "granted"):
        return False  # "Con su poder de veto, Rusia puede", "Con su veto asegurado, Rusia"
    comma = s.folded.find(", ", s.verb(i).end, s.verb(i).end + _CAST_REACH)
    named = next((one for one in s.items if comma >= 0 and one.start > comma), None)
    if named is None or not is_actor(named) or s.says(s.folded[comma + 2 : named.start].split(), "preposition"):
        return False
    by = [spot for spot in actors_from(s, named.start, 1) if spot[0] in PERMANENT]
    if by:
        claim_veto(s, i, Reading("real"), by, next(s.texts(named.end, s.span[1], TEXTS), None), out, rule="veto.cast")
    return bool(by)


def _nobodys(s: Sentence, i: int, out: Out) -> None:
    """Claim a veto that a story opens with and whose it does not yet say: "ran into a double veto at the Security
    Council on Tuesday"."""
    council = next((one for one in s.organs(*s.span) if one.value == "SC"), None)
    if s.index <= 1 and council is not None and s.whens and not s.lex.romance:
        out.append(Sighting("vetoed", "veto.noun", s, s.verb(i).start, objects.before_verb(s, i), council))


def _opens_headline(s: Sentence, i: int) -> bool:
    """Say whether a sentence begins with the noun, with how many there were, or a headline with a name: "Nouveau veto
    russe", "Onu, veto russo", "Siria: veto ruso"."""
    topic = s.folded[s.span[0] : s.items[i].start]
    if s.lex.romance and ": " in topic:
        topic = topic.rpartition(": ")[2]  # "Le Conseil de sécurité bute sur la Syrie : double veto de Moscou"
    if (
        s.index == 0
        and i == 1
        and len(topic) < TOPIC
        and s.folded[s.items[0].end : s.items[i].start] in (", ", ": ", " : ")
    ):
        return True
    words = topic.split()
    return len(words) <= MOST_AHEAD and all(s.says([word], "veto_again") for word in words)


def _is_headline(s: Sentence, by: list[Spot]) -> bool:
    """Say whether a headline goes on with where, or what against: "Veto russe au Conseil de sécurité"."""
    return bool(by) and s.lex.romance and s.says(s.words_after(by[-1][2], 1), "preposition")


def _theirs(s: Sentence, i: int) -> list[Spot]:
    """Return whose veto a sentence begins with by a pronoun: "Leur double veto à la résolution a été sifflé", "Their
    double veto of a text was"."""
    if not s.lex.romance:
        return [spot for spot in s.openers if spot[0] in PERMANENT] if text_of_theirs(s, i) is not None else []
    begins = s.lex.romance and s.index <= THEIRS and s.items[0] is s.items[i]
    if not begins or not s.says(s.words_before(s.items[i].start, 1), "own"):
        return []
    text = objects.object_of(s, i)
    return [spot for spot in s.openers if spot[0] in PERMANENT] if text is not None and text.article == "the" else []


def _is_of_day(s: Sentence, by: list[Spot]) -> bool:
    """Say whether a day follows whose veto it is: "double veto de Moscou et Pékin mercredi"."""
    return bool(by) and s.lex.romance and any(0 <= when.start - by[-1][2] <= 1 for when in s.whens)


def _owned(s: Sentence, i: int, by: list[Spot], words: list[str], out: Out, *, told: bool) -> None:
    """Claim the veto that ``by`` are told to have cast; ``words`` stand before it. What is only said of it is not
    ``told``."""
    mention = objects.object_of(s, past_casting(s, i)) or objects.before_verb(s, i) or text_done_with(s, i)
    several = mention is None and s.surface(s.items[i]).endswith("s") and not s.counted  # "got nine votes but fell to"
    if several and (not s.whens or s.says(s.folded[slice(*s.span)].split(), "for_long")):
        hold(s, out, "veto.noun.several", SEVERAL)  # "Because of Russia's vetoes the council has long been unable"
        return
    past = s.says(words, "pluperfect")  # "had met with Russia's veto", "avait été bloqué par un veto"
    claim_veto(s, i, Reading("real", past=past), by, mention, out, rule="veto.noun")
    if mention is not None and mention.article == "own" and s.lex.romance and isinstance(out[-1], Sighting):
        out[-1].sponsors = [spot for spot in owner(s, mention.start) if spot not in by]  # "el veto de Rusia a su texto"
    known = mention is None or mention.article != "a" or not told
    if s.lex.romance and s.index > 1 and known and isinstance(out[-1], Sighting):
        out[-1].weak = True  # what an article only names below its opening is not its news


def _is_cast(s: Sentence, i: int, out: Out) -> bool:
    """Read "cast its veto", "used its veto to kill the draft"; say whether the noun at ``i`` stands so."""
    verb = s.verb(i)
    if _is_put_on(s, verb):
        claim_veto(s, i, Reading("real"), roles.doers(s, i), _object(s, i), out, rule="veto.cast")
        return True
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if verb.start - item.end > _CAST_REACH:
            return False
        verbal = isinstance(item, Mark) and item.kind == "verb" and not _is_how_many(s, item, verb)
        beside = s.lex.romance and not any(isinstance(one, Mention) for one in s.items[j + 1 : i])
        imposed = beside and verbal and s.calls(item, "imposing_veto")
        if verbal and (imposed or getattr(item, "value", "") == "wield"):
            mention = _object(s, i) or next(s.texts(item.end, verb.start), None) or objects.antecedent(s, j)
            if mention is None and counts_several(s, i):
                hold(s, out, "veto.cast.several", SEVERAL)
            elif is_right(s, j, i) or _is_habit(s, j, mention):
                hold(s, out, "veto.cast.right", "That somebody may veto is told; no veto is.")
            elif not spared(s, j, how := reading(s, j), by := _casters(s, j), mention, out):
                claim_veto(s, j, how, by, mention, out, rule="veto.cast")
            return True
        if verbal:
            return False
    return False


def _is_how_many(s: Sentence, item: Mark, veto: Mark) -> bool:
    """Say whether what could be a verb tells how many vetoes there were: "a rare double veto"."""
    return item.end + 1 == veto.start and s.calls(item, "several_vetoes")


def _is_habit(s: Sentence, j: int, mention: Mention | None) -> bool:
    """Say whether it is only told for what somebody uses its veto: "was using its veto power to shield Israel"."""
    progressive = "g" in s.verb(j).forms and s.says(lead(s, j)[-2:], "be")
    return progressive and not s.lex.romance and (mention is None or mention.start < s.verb(j).start)


def _casters(s: Sentence, j: int) -> list[Spot]:
    """Return who casts it; also whom a sentence opens with that did something "by casting a veto"."""
    by = roles.doers(s, j) or who_it_is(s, j)
    led = "g" in s.verb(j).forms and s.says(s.words_before(s.verb(j).start, 1), "by")
    if s.lex.romance or not led or any(spot[0] in PERMANENT for spot in by):
        return by
    first = s.items[0]
    opens = isinstance(first, Mark) and first.kind == "actor" and first.start - s.span[0] <= len("the ")
    return [(first.value, first.start, first.end)] if opens and isinstance(first, Mark) else by


def _is_put_on(s: Sentence, verb: Mark) -> bool:
    """Say whether a veto is cast in other words, which English has many of: "have put their veto on a resolution"."""
    words = s.words_before(verb.start, 5) if not s.lex.romance else []
    put = s.says(words[-2:-1], "imposing_veto") and s.says(words[-1:], "owning")
    return put and not s.says(words[:-2], "infinitive", "would", "future", "negation", "hypothetical", "wished")


def _object(s: Sentence, i: int) -> Mention | None:
    """Return the text that a veto was cast against: "used its veto to kill a French resolution"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    while isinstance(following, Mark) and following.kind in ("date", "organ"):
        i += 1
        following = s.items[i + 1] if i + 1 < len(s.items) else None
    felled = isinstance(following, Mark) and following.kind == "verb" and following.value in ("block", "reject")
    return objects.object_of(s, i + 1 if felled else i)
