"""Texts brought, proposed, taken up and taken back, and what a phrase tells of a text by itself."""

from bisect import bisect_left

from streams.core.detect import roles
from streams.core.detect.marks import Mark
from streams.core.detect.mentions import TEXTS, Mention
from streams.core.detect.mood import Reading, is_untrue, lead, reading
from streams.core.detect.names import actors_ending
from streams.core.detect.rules.common import Out, as_organ, hold, text_of_vote
from streams.core.detect.sentence import Sentence, Spot
from streams.core.detect.sightings import Claim, Sighting
from streams.core.detect.subject import oblique, subject_of

ELSEWHERE = 16
"""Characters between a verb and the body that it was done in: " in the "."""
_BARE = frozenset(",'\"()")
"""What does not stand between a verb and the text that was taken back."""
_DECIDING = ("adopt", "reject", "fail")
"""Verb classes that tell an outcome."""
_FELLING = ("block", "veto", "reject", "withdraw")
"""Verb classes that end a text."""
OWNER_REACH = 200
"""Characters between a country and "its draft"."""


def table(s: Sentence, i: int, out: Out) -> None:
    """Circulated, tabled, introduced, put forward."""
    _offer(s, i, out, "tabled", "table")


def propose(s: Sentence, i: int, out: Out) -> None:
    """Proposed, drafted, negotiated."""
    _offer(s, i, out, "proposed", "propose")


def _offer(s: Sentence, i: int, out: Out, claim: Claim, family: str) -> None:
    verb = s.verb(i)
    how = reading(s, i)
    if verb.start <= s.span[0] + 1 and "d" in verb.forms and s.says(s.words_after(verb.end, 1), "by"):
        text = next(s.texts(verb.end, verb.end + roles.NEAR), None)  # "Penned by Britain, the resolution calls for"
        out.append(Sighting("told", f"{family}.by", s, verb.start, text, sponsors=roles.agent(s, i)[0], weak=True))
        return
    if roles.is_reduced(s, i) or roles.is_authored(s, i) or how.passive:
        _offered_by(s, i, how, out, claim, family)
        return
    mention = _brought(s, i)
    by = roles.doers(s, i)
    if by:
        by = by + roles.represented(s, i)
    if not by and s.says(lead(s, i)[:1], "pronoun"):
        by = _owner(s, verb.start)  # "The United States said that it had tabled a draft"
    if mention is None and by and s.says(s.words_after(verb.end, 1), "pronoun") and how.mode == "real":
        out.append(Sighting("told", f"{family}.it", s, verb.start, sponsors=by, weak=True))  # "France introduced it"
        return
    pronoun = mention is None and s.says(s.surface(verb).split(), "pronoun")  # "put it forward again"
    if (mention is None and not (pronoun and by)) or (not by and verb.forms in ("b", "s", "g")) or not _is_one(mention):
        return
    if how.mode == "real":
        members = roles.are_members(s, i)
        drafted = family == "table" and mention is not None and mention.draft
        if by or mention is None or mention.kind != "text":
            out.append(
                Sighting(
                    claim,
                    f"{family}.active",
                    s,
                    verb.start,
                    mention,
                    _brought_to(s, i, mention),
                    sponsors=by,
                    weak=pronoun or not (by or members or drafted),
                    past=how.past,
                )
            )
    elif by and (
        how.mode == "future"
        or (how.mode == "wished" and s.says(lead(s, i)[-6:], "planning"))
        or (family == "table" and _announced(s, i))
    ):
        out.append(Sighting("proposed", f"{family}.planned", s, verb.start, mention, None, sponsors=by))
    else:
        hold(s, out, f"{family}.{how.mode}", how.mode)


def _brought(s: Sentence, i: int) -> Mention | None:
    """Return the text that the verb at ``i`` brings; "sought changes to the text" brings none."""
    mention = roles.object_of(s, i, 90) or roles.antecedent(s, i)
    changed = mention is not None and s.says(s.folded[s.verb(i).end : mention.start].split(), "changing")
    return None if changed else mention


def _announced(s: Sentence, i: int) -> bool:
    """Say whether it is told as one's own plan: "Austria said it would introduce a resolution", under no condition."""
    words = lead(s, i)
    own = s.says(words[-1:], "would") and s.says(words[-2:-1], "pronoun") and len(words) > 2
    return own and not s.says(s.words_after(s.verb(i).end, 40), "condition")


def _offered_by(s: Sentence, i: int, how: Reading, out: Out, claim: Claim, family: str) -> None:
    """Read "was circulated", and "a resolution brought by Bangladesh": who it is from, and that it is there."""
    mention, (by, _) = roles.before_verb(s, i), roles.agent(s, i)
    if mention is None and by and how.passive and how.mode == "real" and s.says(lead(s, i)[:2], "pronoun"):
        out.append(Sighting("told", f"{family}.it", s, s.verb(i).start, sponsors=by, weak=True))  # "It was drafted by"
    if mention is None or not _is_one(mention):
        return
    if how.passive and how.mode == "future" and family == "table":
        out.append(Sighting("proposed", "table.planned", s, s.verb(i).start, mention, None, sponsors=by))
        return
    if how.passive and how.mode != "real":
        hold(s, out, f"{family}.{how.mode}", how.mode)
        return
    if _is_elsewhere(s, i):
        hold(s, out, f"{family}.other-body", "It was brought in a body outside the United Nations.")
        return
    fresh = mention.article == "a" and not mention.past and bool(by)
    weak = not how.passive and (not fresh or (_is_decided(s, i) and not mention.rival))
    if by or mention.kind != "text":
        step: Claim = "told" if weak else claim
        out.append(
            Sighting(
                step, f"{family}.passive", s, s.verb(i).start, mention, None, sponsors=by, weak=weak, past=how.past
            )
        )


def _is_decided(s: Sentence, i: int) -> bool:
    """Say whether the same sentence tells what became of the text: "a text proposed by Russia had been rejected"."""
    return any(isinstance(one, Mark) and one.kind == "verb" and one.value in _DECIDING for one in s.items[i + 1 :])


def _brought_to(s: Sentence, i: int, mention: Mention | None) -> Mark | None:
    """Return the organ that a text is brought to: "tabled at the council a draft", "a draft to the council"."""
    if mention is None:
        return None
    behind = next(s.organs(mention.end, mention.end + ELSEWHERE), None)
    return next(s.organs(s.verb(i).end, mention.start), behind)


def _is_elsewhere(s: Sentence, i: int) -> bool:
    """Say whether another body is named right behind the verb: "was introduced in the House of Representatives"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    near = isinstance(following, Mark) and following.start - s.items[i].end < ELSEWHERE
    return near and isinstance(following, Mark) and following.kind == "foreign" and "w" not in following.forms


def _is_one(mention: Mention | None) -> bool:
    """Say whether a mention is of one text and not of any."""
    return mention is None or (mention.kind in TEXTS and not mention.plural and mention.article != "any")


def consider(s: Sentence, i: int, out: Out) -> None:
    """An organ takes a draft up."""
    how, organ, mention = reading(s, i), as_organ(subject_of(s, i)), roles.object_of(s, i, 60)
    if (
        how.mode in ("real", "future")
        and organ is not None
        and mention is not None
        and mention.draft
        and not mention.plural
    ):
        out.append(Sighting("proposed", "consider", s, s.verb(i).start, mention, organ))


def withdraw(s: Sentence, i: int, out: Out) -> None:
    """A text taken back by who brought it."""
    verb, how = s.verb(i), reading(s, i)
    if verb.forms == "n":
        return
    if how.passive:
        mention, by = roles.before_verb(s, i), roles.agent(s, i)[0]
    else:
        mention, by = roles.object_of(s, i, 40), roles.doers(s, i)
        if mention is not None and not _BARE.isdisjoint(s.folded[verb.end : mention.start]):
            mention = None  # "drops the word 'immediate', the text shows"
        if mention is None and s.says(s.words_after(verb.end, 1), "pronoun"):
            mention = next(s.texts(s.span[0], verb.start), None)  # "The draft is dead: France has withdrawn it"
    if mention is None or not _is_one(mention) or s.says([s.folded[slice(*mention.head)]], "not_withdrawn"):
        return
    if how.mode == "real":
        out.append(Sighting("withdrawn", "withdraw", s, verb.start, mention, None, sponsors=by, past=how.past))
    else:
        hold(s, out, f"withdraw.{how.mode}", how.mode)


def mentioned(s: Sentence, mention: Mention, out: Out) -> None:
    """Read what a phrase tells by itself: a vote ahead, a draft that exists, who it is from, a number that is cited."""
    organ = roles.organ_mark(mention)
    if mention.kind == "vote":
        _balloted(s, mention, organ, out)
        return
    if mention.kind not in TEXTS:
        return
    for symbol in mention.symbols:
        step: Claim = "cited" if symbol.forms == "r" else "told"
        out.append(Sighting(step, "symbol", s, mention.start, mention, organ, symbol=symbol, weak=step == "told"))
    if (
        mention.plural
        or mention.article == "any"
        or mention.kind not in (*TEXTS[:2], *(TEXTS if mention.rival else ()))
    ):
        return
    proposed = s.says(s.folded[mention.start : mention.head[0]].split(), "proposed")
    leads = mention.start - s.span[0] <= 4  # "Serbia won the day. Its resolution was adopted"
    if (mention.draft or proposed or leads) and mention.article == "own" and not mention.sponsors:
        mention.sponsors.extend(_owner(s, mention.start))
    rival = mention.rival and not s.says(
        s.words_before(mention.start, 1), "present_be", "be"
    )  # "It is the second resolution"
    exists = mention.draft or proposed or rival or mention.hyphened
    if exists and not mention.past:
        weak = _imagined(s, mention) or is_untrue(s, mention.start) or _is_felled(s, mention)
        out.append(Sighting("proposed", "draft.exists", s, mention.start, mention, organ, weak=weak))
    elif organ is not None and not mention.symbols:
        out.append(Sighting("cited", "resolution.named", s, mention.start, mention, organ, weak=_imagined(s, mention)))


def _is_felled(s: Sentence, mention: Mention) -> bool:
    """Say whether the sentence tells the end of a text, whatever it was before: "blocked a council draft"."""
    return any(
        roles.object_of(s, i) is mention and reading(s, i).mode == "real"
        for i, item in enumerate(s.items)
        if item.start < mention.start and item.kind == "verb" and isinstance(item, Mark) and item.value in _FELLING
    )


def _balloted(s: Sentence, mention: Mention, organ: Mark | None, out: Out) -> None:
    """Read what the noun for a vote tells: one ahead, one that goes on, or what came of one."""
    before, text = s.words_before(mention.start, 2), text_of_vote(s, mention)
    if s.says(before, "ahead") and not mention.plural and not mention.past:
        told = mention.article == "the" and not s.whens and s.says(before[-1:], "not_yet")  # "said before the vote"
        weak = told or (text is None and organ is None)
        out.append(Sighting("vote_scheduled", "vote.ahead", s, mention.start, text, organ, weak=weak))
    elif s.says([s.folded[slice(*mention.head)]], "balloting") and s.says(s.words_after(mention.end, 3), "going_on"):
        out.append(Sighting("vote_scheduled", "vote.going-on", s, mention.start, text, organ))
    elif organ is not None and mention.article == "the" and not mention.plural:
        _voted(s, mention, organ, out)


def _voted(s: Sentence, mention: Mention, organ: Mark, out: Out) -> None:
    """Read the noun: "hailed the Security Council's unanimous vote to extend the mandate" tells what came of it."""
    words = s.words_after(mention.end, 2)
    verbs = [item for item in s.items if isinstance(item, Mark) and item.kind == "verb" and item.start >= mention.end]
    deed = verbs[0] if verbs else None
    told = s.says(s.words_before(mention.start, 4), "factive", "greeted") and s.says(words[:1], "infinitive")
    if told and deed is not None and deed.value in ("act", "adopt", "call") and deed.start - mention.end <= 5:
        text = next(s.texts(deed.end, deed.end + roles.NEAR, (*TEXTS, "action")), None)
        out.append(Sighting("adopted", "vote.nominal", s, mention.start, text, organ, tally=s.tally))


def _owner(s: Sentence, position: int) -> list[Spot]:
    """Return whose "its draft" at ``position`` is: the country that acts in this sentence, or that opens the last."""
    at = bisect_left(s.items, position, key=lambda item: item.start)
    for j in range(at - 1, -1, -1):
        item = s.items[j]
        if position - item.end > OWNER_REACH:
            break
        if _is_vetoer(s, j):
            continue
        if isinstance(item, Mark) and item.kind in ("actor", "organ", "foreign") and not oblique(s, j):
            return actors_ending(s, j)
    return [s.opener] if s.opener is not None and position - s.span[0] <= 4 else []


def _is_vetoer(s: Sentence, j: int) -> bool:
    """Say whether a name only tells whose veto follows: "the Russian and Chinese vetoes of its draft"."""
    following = (item for item in s.items[j + 1 : j + 3] if isinstance(item, Mark) and item.value == "veto")
    return any(item.start - s.items[j].end < ELSEWHERE for item in following)


def _imagined(s: Sentence, mention: Mention) -> bool:
    """Say whether the text is only imagined: "to block a U.N. resolution", "would need a resolution"."""
    if mention.article in ("the", "own") or mention.sponsors or mention.backers:
        return False
    if mention.draft and s.says(s.words_before(mention.start, 1), "supporting"):
        return False
    return s.says(s.words_before(mention.start, 7), "unreal", "requested")
