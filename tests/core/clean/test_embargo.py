"""Embargoes: which are believed, and until when. All texts are written for these tests."""

from datetime import UTC, datetime

import pytest

from streams.core.clean.embargo import embargo_of
from tests.core.clean.desk import CAME, EMBARGO, MIDNIGHT, STORY, read


@pytest.mark.parametrize(
    ("line", "moment"),
    [
        (EMBARGO, MIDNIGHT),
        ("EMBARGO: 00.01 hrs 5 March 2024 GMT", MIDNIGHT),
        ("HOLD FOR RELEASE UNTIL 12:01 A.M. ET TUESDAY, MARCH 5", MIDNIGHT.replace(hour=5)),
        ("EMBARGOED UNTIL 0001 GMT TUESDAY MARCH 5, 2024", MIDNIGHT),
        ("Embargoed until 00:01 GMT (01:01 CET), Tuesday 5 March 2024", MIDNIGHT),
        ("EMBARGOED UNTIL 19:01 EST Monday 4 March 2024 / 00:01 GMT Tuesday 5 March 2024", MIDNIGHT),
        ("Sous embargo jusqu’au mardi 5 mars 2024 à 10h00 (heure de Paris)", MIDNIGHT.replace(hour=9, minute=0)),
        ("Embargado hasta las 10:00 GMT del 5 de marzo de 2024", MIDNIGHT.replace(hour=10, minute=0)),
        ("Sperrfrist: Dienstag, 5. März 2024, 10.00 Uhr MEZ", MIDNIGHT.replace(hour=9, minute=0)),
        ("EMBARGOED UNTIL 11 A.M. ET, MARCH 12, 2024", datetime(2024, 3, 12, 15, tzinfo=UTC)),
        ("EMBARGOED UNTIL 11 A.M. ET, MARCH 8, 2024", datetime(2024, 3, 8, 16, tzinfo=UTC)),
        ("Embargoed until 10:00 (Geneva time), 2 April 2024", datetime(2024, 4, 2, 8, tzinfo=UTC)),
        ("EMBARGOED UNTIL 00:01 Tuesday 5 March 2024", None),  # where?
        ("EMBARGOED UNTIL 10 A.M. CST, MARCH 5, 2024", None),  # Chicago or Beijing
        ("EMBARGOED UNTIL 5 March 2024", None),  # when?
        ("EMBARGOED UNTIL 00:01 GMT", None),  # which day?
        ("EMBARGOED UNTIL 00:01 GMT Monday 5 March 2024", None),  # it is a Tuesday
        ("EMBARGOED UNTIL 00:01 GMT 30 February 2024", None),
        ("EMBARGOED UNTIL 25:01 GMT 5 March 2024", None),
        ("EMBARGOED UNTIL 00:01 GMT 5 March 2034", None),  # ten years are a slip
        ("EMBARGOED UNTIL 00:01 GMT / 19:01 EST 5 March 2024", None),  # two moments
        ("EMBARGOED UNTIL DELIVERY", None),
    ],
)
def test_an_embargo_is_believed_where_it_is_whole(line: str, moment: datetime | None) -> None:
    """Day, time and zone, and nothing that contradicts them; else null. The line is no part of the text either way."""
    assert embargo_of(line, CAME) == moment
    article = read(f"{line}\n\n{STORY}", fetched_at=CAME)
    assert (article.embargoed_until, article.body) == (moment, STORY)


def test_the_feed_s_embargo_wins_and_a_year_is_never_guessed_without_a_day_to_go_by() -> None:
    """Metadata is what the source is sure of; a core without a clock knows no year."""
    told = datetime(2024, 3, 6, tzinfo=UTC)
    assert read(f"{EMBARGO}\n\n{STORY}", embargoed_until=told).embargoed_until == told
    assert embargo_of("EMBARGOED UNTIL 00:01 GMT 5 MARCH", None) is None
    assert embargo_of("EMBARGOED UNTIL 00:01 GMT 5 MARCH", CAME) == MIDNIGHT


def test_an_embargo_may_stand_on_the_line_below_its_name() -> None:
    """As in releases with a box at their top."""
    assert read(f"EMBARGOED UNTIL:\n00:01 GMT, Tuesday 5 March 2024\n\n{STORY}").embargoed_until == MIDNIGHT
