"""Keys of the API, and requests that may be sent again."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from streams.sinks.store import OtherRequest, Store, UnderWay, database
from streams.sinks.store.tables import keys

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def test_a_key_is_known_by_its_text_alone(store: Store, url: str) -> None:
    """What is kept does not tell it."""
    key, text = store.keys.make("desk", ["read", "publish"], NOON)
    assert store.keys.find(text) == key
    assert key.scopes == {"read", "publish"}
    assert store.keys.all() == [key]
    with database.connect(url).connect() as connection:
        (row,) = connection.execute(select(keys)).all()
    secret = text.rpartition(f"{key.key_id}_")[2]
    assert secret not in repr(row)
    assert len(secret) == 43


@pytest.mark.parametrize("wrong", ["", "x", "rsw_", "rsw__", "rsw_{id}_", "rsw_{id}_x", "RSW_{id}_{secret}", "é", "\0"])
def test_what_is_no_key_opens_nothing(store: Store, wrong: str) -> None:
    """Nor is it an error."""
    key, text = store.keys.make("desk", ["read"], NOON)
    secret = text.rpartition(f"{key.key_id}_")[2]
    assert store.keys.find(wrong.format(id=key.key_id, secret=secret)) is None
    assert store.keys.find(text + "x") is None
    assert store.keys.find(text) == key


def test_a_revoked_key_opens_nothing_from_then_on(store: Store) -> None:
    """And stays revoked at the time when it first was."""
    key, text = store.keys.make("desk", ["read"], NOON)
    assert store.keys.revoke("nothing", NOON) is None
    assert store.keys.revoke(key.key_id, NOON) == key
    store.keys.revoke(key.key_id, NOON + timedelta(days=1))
    assert store.keys.find(text) is None
    assert [each.revoked_at for each in store.keys.all()] == [NOON]


def test_a_request_that_comes_again_is_answered_as_before(store: Store) -> None:
    """Not while the first is under way, and not where it is another."""
    assert store.requests.begin("a", "content", NOON) is None
    with pytest.raises(UnderWay):
        store.requests.begin("a", "content", NOON)
    store.requests.end("a", b"answer")
    assert store.requests.begin("a", "content", NOON) == b"answer"
    with pytest.raises(OtherRequest):
        store.requests.begin("a", "other", NOON)


def test_a_request_that_came_to_nothing_may_be_sent_again(store: Store) -> None:
    """Said so, abandoned a minute ago by a process that died, or a day old."""
    assert store.requests.begin("a", "content", NOON) is None
    store.requests.end("a", None)
    assert store.requests.begin("a", "content", NOON) is None
    assert store.requests.begin("a", "content", NOON + timedelta(minutes=2)) is None
    store.requests.end("a", b"answer")
    assert store.requests.begin("a", "other", NOON + timedelta(days=2)) is None
