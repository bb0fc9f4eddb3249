"""Leads put together from parts, as the wires put them: whatever stands for each part, the same is told.

Each family draws the same leads in each run. What a family may leave unread stands beside it; a rule that is only right
for one order of words, or behind one kind of dateline, shows here.
"""

from random import Random

import pytest

from streams.core.model import ResolutionEvent
from tests.core.detect.articles import detected
from tests.core.detect.wordings import FAMILIES, Family
from tests.core.detect.wordings_french import FRENCH_TOLD, FRENCH_UNTOLD
from tests.core.detect.wordings_italian import ITALIAN_TOLD, ITALIAN_UNTOLD
from tests.core.detect.wordings_romance import FRENCH, ITALIAN, SPANISH
from tests.core.detect.wordings_spanish import SPANISH_IN_PASSING, SPANISH_NOTHING

FOUND = (*FAMILIES, *FRENCH, *SPANISH, *SPANISH_IN_PASSING, *ITALIAN, *FRENCH_TOLD, *ITALIAN_TOLD)
LEADS = 250
"""Leads drawn of each family."""


def told(lead: str, language: str) -> list[ResolutionEvent]:
    """Return the events that a lead tells, without those that it only names."""
    return [event for event in detected(lead, language=language).events if event.stage != "cited"]


@pytest.mark.parametrize("family", FOUND, ids=lambda family: family.name)
def test_leads_of_any_parts_are_read(family: Family) -> None:
    """One event each, of the body and the stage that the parts say, by whom they say."""
    chance = Random(family.name)
    misread = []
    for _ in range(LEADS):
        lead, wanted = family.draw(chance)
        if not wanted.is_told_by(found := told(lead, family.language)):
            misread.append((lead, [(event.organ, event.stage, event.sponsors) for event in found]))
    assert len(misread) <= family.unread, misread


def test_leads_that_tell_nothing_are_left_alone() -> None:
    """What is only wished, feared, another body's or of years ago is at most named."""
    chance = Random(SPANISH_NOTHING.name)
    leads = [SPANISH_NOTHING.draw(chance)[0] for _ in range(2 * LEADS)]
    assert [(lead, found) for lead in leads if (found := told(lead, "es"))] == []


@pytest.mark.parametrize("family", [FRENCH_UNTOLD, ITALIAN_UNTOLD], ids=lambda family: family.name)
def test_leads_that_tell_of_no_text_tell_none(family: Family) -> None:
    """Other bodies, wishes, conditions and years ago, in the words of leads that tell an outcome."""
    chance = Random(family.name)
    leads = [family.draw(chance)[0] for _ in range(LEADS)]
    invented = [lead for lead in leads if told(lead, family.language)]
    assert len(invented) <= family.unread, invented
