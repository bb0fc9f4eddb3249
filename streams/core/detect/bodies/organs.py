"""Which body a word stands for: "the council" is the last council named, and not every General Assembly is the UN's."""

from bisect import bisect_right
from dataclasses import dataclass, replace
from operator import itemgetter

from streams.core.detect.bodies.short_names import ShortNames
from streams.core.detect.bodies.whose import is_other
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import ORGANS, Mark
from streams.core.detect.words.text import contains, longest_first

SIZES = {"SC": 15, "HRC": 47, "ECOSOC": 54, "CHR": 53}
"""Members of the bodies that have fewer than the General Assembly: Charter, Articles 23 and 61; A/RES/60/251; the
Commission on Human Rights had 53. A tally above them is kept, and flagged."""
MEMBERS = 193
NEEDED = 9
"""Votes that a text needs in the Security Council: Charter, Article 27."""
OPENING = 300
"""Characters that say whose meeting a story is about."""
BEHALF = 56
"""Characters before another body in which it is told that somebody acts for it."""
REACH = 600
"""Characters in which the body named last is the one meant."""


@dataclass(frozen=True, slots=True)
class Bodies:
    """The bodies of an article as (offset, organ), ``foreign`` for another's; ``named`` are the UN organs.

    ``titled`` is the one UN organ of the headline, ``titled_un`` says that it names the United Nations.
    ``played``: pupils play the United Nations. ``filed_there``: by its dateline the story was filed from them.
    ``owners_meet``: it opens with the owners of a company, whose resolutions need no other name from there on.
    """

    spots: tuple[tuple[int, str], ...]
    named: tuple[str, ...]
    owners_meet: bool = False
    titled: str | None = None
    titled_un: bool = False
    played: bool = False
    filed_there: bool = False

    def before(self, position: int, reach: int = REACH) -> str | None:
        """Return the body named last before ``position`` within ``reach`` characters, ``foreign``, or None."""
        at = self._last_before(position)
        return self.spots[at][1] if at >= 0 and position - self.spots[at][0] <= reach else None

    def organ_before(self, position: int) -> str | None:
        """Return the UN organ named last before ``position``, else the article's one organ, if it is one."""
        for at in range(self._last_before(position), -1, -1):
            if self.spots[at][1] in ORGANS:
                return self.spots[at][1]
        return self.named[0] if len(self.named) == 1 else self.titled

    def _last_before(self, position: int) -> int:
        """Return the index of the last spot that begins at ``position`` or before; -1 where there is none."""
        return bisect_right(self.spots, position, key=itemgetter(0)) - 1


def settle(
    body: str, folded: str, headline: str, marks: list[Mark], lex: Lexicon, *, filed_there: bool = False
) -> tuple[list[Mark], Bodies]:
    """Return the marks with every short organ name replaced by what it stands for, and the bodies of the article.

    :param filed_there: the story was filed from the United Nations.
    """
    marks = [m for m in marks if m.value != "UN" or not (_names_another(folded, m, lex) or _is_of_name(body, m))]
    reader = ShortNames(body, folded, marks, lex, filed_there)
    reader.prepare(headline)
    settled: list[Mark] = []
    spots: list[tuple[int, str]] = []
    for index, mark in enumerate(marks):
        if mark.kind == "organ" and mark.value != "UN":
            value = reader.settled(index) if not _is_in_brackets(folded, settled, mark) else None
            if value is None:
                continue
            if value == "GA" and (
                _is_of_committee(folded, settled, mark, lex) or _owns_committee(folded, marks, index, lex)
            ):
                continue  # "the 193-member Assembly's Third Committee", "the Fifth Committee of the General Assembly"
            asked = "committee" in reader.last and _is_only_named(folded, mark, value, lex)
            asked = asked or (bool(spots) and spots[-1][1] == "HRC" and _is_sent_it(folded, reader, mark, value, lex))
            asked = asked or (value == "foreign" and _is_part_addressed(folded, mark, lex))
            asked = asked or (bool(spots) and _only_recommends(folded, mark, value, lex))
            if not (asked or (spots and spots[-1][1] == "foreign" and _is_spoken_to(folded, mark, lex))):
                spots.append((mark.start, value))
            if value == "foreign":
                settled.append(replace(mark, kind="foreign"))
            else:
                settled.append(mark if value == mark.value else replace(mark, value=value))
            continue
        if mark.kind == "foreign" and (member := reader.as_member(mark)) is not None:
            spots.append((member.start, member.value))
            settled.append(member)
            continue
        if mark.kind in ("actor", "foreign") and is_other(mark) and "w" not in mark.forms:
            if not _is_only_addressed(folded, mark, lex):
                spots.append((mark.start, "foreign"))
            reader.note_other(mark)
        settled.append(mark)
    named = tuple(dict.fromkeys(organ for _, organ in spots if organ in ORGANS))
    opening = folded[:OPENING]
    titled = next(iter(reader.titled)) if len(reader.titled) == 1 else None
    return settled, Bodies(
        spots=tuple(spots),
        named=named,
        owners_meet=contains(opening, lex.words["owners"]),
        titled=titled,
        titled_un=reader.titled_un,
        played=reader.played,
        filed_there=filed_there,
    )


def _names_another(folded: str, mark: Mark, lex: Lexicon) -> bool:
    """Say whether the United Nations only stand in the name of another body: "a U.N. agency", "UN climate talks"."""
    after = folded[mark.end : mark.end + 20].split()[:1] if mark.kind == "organ" else []
    return bool(after) and after[0].strip(".,;") in lex.words["bodies_apart"]


def _is_of_name(body: str, mark: Mark) -> bool:
    """Say whether "un" is a part of somebody's name: "Kim Jong Un", "Kim Jong-un", "KIM JONG UN"."""
    text = body[mark.start : mark.end]
    if text == "Un" or body[max(0, mark.start - 1) : mark.start] == "-":
        return text.lower() == "un"
    return text == "UN" and body.endswith(("Jong ", "JONG "), 0, mark.start)


def _is_only_addressed(folded: str, other: Mark, lex: Lexicon) -> bool:
    """Say whether another body decides nothing here: "encouraged the African Union", "an African Union force"."""
    after = folded[other.end : other.end + 24].split()[:1]
    before = [
        word for word in folded[max(0, other.start - 24) : other.start].split() if word not in lex.words["definite"]
    ][-1:]
    deployed = bool(after) and after[0].strip(".,;") in lex.words["deployed"]
    if any(
        folded.find(f" {acting} ", max(0, other.start - BEHALF), other.start) >= 0 for acting in lex.words["behalf"]
    ):
        return True  # "drafted on behalf of the Gulf Cooperation Council (GCC)"
    return deployed or not lex.words["telling"].isdisjoint(before)


def _is_part_addressed(folded: str, committee: Mark, lex: Lexicon) -> bool:
    """Say whether a body with a longer name is asked to do something: "would request the Special Committee to"."""
    return not lex.words["telling"].isdisjoint(folded[max(0, committee.start - 30) : committee.start].split()[-3:])


def _only_recommends(folded: str, part: Mark, value: str, lex: Lexicon) -> bool:
    """Say whether a part of a body is named as what that acts on: "recommended to it by the Commission on"."""
    before = folded[max(0, part.start - 40) : part.start]
    return (value == "UN-other" or value.startswith("GA-")) and contains(before, lex.words["recommended_by"])


def _is_spoken_to(folded: str, organ: Mark, lex: Lexicon) -> bool:
    """Say whether another body's text only speaks to an organ: "a resolution asking the Security Council to act"."""
    before = [
        word for word in folded[max(0, organ.start - 24) : organ.start].split() if word not in lex.words["definite"]
    ]
    return not lex.words["put_to_them"].isdisjoint(before[-1:])


def _is_in_brackets(folded: str, settled: list[Mark], mark: Mark) -> bool:
    """Say whether a name in brackets is only short for the one before: "the human rights committee (HRC)"."""
    last = settled[-1] if settled else None
    inside = folded[mark.start - 1 : mark.start] == "(" and folded[mark.end : mark.end + 1] == ")"
    return inside and last is not None and last.kind == "organ" and last.end == mark.start - 2


def _is_of_committee(folded: str, settled: list[Mark], assembly: Mark, lex: Lexicon) -> bool:
    """Say whether the Assembly is named only to say whose committee the last organ is."""
    last = settled[-1] if settled else None
    if last is None or last.kind != "organ" or not last.value.startswith("GA-"):
        return False
    return folded[last.end : assembly.start].strip() in lex.words["of_the"]


def _owns_committee(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> bool:
    """Say whether the Assembly is named only as the owner of the committee that follows."""
    following = marks[index + 1] if index + 1 < len(marks) else None
    if following is None or following.kind != "organ" or not following.value.startswith("GA-"):
        return False
    return folded[marks[index].end : following.start].strip() in lex.words["owner"]


def _is_only_named(folded: str, organ: Mark, value: str, lex: Lexicon) -> bool:
    """Say whether an organ does nothing where a committee acts: the Assembly is asked, gets what the committee decides
    ("for recommendation to the General Assembly"), or owns something ("the General Assembly's high-level meeting"); a
    resolution of the Security Council is named."""
    if value == "SC":
        return folded.startswith(longest_first(lex.words["its_texts"]), organ.end)
    if value != "GA":
        return False
    if is_asked(folded, organ.start, organ.end, lex) or folded.startswith("'s ", organ.end):
        return True
    words = folded[max(0, organ.start - 24) : organ.start].split()
    before = [word for word in words if word not in lex.words["definite"]]
    later = " ".join(before[-3:]) in lex.words["left_to_it"]  # "approved nine drafts for adoption by the Assembly"
    return later or not lex.words["sending_to"].isdisjoint(before[-1:])


def _is_sent_it(folded: str, reader: ShortNames, mark: Mark, value: str, lex: Lexicon) -> bool:
    """Say whether an organ is only told what a rights council asks of it, or sends to it: "recommended that the General
    Assembly submit the report to the Security Council"."""
    if value == "SC":
        return reader.last.get("council") == "HRC"
    return value == "GA" and _is_only_named(folded, mark, value, lex)


def is_asked(folded: str, start: int, end: int, lex: Lexicon) -> bool:
    """Say whether a text says what the organ at [start, end) is to do: "would have the General Assembly urge"."""
    before = folded[max(0, start - 24) : start].split()
    after = folded[end : end + 8].split()
    led = -2 if before[-1:] and before[-1] in lex.words["definite"] - lex.words["that"] else -1
    that = led if len(before) >= -led and before[led] in lex.words["that"] else 0
    if that:
        return not lex.words["had_do_that"].isdisjoint(before[that - 1 : that])
    asked = [word for word in before[-2:] if word not in lex.words["definite"]][-1:]
    if not lex.words["left_to_do"].isdisjoint(asked) and not lex.words["infinitive"].isdisjoint(after[:1]):
        return True  # "paving the way for the General Assembly to meet"
    return not lex.words["had_do"].isdisjoint(asked) or not lex.words["would"].isdisjoint(after[:1])
