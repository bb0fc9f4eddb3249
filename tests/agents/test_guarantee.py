"""Which roles can work exactly once, and which say that they cannot."""

from pathlib import Path

import pytest

from streams.app import ROLES
from streams.contracts.access import TRANSACTIONAL
from streams.contracts.codec import Codec
from streams.kafka.guarantee import Guarantee
from streams.runtime.parts import Parts, StartError
from streams.settings import Settings
from streams.telemetry.metrics import Metrics


def parts(folder: Path, guarantee: Guarantee) -> Parts:
    settings = Settings.model_validate({"data_dir": folder, "guarantee": guarantee})
    return Parts(settings, Metrics(), Codec(), None)


@pytest.mark.parametrize("role", TRANSACTIONAL)
def test_what_writes_to_kafka_alone_takes_it(role: str, tmp_path: Path) -> None:
    """Its app has transactions; without the setting it has none."""
    assert ROLES[role](parts(tmp_path, "exactly_once")).app.guarantee == "exactly_once"
    assert ROLES[role](parts(tmp_path, "at_least_once")).app.transactions is None


@pytest.mark.parametrize("role", sorted(ROLES.keys() - set(TRANSACTIONAL)))
def test_what_acts_outside_of_kafka_refuses_it(role: str, tmp_path: Path) -> None:
    """At the start, and it says where the setting belongs."""
    with pytest.raises(StartError, match=r"cannot work exactly once: .* for the roles enrich, track and match alone"):
        ROLES[role](parts(tmp_path, "exactly_once"))
