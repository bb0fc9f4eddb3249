"""One seed of the chaos runs, shortened; ``make chaos`` runs ten, whole."""

from itertools import islice
from pathlib import Path

import pytest

from streams.kafka.jars import LocalKafkaError
from tests.chaos.articles import articles
from tests.chaos.plan import plan
from tests.chaos.run import carry_out
from tests.environment import skip_or_fail

SEED = 1


def test_a_seed_decides_everything() -> None:
    """A failure can be run again."""
    assert plan(SEED) == plan(SEED)
    assert list(islice(articles(SEED, 300), 300)) == list(islice(articles(SEED, 300), 300))
    assert plan(SEED).faults != plan(SEED + 1).faults


@pytest.mark.broker
@pytest.mark.timeout(600)  # some 40 s; on a machine that others use too a broker's restart alone may take as long
def test_nothing_is_lost_or_visible_twice_whatever_befalls_workers_and_broker(tmp_path: Path) -> None:
    """The ledger and an independent count agree on it."""
    try:
        result = carry_out(plan(SEED, short=True), tmp_path)
    except LocalKafkaError as error:
        skip_or_fail(str(error))
    assert result.passed, "\n".join([f"seed {SEED}, logs in {tmp_path}", *result.problems, result.timeline])
