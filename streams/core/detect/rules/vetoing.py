"""Vetoes: the verb, the noun, and "blocked"."""

from streams.core.detect.rules.abstaining import spared
from streams.core.detect.rules.bringers import owner
from streams.core.detect.rules.common import NEAR_VOTE, Out, hold
from streams.core.detect.rules.veto_claims import claim_veto
from streams.core.detect.rules.veto_noun import noun
from streams.core.detect.rules.veto_told import deciders, is_joined_aside
from streams.core.detect.rules.vetoers import (
    country_vetoes,
    is_of_one,
    isolated,
    joined_in,
    joining,
)
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.names import actors_ending, actors_from, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import JOINED, Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.participles import is_reduced
from streams.core.detect.verbs.supposed import comes_of_it
from streams.core.detect.verbs.told_after import before_day, is_blamed
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import PERMANENT, Mark


def veto(s: Sentence, i: int, out: Out) -> None:
    """A permanent member vetoed a text: the verb, or the noun with the one who cast it."""
    verb = s.verb(i)
    if s.folded.startswith("-", verb.end):
        return  # "veto-wielding members"
    if "n" in verb.forms and (s.lex.romance or (_is_noun(s, i) and not _is_thought_likely(s, verb))):
        noun(s, i, out)
    elif s.says(s.words_after(verb.end, 2), "granted"):
        hold(s, out, "veto.noun.wished", "wished")  # "take a Chinese veto for granted"
    elif taken := deciders(s, i):
        claim_veto(s, i, Reading("real"), taken, objects.object_of(s, i), out, rule="veto.verb")
    else:
        _verb(s, i, reading(s, i), out)


def _verb(s: Sentence, i: int, how: Reading, out: Out) -> None:
    """Claim what the verb tells, by who does it and to what."""
    verb = s.verb(i)
    if how.passive or is_reduced(s, i) or _opens_with_it(s, i) or _goes_on_by(s, i):
        by, mention = _done_to(s, i)
        if not by and how.passive and _is_told_alone(s, how, mention):
            out.append(Sighting("vetoed", "veto.passive", s, verb.start, mention, None, tally=s.tally, past=how.past))
            return
        claim_veto(s, i, how, by, mention, out, rule="veto.verb")
        return
    mention = objects.object_of(s, i) or objects.antecedent(s, i)
    joined = joined_in(s, i)
    how = Reading("real") if joined and "b" in verb.forms else how
    by = actors_ending(s, before_day(s, i)) if is_blamed(s, i) else joined or roles.doers(s, i)
    words = [word for word in lead(s, i) if not s.says([word], "then", "first_of_two")]  # "First it vetoed a text"
    if not by and len(words) == 1 and s.says(words, "pronoun"):
        by = owner(s, verb.start)  # "what the United States objected to when it vetoed a similar text"
    if verb.forms == "g":
        agents = roles.agent(s, i)[0]  # "the vetoing by the United States of a resolution"
        if s.says(lead(s, i)[-1:], "by"):  # "by vetoing the draft, Russia"
            agents = actors_from(s, mention.end if mention else verb.end, roles.AGENT_REACH)
        if agents:
            by, how = agents, Reading("real")
        by = [*joining(s, by), *by]
    by = by or isolated(s, i) or _of_those_before(s, i)
    by = _right_before(s, i) or by
    council = (
        next((one for one in s.organs(*s.span) if one.value == "SC"), None) if not by and _begins_with_both(s) else None
    )
    if council is not None and how.mode == "real" and mention is not None:
        out.append(Sighting("vetoed", "veto.verb", s, verb.start, mention, council, tally=s.tally, past=how.past))
        return
    if spared(s, i, how, by, mention, out):
        return
    claim_veto(s, i, how, by, mention, out, rule="veto.verb")
    last = out[-1] if out else None
    if isinstance(last, Sighting) and last.at == verb.start and is_joined_aside(s, i):
        last.weak, last.rule = True, JOINED  # "China, which also vetoed it, said": of the text told of before


def _right_before(s: Sentence, i: int) -> list[Spot]:
    """Return who vetoes "it", where the name stands behind "and" and another one that is no subject: "voted for a text
    on Mali and Russia vetoed it"."""
    verb, name = s.verb(i), s.items[i - 1] if i > 1 else None
    if s.lex.romance or not isinstance(name, Mark) or name.kind != "actor" or name.value not in PERMANENT:
        return []
    beside = name.end + 1 == verb.start and s.says(s.words_before(name.start, 1), "and")
    other = s.items[i - 2]
    governed = is_actor(other) and s.says(s.words_before(other.start, 1), "preposition")
    it = s.says(s.words_after(verb.end, 1), "pronoun")
    return [(name.value, name.start, name.end)] if beside and governed and it else []


def _begins_with_both(s: Sentence) -> bool:
    """Say whether a sentence begins with two that were named before: "The two countries vetoed it"."""
    return s.begins("both_of_them")


def _of_those_before(s: Sentence, i: int) -> list[Spot]:
    """Return whom the sentence before begins with, where this one begins with the verb: "Rusia y China se opusieron.
    Vetaron el texto"; and whom it names, where this one begins with "The two countries"."""
    both = _begins_with_both(s) and all(spot[0] in PERMANENT for spot in s.openers)
    return s.openers if both or (s.lex.romance and "p" in s.verb(i).forms and s.opens(s.verb(i))) else []


def _goes_on_by(s: Sentence, i: int) -> bool:
    """Say whether a passive goes on with it: "was put to the vote on Monday and vetoed by the United States"."""
    verb = s.verb(i)
    led = "d" in verb.forms and s.says(s.words_before(verb.start, 1), "and")
    led = led or ("d" in verb.forms and not s.lex.romance and _is_called_so(s, i))
    return led and s.says(s.words_after(verb.end, 1), "by") and bool(roles.agent(s, i)[0])


def _is_called_so(s: Sentence, i: int) -> bool:
    """Say whether a sentence opens with what was vetoed: "A draft on Mali vetoed by Russia had won 13 votes"."""
    text = s.mentions[0] if s.mentions else None
    if text is None or text.kind not in TEXTS or text.start != s.span[0]:
        return False
    return all(item.kind not in ("verb", "border") for item in s.items[:i])


def _opens_with_it(s: Sentence, i: int) -> bool:
    """Say whether a sentence opens with what became of its text: "Vetoed by Russia, the draft called for"."""
    return "d" in s.verb(i).forms and s.opens(s.verb(i))


def _done_to(s: Sentence, i: int) -> tuple[list[Spot], Mention | None]:
    """Return by whom a text was vetoed, told with a passive or a participle, and the text."""
    by = roles.agent(s, i)[0]
    if by and _opens_with_it(s, i):
        return by, next(s.texts(by[-1][2], by[-1][2] + NEAR_VOTE), None)
    return by, objects.before_verb(s, i)


def _is_told_alone(s: Sentence, how: Reading, mention: Mention | None) -> bool:
    """Say whether a story opens with a veto in the Council, not saying whose: "The draft was vetoed on Thursday"."""
    council = next((one for one in s.organs(*s.span) if one.value == "SC"), None)
    told = mention is not None and mention.kind in TEXTS and not mention.plural and mention.article != "any"
    told = told and mention is not None and not comes_of_it(s, mention)
    return told and how.mode == "real" and s.index <= 1 and council is not None


def _is_thought_likely(s: Sentence, verb: Mark) -> bool:
    """Say whether somebody is only told to be about to do it: "with China likely to veto, the vote"."""
    words = s.words_before(verb.start, 2)
    return s.says(words[1:], "infinitive") and s.says(words[:1], "apt")


def _is_noun(s: Sentence, i: int) -> bool:
    """Say whether "veto" is a noun here: by its neighbours."""
    return not country_vetoes(s, i) and (is_of_one(s, i) or _stands_as_noun(s, i))


def _stands_as_noun(s: Sentence, i: int) -> bool:
    """Say whether the words around show "veto" to be a noun."""
    verb = s.verb(i)
    word = (s.words_before(verb.start, 1) or [""])[0]
    if s.says([word], "may_veto") and "d" not in verb.forms:
        return True  # "which all have vetoes"
    several = s.says([word], "infinitive") and set(verb.forms) == {"s", "n"}  # "fell to vetoes by Russia and China"
    both = s.says([word], "state_words") and s.folded.endswith("s' ", s.span[0], verb.start)
    if several or both or s.says([word], "nominal") or word.rstrip("stndrh").isdecimal() or word.endswith("'s"):
        return True
    after = s.words_after(verb.end, 1)
    previous = s.items[i - 1] if i else None
    if isinstance(previous, Mark) and previous.kind == "verb" and previous.value == "wield":
        return True
    adjective = isinstance(previous, Mark) and previous.kind == "actor"
    definite = previous is not None and adjective and s.says(s.words_before(previous.start, 1), "definite")
    if definite and s.says(after, "be", "have", "future", "hypothetical", "that"):
        return True  # "the Chinese veto is a certainty"
    if previous is not None and adjective and s.says(s.words_before(previous.start, 1), "indefinite"):
        return True  # "which faced a French veto in the council"
    ends = s.folded[verb.end : verb.end + 1] in (",", ".", "")
    felt = (
        s.says([word], "felt_nations") and "d" not in verb.forms
    )  # "blaming a threatened French veto for its retreat"
    return (adjective and (ends or felt or s.says(after, "of", "on"))) or s.says(after, "veto_power")
