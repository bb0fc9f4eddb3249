"""Adopted, approved, passed: by an organ, or a text that was."""

import re

from streams.core.detect.rules.acting import DEED
from streams.core.detect.rules.adopted import OTHER_BODY, adopted, organ_behind
from streams.core.detect.rules.adopters import adopter, adopts_it, backs, by_text, deed, is_text, taken_up, text_of_it
from streams.core.detect.rules.adoption import adoption, go_ahead, pushed_for
from streams.core.detect.rules.adoption_claims import claim
from streams.core.detect.rules.by_many import by_many
from streams.core.detect.rules.coming import expected
from streams.core.detect.rules.common import Out, hold, is_adjective
from streams.core.detect.rules.explained import depends_on_votes
from streams.core.detect.rules.motions import is_procedural
from streams.core.detect.rules.none_adopted import FROM_REACH, tells_none
from streams.core.detect.sentences.mentions import TEXT_OR_AMENDMENT, TEXTS, Item, Mention
from streams.core.detect.sentences.modes import Reading
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.letting import is_let_through
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.participles import is_got, is_reduced, is_wanted
from streams.core.detect.verbs.subject import subject_of
from streams.core.detect.verbs.verb_lead import lead
from streams.core.detect.words.marks import Mark

UNTOLD = "adopt.several"
"""Rule that holds back several texts of which none is told by itself."""
SEVERAL = "adopt.each"
"""Rule of an adoption of several texts at once, which the next sentences name: "adopted two resolutions"."""
OF_ALL_REACH = 40
"""Characters between "l'approbation des" and the body whose it is: " quinze pays siégeant au "."""
PLAN_REACH = 70
"""Characters behind "endorsed" in which the plan is named."""
PLAN_DAY = 24
"""Characters between "refrendó" and a comma, the day between them."""
PASSED_REACH = 60
"""Characters behind "passed" in which a text would be what is passed, and not what passed."""
OTHER_GROUP = "adopt.other-group"
"""Rule of what a group of states adopts, whose text the next sentences go on about: "the OIC adopted a resolution"."""


def adopt(s: Sentence, i: int, out: Out) -> None:
    """Adopted, approved, passed: by an organ, or a text that was."""
    verb = s.verb(i)
    if verb.forms == "n" or (verb.forms == "g" and s.says(s.words_before(verb.start, 1), "possessive_of_it")):
        adoption(s, i, out)  # "blamed its passing on the United States"
        return
    if is_adjective(s, i) or tells_none(s, i) or _passes_by(s, i):
        return
    how, subject = _how(s, i), subject_of(s, i)
    if s.calls(verb, "winning_approval") and pushed_for(s, i, lead(s, i), out):
        return
    if s.calls(verb, "won_from"):
        _won_from(s, i, how, out)
        return
    if is_wanted(s, i):
        how = Reading("wished", passive=True)
    elif is_got(s, i):
        failed = s.says(s.words_before(s.items[i].start, 24), "failed")
        how = Reading("failed" if failed and how.mode == "real" else how.mode, passive=True)
    passive = how.passive or is_reduced(s, i) or _is_denied_alone(s, i) or _is_joined(s, i) or is_let_through(s, i)
    passes = s.lex.romance and s.calls(verb, "intransitive") and s.opens(verb)  # "Passa all'Onu un testo"
    if subject is None and (("d" in verb.forms and _opens_so(s, i)) or passes):
        _opening(s, i, how, out)
        return
    if (
        not passive
        and isinstance(subject, Mention)
        and subject.kind in TEXT_OR_AMENDMENT
        and s.calls(verb, "intransitive")
    ):
        done_to = objects.object_of(s, i, 30)  # "the measure passed", "is expected to pass a vote"
        passive = done_to is None or done_to.kind == "vote"
    if not passive and not isinstance(subject, Mention) and s.calls(verb, "through_a_body"):
        # "A draft ordering Chad to leave Sudan has scraped through the Council"
        passive = objects.before_verb(s, i) is not None and organ_behind(s, verb.end) is not None
    passive = passive or (not isinstance(subject, Mention) and _is_of_opening(s, i))
    (adopted if passive else _active)(s, i, how, out)


def _passes_by(s: Sentence, i: int) -> bool:
    """Say whether a verb tells of time, or of a draft that is only there: "the resolution passes its anniversary", "The
    U.N. issued a draft on Friday"."""
    issued = objects.object_of(s, i) if s.calls(s.verb(i), "issuing") else None
    draft = issued is not None and issued.draft
    behind = s.words_after(s.verb(i).end, 1)
    if s.calls(s.verb(i), "backing_noun") and s.says(behind, "backing_behind"):
        return True  # "a draft seeking Security Council backing for an embargo"
    return draft or s.says(s.words_after(s.verb(i).end, 4), "passed_by")


def _how(s: Sentence, i: int) -> Reading:
    """Return how an adoption is told: "The council has already approved 3,500 peacekeepers" is of before."""
    how = reading(s, i)
    return how._replace(past=True) if not s.whens and s.says(lead(s, i)[-1:], "on_former_days") else how


def _is_of_opening(s: Sentence, i: int) -> bool:
    """Say whether it is the text that a sentence opens with which passed, and not whom it is on: "A draft urging Chad
    to pull its troops out passed on Friday"."""
    text = objects.before_verb(s, i) if s.calls(s.verb(i), "intransitive") else None
    opens = text is not None and text.kind in TEXTS and text.start - s.span[0] <= 1
    return opens and objects.object_of(s, i, PASSED_REACH) is None


def _opening(s: Sentence, i: int, how: Reading, out: Out) -> None:
    """Read a sentence that opens with how a text was adopted: "Adopted by consensus, the resolution", or "it"."""
    verb = s.verb(i)
    reach = s.span[1] if s.counted else verb.end + objects.NEAR  # over the names of those against
    mention = next(s.texts(verb.end, reach), None)
    if mention is not None:
        organ = next(s.organs(verb.end, mention.start), None)
        claim(s, i, how, mention, organ, out, rule="adopt.passive")
    elif s.tally is not None and s.folded.find(", it ", verb.end, s.span[1]) >= 0:
        claim(s, i, how, None, None, out, rule="adopt.passive")


def _won_from(s: Sentence, i: int, how: Reading, out: Out) -> None:
    """Read "The mission got the green light from the Security Council by 13 votes to none": a text, or a vote told."""
    organ = next(s.organs(s.verb(i).end, s.verb(i).end + (OF_ALL_REACH if s.lex.romance else FROM_REACH)), None)
    if s.lex.romance and not s.says(lead(s, i), "winning"):
        go_ahead(s, i, out)  # "Le feu vert du Conseil à un texte a été salué", not "sans l'aval du Conseil"
        return
    text = objects.before_verb(s, i)
    voted = s.tally is not None and (s.tally.unanimous or bool(s.tally.for_))
    if organ is not None and (voted or (text is not None and text.kind in TEXTS)):
        claim(s, i, how, text, organ, out, rule="adopt.passive")


def _is_denied_alone(s: Sentence, i: int) -> bool:
    """Say whether only a denial stands before a participle: "It got nine votes but not adopted"."""
    words = lead(s, i)
    alone = "d" in s.verb(i).forms and bool(words) and all(s.says([word], "negation") for word in words)
    named = not s.lex.romance and isinstance(subject_of(s, i), Mark)  # "a text that the council never adopted"
    return alone and not named


def _is_joined(s: Sentence, i: int) -> bool:
    """Say whether a participle goes on with a passive: "was put forward by Nigeria and adopted by consensus"."""
    if "d" not in s.verb(i).forms:
        return False
    before = s.words_before(s.verb(i).start, 2)
    if before[-1:] and before[-1].endswith(s.lex.adverb_endings):
        before.pop()  # "co-sponsored by Mali and unanimously adopted"
    if not s.says(before[-1:], "and"):
        return False
    earlier = next((j for j in range(i - 1, -1, -1) if isinstance(s.items[j], Mark) and s.items[j].kind == "verb"), -1)
    if earlier < 0:
        text = objects.before_verb(s, i) if s.lex.romance else None
        return text is not None and s.folded.startswith(
            ",", text.end
        )  # "La resolución, de factura británica y adoptada"
    return is_reduced(s, earlier) or reading(s, earlier).passive  # "a text, tabled by Iceland and adopted by"


def _opens_so(s: Sentence, i: int) -> bool:
    """Say whether a sentence opens with a participle, or with another that it goes on with: "Rédigée par Paris et
    adoptée mardi par le Conseil, la résolution"."""
    verb, first = s.verb(i), s.items[0]
    if s.opens(verb):
        return True
    led = s.lex.romance and isinstance(first, Mark) and first.kind == "verb" and "d" in first.forms
    return led and s.opens(first) and s.says(s.words_before(verb.start, 1), "and")


def _active(s: Sentence, i: int, how: Reading, out: Out) -> None:
    mention: Mention | None = taken_up(s, i) or objects.object_of(s, i) or objects.antecedent(s, i) or deed(s, i)
    if mention is not None and mention.kind == "other":
        mention = (by_text(s, i) if s.lex.romance else text_of_it(s, mention)) or mention
    organ, found = adopter(s, i, mention)
    if not found and mention is not None and how.mode == "real" and is_procedural(s, mention):
        organ = next(s.organs(s.span[0], s.verb(i).start), None)
        found = organ is not None and s.says(s.words_before(organ.start, 4), "members")  # "22 members of the council"
    if not found:
        _by_other(s, i, how, mention, out)
        return
    it = mention is None and s.counted and s.says(s.words_after(s.verb(i).end, 1), "pronoun")  # "backed it by 128 to 9"
    if mention is not None and _is_report(s, i, how, mention, organ, out):
        return
    mention = None if mention is not None and _is_plan_of(s, i, mention) else mention
    mention = mention or _numbered_before(s, i, organ)
    plan = how.mode == "real" and organ is not None and _is_plan(s, i, organ, mention)
    mention = None if plan else mention
    lenient = s.calls(s.verb(i), "lenient") and not it and not plan
    if lenient and not is_text(mention) and (mention is None or not s.counted) and not backs(s, organ, mention):
        expected(s, i, organ, out)  # "is expected on Friday to back a bid to join"
        return
    if mention is None and not (plan or s.counted or adopts_it(s, i) or (lenient and backs(s, organ, mention))):
        return
    if mention is not None and mention.plural and mention.kind in TEXTS and not s.counted:
        hold(s, out, UNTOLD, "Several texts are counted; none is told.")
        if how.mode == "real" and organ is not None and not depends_on_votes(s, i, mention):
            out.append(Sighting("told", SEVERAL, s, s.verb(i).start, mention, organ, tally=s.tally, past=how.past))
        return
    if mention is not None and mention.kind in ("other", "vote") and not _is_budget(s, organ, mention):
        hold(s, out, "adopt.other-document", "What was adopted is no resolution.")
        return
    claim(s, i, how, mention, organ, out, rule="adopt.plan" if plan else "adopt.active")


def _numbered_before(s: Sentence, i: int, organ: Mark | None) -> Mention | None:
    """Return the resolution by which an organ endorses something: "The council, via resolution 2268, endorsed it"."""
    if organ is None or s.lex.romance or not s.calls(s.verb(i), "lenient"):
        return None
    texts = s.texts(organ.end, s.verb(i).start, kinds=TEXTS[:2])
    return next((one for one in texts if one.symbols and s.says(s.words_before(one.start, 1), "means", "by_way")), None)


def _by_other(s: Sentence, i: int, how: Reading, mention: Mention | None, out: Out) -> None:
    """Read what no organ adopts: another body's text, or one that somebody is to seek."""
    subject = subject_of(s, i)
    most = by_many(s, i, how, mention) if subject is None and how.mode == "real" and mention is not None else None
    won = _seen_through(s, i, mention) if how.mode == "real" and mention is not None else None
    if most is not None or won is not None:
        out.extend(one for one in (most, won) if one is not None)
    elif mention is not None and _un_fails(s, how, subject, mention):
        out.append(Sighting("rejected", "adopt.failed", s, s.verb(i).start, mention, None, tally=s.tally))
    elif mention is not None and _is_sought(s, i, mention):
        out.append(Sighting("proposed", "adopt.sought", s, s.verb(i).start, mention, sponsors=roles.doers(s, i)))
    elif mention is not None and mention.kind in TEXTS and subject is not None and how.mode == "real":
        other = isinstance(subject, Mark) and (subject.kind == "foreign" or "o" in subject.forms)
        group = other and not s.calls(s.verb(i), "lenient")
        hold(s, out, OTHER_GROUP if group else "adopt.other-body", OTHER_BODY)


def _un_fails(s: Sentence, how: Reading, subject: Item | None, mention: Mention) -> bool:
    """Say whether a story opens with what the United Nations did not adopt: "L'ONU échoue à adopter une résolution"."""
    un = isinstance(subject, Mark) and subject.value == "UN" and s.lex.romance and s.index <= 1
    return un and how.mode == "failed" and mention.kind in TEXTS[:2] and not mention.plural


def _seen_through(s: Sentence, i: int, mention: Mention) -> Sighting | None:
    """Return what somebody got an organ to adopt: "logró sacar adelante en el Consejo un texto"."""
    verb, let = s.verb(i), s.calls(s.verb(i), "letting_pass")
    if not (let or s.calls(verb, "seeing_through")) or mention.kind not in TEXTS or mention.plural:
        return None
    organ, by = roles.organ_mark(mention) or next(s.organs(verb.end, s.span[1]), None), roles.doers(s, i)
    if let and organ is not None and s.index <= 1:  # "se sont abstenus, laissant passer une résolution du Conseil"
        return Sighting("adopted", "adopt.seen-through", s, verb.start, mention, organ, tally=s.tally)
    if organ is None or not by:
        return None
    return Sighting("adopted", "adopt.seen-through", s, verb.start, mention, organ, sponsors=by, tally=s.tally)


def _is_sought(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether somebody is to seek a text: "He will seek to pass a resolution"."""
    words = lead(s, i)
    sought = s.says(words[-1:], "infinitive") and s.says(words[-2:-1], "seeking_it")
    planned = sought and s.says(words[:-2], "future", "planning") and not s.says(words, "negation", "condition")
    return planned and mention.article == "a" and mention.kind in TEXTS[:2] and not mention.plural


def _is_plan(s: Sentence, i: int, organ: Mark, mention: Mention | None) -> bool:
    """Say whether a story opens with the Security Council's approval of somebody's plan, told with its day: "a day
    after the Security Council endorsed President Trump's Gaza plan", which it does by a resolution."""
    if mention is not None and not (s.lex.romance and mention.kind == "other"):
        return False
    present = s.index == 0 and s.verb(i).forms == "s"  # "Le Conseil de sécurité entérine l'accord de paix"
    unanimous = s.index == 0 and s.tally is not None and s.tally.unanimous
    told = bool(s.whens) or present or unanimous or (s.lex.romance and s.tally is not None)
    if organ.value != "SC" or s.index > 1 or not told:
        return False
    others = s.texts(*s.span, kinds=("other",))
    if any(not (s.lex.romance and s.says([s.folded[slice(*one.head)]], "approved_plans")) for one in others):
        return False  # "respaldó el plan en una declaración"
    begin = s.verb(i).end
    if s.lex.romance and (aside := s.folded.find(",", begin, begin + PLAN_DAY)) >= 0:
        begin = max(s.folded.find(",", aside + 1, s.span[1]) + 1, begin)  # "refrendó ayer, sin un voto en contra, el"
    behind = s.folded[begin : min(s.span[1], begin + PLAN_REACH)]
    clause = re.split(r"[,;.]| (?:that|which|to|que) ", behind, maxsplit=1)[0].split()
    return s.says(clause, "approved_plans") and not s.says(clause[:1], "infinitive", "by", "of")


def _is_report(s: Sentence, i: int, how: Reading, mention: Mention, organ: Mark | None, out: Out) -> bool:
    """Note that a story opens with a report that the Assembly or a rights council endorsed, or tells the day on which
    it did, by a text that the next sentence may tell the vote on; say whether it does."""
    told = how.mode == "real" and (s.index == 0 or bool(s.whens))
    endorsed = told and organ is not None and organ.value in ("GA", "HRC", "CHR")
    if not endorsed or not s.says([s.folded[slice(*mention.head)]], "reports"):
        return False
    out.append(Sighting("told", DEED, s, s.verb(i).start, None, organ, past=how.past))
    return True


def _is_plan_of(s: Sentence, i: int, mention: Mention) -> bool:
    """Say whether what is endorsed is somebody's plan on a matter, and no text of his: "endorsed Morocco's autonomy
    proposal", not "endorsed Morocco's proposal"."""
    if mention.kind != "text" or not mention.sponsors or not s.calls(s.verb(i), "lenient"):
        return False
    called = s.folded[mention.sponsors[-1][2] : mention.head[0]].removeprefix("'s").split()
    return bool(called) and s.says([s.folded[slice(*mention.head)]], "approved_plans")


def _is_budget(s: Sentence, organ: Mark | None, mention: Mention) -> bool:
    """Say whether the Assembly, or its Fifth Committee, adopts the budget of the United Nations, or a treaty: by a
    resolution, to which treaties are annexed."""
    of_assembly = organ is not None and organ.value in ("GA", "GA-C5")
    return of_assembly and s.says([s.folded[slice(*mention.head)]], "budgets", "treaties")
