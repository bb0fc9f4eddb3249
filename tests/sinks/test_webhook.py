"""Webhooks against a receiver on loopback that verifies with the public library and misbehaves in every way."""

import asyncio
import hmac
import ssl
import time
from base64 import b64encode
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import orjson
import pytest
import trustme
from aiohttp import web
from standardwebhooks import Webhook

from streams.kafka.node import free_port
from streams.network import client
from streams.sinks.receiver import Attempt, Receiver
from streams.sinks.webhook import TEST_TYPE, Webhooks, needs_allowance, signing_secret, url_fault
from tests.sinks.hooks import KEY, MADE_AT, Behave, alert, answer, hooks

SECONDS = 1.0


@pytest.fixture
async def webhooks() -> AsyncIterator[Webhooks]:
    async with client(allow_private=True, timeout=SECONDS) as http:
        yield Webhooks(http, KEY, allow_private=True)


async def sent(webhooks: Webhooks, url: str) -> tuple[Attempt, float]:
    """The attempt, and how long it took."""
    started = time.monotonic()
    attempt = await webhooks.send(Receiver("webhook", url), alert(), MADE_AT, SECONDS)
    return attempt, time.monotonic() - started


async def test_what_is_sent_verifies_with_the_public_library(webhooks: Webhooks) -> None:
    """Id, time and signature in the headers; type, time and the alert in the body, the same bytes every time."""
    async with hooks() as receiver:
        for _ in range(2):
            attempt, _seconds = await sent(webhooks, receiver.url)
            assert attempt == Attempt("delivered", "answered 204")
    assert receiver.ids == [alert().alert_id] * 2
    assert receiver.raw[0] == receiver.raw[1]
    body, headers = receiver.bodies[0], receiver.headers[0]
    assert (body["type"], body["timestamp"]) == ("alert.matched", "2026-03-04T12:00:00.250Z")
    assert body["data"]["event"]["targets"] == ["SYR"]
    assert body["data"]["matched"][1]["quotes"][0]["text"] == "A veto stopped the draft."
    assert headers["content-type"] == "application/json"
    assert headers["user-agent"].startswith("reswatch/")
    assert abs(int(headers["webhook-timestamp"]) - time.time()) < 5


def test_each_subscription_has_a_secret_of_its_own() -> None:
    """Long enough for the specification (24 bytes), the same on every machine, another for another key."""
    secret = signing_secret(KEY, "desk")
    assert secret == "whsec_" + b64encode(hmac.new(KEY, b"desk", "sha256").digest()).decode()
    assert len({secret, signing_secret(KEY, "desk2"), signing_secret(b"x" * 32, "desk")}) == 3


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (200, "delivered"),
        (202, "delivered"),
        (301, "refused"),
        (400, "refused"),
        (404, "refused"),
        (408, "failed"),
        (410, "gone"),
        (429, "failed"),
        (500, "failed"),
        (502, "failed"),
    ],
)
async def test_the_status_says_how_it_ended(webhooks: Webhooks, status: int, outcome: str) -> None:
    async with hooks(lambda _: answer(status)) as receiver:
        attempt, _seconds = await sent(webhooks, receiver.url)
    assert attempt.outcome == outcome
    assert attempt.reason.startswith(f"answered {status}")


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("17", 17), ("999999999999", 999999999), ("soon", 0), ("-3", 0), ("", 0), ("Wed, 99 Foo 2026", 0)],
)
async def test_retry_after_is_read(webhooks: Webhooks, header: str, seconds: float) -> None:
    async with hooks(lambda _: answer(429, Retry_After=header)) as receiver:
        attempt, _seconds = await sent(webhooks, receiver.url)
    assert attempt.retry_after == seconds


async def test_retry_after_may_be_a_date(webhooks: Webhooks) -> None:
    date = format_datetime(datetime.now(UTC) + timedelta(seconds=60), usegmt=True)
    async with hooks(lambda _: answer(503, Retry_After=date)) as receiver:
        attempt, _seconds = await sent(webhooks, receiver.url)
    assert 55 < attempt.retry_after <= 60


async def test_a_redirect_is_not_followed(webhooks: Webhooks) -> None:
    """Neither to a private address nor anywhere."""
    async with hooks() as elsewhere, hooks(lambda _: answer(307, Location=elsewhere.url)) as receiver:
        attempt, _seconds = await sent(webhooks, receiver.url)
    assert attempt.outcome == "refused"
    assert elsewhere.ids == []


async def test_a_redirect_to_what_is_no_address_is_refused_as_any(webhooks: Webhooks) -> None:
    """It is an answer, and no exception that would make the alert a dead letter at once."""
    async with hooks(lambda _: answer(302, Location="https://xn--a/")) as receiver:
        attempt, _seconds = await sent(webhooks, receiver.url)
    assert attempt.outcome == "refused"


async def hang(_: web.Request) -> web.StreamResponse:
    await asyncio.sleep(30)
    return await answer()


async def drip(request: web.Request) -> web.StreamResponse:
    """Answer 200 at once, and then a byte now and then, for ever."""
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b".")
        await asyncio.sleep(0.05)


async def flood(request: web.Request) -> web.StreamResponse:
    """Answer 200 and then megabytes for ever."""
    response = web.StreamResponse()
    await response.prepare(request)
    while True:
        await response.write(b"x" * (1 << 20))


@pytest.mark.parametrize(
    ("behave", "outcome"),
    [(hang, "failed"), (drip, "delivered"), (flood, "delivered")],
    ids=["hangs", "drips", "floods"],
)
async def test_no_receiver_holds_us_for_longer_than_it_may(webhooks: Webhooks, behave: Behave, outcome: str) -> None:
    """Once the status is there the alert has arrived, whatever follows; of that little is read."""
    async with hooks(behave) as receiver:
        attempt, seconds = await sent(webhooks, receiver.url)
    assert attempt.outcome == outcome
    assert seconds < SECONDS + 0.5


async def test_headers_that_drip_are_cut_off(webhooks: Webhooks) -> None:
    """Each byte comes within the time of a read; the whole does not come within the time of an attempt."""

    async def serve(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nx-slow: ")
        while not writer.is_closing():
            writer.write(b"a")
            await asyncio.sleep(0.1)

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        attempt, seconds = await sent(webhooks, f"http://127.0.0.1:{port}/desk")
    assert attempt == Attempt("failed", "no answer within 1 s")
    assert seconds < SECONDS + 0.5


async def test_nobody_listens(webhooks: Webhooks) -> None:
    attempt, _seconds = await sent(webhooks, f"http://127.0.0.1:{free_port()}/desk")
    assert attempt == Attempt("failed", "no connection")


async def test_what_is_not_http_is_a_failure(webhooks: Webhooks) -> None:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10)
        writer.write(b"220 mail.example ESMTP\r\n")
        writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        attempt, _seconds = await sent(webhooks, f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/desk")
    assert attempt.outcome == "failed"


async def test_the_certificate_must_be_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One from an authority that is trusted and for this host; another host's, or a stranger's, will not do."""
    ours, stranger = trustme.CA(), trustme.CA()
    ours.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    outcomes = []
    async with client(allow_private=True, timeout=SECONDS) as http:
        for authority, name in ((ours, "localhost"), (ours, "other.example"), (stranger, "localhost")):
            tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            authority.issue_cert(name).configure_cert(tls)
            async with hooks(tls=tls) as receiver:
                attempt, _seconds = await sent(Webhooks(http, KEY), receiver.url)
            outcomes.append((attempt.outcome, len(receiver.ids)))
            assert attempt.outcome == "delivered" or "certificate" in attempt.reason
    assert outcomes == [("delivered", 1), ("failed", 0), ("failed", 0)]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "169.254.169.254", "10.0.0.1", "2130706433"])
async def test_private_addresses_are_refused(host: str) -> None:
    async with client(allow_private=False, timeout=SECONDS) as http:
        attempt, _seconds = await sent(Webhooks(http, KEY), f"https://{host}:1/desk")
    assert attempt == Attempt("failed", "its address is not of the public internet")


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/x",
        "ftp://example.org/x",
        "https://",
        "https://user:word@example.org/",
        "https://example.org:port/",
        "nonsense",
        "",
        "https://example.org/" + "x" * 2000,
        "https://exa mple.org/\n",
        "https://xn--a/",
    ],
)
async def test_urls_that_no_webhook_can_have(url: str) -> None:
    """Each has a reason; sending to one is a failure and no exception."""
    assert url_fault(url, allow_private=False)
    async with client(allow_private=False, timeout=SECONDS) as http:
        attempt, _seconds = await sent(Webhooks(http, KEY), url)
    assert attempt.outcome == "failed"


def test_urls_that_a_webhook_can_have() -> None:
    assert url_fault("https://example.org/hook?token=a", allow_private=False) is None
    assert url_fault("http://127.0.0.1:8000/hook", allow_private=True) is None


@pytest.mark.parametrize(
    ("url", "needs"),
    [
        ("https://desk.example/un", False),
        ("https://9.9.9.9/un", False),
        ("http://desk.example/un", True),
        ("https://localhost:8000/un", True),
        ("https://127.0.0.1/un", True),
        ("https://[::1]/un", True),
    ],
)
def test_where_nothing_is_posted_without_leave(url: str, *, needs: bool) -> None:
    assert needs_allowance(url) is needs


def test_plain_http_is_told_how_it_is_allowed() -> None:
    assert "RESWATCH_ALLOW_PRIVATE=1" in (url_fault("http://127.0.0.1:8000/un", allow_private=False) or "")
    assert "RESWATCH" not in (url_fault("ftp://desk.example", allow_private=False) or "")


async def test_no_reason_quotes_the_url(webhooks: Webhooks) -> None:
    """Its path is as good as a password, and reasons go into logs and headers."""
    secret = "TOPSECRET"
    urls = [f"http://127.0.0.1:{free_port()}/{secret}", f"http://{secret}.invalid/", f"ftp://x/{secret}"]
    reasons = [(await sent(webhooks, url))[0].reason for url in urls]
    assert secret not in orjson.dumps(reasons).decode()


async def test_a_changed_secret_is_another_and_the_one_before_still_verifies(webhooks: Webhooks) -> None:
    """Whoever verifies with either is served while the change is made there; the one before those is of no use."""
    secrets = [signing_secret(KEY, "desk", version) for version in range(3)]
    assert len(set(secrets)) == 3
    assert secrets[0] == signing_secret(KEY, "desk")
    assert signing_secret(KEY, "desk", 1) != signing_secret(KEY, "desk/1")[:-1]
    async with hooks() as receiver:
        await webhooks.send(Receiver("webhook", receiver.url, 1), alert(), MADE_AT, SECONDS)  # hooks verify with 0
        await webhooks.send(Receiver("webhook", receiver.url, 2), alert(), MADE_AT, SECONDS)
    assert len(receiver.raw) == 1, "the second is signed with 2 and 1"
    Webhook(secrets[1]).verify(receiver.raw[0], receiver.headers[0])


async def test_a_test_says_that_it_is_one(webhooks: Webhooks) -> None:
    """By its type: nobody takes it for an alert."""
    async with hooks() as receiver:
        await webhooks.send(Receiver("webhook", receiver.url), alert(), MADE_AT, SECONDS, TEST_TYPE)
    assert receiver.bodies[0]["type"] == "alert.test"
