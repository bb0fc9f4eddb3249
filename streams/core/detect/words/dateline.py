"""Where a story's words begin, behind the place where it was filed: "UNITED NATIONS (AP) - The council"."""

from streams.core.detect.words.marks import Mark

HEAD = 320
"""Characters of a body in which its dateline is, below the lines above a press release."""
DATELINE = 60
"""Characters of the place and the day at which a story was filed, before its dash."""
AGENCY = 14
"""Characters of an agency's name in brackets before a story: "(Belga) "."""
MOST_WORDS = 4
"""Words of a place, and of a day behind it without a comma: "SAO PAULO May 20"."""
SHORTEST = 3
"""Letters of the shortest place: "RIO"."""
_SEATS = ("united nations", "nations unies", "new york", "naciones unidas", "nueva york")
"""Places of a dateline, the first of which would be read for the body: "UNITED NATIONS - The council"."""
_SEATS_THAT_TELL = tuple(f"{seat}: " for seat in _SEATS)
_DASHES = (" - ", " -- ")


def without_datelines(body: str, folded: str, marks: list[Mark], *, with_days: bool) -> list[Mark]:
    """Return the marks without those in the datelines of a story's first lines.

    :param with_days: their days stay, since the story was not written when it was published.
    """
    start, filed = 0, list[tuple[int, int]]()
    while 0 <= start < HEAD:
        begin = past_dateline(body, folded, start, marks)
        if begin > start:
            filed.append((start, begin))
        start = body.find("\n", start) + 1 or -1
    if not filed:
        return marks
    return [
        mark
        for mark in marks
        if (with_days and mark.kind == "date") or not any(begin <= mark.start < end for begin, end in filed)
    ]


def past_dateline(body: str, folded: str, start: int, marks: list[Mark]) -> int:
    """Return where a story begins behind where it was filed: "GENEVA, May 20 (AFP) - ", "BEIRUT, Lebanon - ".

    :param folded: the body as it is read, character for character.
    :param marks: those of the body, or of this part of it.
    """
    for dash in _DASHES:
        at = folded.find(dash, start, start + DATELINE)
        if at > 0 and _is_filed(body, start, at, [mark for mark in marks if start <= mark.start < at]):
            return at + len(dash)
    if folded.startswith(_SEATS_THAT_TELL, start):
        return folded.index(": ", start) + 2
    closing = folded.find(") ", start, start + AGENCY) if folded.startswith("(", start) else -1
    return closing + 2 if closing > 0 else start


def _is_filed(body: str, start: int, dash: int, inside: list[Mark]) -> bool:
    """Say whether only place, day and agency stand before a dash: not "The council adopted resolution 2720 - the"."""
    told = body[start:dash]
    place = told.split(",", maxsplit=1)[0].split("(", maxsplit=1)[0].split()
    if told.lower() in _SEATS:
        return True
    if any(mark.kind not in ("actor", "date") and mark.value != "UN" for mark in inside) or len(place) > MOST_WORDS:
        return False
    if not all(word[:1].isupper() or word.isdecimal() for word in place):
        return False
    alone = not ("," in told or told.endswith(")") or told[-1:].isdecimal())
    if place and place[0].isupper() and len(place[0]) >= SHORTEST:  # "SYRIA - " is a headline's, "WASHINGTON - " none
        whole_land = alone and any(mark.kind == "actor" and "p" not in mark.forms for mark in inside)
        return not (whole_land or body[dash + 2 : dash + 2 + DATELINE].isupper())
    return told.endswith(")") or (told[-1:].isdecimal() and "," in told)
