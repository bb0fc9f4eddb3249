"""Texts brought, proposed and taken up."""

from streams.core.detect.rules import bringers
from streams.core.detect.rules.bringers import companions, introducer, is_joined, owner
from streams.core.detect.rules.brought import brought, brought_to, is_given_to_members
from streams.core.detect.rules.common import Out, are_of_two, as_organ, hold, is_one, is_other_plan
from streams.core.detect.rules.deeds import proposes_deed
from streams.core.detect.rules.naming import day_in_name
from streams.core.detect.rules.offered import offered_by
from streams.core.detect.rules.put_to_vote import put_to_vote
from streams.core.detect.rules.several import offered_several
from streams.core.detect.rules.softening import softened
from streams.core.detect.rules.through import got_through
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.names import is_actor
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.habit import is_yearly
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.participles import is_authored, is_reduced
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import contains

PARTS_REACH = 36
"""Characters behind "sought" in which separate votes are told: " a separate vote on two "."""
SAID_ASIDE = 24
"""Characters between who will do something and the verb: ", the minister said, would "."""


def table(s: Sentence, i: int, out: Out) -> None:
    """Circulated, tabled, introduced, put forward; what is "tabled until March" is put off, in a body elsewhere."""
    if s.says_after(s.verb(i).end, 1, "put_off_until") or bringers.is_of_else(s, i):
        return
    verb = s.verb(i)
    carried = s.calls(verb, "carrying")
    if carried and (bringers.sent_to(s, i) is None or objects.antecedent(s, i) is not None):
        return  # "llevó a cabo", and not "llevó al Consejo de Seguridad"; "un texto que llevarán al Consejo"
    led = "d" in verb.forms and s.says(s.words_before(verb.start, 1), "indefinite")
    if led and s.folded[verb.start - 2] != ",":
        return  # "plans to submit an amended version of the text"
    if s.lex.romance and put_to_vote(s, i, out):
        return
    if not softened(s, i, out):
        _offer(s, i, out, "amended" if s.calls(s.verb(i), "amends") else "tabled", "table")


def propose(s: Sentence, i: int, out: Out) -> None:
    """Proposed, drafted, negotiated; what "leads to" something, or is only "sought to" be done, is from nobody."""
    if got_through(s, i, out) or _is_within(s, i) or bringers.is_of_else(s, i) or _seeks_votes(s, i):
        return  # "the sanctions proposed in the U.S. draft", "sought separate votes on key paragraphs"
    if s.calls(s.verb(i), "lobbying_for") and not _is_for_new(s, i):
        hold(s, out, "propose.lobbied", "Somebody only lobbied for a text that others brought.")
        return
    if s.calls(s.verb(i), "leading_it") and s.says(s.words_after(s.verb(i).end, 1), "infinitive"):
        return
    _offer(s, i, out, "proposed", "propose")


def _seeks_votes(s: Sentence, i: int) -> bool:
    """Say whether what is sought are votes on parts of a text: "sought separate votes on key paragraphs"."""
    begin = s.verb(i).end
    return contains(f"{s.folded[begin : min(s.span[1], begin + PARTS_REACH)]} ", s.lex.words["on_parts"])


def _is_for_new(s: Sentence, i: int) -> bool:
    """Say whether somebody lobbies for a text that is to be: not in "Jordan, which had lobbied for the text"."""
    mention = brought(s, i)
    return mention is not None and mention.article == "a" and not reading(s, i).past


def _is_of_else(s: Sentence, verb: Mark, mention: Mention | None) -> bool:
    """Say whether something else is brought than the text: "Siria entregó sus armas en virtud de una resolución"."""
    if s.calls(verb, "giving") and not is_given_to_members(s, verb, mention):
        return True
    between = s.folded[verb.end : mention.start].split() if mention is not None and s.lex.romance else []
    return s.says(between, "under")


def _offer(s: Sentence, i: int, out: Out, claim: Claim, family: str) -> None:
    verb = s.verb(i)
    how = reading(s, i)
    offered_several(s, i, how, out)
    as_told = s.counted and s.says(s.words_before(verb.start, 1), "as_told") and s.calls(verb, "proposed")
    if (s.opens(verb) or as_told) and "d" in verb.forms and _is_by_some(s, verb.end):
        # "Penned by Britain, the resolution calls for", "voted for suspension as proposed by Mexico"
        text = next(s.texts(verb.end, verb.end + objects.NEAR), None) if not as_told else None
        out.append(Sighting("told", f"{family}.by", s, verb.start, text, sponsors=roles.agent(s, i)[0], weak=True))
        return
    if is_reduced(s, i) or is_authored(s, i) or how.passive or is_joined(s, i):
        offered_by(s, i, how, out, claim, family)
        return
    mention = brought(s, i)
    led = "d" in verb.forms and s.says(s.words_after(verb.end, 1), "by")  # "the last chance offered by resolution 1441"
    if led or _is_of_else(s, verb, mention) or is_other_plan(s, mention):
        return
    if (
        proposes_deed(s, i, how, mention, out)
        or _amends(s, i, how, mention, out)
        or _is_habit(s, i, how, mention, out, family)
        or (mention is None and _done_behind(s, i, how, out, family))
    ):
        return
    if not (_is_of_doer(s, i, mention) or _is_to_be_obeyed(s, verb, mention)):
        _active(s, i, mention, out, claim, family)


def _is_to_be_obeyed(s: Sentence, verb: Mark, mention: Mention | None) -> bool:
    """Say whether somebody is only to do what a resolution of before says: "pushes its ally to implement resolution
    1701"."""
    numbered = mention is not None and any(symbol.forms != "d" for symbol in mention.symbols)
    if not numbered or mention is None or s.lex.romance:
        return False
    return s.says(s.folded[verb.end : mention.start].split(), "infinitive")


def _active(s: Sentence, i: int, mention: Mention | None, out: Out, claim: Claim, family: str) -> None:
    """Claim that somebody brings a text, or will, be it told by a pronoun: "France introduced it"."""
    verb, how = s.verb(i), reading(s, i)
    it = mention is None and (s.says(s.words_after(verb.end, 1), "pronoun") or (s.lex.romance and _has_it_before(s, i)))
    pronoun = mention is None and s.says(s.surface(verb).split(), "pronoun")  # "put it forward again"
    if mention is None and not (it or pronoun):
        return  # whoever does it brings no text
    by = _by(s, i, mention)
    if it and by and how.mode == "real":
        out.append(Sighting("told", f"{family}.it", s, verb.start, sponsors=by, weak=True))  # "France introduced it"
        return
    announced = mention is not None and mention.organ is not None and _announced(s, i)  # "It said it would seek one"
    there = bringers.group_there(s, i) if not by else None  # "I Paesi occidentali in Consiglio intendono proporre"
    announced = announced or there is not None
    members = roles.are_members(s, i) or bringers.are_states(s, i) or _is_sent_there(s, i, mention)
    bare = not (by or members) and verb.forms in ("b", "s", "g") and not announced
    if (mention is None and not (pronoun and by)) or bare or not (is_one(mention) or are_of_two(mention, by)):
        return
    if how.mode == "real":
        drafted = family == "table" and mention is not None and mention.draft
        if mention is not None and not mention.draft and (day := day_in_name(s, mention)) is not None and day.age:
            claim = "told"  # "Egypt sponsored last week's Security Council resolution": it is adopted
        if by or mention is None or mention.kind != "text" or _is_sent_there(s, i, mention):
            out.append(
                Sighting(
                    claim,
                    f"{family}.active",
                    s,
                    verb.start,
                    mention,
                    brought_to(s, i, mention),
                    sponsors=by,
                    weak=pronoun or not (by or members or (drafted and not _had(s, how))) or _is_loose(s, mention),
                    past=how.past,
                )
            )
    elif (
        (by or announced or (members and mention is not None and mention.article == "a"))
        and not s.calls(verb, "negotiating")
        and (  # "are prepared to negotiate on a new draft"
            how.mode == "future"
            or (how.mode == "wished" and s.says(lead(s, i)[-6:], "planning"))
            or ((family == "table" or s.calls(verb, "proposing", "announcing")) and _announced(s, i))
        )
    ):
        out.append(Sighting("proposed", f"{family}.planned", s, verb.start, mention, there, sponsors=by))
    else:
        hold(s, out, f"{family}.{how.mode}", how.mode)


def _has_it_before(s: Sentence, i: int) -> bool:
    """Say whether what is brought is a pronoun before the verb: "Le Brésil l'avait déposée"."""
    words = lead(s, i)[-2:]
    return s.says(words[:1], "object_pronoun") and s.says(words[1:], "have")


def _is_of_doer(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether a clause is on who does it, and not on the text before: "La resolución no gustó a Chad, que negocia
    la paz"."""
    verb = s.verb(i)
    if not s.lex.romance or mention is None or mention.start > verb.start:
        return False
    led = (s.folded[end : verb.start].strip(" ,") for _, _, end in roles.doers(s, i) if mention.end < end < verb.start)
    return any(s.says([word], "that_romance") for word in led)


def _had(s: Sentence, how: Reading) -> bool:
    """Say whether somebody of no country is told to have had it: "La embajadora había repartido un borrador"."""
    return s.lex.romance and how.past


def _is_sent_there(s: Sentence, i: int, mention: Mention | None) -> bool:
    """Say whether somebody, who is named by no country, brought a text to an organ: "La embajadora llevó al Consejo de
    Seguridad un texto"."""
    if not s.lex.romance or mention is None or mention.article != "a" or mention.kind not in TEXTS:
        return False
    text = mention.kind in TEXTS[:2] or s.says([s.folded[slice(*mention.head)]], "sent_texts")
    return text and bringers.sent_to(s, i) is not None


def _is_loose(s: Sentence, mention: Mention | None) -> bool:
    """Say whether what is brought need be no text: "lidera una iniciativa diplomática", with no body beside it."""
    if not s.lex.romance or mention is None or mention.kind != "text" or mention.organ:
        return False
    return s.says([s.folded[slice(*mention.head)]], "initiatives") and not any(mark.kind == "organ" for mark in s.marks)


def _is_by_some(s: Sentence, end: int) -> bool:
    """Say whether it is told by whom, right behind a verb or over an adverb: "Tabled jointly by"."""
    words = s.words_after(end, 2)
    return s.says(words[1:] if words and words[0].endswith(s.lex.adverb_endings) else words[:1], "by")


def _done_behind(s: Sentence, i: int, how: Reading, out: Out, family: str) -> bool:
    """Read "La presentó el embajador de Francia": who brought the text that a pronoun stands for, behind the verb."""
    by = bringers.behind_verb(s, i) if how.mode == "real" else []
    if by:
        text = objects.before_verb(s, i)
        out.append(Sighting("told", f"{family}.it", s, s.verb(i).start, text, sponsors=by, weak=True))
    return bool(by)


def _amends(s: Sentence, i: int, how: Reading, mention: Mention | None, out: Out) -> bool:
    """Read "members of the council agreed to amend the draft": an organ that changes a text has amended it."""
    organ = as_organ(subject_of(s, i)) if s.calls(s.items[i], "amends") else None
    if organ is None or organ.value == "UN" or how.mode != "real" or mention is None or not is_one(mention):
        return False
    out.append(Sighting("amended", "amend.organ", s, s.items[i].start, mention, organ, past=how.past))
    return True


def _is_habit(s: Sentence, i: int, how: Reading, mention: Mention | None, out: Out, family: str) -> bool:
    """Read "has sponsored a resolution on Iran every year since 2003", which brings no text."""
    new = how.mode == "real" and mention is not None and mention.article == "a"
    if not new or not is_yearly(s, i):
        return False
    hold(s, out, f"{family}.habit", "It is told what is done again and again.")
    return True


def _by(s: Sentence, i: int, mention: Mention | None) -> list[Spot]:
    """Return who brings the text: the subject, who it acts for and with; "it" that stands for the country before."""
    by = roles.doers(s, i) or introducer(s, i, mention) or bringers.group_of(s, i) or bringers.named_before(s, i)
    by = by or bringers.among(s, i)
    if by:
        return by + roles.represented(s, i) + companions(s, i, mention)
    if s.says(lead(s, i)[:1], "pronoun"):
        # "The United States said that it had tabled a draft", "adopted a resolution that it had drafted"
        by = owner(s, s.items[i].start, over_organs=True)
        return by + companions(s, i, mention) if by else []
    if len(s.openers) == 1 and s.says(lead(s, i)[:2], "we") and reading(s, i).mode == "future":
        return s.openers + companions(s, i, mention)  # '... its minister said. "We will introduce a resolution"'
    return []


def _announced(s: Sentence, i: int) -> bool:
    """Say whether it is told as one's own plan: "Austria said it would introduce a resolution", under no condition."""
    words = lead(s, i)
    border = s.items[i - 1] if i else None
    told = border is not None and border.kind == "border" and s.calls(border, "that")
    his = s.says(words[-2:-1], "own_states") and s.says(
        words[-3:-2], "owning", "possessive_of_it"
    )  # "his country would"
    by_who = s.says(words[-2:-1], "pronoun") or (his and not s.lex.romance)
    own = s.says(words[-1:], "would") and ((by_who and (len(words) > 2 or told)) or _is_said_of(s, i))
    behind = [word for word in s.words_after(s.verb(i).end, 40) if not s.says([word], "just_before")]
    return own and not s.says(behind, "condition")  # "before the Assembly" is none


def _is_said_of(s: Sentence, i: int) -> bool:
    """Say whether it is said what somebody named right before would do: "He said that Ghana would bring a resolution",
    "Ghana, he said, would bring one"."""
    named = (item for item in reversed(s.items[:i]) if is_actor(item))
    who = next(named, None) if not s.lex.romance else None
    if who is None or s.verb(i).start - who.end > SAID_ASIDE:
        return False
    between = s.folded[who.end : s.verb(i).start].replace(",", " ").split()
    ahead = s.folded[s.span[0] : who.start].removesuffix("the ").split()
    said = s.says(ahead[-3:], "saying_so") or (s.says(ahead[-1:], "that") and s.says(ahead, "saying_so"))
    return said or s.says(between, "saying_so")


def _is_within(s: Sentence, i: int) -> bool:
    """Say whether it is told what a text proposes, and not who proposes it: "the sanctions proposed in the draft"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    led = (
        isinstance(following, Mention)
        and following.kind in TEXTS
        and s.says(s.words_before(following.start, 1), "inside")
    )
    return led and "d" in s.verb(i).forms and s.says(s.words_after(s.verb(i).end, 1), "inside")
