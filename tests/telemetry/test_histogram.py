"""The fast histogram shows what prometheus_client's own would."""

from hypothesis import given
from hypothesis import strategies as st
from prometheus_client import CollectorRegistry, Histogram, disable_created_metrics, generate_latest

from streams.telemetry.histogram import FastHistogram

BOUNDS = (0.005, 0.25, 1.0, 60.0)


@given(st.lists(st.floats(0, 100) | st.sampled_from(BOUNDS)))
def test_it_shows_the_same_text(values: list[float]) -> None:
    """Without a label: type, help, buckets, count and sum, byte for byte."""
    disable_created_metrics()  # type: ignore[no-untyped-call]
    stock, fast = CollectorRegistry(), CollectorRegistry()
    theirs = Histogram("seconds", "How long.", buckets=BOUNDS, registry=stock)
    ours = FastHistogram("seconds", "How long.", BOUNDS, fast)
    for value in values:
        theirs.observe(value)
        ours.observe(value)
    assert generate_latest(fast) == generate_latest(stock)


def test_a_label_has_series_of_its_own() -> None:
    """Each value of the label begins with its first call, at zero."""
    registry = CollectorRegistry()
    ours = FastHistogram("seconds", "How long.", BOUNDS, registry, label="stage")
    ours.labels("clean").observe(0.1)
    ours.labels("tag")
    assert registry.get_sample_value("seconds_bucket", {"stage": "clean", "le": "0.25"}) == 1
    assert registry.get_sample_value("seconds_count", {"stage": "clean"}) == 1
    assert registry.get_sample_value("seconds_count", {"stage": "tag"}) == 0
