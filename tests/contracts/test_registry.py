"""The registry's client against a server that misbehaves; a real registry is in ``tests/broker/``."""

import json
import logging
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import trustme

from streams.contracts import registry as module
from streams.contracts.codec import Codec
from streams.contracts.registry import ABSENT_LIMIT, ABSENT_SECONDS, FETCH_SECONDS, Lookups, Registry, RegistryError
from streams.contracts.schemas import RAW_ARTICLE, newest, schemas
from streams.contracts.topics import ARTICLES_RAW

SCHEMA = newest(schemas())[RAW_ARTICLE]
Answer = tuple[int, bytes]


class Server:
    """An HTTP server that answers what it is told, in turn, and the last of it for ever."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: list[Answer] = [(404, b"{}")]
        self.requests: list[tuple[str, str, str | None]] = []
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def _answer(self) -> None:
                outer.requests.append((self.command, self.path, self.headers["Authorization"]))
                self.rfile.read(int(self.headers["Content-Length"] or 0))
                status, content = outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = _answer  # noqa: N815  (http.server's names)

            def log_message(self, *_: Any) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        self.place = f"127.0.0.1:{self._server.server_port}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.close()


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAUSES_SECONDS", (0.0, 0.0))


def failing(work: Callable[[], object]) -> str:
    with pytest.raises(RegistryError) as error:
        work()
    return str(error.value)


def test_what_may_pass_is_tried_again(server: Server) -> None:
    """A restart of the registry, or its rate limit, is no failure of ours."""
    server.answers = [(503, b""), (429, b""), (200, b'{"id": 12}')]
    with Registry(f"http://{server.place}") as registry:
        assert registry.find(ARTICLES_RAW, SCHEMA) == 12
    assert [path for _, path, _ in server.requests] == ["/subjects/articles-raw-value"] * 3


def test_what_will_not_pass_is_told_at_once(server: Server) -> None:
    """The registry's own words are in the error, and it is not asked again."""
    server.answers = [(422, b'{"error_code": 42201, "message": "Invalid schema"}')]
    with Registry(f"http://{server.place}/") as registry:
        message = failing(lambda: registry.register(ARTICLES_RAW, SCHEMA))
    assert "answers 422 to POST /subjects/articles-raw-value/versions: Invalid schema" in message
    assert len(server.requests) == 1


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ((500, b"<html>trouble</html>"), "answers 500"),
        ((200, b"<html>Welcome</html>"), "is no schema registry"),
        ((200, b"[]"), "is no schema registry"),
        ((302, b""), "is no schema registry"),
        ((200, b'{"id": "x"}'), "without an id"),
        ((200, b'{"id": 99999999999}'), "without an id"),
        ((200, b'{"x": "' + b"x" * 2**20 + b'"}'), "longer than"),
    ],
)
def test_what_is_no_registry_is_a_clear_error(server: Server, answer: Answer, words: str) -> None:
    """Another web server at that address, or one that answers without end."""
    server.answers = [answer]
    with Registry(f"http://{server.place}") as registry:
        message = failing(lambda: registry.find(ARTICLES_RAW, SCHEMA))
    assert words in message
    assert server.place in message
    assert len(message) < 600


def test_a_registry_that_is_not_there_is_told_in_seconds() -> None:
    """Nobody listens."""
    started = time.monotonic()
    with Registry("http://127.0.0.1:1") as registry:
        assert "http://127.0.0.1:1 does not answer" in failing(lambda: registry.text(1))
    assert time.monotonic() - started < 10


def test_credentials_are_sent_and_never_shown(server: Server, caplog: pytest.LogCaptureFixture) -> None:
    """They go into the request's header, and into no error, log or path."""
    caplog.set_level(logging.DEBUG)
    server.answers = [(401, b'{"message": "Unauthorized"}')]
    with Registry(f"http://desk:s%40cret@{server.place}/api") as registry:
        message = failing(lambda: registry.text(1))
    assert server.requests == [("GET", "/api/schemas/ids/1", "Basic ZGVzazpzQGNyZXQ=")]
    for text in (message, caplog.text, repr(registry)):
        assert "cret" not in text
        assert "ZGVzazp" not in text


def test_its_certificate_is_checked(tmp_path: Path) -> None:
    """Against the authority that is named; another is one error that says so, and shows no password."""
    authority, cafile, other = trustme.CA(), tmp_path / "ca.pem", tmp_path / "other.pem"
    authority.cert_pem.write_to_path(str(cafile))
    trustme.CA().cert_pem.write_to_path(str(other))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    server = Server(context)
    server.answers = [(200, b'{"id": 7}')]
    try:
        url = f"https://user:geheim@{server.place}"
        assert Registry(url, cafile).register(ARTICLES_RAW, SCHEMA) == 7
        told = failing(lambda: Registry(url, other).register(ARTICLES_RAW, SCHEMA))
        assert "CERTIFICATE_VERIFY_FAILED" in told
        assert "geheim" not in told
    finally:
        server.close()


@pytest.mark.parametrize(
    "url", ["localhost:8081", "", "ftp://u:cret@host", "http://", "http://[::1", "http://a:b:c", "http://a?k=cret"]
)
def test_a_url_that_is_none_is_refused(url: str) -> None:
    """At once, and without repeating what may be a password."""
    message = failing(lambda: Registry(url))
    assert "http://HOST:PORT" in message
    assert "cret" not in message


def value(schema_id: int) -> bytes:
    return b"\0" + struct.pack(">I", schema_id)


class Clock:
    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now


def test_a_schema_is_fetched_once(server: Server) -> None:
    """Afterwards the codec knows it, and nothing is wanted any more."""
    server.answers = [(200, json.dumps({"schema": SCHEMA.text}).encode())]
    with Registry(f"http://{server.place}") as registry:
        lookups = Lookups(registry, codec := Codec())
        assert lookups.wanted([value(7), value(7), None, b"{}"]) == {7}
        lookups.fetch({7})
        assert lookups.wanted([value(7)]) == set()
    assert codec.unknown_ids([value(7)]) == set()
    assert len(server.requests) == 1


def test_invented_ids_cause_no_storm(server: Server) -> None:
    """However many ids nobody knows are sent, the registry is asked some thirty times a minute."""
    clock = Clock()
    with Registry(f"http://{server.place}") as registry:
        lookups = Lookups(registry, Codec(), clock)
        for first in range(1, 10_000, 100):
            lookups.fetch(lookups.wanted(map(value, range(first, first + 100))))
        assert len(server.requests) == ABSENT_LIMIT
        assert lookups.wanted([value(1), value(99_999)]) == set()
        clock.now += ABSENT_SECONDS
        assert lookups.wanted([value(1), value(99_999)]) == {1, 99_999}


def test_a_registry_that_does_not_answer_is_left_alone_for_a_while() -> None:
    """Else every run of records would wait for its time limits again."""
    clock = Clock()
    with Registry("http://127.0.0.1:1") as registry:
        lookups = Lookups(registry, Codec(), clock)
        failing(lambda: lookups.fetch({7}))
        assert lookups.wanted([value(7)]) == set()
        clock.now += FETCH_SECONDS
        assert lookups.wanted([value(7)]) == {7}
