"""A feed on loopback that gets a new item, and the ``reswatch`` command beside it: for the whole story."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PAGE = """<!doctype html><html lang="en"><head><title>{title}</title>
<meta property="og:site_name" content="The Example Wire"></head><body>
<nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{title}</h1>{paragraphs}</article><footer>Subscribe to our newsletter</footer></body></html>"""


class Wire:
    """A news site with a feed: ``publish`` adds an item and its page."""

    def __init__(self) -> None:
        self._pages: dict[str, tuple[str, bytes]] = {}
        self._items: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                kind, body = site._pages.get(self.path, ("", b""))
                self.send_response(200 if kind else 404)
                self.send_header("content-type", kind or "text/plain")
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None: ...

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        self.feed = f"{self.root}/feed.xml"
        self._write()
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()

    def publish(self, path: str, title: str, *paragraphs: str) -> str:
        """Add an item, and return the address of its page."""
        text = "".join(f"<p>{escape(each)}</p>" for each in paragraphs)
        self._pages[path] = ("text/html; charset=utf-8", PAGE.format(title=escape(title), paragraphs=text).encode())
        self._items.insert(
            0,
            f"<item><title>{escape(title)}</title><link>{self.root}{path}</link><guid>{self.root}{path}</guid>"
            f"<pubDate>{formatdate(time.time())}</pubDate></item>",
        )
        self._write()
        return f"{self.root}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _write(self) -> None:
        rss = f'<rss version="2.0"><channel><title>The Example Wire</title><link>{self.root}</link>{{}}</channel></rss>'
        self._pages["/feed.xml"] = ("application/rss+xml", rss.format("".join(self._items)).encode())


@contextmanager
def wire() -> Iterator[Wire]:
    site = Wire()
    try:
        yield site
    finally:
        site.close()


class Command:
    """``reswatch`` with the settings of one deployment."""

    def __init__(self, **settings: str) -> None:
        others = {name: value for name, value in os.environ.items() if not name.startswith("RESWATCH_")}
        self._environment = {**others, **settings}

    def __call__(self, *arguments: str, code: int = 0) -> str:
        """Run it to its end, and return what it printed."""
        done = subprocess.run(
            self._line(arguments), check=False, env=self._environment, capture_output=True, text=True, timeout=60
        )
        assert done.returncode == code, f"{arguments}: {done.stdout}\n{done.stderr}"
        return done.stdout

    def lines(self, *arguments: str) -> list[dict[str, Any]]:
        """Run it, and return the lines of JSON that it printed."""
        return [json.loads(line) for line in self(*arguments).splitlines()]

    @contextmanager
    def running(self, log: Path, *arguments: str) -> Iterator[None]:
        """Run it beside the block, which SIGTERM ends."""
        with log.open("w") as out:
            process = subprocess.Popen(self._line(arguments), env=self._environment, stdout=out, stderr=out)
        try:
            yield
            process.send_signal(signal.SIGTERM)
            assert process.wait(20) == 0, log.read_text()
        finally:
            process.kill()
            process.wait()

    def _line(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "streams", *arguments]


def wait_for(what: Callable[[], bool], seconds: float = 60.0) -> float:
    """Return after how many seconds ``what`` came true."""
    started = time.monotonic()
    while not what():
        assert time.monotonic() < started + seconds, "it did not happen"
        time.sleep(0.02)
    return time.monotonic() - started
