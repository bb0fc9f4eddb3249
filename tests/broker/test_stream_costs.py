"""What moving records costs beside stock Faust and aiokafka, in CPU time: a short form of ``make bench-stream``.

Ratios alone, medians of three turns: machines differ, and are shared. What is held to here is some four fifths of the
floors of the long comparison, since short runs vary more; it fails where a change made the stream clearly dearer.
"""

from pathlib import Path
from statistics import median

import pytest

from streams.kafka.local import LocalKafka
from tests.benchmarks.stream import measure
from tests.benchmarks.stream.__main__ import BROKER
from tests.benchmarks.stream.bed import Bed
from tests.benchmarks.stream.engines import AIOKAFKA, OURS, STOCK
from tests.benchmarks.stream.measure import Load

TURNS = 3
LOAD = Load(messages=6_000, warm_up=2_000)
STOCK_TIMES = 4.0
"""Stock Faust spent 6.4 to 10 times what ours does (ops/decisions/0014): its floor there is 5."""
AIOKAFKA_TIMES = 0.5
"""aiokafka spent 0.86 to 1.03 times what ours does: its floor there is 0.6."""


def test_moving_records_costs_what_it_did(tmp_path: Path) -> None:
    """CPU µs a message through the transport, beside two peers on the same broker, in turns."""
    engines = (OURS, STOCK, AIOKAFKA)
    if not all(map(measure.is_there, engines)):
        pytest.skip("the programs run in .venv of the checkout: make install")
    with LocalKafka(tmp_path, port=0, properties=BROKER) as kafka:
        bed = Bed(kafka.bootstrap)
        turns = [{one: measure.run(bed, one, LOAD).micros for one in engines} for _ in range(TURNS)]
    assert median(turn[STOCK] / turn[OURS] for turn in turns) >= STOCK_TIMES, turns
    assert median(turn[AIOKAFKA] / turn[OURS] for turn in turns) >= AIOKAFKA_TIMES, turns
