"""What an organ calls for or decides by a verb of saying: "demanded a truce by 14 votes", "proclaimed a day of"."""

from streams.core.detect.rules import offering
from streams.core.detect.rules.acting import SENT, deed_of
from streams.core.detect.rules.by_text import agrees_one, agrees_to, gives_time, is_abstained_on, speaks_by_text
from streams.core.detect.rules.coming import expected
from streams.core.detect.rules.common import NEAR_VOTE, Out
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.apposed import is_done_by_organ
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains, longest_first

PROCLAIMED = 12
"""Words behind "proclaimed" in which it is told that it is a day: "20 May as World Bee Day"."""


FEW = 20
"""Members of the General Assembly, less than which carry no text."""
BRIEFLY = 2
"""Sentences of a story in which what it opens with is told to have been decided."""


def _it_demanded(s: Sentence, i: int) -> bool:
    """Say whether "it" asks for something by a vote: "By 124 votes to 14, it demanded that Israel leave"."""
    counted = s.tally is not None and bool(s.tally.for_) and s.tally.against is not None and not s.amended
    if not counted or s.foreign or next(s.texts(*s.span), None) is not None:
        return False
    it = s.says(lead(s, i)[-1:], "pronoun") and subject_of(s, i) is None
    return it and reading(s, i).mode == "real" and not s.calls(s.verb(i), "giving")


def call(s: Sentence, i: int, organ: Mark | None, out: Out) -> None:
    """What an organ condemns or demands it does by resolution only where a vote or a text is told beside it."""
    if organ is None:
        _by_nobody(s, i, out)
    if organ is None or organ.value == "UN" or _is_of_others(s, i) or _is_of_backers(s, organ):
        _un_by_text(s, i, organ, out)
        return
    how = reading(s, i)
    if how.mode == "future" and not s.calls(s.verb(i), "saying"):
        expected(s, i, organ, out)
    if s.has("needed_majority") or _is_for_some(s, organ):
        return  # "decided by 75 votes to 72 that a two-thirds majority would be needed"
    if how.mode != "real" or how.passive or s.says(s.words_after(s.verb(i).end, 16), "procedure"):
        return
    if s.amended and _is_how_to_vote(s, i):
        return  # "agreed by 98 votes to 20 that members would vote in the open"
    named = [one for one in s.texts(*s.span) if not one.plural and (not one.past or one.article == "own")]
    # "in a text drafted by"
    meant = next((one for one in named if _is_means(s, one)), None)
    text = meant or next((one for one in named if one.kind in TEXTS[:2]), None)
    text = text or next((one for one in named if agrees_to(s, i, one)), None)
    by_text = meant is not None or agrees_to(s, i, text) or agrees_one(s, i, text)
    voted = next(s.texts(s.verb(i).end, s.span[1], ("vote",)), None)
    by_vote = voted is not None and voted.article == "a" and s.says(s.words_before(voted.start, 1), "means")
    if s.calls(s.verb(i), "undoing"):
        text, by_text = None, s.index <= 1  # "repealed its 1975 resolution": by a new one
    decided = s.index <= 1 and (
        (text is None and (_decides_as_one(s, i) or _by_most(s, i) or _decides_behind(s, i)))
        or (_proclaims(s, i, organ) and not how.past)
        or (text is None and speaks_by_text(s, i, organ))
        or (text is None and (is_abstained_on(s, i) or gives_time(s, i) or _demands_as_one(s, i, organ)))
    )
    if (s.counted or text is not None) and _puts_off(s, i):
        s.amended = True  # the count is that of the putting off
        out.append(Sighting("postponed", "call.put-off", s, s.verb(i).start, text, organ, past=how.past))
    elif by_text or (by_vote and s.index <= 1) or s.counted or decided:
        out.append(Sighting("adopted", "call.voted", s, s.verb(i).start, text, organ, tally=s.tally, past=how.past))
    else:
        deed_of(s, i, organ, out, past=how.past)


def _is_for_some(s: Sentence, organ: Mark) -> bool:
    """Say whether a handful of the Assembly's members were for somebody, who was not elected: "five of the 192 members
    of the General Assembly voted for it"."""
    tally = s.tally
    few = tally is not None and tally.for_ is not None and tally.for_ < FEW and tally.against is None
    return few and organ.value == "GA" and next(s.texts(*s.span), None) is None


def _is_how_to_vote(s: Sentence, i: int) -> bool:
    """Say whether an organ decides how it is to vote, and its count is of no text: "decided to hold a public vote"."""
    begin = s.verb(i).end
    first = next(s.texts(begin, begin + NEAR_VOTE, (*TEXTS, "amendment")), None)
    if first is None or first.kind != "amendment":
        return False
    return s.says(s.folded[slice(*first.head)].split()[-1:], "voting_so")


def _by_nobody(s: Sentence, i: int, out: Out) -> None:
    """Read what is told without an organ before it: what is given to one, what "it" demands, what one has decided."""
    if s.calls(s.verb(i), "giving"):
        offering.table(s, i, out)  # "France gave the council a draft"
        return
    if _is_decided_deed(s, i):
        deed, organ = next(reversed(list(s.texts(s.span[0], s.verb(i).start, ("action",))))), roles.agent(s, i)[1]
        out.append(Sighting("adopted", "act.organ", s, s.verb(i).start, deed, organ, tally=s.tally))
    elif organ := _so_decided(s, i):
        out.append(Sighting("adopted", "call.voted", s, s.verb(i).start, None, organ, tally=s.tally))
    elif _it_demanded(s, i):
        out.append(Sighting("adopted", "call.it", s, s.verb(i).start, None, None, tally=s.tally))


def _is_of_others(s: Sentence, i: int) -> bool:
    """Say whether a participle tells what others ask for: "n'a pas pu créer le tribunal réclamé par la Malaisie"."""
    verb = s.verb(i)
    bare = s.lex.romance and verb.forms == "d" and not s.says(s.words_before(verb.start, 3), "have", "be")
    return bare and s.says(s.words_after(verb.end, 1), "by")


def _is_of_backers(s: Sentence, organ: Mark) -> bool:
    """Say whether an organ is only that of members who were for a text: "The draft, which was backed by the other 14
    members of the council, also condemned"."""
    if not s.counted or s.lex.romance or not s.folded.startswith(",", organ.end):
        return False
    words = s.folded[s.span[0] : organ.start].rpartition(",")[2].split()
    return s.says(words, "by") and s.says(words[-4:], "members")


def _un_by_text(s: Sentence, i: int, organ: Mark | None, out: Out) -> None:
    """Read "L'ONU appelle à une trêve dans une résolution", with which a story opens."""
    if organ is None or organ.value != "UN" or not s.lex.romance or s.index > 1 or reading(s, i).mode != "real":
        return
    text = next((one for one in s.texts(s.verb(i).end, s.span[1], TEXTS[:2]) if _is_means(s, one)), None)
    if text is not None and text.article == "a" and not text.plural and not text.past:
        out.append(Sighting("adopted", "call.voted", s, s.verb(i).start, text, organ, tally=s.tally))


def _so_decided(s: Sentence, i: int) -> Mark | None:
    """Return the organ that decided what was told right before: "Ainsi en a décidé vendredi le Conseil de sécurité"."""
    verb = s.verb(i)
    told = s.lex.romance and s.index <= BRIEFLY and bool(s.whens)
    if not told or " ".join([*s.words_before(verb.start, 2), s.surface(verb)]) not in s.lex.words["so_decided"]:
        return None
    organ = next(s.organs(verb.end, verb.end + SENT), None)
    between = (item for item in s.items[i + 1 :] if organ is not None and item.start < organ.start)
    return organ if all(item.kind == "date" for item in between) else None


def _is_decided_deed(s: Sentence, i: int) -> bool:
    """Say whether a participle tells which organ decided a measure, and when or how: "s'est réjouie du maintien des
    Casques bleus, décidé la veille à l'unanimité par le Conseil"."""
    verb, deed = s.verb(i), s.items[i - 1] if i else None
    if not s.lex.romance or not s.calls(verb, "deciding") or s.index > 1:
        return False
    if not isinstance(deed, Mention) or deed.kind != "action":
        return False
    told = s.tally is not None or any(when.start >= verb.end for when in s.whens)
    return told and s.folded.startswith(", ", verb.start - 2) and is_done_by_organ(s, i)


def _is_means(s: Sentence, text: Mention) -> bool:
    """Say whether it is by a text that something is done: "in a text drafted by", "a través de una resolución"."""
    led = s.says(s.words_before(text.start, 1), "means")
    return led or s.folded.endswith(longest_first(s.lex.words["means_of"]), s.span[0], text.start)


def _puts_off(s: Sentence, i: int) -> bool:
    """Say whether an organ decided not to decide yet: "decided by 80 votes to 79 to defer any decision"."""
    if not s.calls(s.verb(i), "deciding"):
        return False
    words = s.words_after(s.verb(i).end, 12)
    if contains(f" {' '.join(words)} ", s.lex.words["no_action"]):
        return True
    at = next((at for at, word in enumerate(words[:-1]) if s.says([words[at + 1]], "putting_off")), None)
    if at is None or not s.says([words[at]], "infinitive"):
        return False
    return not s.says([words[at + 1]], "putting_up") or s.says(words[at + 2 : at + 7], "off")  # "to put it to a vote"


def _by_most(s: Sentence, i: int) -> bool:
    """Say whether an organ speaks by a vote that many carried: "overwhelmingly demanded a truce"."""
    behind = s.words_after(s.verb(i).end, 8) if s.lex.romance else []
    return s.says(lead(s, i)[-2:], "by_most_of_them") or s.says(behind, "by_majority")


def _decides_behind(s: Sentence, i: int) -> bool:
    """Say whether a measure is told first: "UN peacekeepers will stay in Cyprus, the Security Council decided"."""
    verb, organ = s.verb(i), subject_of(s, i)
    if not s.calls(verb, "deciding") or s.says(s.words_after(verb.end, 6), "infinitive") or organ is None:
        return False
    return s.index == 0 and next(s.texts(s.span[0], organ.start, ("action",)), None) is not None


def _proclaims(s: Sentence, i: int, organ: Mark) -> bool:
    """Say whether the Assembly names a day or a year, as it does by resolution: "proclaimed 20 May World Bee Day"."""
    return (
        organ.value == "GA"
        and s.calls(s.verb(i), "proclaiming")
        and s.says(s.words_after(s.verb(i).end, PROCLAIMED), "proclaimed")
    )


def _demands_as_one(s: Sentence, i: int, organ: Mark) -> bool:
    """Say whether it is told with its day that all of an organ demand or condemn something, and in no statement: "Por
    unanimidad, los quince países del Consejo de Seguridad pidieron ayer"."""
    if not s.lex.romance or s.tally is None or not s.whens or organ.value not in ("SC", "GA", "HRC"):
        return False
    agreed = s.tally.unanimous or (s.tally.consensus and organ.value != "SC")
    stated = next(s.texts(*s.span, kinds=("other",)), None) is not None
    return agreed and not stated and s.says([s.surface(s.items[i])], "demands_of_texts")


def _decides_as_one(s: Sentence, i: int) -> bool:
    """Say whether an organ decides without a vote against: "may not travel, the Security Council decided unanimously".

    It does so by a resolution, unless it is told how else, or decides only on its own work.
    """
    verb, agreed = s.verb(i), s.tally is not None and (s.tally.unanimous or s.tally.consensus)
    clause = s.folded.find(", ", verb.end, s.span[1]) if s.lex.romance else -1
    begin, end = (verb.end, clause) if clause >= 0 else s.span  # "acordó la destrucción, como prevé el pacto"
    if not agreed or not s.calls(verb, "deciding") or next(s.texts(begin, end, kinds=("other",)), None):
        return False
    words = s.words_after(verb.end, 6)
    manner = any(word in s.lex.sides["unanimous"] for word in words)  # "l'a décidé lundi à l'unanimité"
    if s.lex.romance and manner and not s.says(words[-2:], "infinitive"):
        return True
    at = next((at for at, word in enumerate(words) if s.says([word], "infinitive")), None)
    return at is None or not s.says(words[at + 1 : at + 2], "no_outcome", "saying", "own_work")
