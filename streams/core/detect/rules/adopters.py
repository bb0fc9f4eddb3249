"""Which organ adopts, and which text, where a verb does not say both by itself."""

from streams.core.detect.rules.assembled import assembled
from streams.core.detect.rules.common import as_organ
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.times.dates import OLD_ANYWHERE
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.decision import by_decision
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark


def backs(s: Sentence, organ: Mark | None, mention: Mention | None) -> bool:
    """Say whether a story opens with what an organ backed by a vote: "unanimously backed the call for a truce"."""
    if s.index > 1 or organ is None or organ.value == "UN":
        return False
    voted = s.tally is not None and (s.tally.unanimous or bool(s.tally.for_))
    if mention is None and any(mark.kind == "foreign" and mark.start < organ.start for mark in s.marks):
        return False  # "The Dail voted unanimously to recognise Palestine, whose membership the assembly backed"
    if mention is not None and mention.kind in ("attempt", "text"):  # "backed a French plan to send a force", "a text"
        return voted or (s.index == 0 and not roles.are_some(s, organ))
    return voted and mention is None


def taken_up(s: Sentence, i: int) -> Mention | None:
    """Return the text that "it" stands for: "then turned to the draft on Iran (document L.29), approving it by"."""
    if s.verb(i).forms != "g" or s.lex.romance or not s.says(s.words_after(s.verb(i).end, 1), "pronoun"):
        return None
    earlier = [one for one in s.texts(s.span[0], s.verb(i).start) if not one.plural]
    return earlier[-1] if earlier else None


def deed(s: Sentence, i: int) -> Mention | None:
    """Return what an organ approved doing: "approved sending a force", "backed setting up an inquiry"."""
    following = s.items[i + 1] if i + 1 < len(s.items) else None
    if (
        not isinstance(following, Mark)
        or following.kind != "verb"
        or following.value != "act"
        or "g" not in following.forms
    ):
        return None
    done = s.folded[s.items[i].end : following.start].strip()
    mention = objects.object_of(s, i + 1, 90) if not done else None
    return mention if mention is not None and mention.kind == "action" else None


def by_text(s: Sentence, i: int) -> Mention | None:
    """Return the resolution by which something else was approved: "respaldó el acuerdo en una resolución"."""
    texts = s.texts(s.verb(i).end, s.span[1], kinds=TEXTS[:2])
    return next((one for one in texts if not one.plural and s.says(s.words_before(one.start, 1), "means")), None)


def text_of_it(s: Sentence, other: Mention) -> Mention | None:
    """Return the resolution that approves a budget: "approved a budget, sending the resolution to the Assembly"."""
    if other.plural or s.tally is None:
        return None
    texts = s.texts(other.end, s.span[1], kinds=TEXTS[:2])
    return next((one for one in texts if not one.plural and one.article == "the" and not one.symbols), None)


def is_text(mention: Mention | None) -> bool:
    """Say whether a looser verb, as "back" or "accept", can adopt it."""
    return mention is not None and mention.kind in ("resolution", "draft", "amendment", "action")


def adopts_it(s: Sentence, i: int) -> bool:
    """Say whether it is "it" that was adopted, and how is told: "the committee passed it by consensus"."""
    told = s.tally is not None and (s.tally.consensus or s.tally.unanimous)
    it = s.says(s.words_after(s.verb(i).end, 1), "pronoun") or s.says(lead(s, i)[-3:], "object_pronoun")
    return told and it


def adopter(s: Sentence, i: int, mention: Mention | None) -> tuple[Mark | None, bool]:
    """Return the organ that adopts, and whether there is one: it may be only "it", or follow in the main clause."""
    subject, verb = subject_of(s, i), s.verb(i)
    organ = assembled(s, i, mention) or as_organ(subject) or _of_members(s, i) or _of_vote(s, i) or by_decision(s, i)
    if organ is not None and organ.value == "UN" and not _is_whole(s, i):
        organ = next(s.organs(s.span[0], organ.start), None)  # "ECOSOC, the 54-member U.N. body, adopted"
        return organ, organ is not None
    if organ is not None:
        around = [*s.words_after(organ.end, 1), *lead(s, i)[-1:]]
        if s.calls(verb, "supporting_it"):
            around += s.words_before(organ.start, 3)  # "Ten members of the Council supported a draft"
        others = s.lex.romance and not s.lex.tally["others"].isdisjoint(s.words_before(organ.start, 5))
        # "los otros 14 miembros del Consejo respaldaron"
        members = s.calls(verb, "lenient") and (others or s.says(around, "members") or _are_so_many(s, organ))
        return (None, False) if members else (organ, True)  # "Nine council members backed the text", "which 13 members"
    words = lead(s, i)
    it = s.says(words[-3:], "pronoun") or (s.says(words[:1], "pronoun") and s.says(words[-3:], "scheduled"))
    if subject is None and mention is not None and mention.kind in TEXTS and it:
        return None, True  # "It adopted", "It is expected to adopt": the organ named last
    if subject is None and mention is not None and mention.kind in TEXTS and _is_finite_opening(s, i):
        return None, True  # "Aprobó una resolución"
    if subject is None and verb.forms == "g":
        organ = next(s.organs(verb.end, s.span[1]), None)
        it = s.counted and s.says(s.words_after(verb.end, 1), "pronoun")  # "Before approving it by 159 votes to 4"
        named = mention is not None and mention.kind in TEXTS and bool(mention.organ or mention.symbols)
        return organ, organ is not None or it or named  # not "by adopting U.N. sanctions"
    return None, False


def _are_so_many(s: Sentence, organ: Mark) -> bool:
    """Say whether so many of an organ's members were for it, which a veto may have felled: "Once miembros del Consejo
    de Seguridad apoyaron la resolución"."""
    if not s.lex.romance or not s.counted or organ.value != "SC":
        return False
    words = s.words_before(organ.start, 4)
    return s.says(words, "members") and any(s.is_number(word) for word in words)


def _of_vote(s: Sentence, i: int) -> Mark | None:
    """Return the organ whose vote approves: "a unanimous Security Council vote approving new sanctions"."""
    voted = s.items[i - 1] if i and s.verb(i).forms == "g" else None
    if not isinstance(voted, Mention) or voted.kind != "vote" or s.folded[voted.end : s.verb(i).start].strip():
        return None
    told = s.tally is not None and (s.tally.unanimous or bool(s.tally.for_)) and not (voted.plural or voted.past)
    return roles.organ_mark(voted) if told and voted.organ != "UN" else None


def _of_members(s: Sentence, i: int) -> Mark | None:
    """Return the organ whose members adopt as one: "a meeting of the Council, during which members unanimously"."""
    if s.tally is None or not s.tally.unanimous or not s.says(lead(s, i)[-3:], "membership"):
        return None
    return next(iter(reversed(list(s.organs(s.span[0], s.verb(i).start)))), None)


def _is_finite_opening(s: Sentence, i: int) -> bool:
    """Say whether a sentence opens with a verb in the past, whose subject Spanish need not name, or with a day before
    it: "Ayer, por fin, adoptó la resolución"."""
    if "p" not in s.verb(i).forms:
        return False
    if s.opens(s.verb(i)):
        return True
    words = s.folded[s.span[0] : s.verb(i).start].replace(",", " ").split()
    days = all(item.kind == "date" for item in s.items[:i])
    return days and all(
        s.says([word], "day_articles", "these_days", "opening_adverbs") or word in s.lex.weekdays for word in words
    )


def _is_whole(s: Sentence, i: int) -> bool:
    """Say whether "the U.N." is itself the subject, and not part of a name: "U.N. climate talks adopted"."""
    words = [word for word in lead(s, i) if word]
    now = any(when.weekday is not None or (when.age is not None and when.age < OLD_ANYWHERE) for when in s.whens)
    if now and s.says(words[:1], "be") and s.says(words[1:3], "scheduled"):
        return True  # "The United Nations was expected on Tuesday to adopt"
    return not words or s.says(words[:1], "auxiliary") or words[0].endswith(s.lex.adverb_endings)
