"""Persons: a title and the name behind it."""

from streams.core.model import Entity
from streams.core.tag.reading import Reading

MAX_NAME_WORDS = 4
"""Given names, particles and surname together."""


def title(reading: Reading, index: int) -> Entity | None:
    """Read "President", "Ambassador": the person is the run of capitalised words behind it, without the title.

    The surname stands for the person from then on, so that "Jordan" is no country after "Sen. Jim Jordan".
    """
    body = reading.body
    before_name = reading.matches[index][1]
    if body[before_name : before_name + 1] != " ":
        return None
    start = end = position = before_name + 1
    surname = ""
    for _ in range(MAX_NAME_WORDS):
        word = _word(body, position)
        if not word:
            break
        if (word[0].isupper() or word[:3] in ("al-", "el-")) and word not in reading.cue("not_a_person"):
            end, surname = position + len(word), word
        elif not (end > start and word in reading.cue("particle")):
            break
        position += len(word) + 1
        if body[position - 1 : position] != " ":
            break
    if end == start:
        return None
    reading.surnames.add(surname)
    return Entity("person", None, None, body[start:end], start, end)


def _word(body: str, position: int) -> str:
    """Return the word at ``position``: letters, hyphens, apostrophes inside, the full stop of an initial."""
    end = position
    limit = min(len(body), position + 32)
    while end < limit and (body[end].isalpha() or (body[end] in "-’'" and body[end + 1 : end + 2].isalpha())):
        end += 1
    word = body[position:end]
    if word[-2:] in ("'s", "’s"):
        return word[:-2]
    return word + "." if len(word) == 1 and body[end : end + 1] == "." else word
