"""Texts that are blocked, which is a veto where one is told or the opening says so, or shot down by a vote."""

from streams.core.detect.rules.abstaining import spared
from streams.core.detect.rules.blocked_it import THERE, block_it
from streams.core.detect.rules.common import Out, as_organ, tells_of_changes
from streams.core.detect.rules.former_vetoes import (
    is_only_thought_of,
)
from streams.core.detect.rules.rejecting import reject
from streams.core.detect.rules.veto_claims import BARRED
from streams.core.detect.rules.vetoers import behind_role, owners
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.words.marks import PERMANENT, Mark

DEEDS = ("adopt", "call", "act")
"""Classes of what the Council is kept from."""
UNDONE = ("failed", "denied")
"""How it is told that a text was not adopted."""
KEPT_REACH = 70
"""Characters between "a empêché" and the Council, over the day."""


def block(s: Sentence, i: int, out: Out) -> None:
    """Read "blocked", another word for a veto where one is told in the sentence.

    By itself it adds to a veto told elsewhere, or is one where the opening names the Council and its text.
    """
    how = reading(s, i)
    if not how.passive and s.calls(s.verb(i), "shooting_down") and as_organ(subject_of(s, i)) is not None:
        reject(s, i, out)  # "La Asamblea tumbó el proyecto"
    elif not _opens_with_block_of(s, i, out):
        _block(s, i, how, out)


def _block(s: Sentence, i: int, how: Reading, out: Out) -> None:
    powers = _by_power(s, i)
    how = how._replace(mode="real") if powers and how.mode == "wished" else how
    by = [spot for spot in _blockers(s, i, how, powers) if spot[0] in PERMANENT]
    mention, verb = objects.before_verb(s, i) if how.passive else _blocked(s, i), s.verb(i)
    if s.lex.romance and not (how.passive and by):
        by = by or (_by_their_veto(s, i) if how.passive else _by_its_veto(s, i))
        mention = mention or _behind_veto(s, i)
    if how.passive and not by and _is_shot_down(s, i, mention):
        if how.mode == "real":
            out.append(Sighting("rejected", "reject", s, verb.start, mention, None, tally=s.tally, past=how.past))
        return
    if (
        spared(s, i, how, by, mention, out)
        or _kept_from(s, i, how, by, out)
        or _by_own_veto(s, i, how, by, mention, out)
    ):
        return
    if mention is None:
        block_it(s, i, how, by, out)
    if (
        mention is None
        or mention.plural
        or mention.article == "any"
        or mention.kind not in BARRED
        or not (by or verb.forms == "g")
    ):
        return
    if not how.passive and s.says(s.folded[verb.end : mention.start].split(), "only_said", "only_sought"):
        return  # "shot down suggestions of a deal on a draft", "blocked agreement on a draft"
    if tells_of_changes(s, mention, verb.start):
        s.amended = True
    elif how.mode == "real" and not is_only_thought_of(s, i):
        cast = any(isinstance(item, Mark) and item.kind == "verb" and item.value == "veto" for item in s.items)
        council = any(organ.value == "SC" for organ in s.organs(*s.span))
        un = council or any(mark.value == "UN" and mark.kind == "organ" for mark in s.marks)
        admission = council and s.says([s.folded[slice(*mention.head)]], "admissions")
        deed = s.lex.romance and ((cast and un) or admission)
        deed = deed or bool(powers) or _opens_with_attempt(s, mention) or _opens_with_extension(s, mention)
        strong = bool(by) and (mention.kind in TEXTS or deed) and (cast or deed or _opens_with_block(s, mention))
        out.append(
            Sighting(
                "vetoed",
                "veto.blocked",
                s,
                verb.start,
                mention,
                None,
                vetoers=by,
                tally=s.tally,
                weak=not strong,
                past=how.past and s.lex.romance,
            )
        )


def _by_own_veto(s: Sentence, i: int, how: Reading, by: list[Spot], mention: Mention | None, out: Out) -> bool:
    """Claim that the Council's business was blocked by a veto, whatever it is called: "tumbó con su veto en el Consejo
    de Seguridad el plan estadounidense", and say whether it is told so."""
    if mention is not None and mention.kind != "other":
        return False
    veto = next((mark for mark in s.marks if mark.value == "veto" and mark.start > s.verb(i).end), None)
    if not s.lex.romance or veto is None or not by or how.mode != "real" or how.passive:
        return False
    own = s.says(s.words_before(veto.start, 2)[:1], "company") and s.says(s.words_before(veto.start, 1), "own")
    told = own and any(
        mark.kind == "organ" and (mark.value == "SC" or (mark.value == "UN" and 0 < mark.start - veto.end < THERE))
        for mark in s.marks
    )
    if told:
        out.append(Sighting("vetoed", "veto.blocked", s, s.verb(i).start, None, None, vetoers=by, tally=s.tally))
    return told


def _opens_with_block_of(s: Sentence, i: int, out: Out) -> bool:
    """Read a sentence that opens with who blocked its text: "Bloqué par la Chine, le projet n'a pu être adopté"."""
    verb = s.verb(i)
    if not s.lex.romance or "d" not in verb.forms or not s.opens(verb):
        return False
    by = [spot for spot in roles.agent(s, i)[0] if spot[0] in PERMANENT]
    text = next(s.texts(verb.end, verb.end + objects.NEAR, TEXTS), None) if by else None
    undone = next((one for one in s.items[i + 1 :] if isinstance(one, Mark) and one.value == "adopt"), None)
    if text is None or text.plural or undone is None or reading(s, s.items.index(undone)).mode not in UNDONE:
        return False
    out.append(Sighting("vetoed", "veto.blocked", s, verb.start, text, None, vetoers=by, tally=s.tally))
    return True


def _blocked(s: Sentence, i: int) -> Mention | None:
    """Return the text that is blocked, or whose adoption is: "blocked the adoption of a Council resolution"."""
    text, adoption = objects.object_of(s, i), s.items[i + 1] if i + 1 < len(s.items) else None
    if text is not None or not isinstance(adoption, Mark) or adoption.value != "adopt" or adoption.forms != "n":
        return text
    beside = s.says(s.folded[s.verb(i).end : adoption.start].split(), "definite")
    return objects.object_of(s, i + 1) if beside else None


def _kept_from(s: Sentence, i: int, how: Reading, by: list[Spot], out: Out) -> bool:
    """Claim a veto that kept the Council from a deed, and say whether one did."""
    if not by or how.mode != "real" or not _keeps_from(s, i):
        return False
    verb = s.verb(i)
    text = next((one for one in s.texts(verb.end, verb.end + objects.NEAR, TEXTS[:2]) if not one.plural), None)
    out.append(Sighting("vetoed", "veto.kept-from", s, verb.start, text, None, vetoers=by, tally=s.tally))
    return True


def _keeps_from(s: Sentence, i: int) -> bool:
    """Say whether it is told as news that the Council was kept from a deed: "blocked the Council from adopting a text",
    "ont empêché le Conseil de sécurité de réclamer une trêve"."""
    verb = s.verb(i)
    if not s.calls(verb, "keeping_from"):
        return False
    organ = next(s.organs(verb.end, verb.end + KEPT_REACH), None)
    behind = s.items[s.items.index(organ) + 1 :] if organ is not None else []
    deed = next((item for item in behind if item.kind != "date"), None)
    if organ is None or organ.value != "SC" or not isinstance(deed, Mark) or deed.kind != "verb":
        return False
    words = s.folded[organ.end : deed.start].split()
    led = s.says(words[:1], "infinitive", "that_romance") if s.lex.romance else s.says(words[-1:], "from_doing")
    document = objects.object_of(s, s.items.index(deed))
    told = s.index <= 1 or any(when.weekday is not None and not when.bound for when in s.whens)
    other = document is not None and (document.kind == "other" or document.plural)
    that = not words and s.says(s.words_before(organ.start, 3), "that_romance")  # "impidió que el Consejo aprobara"
    return told and not other and deed.value in DEEDS and (led or that)


def _blockers(s: Sentence, i: int, how: Reading, powers: list[Spot]) -> list[Spot]:
    """Return who blocks something."""
    return roles.agent(s, i)[0] if how.passive else roles.doers(s, i) or behind_role(s, i) or powers


def _by_power(s: Sentence, i: int) -> list[Spot]:
    """Return who uses its power to block something of the Council: "used its power to block the renewal of UN
    sanctions"."""
    if not s.says(s.words_before(s.verb(i).start, 8), "veto_power"):
        return []
    used = next((j for j in range(i - 1, -1, -1) if getattr(s.items[j], "value", "") == "wield"), None)
    ours = any(mark.kind == "organ" and mark.value in ("SC", "UN") for mark in s.marks)
    ours = ours or any(one.organ in ("SC", "UN") for one in s.mentions)
    return roles.doers(s, used) if used is not None and ours and reading(s, used).mode == "real" else []


def _is_shot_down(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether a story opens with a text that a vote felled, not told whose: "was shot down in the Council"."""
    by, organ = roles.agent(s, i)
    felled = s.calls(s.verb(i), "shooting_down") and not by and (organ is None or organ.kind == "organ")
    one = mention is not None and mention.kind in TEXTS and not mention.plural and mention.article != "any"
    return felled and one and s.index <= 1


def _by_its_veto(s: Sentence, i: int) -> list[Spot]:
    """Return whose veto blocks something: "El veto de Estados Unidos impidió que el Consejo aprobara"."""
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "verb":
            veto = item.value == "veto" and s.says(s.words_before(item.start, 1), "definite", "indefinite")
            by = [spot for spot in owners(s, j, named=False) if spot[0] in PERMANENT] if veto else []
            return by or (_by_their_veto(s, i) if veto and len(s.openers) > 1 else [])
    return []


def _by_their_veto(s: Sentence, i: int) -> list[Spot]:
    """Return whose veto it is by which something is blocked, whom the sentence before opens with: "Con il loro doppio
    veto è stata affossata la risoluzione"."""
    veto = next((mark for mark in s.marks if mark.value == "veto" and mark.start < s.verb(i).start), None)
    if veto is None:
        return []
    opens = s.span[0] == veto.start - len("el ") and s.surface(veto) in s.lex.words["both_vetoes"]  # "El doble veto"
    if not opens and not s.says(s.words_before(veto.start, 2), "own"):
        return []
    return [spot for spot in s.openers if spot[0] in PERMANENT]


def _behind_veto(s: Sentence, i: int) -> Mention | None:
    """Return what is blocked, behind by what or behind "que": "ont bloqué par leur veto une résolution", "impidió que
    el Consejo adoptara una resolución"."""
    begin, veto = s.verb(i).end, next((one for one in s.items[:i] if getattr(one, "value", "") == "veto"), None)
    means = next((j for j in range(i + 1, len(s.items)) if getattr(s.items[j], "value", "") == "veto"), None)
    if means is not None and s.says(s.words_before(s.items[means].start, 2)[:1], "means", "by"):
        return objects.object_of(s, means)
    text = next((one for one in s.texts(begin, begin + objects.NEAR, TEXTS[:2]) if not one.plural), None)
    if text is None or veto is None:
        return None
    that = s.says(s.words_after(begin, 6), "that_romance")
    kept = next(s.organs(begin, text.start), None) is not None  # "a empêché le Conseil de sécurité d'adopter"
    return text if that or kept else None


def _opens_with_attempt(s: Sentence, mention: Mention) -> bool:
    """Say whether a story opens with whose attempt in the Council was blocked: "struck down a U.S.-led push to impose
    sanctions"."""
    council = any(organ.value == "SC" for organ in s.organs(*s.span)) or mention.organ == "SC"
    return mention.kind == "attempt" and s.index <= 1 and council and bool(mention.sponsors or mention.backers)


def _opens_with_extension(s: Sentence, mention: Mention) -> bool:
    """Say whether a story opens with an extension that was blocked in the Council, which is one by a text: "blocked an
    extension of cross-border aid"."""
    council = s.index == 0 and any(organ.value == "SC" for organ in s.organs(*s.span))
    return council and mention.kind == "action" and s.says([s.folded[slice(*mention.head)]], "extensions")


def _opens_with_block(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told as news: a story opens with it, or tells its day, "China on Monday blocked a Security
    Council resolution", "a U.N. draft"."""
    council = mention.organ in ("SC", "UN") or any(organ.value == "SC" for organ in s.organs(*s.span))
    council = council or (s.lex.romance and any(mark.kind == "organ" and mark.value == "UN" for mark in s.marks))
    named = mention.kind in TEXTS[:2] or mention.organ == "SC"
    there = any(organ.value == "SC" for organ in s.organs(*s.span))
    named = named or (s.lex.romance and mention.kind in TEXTS and (there or bool(mention.sponsors)))  # "un texto ruso"
    opening = s.index <= 1 and council and named
    dated = any(when.weekday is not None and not when.bound for when in s.whens)
    return opening or (dated and mention.organ == "SC" and mention.kind in TEXTS[:2])
