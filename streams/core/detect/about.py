"""What a text is about: the UNBIS subjects that its own words name, before those that only stand around it."""

from functools import cached_property

from streams.core.detect.matters import Matter
from streams.core.detect.sentence import Spot
from streams.core.detect.story import Story
from streams.core.detect.subjects import find_subjects

_ORGAN_SUBJECTS = {"HRC": "14.02.02", "CHR": "14.02.02", "GA-C1": "01.04.00"}
"""What a body is there for: human rights (A/RES/60/251), disarmament (the First Committee)."""
PEACE = "01.03.00"
_ON_COUNTRIES = {"SC": PEACE, "GA-C3": "14.02.02"}
"""What a body's text on a country is about that names nothing else: peace and security (Charter, Article 24), human
rights (the Third Committee's agenda)."""

_RIGHTS, _LAW = "14.02.02", "01.07.01"
_OF_RIGHTS = ("HRC", "CHR", "GA-C3")
"""Bodies whose texts on human rights name courts only as those that could judge."""
_CIRCUMSTANCES = frozenset(("01.01.00", "01.06.01"))
"""Political conditions and events: what a text of the Security Council is told beside."""
_WIDER = {"01.04.00": PEACE, "14.02.01": "14.02.02"}
"""Sub-categories beside which a wider one says nothing more: disarmament, discrimination."""

MOST = 2
"""Subjects named of one text; a third is rarely what it is about."""
LEAD = 500
"""Characters at the head of a body that say what its resolution is about where the sentence of the vote does not."""
OWN, HEADLINE, NEAR = 3.0, 2.0, 1.0
"""Weight of a term in a text's own words, in the headline of a story that opens with the text, elsewhere beside it."""
ALIKE = 0.6
"""Share of the heaviest weight from which a second subject is one too."""


class Opening:
    """What the head of a story is about, found once and only if a text's own words do not say.

    ``told``: the story opens with a text, so that its headline and its lead are about it.
    """

    def __init__(self, story: Story, language: str, *, told: bool) -> None:
        self.story, self.language, self.told = story, language, told

    @cached_property
    def subjects(self) -> list[Spot]:
        """The subjects that the headline names and the body too, else those of the lead."""
        story, language = self.story, self.language
        lead = find_subjects(story.folded, (0, LEAD), language)
        if not story.headline:
            return lead
        named = {code for code, _, _ in find_subjects(story.headline, (0, len(story.headline)), language)}
        body = find_subjects(story.folded, (0, len(story.folded)), language) if named else []
        return [spot for spot in body if spot[0] in named] or lead


def subjects_of(matter: Matter, opening: Opening, organ: str | None, *, on_country: bool) -> list[Spot]:
    """Return the subjects of a matter as (code, start, end), the heaviest first.

    ``organ`` is None for what is only cited.

    :param on_country: the text has a target.
    """
    weights, places = _weighed(matter, opening.story, opening.language)
    own = _ORGAN_SUBJECTS.get(organ or "")
    if opening.told and organ is not None and max(weights.values(), default=0.0) < OWN:
        for code, start, end in opening.subjects:
            weights.setdefault(code, HEADLINE)
            places.setdefault(code, (code, start, end))
    if own is None and (on_country or organ == "SC"):
        own = _on_country(organ, weights)
    if own is not None:
        weights[own] = weights.get(own, 0.0) + OWN + HEADLINE
        places.setdefault(own, (own, *matter.sightings[0].sentence.span))
    if organ in _OF_RIGHTS and _RIGHTS in weights:
        weights.pop(_LAW, None)  # "encourages the Council to refer the country to the court"
    ranked = without_wider(sorted(weights, key=lambda code: -weights[code]))
    return [places[code] for code in ranked if weights[code] >= ALIKE * weights[ranked[0]]][:MOST]


def _on_country(organ: str | None, weights: dict[str, float]) -> str | None:
    """Return what a body's text on a country is about, where nothing heavier than what stands around it says more.

    What a state goes through is no subject of the Security Council's: its text on elections or a coup keeps the peace.
    """
    if organ == "SC":
        for code in _CIRCUMSTANCES & weights.keys():
            del weights[code]
    return _ON_COUNTRIES.get(organ or "") if max(weights.values(), default=0.0) < HEADLINE else None


def without_wider(codes: list[str]) -> list[str]:
    """Return the codes without those that another one says more of: sanctions over nuclear arms."""
    wider = {_WIDER[code] for code in codes if code in _WIDER}
    return [code for code in codes if code not in wider]


def _weighed(matter: Matter, story: Story, language: str) -> tuple[dict[str, float], dict[str, Spot]]:
    """Return the weight of each code that the matter's sentences name, and where it is named best."""
    weights: dict[str, float] = {}
    places: dict[str, Spot] = {}
    found: dict[tuple[int, int], list[Spot]] = {}
    for one in matter.sightings:
        if one.claim == "cited" and not matter.cited:
            continue
        begin, span = one.mention.start if one.mention is not None else one.at, one.sentence.span
        if span not in found:
            found[span] = find_subjects(story.folded, span, language)
        for code, start, end in found[span]:
            weights[code] = max(weights.get(code, 0.0), OWN if start >= begin else NEAR)
            places.setdefault(code, (code, start, end))
    return weights, places
