"""``reswatch keys``: made once, shown once, ended at once."""

import json
from pathlib import Path

from streams.sinks.store import Store
from tests.cli.commands import run


def test_a_key_is_made_listed_and_revoked(tmp_path: Path) -> None:
    """Its text is on stdout alone, for a script; nothing else ever shows it."""
    settings = {"RESWATCH_STORE_URL": f"sqlite:///{tmp_path / 'store.db'}"}
    assert "There are no keys" in run("keys", "list", **settings).stdout
    made = run("keys", "make", "desk", "--scope", "read", "--scope", "publish", **settings)
    text = made.stdout.strip()
    key_id = text.split("_")[1]
    assert f"Key {key_id} of desk: publish, read" in made.stderr
    store = Store.open(settings["RESWATCH_STORE_URL"])
    assert store.keys.find(text) is not None
    listed = run("keys", "list", "--json", **settings)
    assert text not in listed.output
    (row,) = [json.loads(line) for line in listed.stdout.splitlines()]
    assert (row["id"], row["name"], row["scopes"], row["revoked_at"]) == (key_id, "desk", ["publish", "read"], None)
    assert run("keys", "revoke", key_id, **settings).exit_code == 0
    assert store.keys.find(text) is None
    assert "revoked" in run("keys", "list", **settings).stdout
    store.close()


def test_what_cannot_be_done_is_said(tmp_path: Path) -> None:
    """No such key, no name, no store."""
    settings = {"RESWATCH_STORE_URL": f"sqlite:///{tmp_path / 'store.db'}"}
    assert run("keys", "revoke", "abc", **settings).exit_code == 1
    assert run("keys", "make", " ", **settings).exit_code == 2
    assert run("keys", "make", "x", "--scope", "all", **settings).exit_code == 2
    away = run("keys", "make", "x", RESWATCH_STORE_URL="postgresql://a:hunter2@127.0.0.1:1/b")
    assert away.exit_code == 1
    assert "hunter2" not in away.output


def test_a_key_without_scopes_may_read(tmp_path: Path) -> None:
    """And no more."""
    settings = {"RESWATCH_STORE_URL": f"sqlite:///{tmp_path / 'store.db'}"}
    run("keys", "make", "reader", **settings)
    (row,) = [json.loads(line) for line in run("keys", "list", "--json", **settings).stdout.splitlines()]
    assert row["scopes"] == ["read"]
