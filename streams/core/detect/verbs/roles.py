"""Who does what to which text: the actors of a verb, its agent, its object."""

from streams.core.detect.sentences.groups import group_behind, with_whom
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.names import actors_ending, actors_from, is_actor, is_what_group_is_on, speaks_for
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.verbs.objects import NEAR
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.words.marks import Mark

ADMINISTRATION_REACH = 70
"""Characters before a verb in which "the Trump administration" does it, adverbs and a day between."""
BEHALF_REACH = 40
"""Characters before the one on whose behalf somebody acts."""
BODY_REACH = 24
"""Characters between "the U.N." and the body of it that acts: " atomic agency's "."""
OFFICE_WORDS = 5
"""Words between an organ and who presides it: "president for September, the"."""
COUNT_REACH = 8
"""Characters between "por" and a count: "adoptada por 14 votos y la abstención de Líbano"."""
AGENT_REACH = 60
"""Characters between a participle and the one behind its "by"."""


def are_members(s: Sentence, i: int) -> bool:
    """Say whether members of an organ do it, and not the organ: "the council's ten elected members tabled"."""
    organ = subject_of(s, i)
    if not (isinstance(organ, Mark) and organ.kind == "organ"):
        return False
    between = s.folded[organ.end : s.items[i].start].split()
    return s.says([*s.words_before(organ.start, 4), *between], "members", "membership")


def are_some(s: Sentence, organ: Mark) -> bool:
    """Say whether only some members of an organ are told of: "key members of the council agreed", "by the four other
    permanent council members"."""
    if not s.has("some_members"):
        return False
    before, behind = s.words_before(organ.start, 5), s.words_after(organ.end, 1)
    named = s.says(before, "members") or s.says(behind, "members")
    return named and s.says(before, "some_members")


def doers(s: Sentence, i: int) -> list[Spot]:
    """Return the actors that are the subject of the verb at ``i``."""
    item = subject_of(s, i)
    behind = s.lex.romance and item is not None and item.start > s.items[i].end
    if behind and item is not None and s.says(s.words_before(item.start, 3), "members"):
        return []  # "que habían presentado los cuatro miembros de la Unión Europea": which ones is not told
    if isinstance(item, Mark) and item.kind == "actor" and "p" not in item.forms:
        j = s.items.index(item)
        by = _with_whom_before(s, j, actors_ending(s, j))
        by = _that_it_joined(s, by) + by if s.lex.romance else by
        return by + [one for one in _beside_subject(s, i, item.end) if one not in by]
    return _administration(s, i)


def _with_whom_before(s: Sentence, j: int, by: list[Spot]) -> list[Spot]:
    """Return the actors that end at item ``j`` with whom they are told to have done it: "the United States, which with
    Britain sponsored the text"."""
    k = j - len(by)
    company = s.items[k] if k > 1 and not s.lex.romance else None
    border = s.items[k - 1] if company is not None and s.calls(company, "company") else None
    if (
        border is None
        or border.kind != "border"
        or company is None
        or border.end + 1 != company.start
        or not is_actor(s.items[k - 2])
    ):
        return by
    beside = s.calls(border, "of_things") and border.start - s.items[k - 2].end <= len(", ")
    return actors_ending(s, k - 2) + by if beside else by


def _that_it_joined(s: Sentence, by: list[Spot]) -> list[Spot]:
    """Return whom those right before a verb are told to have joined: "Mali, a la que se sumó Chad, vetó el texto"."""
    ahead = [item for item in s.items if is_actor(item) and item.end <= by[0][1]][-1:] if by else []
    words = s.folded[ahead[0].end : by[0][1]].replace(",", " ").split() if ahead else []
    return actors_ending(s, s.items.index(ahead[0])) if _is_jointly(s, words) else []


def _is_jointly(s: Sentence, words: list[str]) -> bool:
    """Say whether the words between two that are named tell that both did it: "rejointe par la", "junto a"."""
    named = words[:-1] if s.says(words[-1:], "definite") else words
    return " ".join(words) in s.lex.words["jointly"] or " ".join(named) in s.lex.words["jointly"]


def _administration(s: Sentence, i: int) -> list[Spot]:
    """Return the United States where "the White House" does it, or "the Trump administration" beside the Security
    Council: of its permanent members only they are told of so."""
    verb = s.verb(i)
    start = max(s.span[0], verb.start - ADMINISTRATION_REACH)
    for name in (*s.lex.words["administrations"], *s.lex.words["presidencies"]):
        at = s.folded.rfind(f" {name} ", start, verb.start) + 1
        if not at:
            continue
        its = s.says(s.words_before(at, 1), "definite") if name in s.lex.words["presidencies"] else _is_theirs(s, at)
        if its:
            words = s.folded[at + len(name) : verb.start].replace(",", " ").split()
            if "g" in verb.forms and s.says(words[-1:], "be"):
                words.pop()  # "is seeking a resolution"
            return [("USA", at, at + len(name))] if all(_is_passed_over(s, word) for word in words) else []
    return []


def _is_theirs(s: Sentence, at: int) -> bool:
    """Say whether the administration named at ``at`` is the American one, by the Security Council that is named."""
    return _is_of_president(s, at) and _is_in_council(s)


def _is_of_president(s: Sentence, at: int) -> bool:
    """Say whether whose an administration is stands before it: "the Trump administration", "his administration"."""
    before = s.words_before(at, 2)
    return s.says(before[:1], "definite", "possessive_of_it") and not s.says(before[1:], "no_presidents")


def _is_in_council(s: Sentence) -> bool:
    """Say whether a sentence names the Security Council, by itself or in a phrase."""
    return any(one.value == "SC" for one in s.organs(*s.span)) or any(one.organ == "SC" for one in s.mentions)


def _is_passed_over(s: Sentence, word: str) -> bool:
    """Say whether a word may stand between who does it and the verb: an auxiliary, a day, an adverb."""
    return s.says([word], "have", "day_leads") or word in s.lex.weekdays or word.endswith(s.lex.adverb_endings)


def _beside_subject(s: Sentence, i: int, end: int) -> list[Spot]:
    """Return with whom the subject that ends at ``end`` does the verb: "Ripert, who with Britain had submitted"."""
    ahead = next((one for one in s.items if one.start >= end and is_actor(one)), None)
    beside = ahead is not None and ahead.start < s.items[i].start
    words = s.folded[end : ahead.start].replace(",", " ").split() if ahead is not None else []
    joined = s.says(words[-1:], "by") and s.says(words[-2:-1], "joined")  # "Germany, joined by France, circulated"
    joined = joined or (s.lex.romance and _is_jointly(s, words))  # "Mali, junto a Chad, presentó"
    if ahead is None or not beside or not (joined or s.says(words[-1:], "company")):
        return []
    return actors_from(s, ahead.start, 1)


def represented(s: Sentence, i: int) -> list[Spot]:
    """Return for whom the subject of the verb at ``i`` acts: "which Italy presented for the European Union"."""
    verb = s.items[i]
    for item in s.items[i + 1 :]:
        if item.start - verb.end > NEAR or (isinstance(item, Mark) and item.kind in ("verb", "border")):
            return []
        if is_actor(item):
            begin = max(verb.end, item.start - BEHALF_REACH)
            before = s.folded[begin : item.start]
            at = max((before.rfind(f" {word} ") for word in s.lex.words["behalf_short"]), default=-1)
            spoken = any(before.rfind(phrase) >= 0 for phrase in s.lex.words["behalf"])
            if (spoken or at >= 0) and is_what_group_is_on(s, before, item):
                return group_behind(s, begin)
            if spoken or (at >= 0 and speaks_for(s, before[at:], item)):
                return actors_from(s, item.start, 1)
    return []


def agent(s: Sentence, i: int) -> tuple[list[Spot], Mark | None]:
    """Return who a passive verb is done by: actors, or the organ or other body named first behind "by"."""
    verb = s.items[i]
    begin = verb.start if s.says(s.surface(verb).split()[-1:], "by") else verb.end
    if s.says(s.words_after(begin, 1), "by") and _is_by_so_much(s, begin):
        begin += 1 + len(" by")  # "was extended by a year by the Security Council"
    at = min(
        (
            found
            for by in s.lex.words["by"]
            if (found := s.folded.find(f" {by} ", begin, min(s.span[1], _past_body(s, i) + 70))) >= 0
        ),
        default=-1,
    )
    at = _past_manner(s, at) if at >= 0 else at
    if at < 0 or _is_of_next(s, i, at) or _is_of_occasion(s, i, at) or s.says(s.words_before(at, 1), "seen_by"):
        return [], None  # "circulated on Monday and obtained by The Associated Press"
    if group := group_behind(s, at) or _holders(s, at):
        return group, None
    for item in s.items[i + 1 :]:
        if item.start < at:
            continue
        if item.start - at >= AGENT_REACH:
            break
        if isinstance(item, Mention):
            return [], organ_mark(item)
        if item.kind == "verb" and s.calls(item, "led"):
            continue  # "brought by a core group led by Britain"
        if item.kind == "actor":
            return _by_named(s, item, at), None
        return [], _whole_body(s, item) if item.kind in ("organ", "foreign") else None
    return [], None


def _by_named(s: Sentence, item: Mark, at: int) -> list[Spot]:
    """Return those whose list begins with ``item`` behind the "by" at ``at``, and with whom; nobody where it is only
    named as what something is on: "tabled by the African group of states on Mali"."""
    if s.says(s.words_before(item.start, 1), "named_topic"):
        return []
    by = actors_from(s, item.start, 1) or actors_from(s, at, AGENT_REACH)
    return by + with_whom(s, by)


def _past_manner(s: Sentence, at: int) -> int:
    """Return where the "by" is that leads who did it, where the one at ``at`` leads how: "by consensus by the Third
    Committee"; -1 where it is not told by whom, or by how many votes."""
    if s.lex.romance and s.tally is not None and 0 < s.tally.start - at < COUNT_REACH:
        return -1
    how = s.words_after(at + (len(" por") if s.lex.romance else len(" by")), 1)
    if not s.says(how, "manner_nouns"):
        return at
    if s.lex.romance:  # "por consenso por la Tercera Comisión", "por unanimidad, tras vencer las reticencias de Rusia"
        return s.folded.find(" por ", at + 1, at + len(" por ") + len(how[0]) + len(" por "))
    return s.folded.find(" by ", at + 1, at + len(" by ") + len(how[0]) + len(" by "))


def _past_body(s: Sentence, i: int) -> int:
    """Return where a verb ends, or the body with a long name behind it: "presentado ante el Consejo de Seguridad de la
    Organización de las Naciones Unidas por Francia"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    beside = isinstance(following, Mark) and following.kind == "organ" and s.lex.romance
    return following.end if following is not None and beside else s.items[i].end


def _is_by_so_much(s: Sentence, begin: int) -> bool:
    """Say whether it is told by how much: "by a year", "by another six months", and not "by Serbia last month"."""
    words = s.words_after(begin, 4)[1:]
    return s.says(words[1:], "long_units") and not any(
        is_actor(item) and begin <= item.start < begin + BODY_REACH for item in s.items
    )


def _whole_body(s: Sentence, organ: Mark) -> Mark:
    """Return the body that a name belongs to: "the U.N. atomic agency's governing board" is no organ of ours."""
    following = s.items[s.items.index(organ) + 1 :][:1]
    if organ.value != "UN" or not following or following[0].start - organ.end > BODY_REACH:
        return organ
    return following[0] if isinstance(following[0], Mark) and following[0].kind == "foreign" else organ


def _holders(s: Sentence, at: int) -> list[Spot]:
    """Return who has the office named behind the "by" at ``at``: "by the Council president - South Korea -"."""
    organ = next(s.organs(at, at + AGENT_REACH), None)
    if organ is None or not s.says(s.words_after(organ.end, 1), "offices"):
        return []
    holder = next((one for one in s.items if one.start > organ.end and is_actor(one)), None)
    between = s.folded[organ.end : holder.start] if holder is not None else ""
    words = [word for each in between.split() if (word := each.strip(",(-"))]
    named = 0 < len(words) <= OFFICE_WORDS and all(
        s.says([each], "offices", "definite", "holding_office") for each in words
    )
    return actors_from(s, holder.start, 1) if holder is not None and named else []


def _is_of_next(s: Sentence, i: int, at: int) -> bool:
    """Say whether the "by" at ``at`` is of another participle: "passed in a session called by the Security Council"."""
    following = next((item for item in s.items[i + 1 :] if item.kind != "date"), None)
    if not isinstance(following, Mark) or following.kind != "verb" or "d" not in following.forms or following.end != at:
        return False
    between = s.folded[s.items[i].end : following.start].replace(",", " ").split()
    if s.verb(i).value == "adopt" and following.value in ("table", "propose"):
        return True  # "adopted without a vote and introduced by Argentina"
    return not s.says(between[-2:], "and", "then") and len(between) > 2


def _is_of_occasion(s: Sentence, i: int, at: int) -> bool:
    """Say whether the "by" at ``at`` is of what was before: "adopted on Monday after a walkout by China"; but "adopted
    after midnight by the Assembly"."""
    begin = s.verb(i).end
    border = next((one for one in s.borders if begin <= one.start < at and s.calls(one, "told_behind")), None)
    return border is not None and s.says(s.folded[border.end : at].split(), "indefinite", "definite")


def is_by_text(s: Sentence, i: int) -> bool:
    """Say whether a passive verb is done by a text, which nobody adopts thereby: "endorsed by resolution 2231"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    if (
        not isinstance(following, Mention)
        or following.kind not in TEXTS
        or following.start - s.items[i].end > AGENT_REACH
    ):
        return False
    return s.says(s.words_before(following.start, 1), "by")


def organ_mark(mention: Mention) -> Mark | None:
    """Return the organ that a phrase names, as a mark."""
    return Mark("organ", mention.organ, "", *mention.organ_span) if mention.organ and mention.organ_span else None
