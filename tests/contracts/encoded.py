"""A raw article and its bytes, and how hard Hypothesis looks at values that take long to make."""

from datetime import UTC, datetime

from hypothesis import HealthCheck, settings

from streams.contracts.codec import Codec
from streams.core.model import RawArticle

CODEC = Codec()
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
RAW = RawArticle("text/plain", b"The Council met.", "https://wire.example/1", published_at=NOON, outlet="The Example")
VALUE = CODEC.encode_raw(RAW)
slow = settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
