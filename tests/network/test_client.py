"""The guarded client against a real server on loopback, which it must never reach."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
import pytest
from aiohttp import web

from streams.network import AddressRefused, client, target_of
from streams.network.guard import RESOLVERS, is_ours

PUBLIC = "93.184.215.14"


class Server:
    """Counts the connections that reach it: a refused address must not even be knocked at."""

    def __init__(self) -> None:
        self.connections = 0
        self.port = 0

    async def answer(self, request: web.Request) -> web.Response:
        if target := request.query.get("to"):
            return web.Response(status=302, headers={"Location": target, "Set-Cookie": "who=you"})
        return web.Response(text=request.headers.get("Cookie", "none"))


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    server = Server()
    app = web.Application()
    app.router.add_get("/{tail:.*}", server.answer)
    runner = web.AppRunner(app)
    await runner.setup()

    def connected() -> asyncio.Protocol:
        server.connections += 1
        assert runner.server is not None
        return runner.server()

    listener = await asyncio.get_running_loop().create_server(connected, "127.0.0.1", 0)
    server.port = listener.sockets[0].getsockname()[1]
    yield server
    listener.close()
    await runner.cleanup()


@pytest.fixture
async def guarded() -> AsyncIterator[httpx.AsyncClient]:
    async with client(allow_private=False, timeout=2) as http:
        yield http


class Names:
    """A name server under the control of an enemy: each question gets the next answer, the last one for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    def __call__(self, host: str, port: int, *_: Any, **__: Any) -> list[Any]:
        self.asked += 1
        addresses = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses]


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Names]:
    def install(*answers: list[str]) -> Names:
        server = Names(*answers)
        monkeypatch.setattr(socket, "getaddrinfo", server)
        return server

    return install


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "127.0.0.1.",
        "user@127.0.0.1",
    ],
)
async def test_loopback_is_refused_in_every_spelling(guarded: httpx.AsyncClient, server: Server, host: str) -> None:
    """Integers, octal, shortened and mapped ones too; not a packet reaches the server."""
    with pytest.raises((AddressRefused, httpx.ConnectError, httpx.InvalidURL)):
        await guarded.get(f"http://{host}:{server.port}/")
    assert server.connections == 0


async def test_the_refusal_names_the_host_and_carries_the_request(guarded: httpx.AsyncClient) -> None:
    """So that whoever catches it can say what was refused."""
    with pytest.raises(AddressRefused, match=r"10\.0\.0\.1 is not an address of the public internet") as caught:
        await guarded.get("http://10.0.0.1/x")
    assert caught.value.request.url.path == "/x"


async def test_a_name_is_resolved_once_and_the_checked_number_is_what_is_connected_to(
    guarded: httpx.AsyncClient, server: Server, names: Any
) -> None:
    """Rebinding: public at the check, loopback a moment later. The second answer is never asked for."""
    resolver = names([PUBLIC], ["127.0.0.1"])
    with pytest.raises((httpx.ConnectError, httpx.ConnectTimeout)) as caught:
        await guarded.get(f"http://rebind.example:{server.port}/")
    assert not isinstance(caught.value, AddressRefused)
    assert server.connections == 0
    assert resolver.asked == 1


async def test_a_name_that_rebinds_between_requests_is_checked_again(
    guarded: httpx.AsyncClient, server: Server, names: Any
) -> None:
    """What was public once is not public for ever."""
    names([PUBLIC], ["127.0.0.1"])
    with pytest.raises((httpx.ConnectError, httpx.ConnectTimeout)):
        await guarded.get(f"http://rebind.example:{server.port}/")
    with pytest.raises(AddressRefused):
        await guarded.get(f"http://rebind.example:{server.port}/")
    assert server.connections == 0


async def test_private_addresses_among_public_ones_are_never_tried(
    guarded: httpx.AsyncClient, server: Server, names: Any
) -> None:
    """A name that answers with both does not get the inner one by the outer one failing."""
    names(["127.0.0.1", PUBLIC])
    with pytest.raises((httpx.ConnectError, httpx.ConnectTimeout)):
        await guarded.get(f"http://both.example:{server.port}/")
    assert server.connections == 0


async def test_redirects_are_handed_back_and_their_hops_are_checked(server: Server, names: Any) -> None:
    """The client follows nothing by itself; following by hand meets the same guard."""
    async with client(allow_private=True, timeout=2) as http:
        response = await http.get(f"http://127.0.0.1:{server.port}/?to=http://127.0.0.1:{server.port}/inner")
    assert response.status_code == 302
    async with client(allow_private=False, timeout=2) as http:
        with pytest.raises(AddressRefused):
            await http.get(target_of(response) or "")


@pytest.mark.parametrize("target", ["https://xn--a/", ":https://x:^", ":http://xn--a]", "mailto::|{http://", "%"])
async def test_a_redirect_may_lead_to_what_is_no_address(server: Server, target: str) -> None:
    """It is handed back as it is, and raises nothing."""
    async with client(allow_private=True, timeout=2) as http:
        response = await http.get(f"http://127.0.0.1:{server.port}/", params={"to": target})
    assert (response.status_code, target_of(response)) == (302, target)


async def test_unknown_and_impossible_names_are_connection_errors(guarded: httpx.AsyncClient) -> None:
    """Not a traceback of the resolver's."""
    for host in ("nobody.invalid", "a" * 70 + ".example"):
        with pytest.raises(httpx.ConnectError):
            await guarded.get(f"http://{host}/")


async def test_the_environment_sets_no_proxy(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy would resolve the name itself, behind the guard's back."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{server.port}")
    async with client(allow_private=False, timeout=2) as http:
        with pytest.raises(AddressRefused):
            await http.get("http://10.0.0.1/")
    assert server.connections == 0


async def test_with_allow_private_loopback_answers_and_no_cookie_is_kept(server: Server) -> None:
    """The development setting; cookies would follow one reader from page to page."""
    async with client(allow_private=True, timeout=2) as http:
        await http.get(f"http://127.0.0.1:{server.port}/?to=/")
        response = await http.get(f"http://127.0.0.1:{server.port}/")
    assert response.text == "none"
    assert server.connections == 1


async def test_what_this_machine_answers_to_is_not_the_internet(
    server: Server, names: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its own address, were it ever so public: what listens there may be closed to all others."""
    monkeypatch.setattr("streams.network.guard.is_public", lambda _: True)
    names(["127.0.0.1"])
    async with client(allow_private=False, timeout=2) as http:
        with pytest.raises(AddressRefused):
            await http.get(f"http://ours.example:{server.port}/")
    assert server.connections == 0
    assert is_ours("127.0.0.1")
    assert not is_ours(PUBLIC)


async def test_name_servers_that_do_not_answer_cost_other_names_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """More names than there are processors, each asked for again and again; the next one is told at once."""
    asked: list[str] = []
    answer = threading.Event()

    def resolve(host: str, *_: Any, **__: Any) -> list[Any]:
        asked.append(host)
        if host.startswith("silent"):
            answer.wait(10)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    async with client(allow_private=False, timeout=5) as http:
        silent = [asyncio.create_task(http.get(f"http://silent-{number % 20}.example/")) for number in range(60)]
        await asyncio.sleep(0.1)
        with pytest.raises(AddressRefused):
            async with asyncio.timeout(2):
                await http.get("http://quick.example/")
        answer.set()
        outcomes = await asyncio.gather(*silent, return_exceptions=True)
    assert all(isinstance(outcome, AddressRefused) for outcome in outcomes)
    assert len(asked) == 21, "a name is asked for once at a time"


async def test_names_that_were_told_at_once_wait_for_no_thread_of_those_that_are_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """However many names hang."""
    answer = threading.Event()

    def resolve(host: str, *_: Any, **__: Any) -> list[Any]:
        if host.startswith("silent"):
            answer.wait(20)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 80))]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    async with client(allow_private=False, timeout=20) as http:
        with pytest.raises(AddressRefused):
            await http.get("http://quick.example/")
        silent = [asyncio.create_task(http.get(f"http://silent-{number}.example/")) for number in range(RESOLVERS + 9)]
        await asyncio.sleep(0.1)
        with pytest.raises(AddressRefused):
            await http.get("http://quick.example/")
        assert not any(each.done() for each in silent)
        answer.set()
        await asyncio.gather(*silent, return_exceptions=True)


async def test_a_name_that_is_not_told_in_time_is_no_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answer.wait(10) or [])
    async with client(allow_private=False, timeout=0.2) as http:
        with pytest.raises(httpx.ConnectTimeout):
            await http.get("http://silent.example/")
    answer.set()
