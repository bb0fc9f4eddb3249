"""Vetoes: the verb, the noun, and "blocked"."""

from streams.core.detect import objects, roles
from streams.core.detect.marks import PERMANENT, Mark
from streams.core.detect.mentions import OFFERED, TEXTS, Mention
from streams.core.detect.modes import Reading
from streams.core.detect.mood import reading
from streams.core.detect.names import actors_ending, actors_from
from streams.core.detect.participles import is_reduced
from streams.core.detect.rules.abstaining import spared
from streams.core.detect.rules.bringers import owner
from streams.core.detect.rules.common import NEAR_VOTE, Out, hold, tells_of_changes
from streams.core.detect.rules.former_vetoes import (
    is_again_and_again,
    is_of_before,
    is_of_no_text,
    is_of_own_vote,
    is_right,
    is_what_it_was,
)
from streams.core.detect.rules.vetoers import (
    amounting,
    casters,
    country_vetoes,
    is_deplored,
    is_in_count,
    is_not_averted,
    is_of_one,
    isolated,
    joined_in,
    joining,
    owners,
    past_casting,
    stood_by,
    text_done_with,
)
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.sightings import Sighting
from streams.core.detect.supposed import comes_of_it
from streams.core.detect.told_after import is_blamed
from streams.core.detect.verb_lead import lead

_CAST_REACH = 80
"""Characters between "cast" and "veto": "cast the lone vote against the resolution, its fourth veto"."""
MOST_AHEAD = 2
"""Words before a veto that a headline begins with: "Nouveau double"."""
BARRED = ("action", *OFFERED)
"""Kinds of what a veto stops."""
_SEVERAL = "Several vetoes are counted; none is told."
TOPIC = 24
"""Characters of the topic that a headline begins with: "Onu, ", "Corea del Nord: "."""


def veto(s: Sentence, i: int, out: Out) -> None:
    """A permanent member vetoed a text: the verb, or the noun with the one who cast it."""
    verb = s.verb(i)
    if "n" in verb.forms and (s.lex.romance or (_is_noun(s, i) and not _is_thought_likely(s, verb))):
        _noun(s, i, out)
        return
    if s.says(s.words_after(verb.end, 2), "granted"):
        hold(s, out, "veto.noun.wished", "wished")  # "take a Chinese veto for granted"
        return
    how = reading(s, i)
    if how.passive or is_reduced(s, i) or _opens_with_it(s, i):
        by, mention = _done_to(s, i)
        if not by and how.passive and _is_told_alone(s, how, mention):
            out.append(Sighting("vetoed", "veto.passive", s, verb.start, mention, None, tally=s.tally, past=how.past))
            return
        _claim(s, i, how, by, mention, out, rule="veto.verb")
        return
    mention = objects.object_of(s, i) or objects.antecedent(s, i)
    by = actors_ending(s, i - 1) if is_blamed(s, i) else joined_in(s, i) or roles.doers(s, i)
    if not by and len(lead(s, i)) == 1 and s.says(lead(s, i), "pronoun"):
        by = owner(s, verb.start)  # "what the United States objected to when it vetoed a similar text"
    if verb.forms == "g":
        agents = roles.agent(s, i)[0]  # "the vetoing by the United States of a resolution"
        if s.says(lead(s, i)[-1:], "by"):  # "by vetoing the draft, Russia"
            agents = actors_from(s, mention.end if mention else verb.end, roles.AGENT_REACH)
        if agents:
            by, how = agents, Reading("real")
        by = [*joining(s, by), *by]
    by = by or isolated(s, i)
    if not spared(s, i, how, by, mention, out):
        _claim(s, i, how, by, mention, out, rule="veto.verb")


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


def _claim(s: Sentence, i: int, how: Reading, by: list[Spot], mention: Mention | None, out: Out, *, rule: str) -> None:
    """Turn a veto into a claim if a permanent member cast it, on one text."""
    permanent = [spot for spot in by if spot[0] in PERMANENT]
    if not permanent or (mention is None and s.says(s.words_after(s.verb(i).end, 5), "all_things")):
        return  # "Russia puts its veto to everything"
    if (mention is None and _counts_several(s, i)) or is_again_and_again(s, i, mention):
        hold(s, out, f"{rule}.several", _SEVERAL)
        return
    if how.mode != "real":
        hold(s, out, f"{rule}.{how.mode}", how.mode)
        return
    changes = (mention is None and s.amended) or tells_of_changes(s, mention, s.verb(i).start)
    if (mention is not None and mention.kind == "amendment") or changes:
        s.amended = True
        hold(s, out, f"{rule}.amendment", "An amendment was vetoed, not the text.")
        return
    if mention is not None and mention.plural and mention.kind in TEXTS:
        hold(s, out, f"{rule}.several", _SEVERAL)
        return
    text = mention if mention is None or mention.kind in BARRED else None
    one = Sighting("vetoed", rule, s, s.verb(i).start, text, None, vetoers=permanent, tally=s.tally, past=how.past)
    one.former = is_of_before(s, i, mention)
    if one.former and s.tally is not None and s.tally.start < one.at and (s.lex.romance or is_of_own_vote(s, one.at)):
        one.tally = None  # that of the text of which the story tells
    one.weak = rule == "veto.verb" and not how.passive and is_of_no_text(s, i)
    out.append(one)


def _counts_several(s: Sentence, i: int) -> bool:
    """Say whether it is only told how many were vetoed: "has vetoed fewer than 20", "used its veto several times"."""
    words = [word.rstrip(".") for word in s.words_after(s.verb(i).end, 4)]
    compared = " ".join(words[:2]) in s.lex.tally["compared"]
    count, thing = [*words[2 * compared :], "", ""][:2]
    counted = s.is_number(count) and s.lex.numbers.get(count) != 1
    lasting = thing in s.lex.tally["not_votes"] and not s.says([thing], "times")  # "more than a week ago"
    return (counted or s.says([count], "counted_out")) and not lasting


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
    if s.says([word], "nominal") or word.rstrip("stndrh").isdecimal() or word.endswith("'s"):
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


def _noun(s: Sentence, i: int, out: Out) -> None:
    """Read "cast its veto", "used its veto power", "a veto by Russia", "after a U.S. veto"."""
    verb = s.verb(i)
    before = s.words_before(verb.start, 3)
    owned = s.lex.romance and s.says(before[:1], "own") and _is_cast(s, i, out)
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
    foreseen = not s.lex.romance and s.says(words[-5:], "veto_foreseen")  # "given possible Chinese and Russian vetoes"
    owing = s.lex.romance and s.says(words[-2:], "felled")  # "no fue aprobada, debido al veto de"
    undone = s.says(near, "negation") and not owing
    averted = is_not_averted(s, words)
    if (undone or s.says(near, "wished", "calling") or foreseen) and not (named or averted):
        hold(s, out, "veto.noun.wished", "wished")
        return
    against, text = amounting(s, i)
    if against and text is not None:
        _claim(s, i, Reading("real"), against, text, out, rule="veto.noun")
        return
    by = owners(s, i, named=named) or stood_by(s, i)
    after = s.words_after(verb.end, 1)
    told = (
        s.says(words, "factive", "felled")
        or s.says(s.words_before(verb.start, 18), "run_into")
        or s.says(after, "by")
        or is_what_it_was(s)
        or bool(casters(s, i) or stood_by(s, i))
        or averted
        or text_done_with(s, i) is not None
        or is_in_count(s, verb)
    )
    told = told or (s.index <= 1 and _opens_headline(s, i) and _is_headline(s, by))
    if by and not s.says(after, "veto_power") and (told or is_deplored(s, i)):
        _owned(s, i, by, words, out, told=told)


def _opens_headline(s: Sentence, i: int) -> bool:
    """Say whether a sentence begins with the noun, with how many there were, or a headline with a name: "Nouveau veto
    russe", "Onu, veto russo", "Siria: veto ruso"."""
    topic = s.folded[s.begin : s.items[i].start]
    if s.index == 0 and i == 1 and len(topic) < TOPIC and s.folded[s.items[0].end : s.items[i].start] in (", ", ": "):
        return True
    words = topic.split()
    return len(words) <= MOST_AHEAD and all(s.says([word], "veto_again") for word in words)


def _is_headline(s: Sentence, by: list[Spot]) -> bool:
    """Say whether a headline goes on with where, or what against: "Veto russe au Conseil de sécurité"."""
    return bool(by) and s.lex.romance and s.says(s.words_after(by[-1][2], 1), "preposition")


def _owned(s: Sentence, i: int, by: list[Spot], words: list[str], out: Out, *, told: bool) -> None:
    """Claim the veto that ``by`` are told to have cast; ``words`` stand before it. What is only said of it is not
    ``told``."""
    mention = objects.object_of(s, past_casting(s, i)) or objects.before_verb(s, i) or text_done_with(s, i)
    several = mention is None and s.surface(s.items[i]).endswith("s")
    if several and (not s.whens or s.says(s.folded[slice(*s.span)].split(), "for_long")):
        hold(s, out, "veto.noun.several", _SEVERAL)  # "Because of Russia's vetoes the council has long been unable"
        return
    past = s.says(words, "pluperfect")  # "had met with Russia's veto", "avait été bloqué par un veto"
    _claim(s, i, Reading("real", past=past), by, mention, out, rule="veto.noun")
    if mention is not None and mention.article == "own" and s.lex.romance and isinstance(out[-1], Sighting):
        out[-1].sponsors = [spot for spot in owner(s, mention.start) if spot not in by]  # "el veto de Rusia a su texto"
    known = mention is None or mention.article != "a" or not told
    if s.lex.romance and s.index > 1 and known and isinstance(out[-1], Sighting):
        out[-1].weak = True  # what an article only names below its opening is not its news


def _is_cast(s: Sentence, i: int, out: Out) -> bool:
    """Read "cast its veto", "used its veto to kill the draft"; say whether the noun at ``i`` stands so."""
    verb = s.verb(i)
    if _is_put_on(s, verb):
        _claim(s, i, Reading("real"), roles.doers(s, i), _object(s, i), out, rule="veto.cast")
        return True
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if verb.start - item.end > _CAST_REACH:
            return False
        verbal = isinstance(item, Mark) and item.kind == "verb"
        beside = s.lex.romance and not any(isinstance(one, Mention) for one in s.items[j + 1 : i])
        imposed = beside and verbal and s.calls(item, "imposing_veto")
        if verbal and (imposed or getattr(item, "value", "") == "wield"):
            mention = _object(s, i) or next(s.texts(item.end, verb.start), None) or objects.antecedent(s, j)
            if mention is None and _counts_several(s, i):
                hold(s, out, "veto.cast.several", _SEVERAL)
            elif is_right(s, j, i):
                hold(s, out, "veto.cast.right", "That somebody may veto is told; no veto is.")
            else:
                _claim(s, j, reading(s, j), roles.doers(s, j), mention, out, rule="veto.cast")
            return True
        if verbal:
            return False
    return False


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
