"""Where a story's words begin, behind the place where it was filed: "UNITED NATIONS (AP) - The council"."""

from streams.core.detect.marks import Mark

HEAD = 320
"""Characters of a body in which its dateline is, below the lines above a press release."""
DATELINE = 60
"""Characters of the place and the day at which a story was filed, before its dash."""
AGENCY = 14
"""Characters of an agency's name in brackets before a story: "(Belga) "."""
SHORTEST = 3
"""Letters of the shortest place: "RIO"."""
_SEATS = ("united nations", "nations unies", "new york", "naciones unidas", "nueva york")
"""Places of a dateline, the first of which would be read for the body: "UNITED NATIONS - The council"."""
_DASHES = (" - ", " -- ")


def without_datelines(body: str, folded: str, marks: list[Mark], *, with_days: bool) -> list[Mark]:
    """Return the marks without those in the datelines of a story's first lines.

    :param with_days: their days stay, since the story was not written when it was published.
    """
    start, filed = 0, list[tuple[int, int]]()
    while 0 <= start < HEAD:
        begin = past_dateline(body, folded, start)
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


def past_dateline(body: str, folded: str, start: int) -> int:
    """Return where a story begins behind where it was filed: "GENEVA, May 20 (AFP) - ", "BEIRUT, Lebanon - ".

    :param folded: the body as it is read, character for character.
    """
    for dash in _DASHES:
        at = folded.find(dash, start, start + DATELINE)
        filed = at > 0 and (folded[at - 1] == ")" or folded[at - 1].isdecimal() or folded.endswith(_SEATS, start, at))
        if filed or (at > 0 and _is_place(body, start, at)):
            return at + len(dash)
    for seat in _SEATS:
        if folded.startswith(f"{seat}: ", start):
            return start + len(seat) + 2
    closing = folded.find(") ", start, start + AGENCY) if folded.startswith("(", start) else -1
    return closing + 2 if closing > 0 else start


def _is_place(body: str, start: int, dash: int) -> bool:
    """Say whether only a place in capitals stands before the dash, and the story itself is not set so: "WASHINGTON"."""
    place, story = body[start:dash].split(",", maxsplit=1)[0], body[dash + 2 : dash + 2 + DATELINE]
    return place.isupper() and len(place) >= SHORTEST and not story.isupper()
