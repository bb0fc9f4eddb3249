"""How members voted, told by what they did with their votes: "cast dissenting votes", "gave the text their votes"."""

from streams.core.detect.sentence import Sentence

WITHIN = 9
"""Words behind "cast" within which the votes are told: "cast the only two negative "."""
SIDED = ("favour", "against")


def side_cast(s: Sentence, after: str) -> str:
    """Return the side of the votes that ``after`` begins by telling to be cast or given; nothing where it does not."""
    words = [word.strip("\"',.;:)") for word in after.split(" ", WITHIN + 4)[: WITHIN + 4]]
    if not s.says(words[:1], "casting_votes"):
        return ""
    at = next((at for at, word in enumerate(words[:WITHIN]) if s.says([word], "votes_cast")), 0)
    between = words[1:at]
    if not at or not all(s.says([word], "between_cast") or s.is_number(word) for word in between):
        return ""
    for side in SIDED:
        if s.says(between, f"{side}_kind") or s.says(words[at + 1 : at + 3], f"{side}_way"):
            return side
    return "favour" if s.says(words[:1], "giving_votes") else ""
