"""Which times of a sentence can be that of a claim, and not of the saying, of a topic, of another clause."""

from streams.core.detect.age.of_object import is_of_its_object, is_of_what_it_undoes
from streams.core.detect.age.of_old import ANCIENT, OPENING, OPENING_TIME
from streams.core.detect.age.of_text import (
    is_aside,
    is_done_by,
    is_of_its_aside,
    is_of_its_bringing,
    is_of_its_effect,
    is_of_its_terms,
    is_of_somebody,
    is_of_the_vote,
    is_of_topic,
    is_whose,
)
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import FINAL, Sighting
from streams.core.detect.times.dates import OLD_DAYS
from streams.core.detect.times.when import When
from streams.core.detect.verbs.told_after import is_hours_before
from streams.core.detect.words.text import contains, longest_first

CLOSING_TIME = 6
"""Characters between the comma and a time that ends a sentence, and behind it: ", in "."""
PARTICIPLE = 5
"""Letters of the shortest participle: "votée"."""
BESIDE_WORDS = 2
"""Words from a verb to the time that is its own: "adopted in"."""
DATELINE_REACH = 20
"""Characters behind the day of a dateline in which its dash is: " (Xinhua) -- "."""
TIME_REACH = 120
"""Characters between a claim and the time that it is told with."""


def times_of(one: Sighting, *, ahead: bool) -> list[When]:
    """Return the times near a claim that can be its own."""
    if not one.sentence.whens:
        return []
    near = [
        when
        for when in one.sentence.whens
        if (
            abs(when.start - one.at) < TIME_REACH
            or when.start - one.sentence.span[0] < OPENING_TIME
            or _closes_with(one, when)
        )
        and (ahead or not (when.bound or _is_purpose(when, one)))
        and not _is_compared(one, when)
    ]
    if one.claim == "told" and one.tally is not None:
        near = [when for when in near if not _is_of_other_than_count(one, when)]
    if one.claim == "postponed":
        near = [when for when in near if not is_of_the_vote(one, when)]
    if one.claim in FINAL and _is_perfect(one):
        near = [when for when in near if not _is_of_else(one, when)]
    if one.claim in FINAL and not one.past:
        near = [when for when in near if not _is_since(one, when)]
    if one.claim in FINAL and one.sentence.lex.romance:
        near = [when for when in near if not (_is_of_participle(one, when) or _is_of_noun(one, when))]
        near = [_hours_later(one, when) for when in near]
        near = [when for when in near if not _is_of_future(one, when)]
    if one.claim in FINAL:
        near = [when for when in near if not (_is_of_main_clause(one, when) or is_of_its_effect(one, when))]
        near = [when for when in near if not is_of_its_aside(one, when)]
        near = [when for when in near if not (is_of_topic(one, when) or is_whose(one, when) or is_done_by(one, when))]
        near = [when for when in near if not (is_of_its_object(one, when) or is_of_what_it_undoes(one, when))]
        fresh = any(when.start > one.at and when.age is not None and 0 <= when.age < OLD_DAYS for when in near)
        if fresh or one.sentence.lex.romance:
            near = [when for when in near if not _is_of_clause_before(one, when, fresh=fresh)]
    if one.claim in ("tabled", "proposed"):
        near = [when for when in near if not (_is_of_saying(one, when) or _is_of_dateline(one, when))]
        near = [when for when in near if not (is_of_somebody(one, when) or _is_of_speech(one, when))]
        near = [when for when in near if not is_of_its_terms(one, when)]
    return near


def _is_of_other_than_count(one: Sighting, when: When) -> bool:
    """Say whether a time beside a count is of the text, or of who voted: "los otros 14 respaldaron el texto, iniciado
    en agosto"."""
    if one.sentence.lex.romance and (_is_of_participle(one, when) or _is_since(one, when)):
        return True
    return is_of_its_bringing(one, when) or is_aside(one, when)


def _is_of_future(one: Sighting, when: When) -> bool:
    """Say whether a time is of what is still to come: "adoptado por consenso, pasará al pleno en diciembre"."""
    if when.start < one.at or when.weekday is not None:
        return False
    endings = longest_first(one.sentence.lex.words["future_endings"])
    between = one.sentence.folded[one.at : when.start].split()
    return any(len(word) >= PARTICIPLE and word.endswith(endings) for word in between)


def _hours_later(one: Sighting, when: When) -> When:
    """Return a time, or the day behind that of what was hours before a deed: "el viernes, horas antes de que"."""
    if when.age is None or when.age <= 0 or when.start > one.at:
        return when
    s = one.sentence
    j = next((j for j, item in enumerate(s.items) if item.start == one.at and item.kind == "verb"), -1)
    before = j >= 0 and any(when.end <= mark.start < one.at and is_hours_before(s, mark, j) for mark in s.borders)
    return when._replace(day=None, weekday=None, age=when.age - 1) if before else when


def _is_of_participle(one: Sighting, when: When) -> bool:
    """Say whether a time is that of a participle behind what was done: "a levé l'embargo instauré en décembre 2013"."""
    s = one.sentence
    words = s.words_before(when.start, 4) if when.start > one.at else []
    while words and s.says(words[-1:], "month_leads", "day_leads", "definite"):
        words.pop()
    if not words or not words[-1].endswith(s.lex.past_endings) or len(words[-1]) < PARTICIPLE:
        return False
    own = s.folded.startswith(words[-1], one.at) or s.says(words[-2:-1], "be", "have")
    return not own


def _is_of_noun(one: Sighting, when: When) -> bool:
    """Say whether a time is that of something before it, and of no vote: "condenar el ataque de la pasada semana"."""
    s = one.sentence
    if when.weekday is not None or when.age is None or (when.day is not None and when.age < OLD_DAYS):
        return False
    words = s.words_before(when.start, 4)
    while len(words) > 1 and s.says(words[-1:], "definite") and not s.says(words[-1:], "joint_of", "of"):
        words.pop()
    return s.says(words[-1:], "of") and not s.says(words, "same_meeting", "voted_object", "meeting", "until")


def _closes_with(one: Sighting, when: When) -> bool:
    """Say whether a sentence ends in a time of years ago, told behind all else: ", threaten peace, in Sept. 2017"."""
    s = one.sentence
    last = s.span[1] - when.end <= CLOSING_TIME and (when.age or 0) >= ANCIENT
    return last and s.folded.rfind(", ", max(one.at, when.start - CLOSING_TIME), when.start) >= 0


def _is_perfect(one: Sighting) -> bool:
    """Say whether a deed is told as just done: "has adopted"."""
    s = one.sentence
    return s.says_before(one.at, 3, "just_done")


def _is_of_else(one: Sighting, when: When) -> bool:
    """Say whether an old time behind what has just been done is of something else: "the plan set out on 31 May", "in
    Sudan, where a deal in January ended the war"."""
    if when.age is None or when.age < OLD_DAYS or when.start < one.at:
        return False
    between = one.sentence.folded[one.at : when.start]
    return when.day is not None or any(opener in between for opener in one.sentence.lex.words["own_clauses"])


def _is_of_main_clause(one: Sighting, when: When) -> bool:
    """Say whether a day of these is only that of what came after: "was preparing on Friday to leave, after Russia
    vetoed a plan to prolong its stay", "A day after the council adopted it, France on Friday lifted its own"."""
    s, fresh = one.sentence, when.age is not None and 0 <= when.age < OLD_DAYS
    if when.start > one.at:
        return fresh and opens_days_after(s) and ", " in s.folded[one.at : when.start]
    owned = when.weekday is not None and when.start == s.span[0] and s.folded.startswith("'s ", when.end)
    if not (fresh or owned):  # "Tuesday's visit comes three days after the meeting in which it vetoed the text"
        return False
    if one.rule == "veto.noun" and s.says(s.folded[when.end : one.at].replace(",", " ").split(), "in_its_wake"):
        return any(one.at < other.start and (other.age or 0) >= OLD_DAYS for other in s.whens)
    return any(when.end <= border.start < one.at and s.calls(border, "behind_time") for border in s.borders)


def opens_days_after(s: Sentence) -> bool:
    """Say whether a sentence opens with how long before something was: "Two days after the council adopted it,"."""
    border = s.borders[0] if s.borders else None
    if border is None or not s.calls(border, "behind_time"):
        return False
    opening = s.folded[s.span[0] : border.start].split()
    return len(opening) == BESIDE_WORDS and s.says(opening[1:], "days", "one_day")


def _is_of_clause_before(one: Sighting, when: When, *, fresh: bool) -> bool:
    """Say whether a time is of a clause on the text, before what came of it: "which Canada has tabled since 2003".

    :param fresh: another time is told behind what came of it.
    """
    s, marks = one.sentence, [mark for mark in one.sentence.marks if mark.start < when.start]
    comma = s.folded.find(", ", when.end, one.at)
    opened = next((at for at, mark in enumerate(marks) if mark.kind == "border" and mark.value == "relative"), None)
    if comma >= 0 and s.says(s.folded[comma + 2 : one.at].split(" ", 1)[:1], "be", "have"):
        # "sanctions imposed a decade ago, were lifted on Friday", "que impulsaban en las últimas semanas, fue aprobada"
        return (fresh or opened is not None) and any(mark.kind == "verb" for mark in marks)
    return fresh and opened is not None and when.start < one.at and any(mark.kind == "verb" for mark in marks[opened:])


def _is_since(one: Sighting, when: When) -> bool:
    """Say whether something has lasted since a time, which was not then decided: "to lift the embargo, in place since
    1992", "for the first time since 2011"; what has been done "since 1992" is of that time."""
    s = one.sentence
    # "Depuis mercredi, ..." is no day of what is told behind, nor "que se repite desde hace 31 años" of a count
    lately = s.lex.romance and ((when.age or 0) < OLD_DAYS or one.claim == "told")
    if not s.says_before(when.start, 1, "since"):
        return False
    if s.says(s.words_before(when.start, 5), "first_since"):
        return True
    return (when.start > one.at or lately) and not _is_perfect(one)


def _is_of_saying(one: Sighting, when: When) -> bool:
    """Say whether a time is only that at which it was told: "has circulated a draft, diplomats said on Friday"."""
    s = one.sentence
    return when.start > one.at and s.says(s.words_before(when.start, 3), "told_at")


def _is_of_speech(one: Sighting, when: When) -> bool:
    """Say whether a time is of what somebody said: "Norway, which introduced the draft, said it recalled the war that
    began 30 years ago"."""
    between = one.sentence.folded[one.at : when.start]
    return any(f", {word} " in between for word in one.sentence.lex.words["saying_so"])


def _is_of_dateline(one: Sighting, when: When) -> bool:
    """Say whether a calendar day is that of the dateline: "UNITED NATIONS, Oct 5 (AFP) - Gabon has circulated"."""
    behind = one.sentence.folded[when.end : when.end + DATELINE_REACH]
    opens = one.sentence.index <= OPENING and when.weekday is None and when.start - one.sentence.span[0] < TIME_REACH
    return opens and when.start < one.at and any(dash in behind for dash in (" - ", " -- ", ".- "))


def _is_compared(one: Sighting, when: When) -> bool:
    """Say whether a time is of what the tally is compared with: "148 votes in favor, down from 160 last year", "93-24,
    less support than two earlier texts had won last month"."""
    s = one.sentence
    if when.end < one.at and s.folded.startswith(", when ", when.end):
        return False  # "It was the same margin as a year ago, when resolution 2781 was carried"
    tally = one.tally if one.claim in FINAL or one.claim == "told" else None
    if tally is not None and tally.counted and one.at < when.start:
        begin = tally.start if one.claim == "told" else max(one.at, tally.start)
        behind = s.folded[begin : when.start]
        if contains(behind, s.lex.words["more_or_less"]):
            return True
    if _is_like_then(s, when):
        return True
    before = s.words_before(when.start, 3) if s.has("compared_with") else []
    return len(before) > 1 and before[-1].isdecimal() and s.says(before[-2:-1], "compared_with")


def _is_like_then(s: Sentence, when: When) -> bool:
    """Say whether it was so at an old time too: "As last year, only Cuba and Mali voted against it"."""
    if (when.age or 0) < OLD_DAYS or not s.folded.startswith(",", when.end):
        return False
    return s.says(s.words_before(when.start, 1), "like_then")


def _is_purpose(when: When, one: Sighting) -> bool:
    """Say whether a day still to come is of what the text does: "voted to end the mission on December 31".

    What stands right behind the verb is of the deed, and a year ago: "which the council adopted in May"; so is, below
    the opening, a month to which nothing else leads: "The council imposed sanctions on the North in August".
    """
    if when.age is None or when.age >= -1 or when.start <= one.at:
        return False
    s = one.sentence
    beside = len(s.folded[one.at : when.start].split()) <= BESIDE_WORDS
    month = s.index >= OPENING and when.day is None and when.weekday is None
    alone = month and not any(mark.kind in ("verb", "border") and one.at < mark.start < when.start for mark in s.marks)
    return one.claim not in FINAL or not (beside or alone)
