"""What the words around a name say, whatever its kind."""

from streams.core.tag.reading import Reading
from streams.core.tag.words import CLOSING, REACH, word_after


def in_a_state(reading: Reading, end: int) -> bool:
    """Whether a state of the United States stands behind a name as behind a town's: "Cuba, Mo.", "Paris, Texas".

    A state in a list of places ("Mexico, Texas and Arizona") is none.
    """
    body = reading.body
    if body[end : end + 2] != ", " or not body[end + 2 : end + 3].isupper():
        return False
    behind_comma = body[end + 2 : end + REACH]
    for state in reading.cue("state_of_two_words"):
        if behind_comma.startswith(state):
            return word_after(body, end + 2 + len(state)) not in ("and", "or")
    token = body[end + 2 : end + REACH].partition(" ")[0].partition("\n")[0]
    states = reading.cue("state_abbreviation")
    bare = token.rstrip(CLOSING)
    if token not in states and token.rstrip(",;:)") not in states and bare not in states:
        return False
    behind = end + 2 + len(token)
    if token == bare and len(bare) == 2:  # "CHINA, MA YING-JEOU": a postal code ends its phrase
        return False
    return word_after(body, behind) not in ("and", "or")


def another_word(reading: Reading, before: str) -> bool:
    """Whether the word before makes a longer proper name: "Michael Jordan", "George Washington"."""
    return before.istitle() and before.isalpha() and before.lower() not in reading.cue("before_country")
