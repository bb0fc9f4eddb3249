"""Whether what a verb tells happened: denied, wished for, failed, still to come, under a condition."""

from streams.core.detect.sentences.mentions import Mention
from streams.core.detect.sentences.modes import Mode, Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.verbs.conditional import is_awaited, is_conditional, is_only_likely, shares_rule, waits_for
from streams.core.detect.verbs.denial import is_demanded_of, is_denied, is_untrue
from streams.core.detect.verbs.infinitives import infinitive_mode, modal
from streams.core.detect.verbs.letting import is_let
from streams.core.detect.verbs.stressed import is_stressed
from streams.core.detect.verbs.supposed import is_supposed
from streams.core.detect.verbs.told_after import is_blamed, is_done_before, is_not_won, is_told_after
from streams.core.detect.verbs.unreal import is_inverted, is_only_coaxed
from streams.core.detect.verbs.verb_lead import lead, lead_start
from streams.core.detect.words.marks import Mark

TALLY_GAP = 20
"""Characters between a tally in commas and the infinitive behind it: " de "."""


def reading(s: Sentence, i: int) -> Reading:
    """Say whether the verb at ``i`` tells of something that happened."""
    if i not in s.readings:
        s.readings[i] = _reading(s, i)
    return s.readings[i]


def _reading(s: Sentence, i: int) -> Reading:
    verb, words = s.verb(i), lead(s, i)
    unreal = is_supposed(s) or is_conditional(s, i) or is_only_likely(s, i)
    if unreal or is_inverted(s, i) or shares_rule(s, i) or waits_for(s, i):
        return Reading("hypothetical")
    led = s.lex.romance or s.says(words, "auxiliaries")  # else no word of theirs says anything of the verb
    not_finite = _not_finite(s, i, words) if led else None
    if not_finite is not None:
        told = not_finite.mode in ("real", "future")
        return not_finite._replace(mode="denied") if told and is_denied(s, verb.start) else not_finite
    passive, past = False, _goes_on_earlier(s, i)
    mode: Mode | None = None
    if led:
        words = _after_aside(s, words)
        near = words[-5:]
        passive = ("d" in verb.forms and s.says(words[-4:], "be")) or s.says(words[-1:], "reflexive")
        past = past or (s.says(near, "pluperfect") and not _had_before(s, i))
        mode = modal(s, near) if s.says(near, "modal") else None
    if mode == "hypothetical" and s.lex.romance and _is_reported(s, i, near):
        mode = "future"  # "a précisé que le texte serait distribué dans la journée"
    if is_untrue(s, verb.start):
        mode = "denied"
    if mode is not None:
        return Reading(mode, passive, past)
    if verb.forms == "g":
        return Reading("hypothetical" if _is_chance(s, i, words) else "real")
    if not set(verb.forms) & {"d", "s"} and "b" in verb.forms:
        stressed = is_stressed(s, i, words)
        if not (stressed or _plural_subject(s, i, words) or is_seen(s, i) or is_let(s, i)):
            return Reading("hypothetical")
    return Reading("real", passive, past)


def unless_awaited(s: Sentence, i: int, how: Reading, text: Mention | None) -> Reading:
    """Return how a verb is read whose text is known: what only comes once that is done has not happened."""
    awaited = how.mode == "real" and text is not None and is_awaited(s, i, text)
    return Reading("hypothetical", passive=True) if awaited else how


def _is_reported(s: Sentence, i: int, near: list[str]) -> bool:
    """Say whether a conditional tells what somebody has said that will be, under no condition."""
    border = next((one for one in reversed(s.borders) if one.start < s.verb(i).start), None)
    would = "c" in s.verb(i).forms or s.says(near[-3:], "would_be")
    if border is None or not s.calls(border, "that_romance") or not would:
        return False
    said = s.says(s.words_before(border.start, 3), "reported_so")
    return said and not s.says(s.folded[s.verb(i).end : s.span[1]].replace(",", " ").split(), "condition")


def _goes_on_earlier(s: Sentence, i: int) -> bool:
    """Say whether a participle goes on with what had happened: "had proposed a renewal and submitted a draft"."""
    start = s.items[i].start
    joined = s.folded.endswith("and ", s.span[0], start) and "d" in s.verb(i).forms and not s.lex.romance
    if not joined or not s.says(s.words_before(start, 1), "and"):
        return False
    earlier = (j for j in range(i - 1, -1, -1) if isinstance(s.items[j], Mark) and s.items[j].kind == "verb")
    before = next((j for j in earlier if "g" not in s.verb(j).forms), None)
    return before is not None and "d" in s.verb(before).forms and s.says(lead(s, before)[-3:], "pluperfect")


def _had_before(s: Sentence, i: int) -> bool:
    """Say whether a "had" is of the verb before, and this one has an auxiliary of its own: "a text that Spain had
    drafted was carried"."""
    before = s.items[i - 1] if i else None
    if s.lex.romance or not isinstance(before, Mark) or before.kind != "verb" or "d" not in before.forms:
        return False
    between = s.folded[before.end : s.verb(i).start].split()
    return s.says(between, "be") and not s.says(between, "pluperfect", "and")


def _is_chance(s: Sentence, i: int, words: list[str]) -> bool:
    """Say whether an -ing form tells what may be: "called for adopting", "the possibility of China casting a veto"."""
    if i and s.says(s.words_before(s.items[i - 1].start, 3), "chance_of"):
        return True
    if s.verb(i).value == "veto" and not s.lex.tally["either"].isdisjoint(words[-1:]):
        return True  # "left with abstaining or vetoing it"
    if is_blamed(s, i):
        return False
    if not s.lex.romance and (is_only_coaxed(s, i, words) or _is_proposed_too(s, i, words)):
        return True  # "trying to shame the council into adopting a text"
    loose = s.says(words[-1:], "calling", "loose") or s.says(words[-2:], "wished")
    if loose and s.says(words[-1:], "by"):  # "ended its session by adopting" did, "could act by adopting" did not
        before = s.words_before(s.items[i].start, 14)
        return s.says(before, "hypothetical", "future", "wished", "requested", "negation")
    return loose


def _is_proposed_too(s: Sentence, i: int, words: list[str]) -> bool:
    """Say whether it is proposed beside something else: "We propose opening this forum and adopting a resolution"."""
    return s.says(words[-1:], "and") and s.says(s.words_before(s.items[i].start, 14), "proposing_deeds")


def _not_finite(s: Sentence, i: int, words: list[str]) -> Reading | None:
    """Read a verb that is told as done though its form does not say so, or whose form says that it is not."""
    unwon = is_not_won(s, i)
    if not (unwon or is_told_after(s, i)):
        return _infinite(s, i, words)
    passive = s.says(words[-4:], "be") or s.says(words[-1:], "reflexive")
    return Reading("failed" if unwon else "denied" if s.says(words[-4:], "negation") else "real", passive)


def _infinite(s: Sentence, i: int, words: list[str]) -> Reading | None:
    """Read a verb whose form itself says that it is not told as done; None for the others."""
    forms = s.verb(i).forms
    if s.lex.romance:
        return None if set(forms) & {"d", "s"} else _inflected(s, i, words)
    if "d" in forms and s.says(words[-1:], "infinite_be"):
        return None  # "to be put to a vote"
    if "b" in forms and s.says(words[-3:], "infinitive"):
        at = max(at for at, word in enumerate(words) if word in s.lex.words["infinitive"])
        if at == 0 and is_let(s, i):
            return Reading("real")
        return Reading(infinitive_mode(s, i, words[:at]))
    return None


def _inflected(s: Sentence, i: int, words: list[str]) -> Reading:
    """Say what a form says by its ending: an infinitive, a future, a conditional, a subjunctive, a gerund."""
    forms = s.verb(i).forms
    if "b" in forms and (is_done_before(s, i) or is_blamed(s, i)):
        return Reading("real")  # "tras aprobar una resolución"
    if "b" in forms:
        words = _over_day(s, i, _over_tally(s, i, words))
        refused = False
        while words and s.says(words[-1:], "bare_infinitive"):
            if s.says(words[-1:], "upon"):
                return Reading("denied" if refused else "real")  # "al aprobar una resolución"
            refused = refused or s.says(words[-1:], "not_doing")  # "a accepté de ne pas opposer son veto"
            words = words[:-1]
        return Reading("denied" if refused else infinitive_mode(s, i, words))
    passive = s.says(words[-1:], "reflexive")
    if "f" in forms:
        return Reading("denied" if s.says(words[-3:], "negation") else "future", passive)
    if "c" in forms and _is_reported(s, i, words):
        return Reading("denied" if s.says(words[-3:], "negation") else "future", passive)
    return Reading("real" if "g" in forms else "hypothetical", passive)


def _over_tally(s: Sentence, i: int, words: list[str]) -> list[str]:
    """Return the words before an infinitive without the tally between commas: "a décidé, par 17 voix contre 7, de"."""
    verb = s.verb(i)
    end = s.folded.rfind(",", s.span[0], verb.start)
    start = s.folded.rfind(",", s.span[0], s.tally.start) if s.tally is not None else -1
    if s.tally is None or start < 0 or s.tally.start > end or verb.start - end > TALLY_GAP:
        return words
    before = [word.strip("\"'(),;:") for word in s.folded[max(s.span[0], start - 60) : start].split()[-3:]]
    return [*before, *s.folded[end + 1 : verb.start].split()]


def _over_day(s: Sentence, i: int, words: list[str]) -> list[str]:
    """Return the words before an infinitive without the day among them: "n'est pas parvenu mardi soir à"."""
    j = i - 1
    while j >= 0 and isinstance(s.items[j], Mark) and s.items[j].kind == "date":
        j -= 1
    if j == i - 1:
        return words
    first, last = s.items[j + 1], s.items[i - 1]
    ahead = [word.strip(",") for word in s.folded[lead_start(s, j + 1) : first.start].split()[-9:]]
    while ahead and s.says(ahead[-1:], "day_leads", "day_words"):
        ahead = ahead[:-1]
    behind = s.folded[last.end : s.verb(i).start].replace(",", " ").split()
    while behind and (behind[0].isdecimal() or s.says(behind[:1], "day_words")):
        behind = behind[1:]
    return [*ahead, *behind]


def _after_aside(s: Sentence, words: list[str]) -> list[str]:
    """Return the words behind the last aside: of "which is not binding, was" only "was" belongs to the verb."""
    if not s.says(words[:-2], "be"):
        return words
    for at in range(len(words) - 1, 1, -1):
        finite = s.says([words[at]], "be", "have") and not s.says([words[at]], "infinite_be")
        if finite and s.says(words[: at - 1], "be"):  # but: "is expected to be" is of one verb
            return words[at:]
    return words


def is_seen(s: Sentence, i: int) -> bool:
    """Say whether somebody saw the text right before the verb do it: "watched its own proposal go down to defeat"."""
    previous = s.items[i - 1] if i else None
    return isinstance(previous, Mention) and s.says(s.words_before(previous.start, 1), "seeing")


def _plural_subject(s: Sentence, i: int, words: list[str]) -> bool:
    """Say whether a bare verb has a plural subject right before it: "Russia, China veto"."""
    previous = s.items[i - 1] if i else None
    if not isinstance(previous, Mark) or previous.kind not in ("actor", "organ"):
        return False
    if is_demanded_of(s, previous):
        return False
    if previous.kind == "actor" and s.says(words[:1], "and") and s.says(words[-1:], "state_words") and len(words) < 4:
        return True  # "as the United States and its allies press for a resolution"
    members = s.says(words, "members") or s.says(s.words_before(previous.start, 4), "members")
    if previous.kind == "organ" and not members:
        return False
    return all(
        not word or word.endswith(s.lex.adverb_endings) or s.says([word], "members", "plural_adverbs") for word in words
    )  # none: behind a bracket
