"""Times that are those of a text, of how it was brought, of what it is on or would do, and not of what came of it."""

from streams.core.detect.age.of_old import ANCIENT
from streams.core.detect.sentences.sightings import Sighting
from streams.core.detect.times.dates import is_of_plan, is_put_off_to
from streams.core.detect.times.when import When


def is_of_its_bringing(one: Sighting, when: When) -> bool:
    """Say whether a time is only that at which the text was brought: "77 states voted for a resolution that was
    introduced by Serbia last month"."""
    between = [mark for mark in one.sentence.marks if one.at < mark.start < when.start]
    relative = any(mark.kind == "border" and mark.value == "relative" for mark in between)
    last = next((mark.value for mark in reversed(between) if mark.kind == "verb"), "")
    return relative and last in ("table", "propose") and "," not in one.sentence.folded[one.at : when.start]


def is_aside(one: Sighting, when: When) -> bool:
    """Say whether a time is of what is told aside of somebody: "13 were for it, while Russia, which had floated a text
    last week, abstained"."""
    before = one.sentence.folded[one.at : when.start] if when.start > one.at else ""
    start = max((before.rfind(opener) for opener in one.sentence.lex.words["own_clauses"]), default=-1)
    return start >= 0 and "," not in before[start + 2 :]


def is_of_its_effect(one: Sighting, when: When) -> bool:
    """Say whether a day is that on which a text does something: "adopted a text that will end it on 31 May"."""
    s = one.sentence
    if when.weekday is not None or when.day is None or when.start < one.at:
        return False
    clause = next((m for m in s.borders if one.at < m.start < when.start), None)
    return clause is not None and s.says(s.folded[clause.end : when.start].split()[:2], "future")


def is_of_topic(one: Sighting, when: When) -> bool:
    """Say whether an old year is that of what the first text is on: "passed a text on the massacre in Bor in 1995"."""
    s, mention = one.sentence, one.mention
    if s.index > 1 or mention is None or (when.age or 0) < ANCIENT or when.day is not None or when.start < mention.end:
        return False
    words = s.folded[mention.end : when.start].split()
    between = [mark for mark in s.marks if mention.end <= mark.start < when.start]
    plain = all(mark.kind in ("actor", "date") for mark in between)
    return (
        plain and s.says(words[:1], "named_topic") and s.says([word.strip("\"',") for word in words], "once_happened")
    )


def is_whose(one: Sighting, when: When) -> bool:
    """Say whether a time is that of what a text is on: "vetoed a draft condemning last week's attack"."""
    s, mention = one.sentence, one.mention
    if mention is None or when.start < mention.end or not s.folded.startswith("'s ", when.end):
        return False
    lead = s.words_before(when.start, 1)
    return s.says(lead, "named_topic", "of", "preposition") or any(
        word.endswith(s.lex.progressive_endings) for word in lead
    )


def is_done_by(one: Sighting, when: When) -> bool:
    """Say whether a time stands between what is told of a text and by whom it was done: "voted to adopt the resolution
    approved last month by its Third Committee"."""
    s, mention = one.sentence, one.mention
    if s.lex.romance or when.start < (one.at if mention is None else max(one.at, mention.end)):
        return False
    if not s.says(s.words_after(when.end, 1), "by"):
        return False
    return any(mark.kind == "verb" and mark.end + 1 == when.start and mark.start > one.at for mark in s.marks)


def is_of_its_aside(one: Sighting, when: When) -> bool:
    """Say whether a time ends an aside on how a text was brought: "The resolution, proposed in early May, passed"."""
    s, mention = one.sentence, one.mention
    if s.lex.romance or mention is None or not mention.end <= when.start < one.at:
        return False
    if not s.folded.startswith(",", mention.end) or not s.folded.startswith(",", when.end):
        return False
    return any(
        mark.kind == "verb" and mark.value in ("table", "propose") and mark.start == mention.end + 2 for mark in s.marks
    )


def is_of_its_terms(one: Sighting, when: When) -> bool:
    """Say whether a time is of what a text would do: "circulated a draft that would welcome last July's opinion"."""
    s, mention = one.sentence, one.mention
    if mention is None or when.start < mention.end or s.lex.romance:
        return False
    return s.says(s.folded[mention.end : when.start].replace(",", " ").split(), "would")


def is_of_the_vote(one: Sighting, when: When) -> bool:
    """Say whether a time is of the vote that is put off, and not of the putting off."""
    folded, lex = one.sentence.folded, one.sentence.lex
    unasked = (
        one.rule in ("vote.not-sought", "vote.unlikely") and when.start > one.at
    )  # "will not ask for a vote on Friday"
    parted = any(when.end < m.start < one.at and m.value == "contrast" for m in one.sentence.borders)
    if parted or unasked:
        return True  # "was supposed to vote on it on Friday, but the vote was put off"
    return is_put_off_to(folded, one.at, when, lex) or is_of_plan(folded, when, lex)


def is_of_somebody(one: Sighting, when: When) -> bool:
    """Say whether a time is of what somebody did: "circulated a draft on the minister, who resigned last week"."""
    s = one.sentence
    return any(one.at < mark.start < when.start and s.calls(mark, "of_persons") for mark in s.borders)
