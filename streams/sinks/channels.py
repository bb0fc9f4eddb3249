"""Mail and chat, through Apprise: the operator names the channels, a subscription names one of them.

Apprise comes with the extra ``notify``: it brings a second HTTP stack (requests) and 12 MB, and takes 1.5 s to load its
services, which only those who send mail or chat need pay. So it is imported when the first channel is made.
"""

import asyncio
import logging
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from streams.core.model import Alert
from streams.sinks import message
from streams.sinks.receiver import Attempt

if TYPE_CHECKING:
    from apprise import Apprise, AppriseAsset

THREADS = 2
"""Of each channel, so that one whose service hangs costs no other: an attempt, and one before that does not end."""
SECONDS_APART = 1.0
"""Between two messages of a service for which Apprise knows no pace: it would sleep 5.5 s, longer than a first attempt
may take, and send after all what we had given up by then. Where it knows one (0 to 3 s) that holds."""
GRACE_SECONDS = 1.0
"""For Apprise to say that it took too long, before its thread is left alone."""


class ChannelError(ValueError):
    """Why a channel cannot be used, in a sentence that names it and says what to do; never its URL."""


class Channels:
    """Sends alerts through the channels that the operator has named.

    :param urls: Apprise URLs by the channels' names.
    :raises ChannelError: when Apprise is not installed, or does not understand a URL.
    """

    def __init__(self, urls: Mapping[str, str]) -> None:
        self._services = _services(urls) if urls else {}
        self._threads = {name: ThreadPoolExecutor(THREADS, thread_name_prefix="channel") for name in self._services}

    async def send(self, name: str, alert: Alert, seconds: float) -> Attempt:
        """Send ``alert`` once, within ``seconds``; whatever the service does is an ``Attempt``, never an exception."""
        service = self._services.get(name)
        if service is None:
            return Attempt("failed", f"there is no channel {name} in the settings")
        loop = asyncio.get_running_loop()
        sending = loop.run_in_executor(self._threads[name], _notify, service, alert, seconds)
        try:
            async with asyncio.timeout(seconds + GRACE_SECONDS):
                return await sending
        except TimeoutError:
            return Attempt("failed", f"not sent within {seconds:g} s")

    def close(self) -> None:
        """Let go of the threads; one that hangs ends by itself."""
        for threads in self._threads.values():
            threads.shutdown(wait=False, cancel_futures=True)


def _notify(service: "Apprise", alert: Alert, seconds: float) -> Attempt:
    from apprise import NotifyFormat  # noqa: PLC0415  (the extra)

    # As text: Apprise escapes it for services that show HTML or Markdown.
    sent = service.notify(message.body(alert), message.title(alert), body_format=NotifyFormat.TEXT, timeout=seconds)
    return Attempt("delivered", "sent") if sent else Attempt("failed", f"its service says {sent.status.name.lower()}")


def _services(urls: Mapping[str, str]) -> "dict[str, Apprise]":
    try:
        import apprise  # noqa: PLC0415  (the extra)
    except ImportError:
        raise ChannelError("Channels need Apprise: pip install 'reswatch[notify]'.") from None
    logging.getLogger("apprise").setLevel(logging.CRITICAL)  # its errors quote addresses and answers
    asset = apprise.AppriseAsset(
        app_id="reswatch",
        app_desc="reswatch alerts",
        storage_mode="memory",
        http_redirects=False,
        language="en",
        pgp_autogen=False,
        pem_autogen=False,
    )
    return {name: _service(name, url, asset) for name, url in urls.items()}


def _service(name: str, url: str, asset: "AppriseAsset") -> "Apprise":
    import apprise  # noqa: PLC0415  (the extra)

    service = apprise.Apprise(asset=asset)
    if not service.add(url) or len(service) != 1:
        raise ChannelError(
            f"Channel {name}: Apprise does not understand its URL. How to write it: https://appriseit.com/services/"
        )
    (plugin,) = service
    if plugin.request_rate_per_sec == apprise.NotifyBase.request_rate_per_sec:
        plugin.request_rate_per_sec = SECONDS_APART
    return service
