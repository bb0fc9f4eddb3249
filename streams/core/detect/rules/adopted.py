"""A text that is told to have been adopted, by the passive: "was adopted by the Assembly on Friday"."""

from streams.core.detect.bodies.organs import SIZES, is_asked
from streams.core.detect.rules.adoption_claims import claim
from streams.core.detect.rules.common import Out, as_organ, hold, is_in_its_terms
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.mood import unless_awaited
from streams.core.detect.verbs.participles import is_reduced
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

BODY_BEHIND = 60
"""Characters between a passive verb and the body that did it."""


WHERE = "where"


WHERE_REACH = 2
"""Characters between an organ and the clause on what it decided: ", "."""


OTHER_BODY = "The one who adopts is no organ of the United Nations."


def adopted(s: Sentence, i: int, how: Reading, out: Out) -> None:
    by, body = roles.agent(s, i) if not _is_by_so_many(s, i) else ([], None)
    verb, mention = s.verb(i), objects.before_verb(s, i)
    if by or (body.kind == "foreign" if body is not None else _by_nobody_of_ours(s, verb)):
        hold(s, out, "adopt.other-body", OTHER_BODY)
        return
    mention = mention or _amended_before(s, i)
    if mention is None and body is None and s.says(lead(s, i), "both"):
        return  # "Both were adopted unanimously": earlier ones
    if mention is None and (_is_of_no_text(s, i, body) or _is_of_statement(s, verb)):
        hold(s, out, "adopt.other-document", "What was adopted is no resolution.")
        return
    if mention is None and s.lex.romance:
        mention = objects.object_of(s, i)  # "Fue aprobada por consenso la resolución"
    if mention is not None and s.lex.romance and s.says(s.folded[mention.start : mention.head[0]].split(), "negation"):
        hold(s, out, "adopt.none", "None was adopted.")  # "Aucune résolution n'a été adoptée"
        return
    how = unless_awaited(s, i, how, mention)
    body = body or _body_of(s, i, mention)
    if s.calls(verb, "lenient") and (_is_backed_by(s, i, mention, body, out) or _is_only_backed(s, mention, body)):
        return
    if mention is not None or body is not None or s.tally is not None:
        before = len(out)
        claim(s, i, how, mention, body, out, rule="adopt.passive")
        named = body is not None or (mention is not None and mention.organ is not None)
        dated = named and any(when.start > verb.end for when in s.whens)  # "passed by the council on Friday"
        wanted = not dated and mention is not None and mention.article == "a" and is_reduced(s, i)
        wanted = wanted and mention is not None and _is_wanted(s, mention) and not (s.lex.romance and s.counted)
        unnamed = mention is None and body is None and not s.counted and not s.says(lead(s, i), "pronoun")
        plan = mention is None and s.calls(verb, "lenient") and not (s.whens or s.tally or s.lex.romance)
        for one in out[before:]:
            if isinstance(one, Sighting) and (unnamed or plan or wanted or _is_only_named(s, i, mention)):
                one.weak = True


def _is_of_no_text(s: Sentence, i: int, body: Mark | None) -> bool:
    """Say whether the United Nations are only told to have adopted something: "The goals were adopted by the UN"."""
    un = body is not None and body.value == "UN" and not s.lex.romance
    return un and s.tally is None and not s.says(lead(s, i), "pronoun")


def _is_of_statement(s: Sentence, verb: Mark) -> bool:
    """Say whether it is a statement that a sentence opens with: "The statement, drafted by Chad, was approved by the
    council"."""
    first = s.mentions[0] if s.mentions and not s.lex.romance else None
    opens = first is not None and first.kind == "other" and first.start - s.span[0] <= 1 and first.end < verb.start
    return opens and first is not None and s.says(s.folded[slice(*first.head)].split(), "stated")


def _body_of(s: Sentence, i: int, mention: Mention | None) -> Mark | None:
    """Return the body behind the verb, "passed the council in an 11-0 vote", unless the text is another one's: "an
    Assembly resolution passed on Friday which criticised the Security Council"."""
    body = organ_behind(s, s.verb(i).end) or _organ_where(s, i)
    own = roles.organ_mark(mention) if mention is not None and not s.lex.romance else None
    return None if body is not None and own is not None and own.value not in ("UN", body.value) else body


def _is_by_so_many(s: Sentence, i: int) -> bool:
    """Say whether it is told by how many members a text was approved, whoever of them is named behind: "was approved on
    Friday by 119 countries, with 36 abstentions including China"."""
    if s.lex.romance or not s.counted:
        return False
    words = s.words_after(s.verb(i).end, 6)
    at = next((at for at, word in enumerate(words) if s.says([word], "by")), len(words))
    return at + 2 < len(words) and s.is_number(words[at + 1]) and s.says(words[at + 2 :][:1], "members")


def _is_backed_by(s: Sentence, i: int, mention: Mention | None, body: Mark | None, out: Out) -> bool:
    """Note how many members of the Security Council a text was backed by, which a veto may have felled: "was supported
    by 12 members"; say whether that is told."""
    few = s.tally is not None and s.tally.votes <= SIZES["SC"]
    if body is not None or mention is None or not few or not _is_by_so_many(s, i):
        return False
    at, organ = s.verb(i).start, roles.organ_mark(mention)
    out.append(Sighting("told", "vote.members", s, at, mention, organ, tally=s.tally))
    return True


def _is_only_backed(s: Sentence, mention: Mention | None, body: Mark | None) -> bool:
    """Say whether no more is told than who backs a text, which is no adoption: "endorsed by the permanent members of
    the council", "backed by all members of the council except the United States", which can veto it."""
    some = body is None or roles.are_some(s, body)
    if some and (mention is None or not s.counted):
        return True
    if s.lex.romance and body is not None and body.value == "UN":
        return True  # "un plan respaldado por la ONU"
    if s.tally is not None and s.tally.others == "favour":
        return True
    return not s.lex.romance and body is not None and body.value == "SC" and _is_by_others(s, body)


def _is_by_others(s: Sentence, council: Mark) -> bool:
    """Say whether only so many others of the Security Council were for a text, which somebody can have vetoed: "was
    supported by the other 14 members of the Council"."""
    words = s.words_before(council.start, 6)
    if s.lex.tally["others"].isdisjoint(words):
        return False
    return s.counted or any(s.is_number(word) for word in words)


def _amended_before(s: Sentence, i: int) -> Mention | None:
    """Return the text that a sentence begins with, whose changes are told first: "A text was amended before it was
    adopted"."""
    if s.lex.romance or s.items[i - 1].kind != "border" or not s.says(lead(s, i)[:1], "pronoun"):
        return None
    first = s.mentions[0] if s.mentions else None
    known = first is not None and first.start == s.span[0] and first.kind in TEXTS and not first.plural
    behind = next((mark for mark in s.marks if mark.kind == "verb" and mark.start > (first.end if first else 0)), None)
    return first if known and behind is not None and s.calls(behind, "amends") else None


def _by_nobody_of_ours(s: Sentence, verb: Mark) -> bool:
    """Say whether those named by a noun adopted it, who are no body of ours: "aprobado por los expertos"."""
    words = s.words_after(verb.end, 6)
    if not s.lex.romance:  # "the declaration adopted by African heads of state", not "by leaders at the Assembly"
        led = s.says(words[:1], "by") and s.says(words[1:], "other_adopters")
        return led and organ_behind(s, verb.end) is None
    return any(
        s.says(words[at : at + 1], "by")
        and s.says(words[at + 1 : at + 2], "definite")
        and s.says(words[at + 2 : at + 3], "other_adopters")
        for at in range(len(words) - 2)
    )


def organ_behind(s: Sentence, end: int) -> Mark | None:
    """Return the organ named behind a verb, unless it is told what it is to do: "approved, the Assembly would urge"."""
    organ = next(s.organs(end, end + BODY_BEHIND), None)
    if organ is None or is_in_its_terms(s, end, organ.start) or is_asked(s.folded, organ.start, organ.end, s.lex):
        return None
    if not s.lex.romance and any(mark.value == "relative" for mark in s.borders if end <= mark.start < organ.start):
        return None  # "passed on Friday which criticised the Council"
    if s.says(s.words_before(organ.start, 2), "put_to_them"):
        return None  # "adopted on Friday urging the Council to act"
    return organ if s.lex.romance or not _did_else(s, end, organ) else None


def _did_else(s: Sentence, end: int, organ: Mark) -> bool:
    """Say whether it is told of something else that an organ did it: "passed in a session called by the Council"."""
    words = [word for word in s.words_before(organ.start, 3) if not s.says([word], "definite")]
    if len(words) < 2 or not s.says(words[-1:], "by"):
        return False
    return any(mark.kind == "verb" and mark.start >= end and s.surface(mark) == words[-2] for mark in s.marks)


def _organ_where(s: Sentence, i: int) -> Mark | None:
    """Return the organ in which a text was decided: "in the Security Council, where the text was approved"."""
    for j in range(i - 1, 0, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "border":
            where = not s.lex.romance and s.surface(item) == WHERE and s.items[j - 1].kind == "organ"
            return as_organ(s.items[j - 1]) if where and item.start - s.items[j - 1].end <= WHERE_REACH else None
    return None


def _is_wanted(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is one of those that might be: "easier to accept a resolution passed under"."""
    named_so = s.folded.startswith(":", mention.start - 2)  # "what diplomats call a breakthrough: a resolution on"
    return not named_so and s.says(s.words_before(mention.start, 5), "unreal", "requested", "calling")


def _is_only_named(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether a participle only says which text is meant, below the lead: "la resolución aprobada por la ONU", "The
    resolution adopted by the Security Council authorized"."""
    if s.index < 2 or s.whens or s.tally is not None:
        return False
    named = mention is not None and (mention.article == "the" or mention.plural) and is_reduced(s, i)
    return named and mention is not None and "," not in s.folded[mention.end : s.items[i].start]
