"""What a text is about: the UNBIS subjects with most points, by where an article names them and how often."""

from collections import defaultdict
from functools import cached_property
from typing import TypeAlias

from streams.core.detect.matters.matter import Matter
from streams.core.detect.sentences.sentence import Spot
from streams.core.detect.sentences.story import Story
from streams.core.detect.topics.subjects import Named, Term, find_subjects, named_in, terms_in

_PEACE, _DISARMAMENT, _RIGHTS, _LAW, _BUDGET = "01.03.00", "01.04.00", "14.02.02", "01.07.01", "18.04.00"
_COLONIES = "01.05.00"
_OWN = {
    "SC": _PEACE,
    "HRC": _RIGHTS,
    "CHR": _RIGHTS,
    "GA-C3": _RIGHTS,
    "GA-C1": _DISARMAMENT,
    "GA-C5": _BUDGET,
    "GA-C6": _LAW,
}
"""What a body is there for: peace and security (Charter, Article 24), human rights (A/RES/60/251), and what the General
Assembly gives its committees (its rules of procedure, rule 98)."""
_CIRCUMSTANCES = frozenset(("01.01.00", "01.06.01", "13.02.00", "14.04.02", _LAW))
"""What texts are told beside: a coup, an election, a disaster, terrorists, the court that should try them."""
_WIDER = {_DISARMAMENT: _PEACE, "14.02.01": _RIGHTS}
"""Sub-categories beside which a wider one says nothing more: disarmament, discrimination."""

POINTS = {
    "behind": 1.4,
    "beside": 0.6,
    "weak": 0.1,
    "headline": 1.4,
    "lead": 1.6,
    "share": 1.9,
    "body's own": 2.7,
    "on a country": 2.1,
    "peace": -1.0,
    "circumstance": -1.2,
    "beside rights": -1.6,
    "beside arms": -3.1,
}
"""Points for a term right behind a text, elsewhere in its sentence (next to none if it is weak), in the headline and in
the lead of a story that opens with it; for a code that no other is named more often than, and a share of them for one
that is; for what the body is there for, and for peace in a text of the General Assembly on a country. Off go some for
what is never far: peace and circumstances, what human rights need, and peace where arms are named. They are those of a
logistic regression over the labelled stories, rounded: tests/quality/weighing.py."""
ENOUGH = 2.9
"""Points from which a second subject is one too: what the regression takes off every code."""

MOST = 2
"""Subjects named of one text; a third is rarely what it is about."""
LEAD = 500
"""Characters at the head of a body that say what its resolution is about."""
AROUND = 300
"""Characters behind what is told of a text that go on about it, in a story that is about something else."""
TOPIC = 60
"""Characters behind a text in which it is said what it is on."""

Signs: TypeAlias = dict[str, dict[str, float]]
"""What speaks for each code: the names of POINTS with how much of each there is."""


class Opening:
    """What a whole story says of the subjects of its texts, found once.

    ``told``: the story opens with a text, so that its headline and its lead are about it.
    """

    def __init__(self, story: Story, language: str, *, told: bool) -> None:
        self.story, self.language, self.told = story, language, told

    @cached_property
    def headline(self) -> list[str]:
        """The codes that the headline names."""
        headline = self.story.headline if self.told else ""
        return [one.code for one in find_subjects(headline, (0, len(headline)), self.language)] if headline else []

    @cached_property
    def lead(self) -> list[str]:
        """The codes that the lead names."""
        found = self.find((0, LEAD)) if self.told else []
        return [one.code for one in found if not one.weak]

    @cached_property
    def body(self) -> dict[str, tuple[float, Spot]]:
        """What the whole body names: see ``within``."""
        return self.within((0, len(self.story.folded)))

    @cached_property
    def terms(self) -> list[Term] | None:
        """The terms of the whole body, where all of it will be asked for."""
        return terms_in(self.story.folded, (0, len(self.story.folded)), self.language) if self.told else None

    def find(self, span: tuple[int, int]) -> list[Named]:
        """Return the subjects that ``span`` names: streams.core.detect.topics.subjects."""
        return find_subjects(self.story.folded, span, self.language, self.terms)

    def within(self, span: tuple[int, int]) -> dict[str, tuple[float, Spot]]:
        """Return how often ``span`` names each code, as a share of the one that it names most, and where first."""
        counts: dict[str, int] = {}
        places: dict[str, Spot] = {}
        for one in named_in(self.story.folded, span, self.language, self.terms):
            places.setdefault(one.code, one[:3])
            counts[one.code] = counts.get(one.code, 0) + (not one.weak)
        most = max(counts.values(), default=0) or 1
        return {code: (count / most, places[code]) for code, count in counts.items()}


def subjects_of(matter: Matter, opening: Opening, organ: str | None, *, on_country: bool) -> list[Spot]:
    """Return the subjects of a matter as (code, start, end), those with most points first.

    ``organ`` is None for what is only cited: that is about what its own sentences name.

    :param on_country: the text has a target.
    """
    signs, places = signs_of(matter, opening, organ, on_country=on_country)
    ranked, points = ranked_by(signs)
    if organ is None:
        ranked = [code for code in ranked if points[code] >= POINTS["beside"]]
    else:
        ranked = [code for code in ranked if code == ranked[0] or points[code] >= ENOUGH]
        ranked = ranked[:1] if ranked[:1] == [_BUDGET] else ranked  # what is paid for is told beside a budget
    return [places[code] for code in without_wider(ranked[:MOST])]


def subjects_of_story(opening: Opening) -> list[str]:
    """Return the subjects of a story none of whose texts has any: what its head and its body say of them."""
    signs: Signs = defaultdict(dict)
    _add_story(signs, {}, opening, opening.body)
    ranked, points = ranked_by(signs)
    return [code for code in ranked[:MOST] if points[code] >= ENOUGH]


def ranked_by(signs: Signs) -> tuple[list[str], dict[str, float]]:
    """Return the codes by their points, and those."""
    points = {code: sum([POINTS[name] * much for name, much in of.items()]) for code, of in signs.items()}
    return sorted(points, key=lambda code: -points[code]), points


def signs_of(matter: Matter, opening: Opening, organ: str | None, *, on_country: bool) -> tuple[Signs, dict[str, Spot]]:
    """Return what speaks for each subject of a matter, and where it is named best."""
    signs, places = _told_of(matter, opening)
    if organ is None:
        return signs, places
    if _OWN.get(organ) == _RIGHTS and _COLONIES in signs:  # self-determination is a right there
        signs[_RIGHTS] = {**signs.pop(_COLONIES), **signs[_RIGHTS]}
    arms = not signs.get(_DISARMAMENT, {}).keys() <= {"weak"} or _DISARMAMENT in opening.headline
    _add_story(signs, places, opening, opening.body if opening.told else opening.within(_passage(matter)))
    for own, name in (
        (_OWN.get(organ), "body's own"),
        (_PEACE if organ == "GA" and on_country else None, "on a country"),
    ):
        if own is not None:
            signs[own][name] = 1.0
            places.setdefault(own, (own, *matter.sightings[0].sentence.span))
    for code, of in signs.items():
        if code == _PEACE:
            of["peace"] = 1.0
            of["beside arms"] = float(arms)
        of["circumstance"] = float(code in _CIRCUMSTANCES)
        of["beside rights"] = float(code != _RIGHTS and _OWN.get(organ) == _RIGHTS)
    return signs, places


def _told_of(matter: Matter, opening: Opening) -> tuple[Signs, dict[str, Spot]]:
    """Return what the matter's sentences name, and where: right behind the text, or else where first."""
    signs: Signs = defaultdict(dict)
    places: dict[str, Spot] = {}
    found: dict[tuple[int, int], list[Named]] = {}
    for one in matter.sightings:
        if one.claim == "cited" and not matter.cited:
            continue
        behind, span = one.mention.end if one.mention is not None else one.at, one.sentence.span
        if span not in found:
            found[span] = opening.find(span)
        for named in found[span]:
            on = 0 <= named.start - behind <= TOPIC
            if on and "behind" not in signs[named.code]:
                places[named.code] = named[:3]
            signs[named.code]["behind" if on else "weak" if named.weak else "beside"] = 1.0
            places.setdefault(named.code, named[:3])
    return signs, places


def _passage(matter: Matter) -> tuple[int, int]:
    """Return where a story that is about something else tells of a text."""
    spans = [one.sentence.span for one in matter.sightings if one.claim != "cited" or matter.cited]
    return min(start for start, _ in spans), max(end for _, end in spans) + AROUND


def _add_story(signs: Signs, places: dict[str, Spot], opening: Opening, named: dict[str, tuple[float, Spot]]) -> None:
    """Add what the headline and the lead name, and what is named often."""
    for code, (share, place) in named.items():
        signs[code]["share"] = share
        places.setdefault(code, place)
    for name, codes in (("headline", opening.headline), ("lead", opening.lead)):
        for code in codes:
            if code in named:
                signs[code][name] = 1.0


def without_wider(codes: list[str]) -> list[str]:
    """Return the codes without those that another one says more of: sanctions over nuclear arms."""
    wider = {_WIDER[code] for code in codes if code in _WIDER}
    return [code for code in codes if code not in wider]
