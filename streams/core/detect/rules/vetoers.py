"""Whose a veto is: who cast it, joined in it, or is named beside it."""

from streams.core.detect.rules.bringers import owner
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import actors_ending, actors_from, is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.verbs import roles
from streams.core.detect.verbs.governed import oblique
from streams.core.detect.verbs.unreal import is_unmanaged
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import PERMANENT, Mark
from streams.core.detect.words.text import longest_first

NAMED_REACH = 40
"""Characters between "of a permanent member" and its name: " of the Security Council (the "."""
COMPANY_WORDS = 4
"""Words before a veto that a sentence opens with as what a text was lost to: "Avec le double"."""
OPENER_REACH = 4
"""Characters before the name that a sentence begins with: "The "."""
ECHO_REACH = 260
"""Characters behind a veto in which it is told what it led to: " of a Brazilian text on Gaza on Wednesday angered"."""
ROLE_WORDS = 9
"""Words of an aside that tells whose seat somebody has."""
PRETERITE = ("ó", "aron", "ieron")
"""How Spanish ends what is told as done."""
CAST_REACH = 8
"""Characters between a veto and the clause on who cast it, and from there to who did: " that ", " the "."""


def joining(s: Sentence, by: list[Spot]) -> list[Spot]:
    """Return who joined the one that vetoes: "China joined Russia in vetoing the draft"."""
    at = next((j for j, item in enumerate(s.items) if by and item.start == by[0][1]), 0)
    ahead = s.items[at - 1] if at else None
    if not isinstance(ahead, Mark) or ahead.kind != "actor":
        return []
    return actors_ending(s, at - 1) if s.says(s.folded[ahead.end : by[0][1]].split()[-1:], "joined") else []


def isolated(s: Sentence, i: int) -> list[Spot]:
    """Return who "it" is that vetoes in a clause behind the one that begins with its name: "Washington was isolated in
    the Security Council on Friday as it vetoed a resolution"."""
    previous = s.items[i - 1] if i else None
    led = isinstance(previous, Mark) and previous.kind == "border" and previous.value == "time"
    if not led or not s.says(lead(s, i), "pronoun"):
        return []
    first = next((item for item in s.items if isinstance(item, Mark) and item.kind == "actor"), None)
    begins = first is not None and first.start - s.span[0] <= OPENER_REACH and first.value in PERMANENT
    return [(first.value, first.start, first.end)] if first is not None and begins else []


def owners(s: Sentence, i: int, *, named: bool) -> list[Spot]:
    """Return whose veto the noun at ``i`` is; ``named``: "the negative vote of a permanent member (...)"."""
    verb, by = s.verb(i), list[Spot]()
    previous = s.items[i - 1] if i and not s.lex.romance else None
    if isinstance(previous, Mark) and previous.kind == "actor" and verb.start - previous.end <= 12:
        by = actors_ending(s, i - 1)  # before any "by": "Russia's veto of the draft, drawn up by the United States"
    if s.lex.romance:
        of = s.says(s.words_after(verb.end, 1), "solving_of")
        by = actors_from(s, verb.end, 10 if of else 1)  # "il veto della Cina a una risoluzione redatta dalla Norvegia"
    if not by:
        by = _of_whose_state(s, i) or roles.agent(s, i)[0] or casters(s, i)
    if s.lex.romance and s.folded.startswith(",", verb.end):
        return by  # "tras tres vetos, Moscú y Pekín dejaron"
    if not by and (named or s.lex.romance or s.says(s.words_after(verb.end, 1), "of", "from")):
        # "due to the veto of the United States", "the negative vote of a permanent member of the Council (China)"
        following = s.items[i + 1] if i + 1 < len(s.items) and s.lex.romance else None
        dated = isinstance(following, Mark) and following.kind == "date" and following.start - verb.end <= CAST_REACH
        begin = following.end if following is not None and dated else verb.end  # "tras el veto el viernes de Rusia"
        by = actors_from(s, begin, NAMED_REACH if named else 10)
    return by


def _of_whose_state(s: Sentence, i: int) -> list[Spot]:
    """Return for whom an envoy speaks whose state's veto it is: "El embajador de Rusia defendió el veto de su país"."""
    if not s.folded.startswith(longest_first(s.lex.words["of_their_state"]), s.verb(i).end):
        return []
    first = next((item for item in s.items[:i] if is_actor(item)), None)
    return actors_ending(s, s.items.index(first)) if first is not None else []


def stood_by(s: Sentence, i: int) -> list[Spot]:
    """Return who defends a veto of its own, which so was cast: "Moscú justificó el viernes su veto a la resolución"; or
    by whose veto a text is done with: "China frustró con su veto una resolución"."""
    verb = s.verb(i)
    if not s.lex.romance or not s.says(s.words_before(verb.start, 1), "own"):
        return []
    words = s.words_before(verb.start, 9)
    by_it = s.says(words[-2:-1], "means", "by")
    deeds = (
        at for at, word in enumerate(words) if s.says([word], "standing_by") or (by_it and word.endswith(PRETERITE))
    )
    deed = max(deeds, default=-1)
    if deed < 0 or s.says(words[max(0, deed - 2) : deed], "negation") or s.says(words, "future", "hypothetical"):
        return []
    j = next((j for j in range(i - 1, -1, -1) if s.items[j].kind not in ("date", "border")), -1)
    return actors_ending(s, j) if j >= 0 and is_actor(s.items[j]) and not oblique(s, j) else []


def text_done_with(s: Sentence, i: int) -> Mention | None:
    """Return the text that a veto did away with, behind what became of it: "El veto de China dejó sin aprobar una
    resolución", "Con el veto de Rusia, fracasó una resolución"."""
    text = next(s.texts(s.verb(i).end, s.verb(i).end + ECHO_REACH), None)
    words = s.folded[s.verb(i).end : text.start].split() if text is not None else []
    if text is None or s.says(words, "future", "hypothetical"):
        return None
    if not s.lex.romance:
        return text if _is_made_to_fail(s, text, words) else None
    if s.says(s.words_before(s.verb(i).start, 4), "feared_veto"):
        return None  # "El temor a un veto de Rusia dejó sin presentar"
    left = s.says(words, "leaving_without") and s.says(words, "not_done_at_all")
    verbs = [one for one in s.items[i + 1 : s.items.index(text)] if isinstance(one, Mark) and one.kind == "verb"]
    failed = len(verbs) == 1 and verbs[0].value == "fail" and "s" in verbs[0].forms
    return text if left or failed or _is_lost_with(s, i, text) else None


def _is_made_to_fail(s: Sentence, text: Mention, words: list[str]) -> bool:
    """Say whether a veto is told to have brought a text down: "Russia's veto caused the resolution to fail"."""
    deed = next((one for one in s.marks if one.kind == "verb" and one.start >= text.end), None)
    if deed is None or deed.value != "fail" or not s.says(words[-1:], "brought_about"):
        return False
    return s.says(s.words_before(deed.start, 1), "infinitive")


def _is_lost_with(s: Sentence, i: int, text: Mention) -> bool:
    """Say whether a sentence opens with a veto and tells that its text was lost: "Avec le veto de la Russie, le projet
    de résolution n'a pas été adopté"."""
    opening = s.folded[s.span[0] : s.items[i].start].split()
    if not 0 < len(opening) <= COMPANY_WORDS or not s.says(opening[:1], "company"):
        return False
    deed = next((one for one in s.marks if one.kind == "verb" and one.start >= text.end), None)
    if deed is None or "d" not in deed.forms or text.article != "the":
        return False
    words = s.folded[text.end : deed.start].split()
    return deed.value == "reject" or (deed.value == "adopt" and s.says(words, "negation"))


def is_not_averted(s: Sentence, words: list[str]) -> bool:
    """Say whether the words before a veto tell that nobody could avert it: "no pudieron evitar el doble veto"."""
    at = next((at for at, word in enumerate(words) if s.says([word], "averting")), 0)
    return is_unmanaged(s, words[:at]) and not s.says(words[at + 1 :], "that", "wished")


def casters(s: Sentence, i: int) -> list[Spot]:
    """Return who cast the veto at ``i`` by the clause behind it: "deplored the veto that Russia had cast"."""
    behind = s.items[i + 1 : i + 6]
    relative = (
        behind[:1] and isinstance(behind[0], Mark) and behind[0].kind == "border" and behind[0].value == "relative"
    )
    if not relative or behind[0].start - s.items[i].end > CAST_REACH:
        return []
    cast = next((one for one in behind if isinstance(one, Mark) and one.kind == "verb"), None)
    if cast is None or cast.value != "wield" or not set(cast.forms) & {"d", "s"}:
        return []
    return actors_from(s, behind[0].end, CAST_REACH)


def country_vetoes(s: Sentence, i: int) -> bool:
    """Say whether "U.S." is who vetoes, and no adjective: "U.S. vetoes Gaza text", "France and the U.S. veto draft"."""
    verb, previous = s.verb(i), s.items[i - 1] if i else None
    named = previous is not None and s.calls(previous, "no_adjective")
    if not named or s.folded[verb.end : verb.end + 1] != " " or set(verb.forms).isdisjoint("bs"):
        return False
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    beside = isinstance(following, Mention) and following.start == verb.end + 1
    acted_on = beside or s.says(s.words_after(verb.end, 1), "indefinite", "owning")
    alone = s.says(s.words_before(verb.start, 3), "loose", "calling", "wished")  # "for fear of U.S. vetoes the text"
    return acted_on and not alone and ("s" in verb.forms or len(actors_ending(s, i - 1)) > 1)


def is_of_one(s: Sentence, i: int) -> bool:
    """Say whether "veto" is a noun behind the name of one, who "vetoes": "US veto players"."""
    verb, previous = s.verb(i), s.items[i - 1] if i else None
    named = isinstance(previous, Mark) and previous.kind == "actor" and "b" in verb.forms
    if previous is None or not named or s.folded[previous.end : verb.start] != " ":
        return False
    return len(actors_ending(s, i - 1)) == 1


def is_deplored(s: Sentence, i: int) -> bool:
    """Say whether a veto of a text is told by what people say of it or by what it led to: "Arabs slam U.S. veto of Gaza
    text", "Russia's veto of a text on Sudan drew anger"."""
    verb = s.verb(i)
    mention = next(s.texts(verb.end, verb.end + ECHO_REACH), None)
    if mention is None or mention.article == "any":
        return False
    for item in s.items[past_casting(s, i) + 1 : s.items.index(mention)]:
        if not isinstance(item, Mark) or item.kind in ("verb", "border"):
            return False
    before = s.words_before(verb.start, 8)
    led = not s.lex.romance and s.says(before, "infinitive")  # "a qualifié de honteux le veto"
    if led or s.says(before, "future", "hypothetical", "wished", "feared_veto"):
        return False
    behind = s.folded[mention.end : min(s.span[1], verb.end + ECHO_REACH)].split()
    return s.says(before, "deploring") or (s.says(behind, "echoing") and not s.says(behind, "future", "hypothetical"))


def amounting(s: Sentence, i: int) -> tuple[list[Spot], Mention | None]:
    """Return who voted against a text, which the veto at ``i`` says was one, and the text: "Seule la Chine a voté
    contre la résolution, ce qui équivaut à un veto"."""
    if not s.says(s.words_before(s.items[i].start, 4), "amounting"):
        return [], None
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "verb" and item.value == "vote":
            text = next(s.texts(item.end, s.items[i].start, TEXTS), None)
            led = s.says(s.words_before(text.start, 3), "voted_against") if text is not None else False
            return (roles.doers(s, j), text) if led else ([], None)
    return [], None


def behind_role(s: Sentence, i: int) -> list[Spot]:
    """Return who does the verb at ``i`` behind an aside on their seat: "Russia, a permanent member of the
    Council, blocked it"."""
    before, comma, _ = s.folded[s.span[0] : s.verb(i).start].rpartition(", ")
    ahead, opened, role = before.rpartition(", ")
    words = role.split()
    if not (comma and opened) or len(words) > ROLE_WORDS or not s.says(words, "member", "members"):
        return []
    end = s.span[0] + len(ahead)
    last = next((j for j, item in enumerate(s.items) if item.end == end), None)
    return actors_ending(s, last) if last is not None else []


def past_casting(s: Sentence, i: int) -> int:
    """Return the index of the participle right behind a veto which tells that it was cast, else of the veto: "le veto
    opposé mardi par la Russie à une résolution"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    cast = isinstance(following, Mark) and following.kind == "verb" and "d" in following.forms
    cast = cast and following is not None and s.folded[s.items[i].end : following.start] == " " and s.lex.romance
    return i + 1 if cast and getattr(following, "value", "") in ("wield", "vote") else i


def is_in_count(s: Sentence, verb: Mark) -> bool:
    """Say whether a veto stands among the votes: "got 11 votes in favour, a Russian veto and three abstentions"."""
    return s.tally is not None and s.tally.counted and s.tally.start < verb.start < s.tally.end


def is_in_spite_of(s: Sentence, verb: Mark) -> bool:
    """Say whether a veto is set against the votes told before it: "got 13 votes, but succumbed to a Russian veto"."""
    tally = s.tally if s.counted and not s.lex.romance else None
    if tally is None or not any(tally.end <= one.start < verb.start and one.value == "contrast" for one in s.borders):
        return False
    between = s.folded[tally.end : verb.start].replace(",", " ").split()
    return not s.says(between, "hypothetical", "future", "negation", "wished", "condition")


def joined_in(s: Sentence, i: int) -> list[Spot]:
    """Return who joined whom in a veto: "brought it after it joined China on Tuesday in vetoing another draft", "Mali
    joined Russia and China to veto it"."""
    j = i - 1
    while j >= 0 and isinstance(s.items[j], Mark) and s.items[j].kind == "date":
        j -= 1
    led = "joined_in" if "g" in s.verb(i).forms else "infinitive"
    if j < 0 or not s.says(s.words_before(s.verb(i).start, 1), led):
        return []
    joined = actors_ending(s, j)
    ahead = [word for word in s.words_before(joined[0][1], 4) if not s.says([word], "definite")] if joined else []
    if not s.says(ahead[-1:], "joined"):
        return []
    if led == "infinitive" and s.says(ahead[-3:-1], "be", "have", "hypothetical", "negation"):
        return []
    first = j - len(joined)
    between = s.folded[s.items[first].end : joined[0][1]].split() if first >= 0 else []
    beside = len(between) - s.says(between[-1:], "definite") == 1
    return [*(actors_ending(s, first) if beside else owner(s, joined[0][1])), *joined]


def answered(s: Sentence, i: int) -> list[Spot]:
    """Return who is thanked or blamed for a veto, which so was cast: "thanked Russia for its veto of"."""
    words, verb = s.words_before(s.verb(i).start, 9), s.verb(i)
    if s.lex.romance or not (s.says(words[-2:-1], "for_doing") and s.says(words[-1:], "owning")):
        return []
    if not s.says(words, "blaming", "deploring") or s.says(words, "future", "hypothetical", "condition"):
        return []
    previous = next((item for item in reversed(s.items[:i]) if item.kind != "date"), None)
    named = isinstance(previous, Mark) and previous.value in PERMANENT and verb.start - previous.end < NAMED_REACH
    return [(previous.value, previous.start, previous.end)] if named and isinstance(previous, Mark) else []


def who_it_is(s: Sentence, j: int) -> list[Spot]:
    """Return the permanent member that "it" is: "accused Russia of an insult after it used its veto"."""
    words = [word for word in lead(s, j) if not s.says([word], "have")]
    if s.lex.romance or len(words) != 1 or not s.says(words, "pronoun"):
        return []
    return [spot for spot in owner(s, s.verb(j).start) if spot[0] in PERMANENT]
