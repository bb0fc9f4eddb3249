"""What a test needs from the machine it runs on."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import NoReturn

import pytest

from streams.kafka.jars import LocalKafkaError
from streams.kafka.local import LocalKafka


def skip_or_fail(reason: str) -> NoReturn:
    """Skip the test here, fail it in CI (``CI=true``), where whatever can be installed must be."""
    if os.environ.get("CI") == "true":
        pytest.fail(f"In CI no such test may be skipped: {reason}")
    pytest.skip(reason)


@contextmanager
def real_kafka(folder: Path, properties: Mapping[str, str] = MappingProxyType({})) -> Iterator[str]:
    """Run a real Apache Kafka, and give its bootstrap servers; skip where there can be none."""
    broker = LocalKafka(folder, port=0, properties=properties)
    try:
        broker.start()
    except LocalKafkaError as error:
        skip_or_fail(str(error))
    try:
        yield broker.bootstrap
    finally:
        broker.stop()
