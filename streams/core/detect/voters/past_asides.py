"""What stands between members and how they voted: asides on others, their envoys, times and groups."""

from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.words.text import longest_first

GROUP_WORDS = 10
"""Words behind names in which it is told that they are some of a group: "was one of 12 African states that"."""

SAYING = 90
"""Characters in which an envoy says how his country has voted."""
NAME_WORDS = 4
"""Words of an envoy's name."""


def past_others(s: Sentence, after: str) -> str:
    """Return what follows names without those who are only counted: "Cuba and eight other states voted no"."""
    words = after.split(" ", 4)
    if s.lex.romance and s.says(words[1:2], "so_many_others"):
        words[1:3] = reversed(words[1:3])  # "y otros siete"
    if len(words) < 5 or not (
        s.says(words[:1], "and") and s.is_number(words[1]) and s.says(words[2:3], "so_many_others")
    ):
        return after
    rest = words[3:]
    return " ".join(rest[1:] if rest[0] in s.lex.tally["voters"] and rest[0] not in s.lex.words["voting"] else rest)


def past_envoy(s: Sentence, after: str) -> str:
    """Return what follows names without who voted for them: "Iran's representative voted against it", "The Chinese
    ambassador, Fu Cong, abstained"."""
    after = _past_own_words(s, after)
    envoy, _, rest = after.removeprefix("'s ").removeprefix("permanent ").removeprefix("un ").partition(" ")
    if not s.says([envoy.rstrip(",")], "speaking_envoys"):
        return after
    if not envoy.endswith(","):
        return rest
    name, comma, deed = rest.partition(", ")
    called = comma and len(name.split()) <= NAME_WORDS and name.replace(" ", "").replace("-", "").isalpha()
    return deed if called else after


def _past_own_words(s: Sentence, after: str) -> str:
    """Return what follows names without an envoy who says how his country has voted: "China's ambassador said his
    country had voted yes"."""
    if not s.says(after.removeprefix("'s").split(None, 1)[:1], "speaking_envoys"):
        return after
    for said in longest_first(s.lex.words["saying_it_voted"]):
        head, found, deed = after[:SAYING].partition(said)
        if found and 0 < len(head.split()) <= 1 + NAME_WORDS:
            return deed + after[SAYING:]
    return after


def without_time(s: Sentence, after: str) -> str:
    """Return what follows names without the day told first: "India on Friday abstained", "Oman today voted for"."""
    first, _, rest = after.partition(" ")
    if first in s.lex.relative or first in s.lex.weekdays:
        return rest
    day, _, behind = rest.partition(" ")
    return behind if s.says([first], "on") and day in s.lex.weekdays else after


def past_group(s: Sentence, after: str) -> str:
    """Return what follows "was one of 12 states that", "were among the few to"; all of it where that is not told."""
    end, among = 0, False
    words = after.split(" ", 2)
    if not (
        s.says(words[:1], "be", "among_them")
        or (s.says(words[:1], "one_of_group") and s.says(words[1:2], "solving_of"))
    ):
        return after
    for word in after.split(" ", GROUP_WORDS)[:GROUP_WORDS]:
        bare = word.strip(",")
        of_group = s.says([bare], "passed_group") or bare in s.lex.tally["voters"] or s.is_number(bare)
        if not of_group or s.says([bare], "voting"):
            break
        among = among or s.says([bare], "one_of_group") or s.is_number(bare)  # "were the five that said no"
        end += len(word) + 1
    return after[end:] if among else after
