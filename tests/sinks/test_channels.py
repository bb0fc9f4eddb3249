"""Mail and chat through Apprise, to a real mail server and a real web server on loopback."""

import asyncio
import email
import logging
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import replace
from email.message import EmailMessage
from email.policy import default as policy

import pytest
from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from streams.agents.attempts import FIRST
from streams.kafka.node import free_port
from streams.sinks import message
from streams.sinks.channels import ChannelError, Channels
from streams.sinks.receiver import Attempt
from tests.sinks.hooks import alert

HOSTILE = (
    "Veto\r\nBcc: all@example.org\x1b[31m \u202e<b>*stops* _draft_</b> @everyone <!channel> [x](http://evil.example)"
)


class MailBox:
    """What the mail server took."""

    def __init__(self) -> None:
        self.mails: list[tuple[list[str], EmailMessage]] = []

    async def handle_DATA(self, _: SMTP, __: Session, envelope: Envelope) -> str:  # noqa: N802  (aiosmtpd's name)
        assert isinstance(envelope.content, bytes)
        mail = email.message_from_bytes(envelope.content, policy=policy)
        assert isinstance(mail, EmailMessage)
        self.mails.append((envelope.rcpt_tos, mail))
        return "250 taken"


@pytest.fixture
def mail_server() -> Iterator[tuple[MailBox, str]]:
    """A mail server, and the Apprise URL of a mail box on it."""
    box = MailBox()
    server = Controller(box, hostname="127.0.0.1", port=free_port())
    server.start()
    yield box, f"mailto://127.0.0.1:{server.port}?from=reswatch@example.org&to=desk@example.org"
    server.stop()


@asynccontextmanager
async def _served(serve: Callable[[web.Request], Awaitable[web.Response]]) -> AsyncIterator[int]:
    """Serve every path on loopback; yields the port."""
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", serve)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


async def test_an_alert_is_mailed(mail_server: tuple[MailBox, str]) -> None:
    """Stage, organ, symbol and target in the subject; sentence, outlet and link in the text."""
    box, url = mail_server
    channels = Channels({"mail": url})
    assert await channels.send("mail", alert(), 10) == Attempt("delivered", "sent")
    ((recipients, mail),) = box.mails
    assert recipients == ["desk@example.org"]
    assert mail["subject"] == "SC vetoed S/2026/123: SYR"
    text = mail.get_body(("plain",))
    assert text is not None
    for part in ("Veto stops draft on Freedonia", "“A veto stopped the draft.”", "The Example Times", "wire.example/1"):
        assert part in text.get_content()


async def test_mails_follow_one_another_within_the_time_of_an_attempt(mail_server: tuple[MailBox, str]) -> None:
    """Apprise alone would sleep 5.5 s between two; what it sends after we gave up would be sent twice."""
    box, url = mail_server
    channels = Channels({"mail": url})
    outcomes = [(await channels.send("mail", alert(number), FIRST.attempt_seconds)).outcome for number in range(3)]
    assert outcomes == ["delivered"] * 3
    assert len(box.mails) == 3


async def test_outside_text_can_do_nothing(mail_server: tuple[MailBox, str]) -> None:
    """No header of its own, no recipient, no markup in the HTML part, no control character."""
    box, url = mail_server
    hostile = replace(alert(), headline=HOSTILE, outlet=HOSTILE, uri='https://wire.example/"><script>\r\nBcc: x')
    assert (await Channels({"mail": url}).send("mail", hostile, 10)).outcome == "delivered"
    ((recipients, mail),) = box.mails
    assert recipients == ["desk@example.org"]
    assert mail["bcc"] is None
    bodies = [part.get_content() for part in mail.walk() if part.get_content_maintype() == "text"]
    assert bodies
    html = [part.get_content() for part in mail.walk() if part.get_content_type() == "text/html"]
    assert not any("<script" in body or "<b>" in body for body in html)
    assert not any("\x1b" in body or "\u202e" in body for body in bodies)


async def test_an_alert_reaches_a_chat_over_http() -> None:
    """Apprise's json:// service stands for the chats: the same title and text."""
    got = []

    async def take(request: web.Request) -> web.Response:
        got.append(await request.json())
        return web.Response()

    async with _served(take) as port:
        attempt = await Channels({"chat": f"json://127.0.0.1:{port}/x"}).send("chat", alert(), 10)
    assert attempt.outcome == "delivered"
    assert got[0]["title"] == message.title(alert())
    assert got[0]["message"] == message.body(alert())


@pytest.mark.parametrize("behaviour", ["refuses", "is away", "redirects"])
async def test_a_service_that_fails_is_an_attempt_that_failed(behaviour: str) -> None:
    reached = []

    async def serve(request: web.Request) -> web.Response:
        reached.append(request.path)
        return web.Response(status=500 if behaviour == "refuses" else 307, headers={"location": "/elsewhere"})

    async with _served(serve) as port:
        url = f"json://127.0.0.1:{free_port() if behaviour == 'is away' else port}/x"
        attempt = await Channels({"chat": url}).send("chat", alert(), 10)
    assert attempt == Attempt("failed", "its service says failure")
    assert "/elsewhere" not in reached


async def test_a_service_that_hangs_is_left_alone() -> None:
    """Within the time of the attempt, whatever its own timeouts are."""

    async def hang(_: web.Request) -> web.Response:
        await asyncio.sleep(3)
        return web.Response()

    async with _served(hang) as port:
        channels, started = Channels({"chat": f"json://127.0.0.1:{port}/x?rto=60"}), time.monotonic()
        attempt = await channels.send("chat", alert(), 0.5)
        assert time.monotonic() - started < 2
    assert attempt.outcome == "failed"


async def test_a_channel_whose_service_hangs_costs_no_other() -> None:
    """However many attempts at it do not end."""
    answer = asyncio.Event()

    async def serve(request: web.Request) -> web.Response:
        if "hangs" in request.path:
            await answer.wait()
        return web.Response()

    async with _served(serve) as port:
        channels = Channels({name: f"json://127.0.0.1:{port}/{name}?rto=60" for name in ("hangs", "chat")})
        hanging = [asyncio.create_task(channels.send("hangs", alert(number), 30)) for number in range(20)]
        await asyncio.sleep(0.1)
        assert (await channels.send("chat", alert(), 10)).outcome == "delivered"
        assert not any(each.done() for each in hanging)
        answer.set()
        for each in hanging:
            each.cancel()
        channels.close()


async def test_a_channel_that_nobody_has_named_fails() -> None:
    """It may be named later: the alert waits for it."""
    attempt = await Channels({}).send("desk", alert(), 1)
    assert attempt == Attempt("failed", "there is no channel desk in the settings")


@pytest.mark.parametrize("url", ["nonsense", "nosuch://TOPSECRET@host", "mailto://", "slack://TOPSECRET"])
def test_a_wrong_url_is_an_error_that_names_the_channel_and_not_the_url(
    url: str, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG), pytest.raises(ChannelError) as raised:
        Channels({"desk": url})
    assert "Channel desk" in str(raised.value)
    assert "TOPSECRET" not in str(raised.value) + caplog.text


@pytest.mark.parametrize(
    "uri", ["urn:newsml:x", "javascript:alert(1)", "data:text/html,x", "", "https://" + "x" * 3000]
)
def test_a_link_that_no_reader_can_open_is_left_out(uri: str) -> None:
    assert message.link(uri) is None


def test_an_alert_of_words_alone_has_a_title_too() -> None:
    words_only = replace(alert(), event=None, matched=())
    assert message.title(words_only) == "desk: an article matches"
    assert "Veto stops draft" in message.body(words_only)


def test_long_texts_are_cut() -> None:
    long = replace(alert(), headline="word " * 100_000)
    assert len(message.body(long)) < 3_000
