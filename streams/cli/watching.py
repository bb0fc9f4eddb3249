"""The work of ``reswatch watch``: a watcher put together, and its publishing into the raw topic."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, closing
from pathlib import Path

from aiokafka.errors import KafkaError, KafkaTimeoutError

from streams import network
from streams.cli.publishing import ANSWER_SECONDS, REFUSALS, Encode, Refused, prepared
from streams.contracts.topics import ARTICLES_RAW, topics
from streams.core.model import RawArticle
from streams.kafka import clients
from streams.kafka.cluster import Cluster
from streams.settings import Settings
from streams.sources.feeds.courier import Courier, NotNow, NotTaken, Publish
from streams.sources.feeds.feed import Source
from streams.sources.feeds.fetch import Fetcher
from streams.sources.feeds.memory import Memory
from streams.sources.feeds.pages import Pages
from streams.sources.feeds.schedule import Bounds
from streams.sources.feeds.subscriptions import BadListError, source_of, sources_in, unique
from streams.sources.feeds.watcher import Told, Watcher
from streams.telemetry.feed_metrics import FeedMetrics

GAP_SECONDS = 1.0
"""Between two requests to one host, where its robots.txt does not ask for more."""
WAIT_SECONDS = 15.0
"""For a connection, and for each piece of an answer; the whole is bounded where it is asked for."""


class UnwritableError(Exception):
    """The memory of feeds cannot be made; the message is a sentence that names its folder."""


def memory_file(settings: Settings) -> Path:
    """Return the file that knows the feeds and their items across restarts."""
    return settings.data_dir / "feeds.sqlite"


def sources_of(arguments: Sequence[str]) -> list[Source]:
    """Return the feeds that OPML files, text lists and addresses name, each once.

    :raises BadListError: for a list that cannot be read, or an address that is none.
    :raises OSError: for a file that cannot be opened.
    """
    found: list[Source] = []
    for argument in arguments:
        if argument.lower().startswith(("http://", "https://")):
            found.append(source_of(argument))
            continue
        try:
            found += sources_in(Path(argument).read_bytes())
        except FileNotFoundError:
            raise BadListError(f"No such file: {argument}; an address begins with https://") from None
        except BadListError as error:
            raise BadListError(f"{argument}: {error}") from None
    return unique(found)


@asynccontextmanager
async def watcher(
    sources: Sequence[Source],
    settings: Settings,
    encode: Encode,
    metrics: FeedMetrics,
    tell: Callable[[Told], None],
    *,
    pages: bool = True,
    gap: float = GAP_SECONDS,
) -> AsyncIterator[Watcher]:
    """Put a watcher together, connected to Kafka and with its memory open.

    :param pages: fetch the page behind each item; without, only what feeds carry is published.
    :param gap: seconds between two requests to one host.
    :raises UnreachableError: when no broker answers.
    :raises UnknownTopicError: when there is no raw topic.
    :raises UnwritableError: when the memory cannot be made.
    :raises sqlite3.Error: when the memory is no such file.
    """
    http = network.client(allow_private=settings.allow_private, timeout=WAIT_SECONDS)
    with closing(_memory(settings)) as memory:
        async with publisher(settings.cluster, encode) as publish, http:
            fetcher = Fetcher(http, settings.user_agent, gap=gap)
            robot = settings.user_agent.partition("/")[0].split()[0]
            get_page = Pages(fetcher, robot).get if pages else None
            courier = Courier(publish, get_page, memory.is_published)
            yield Watcher(
                sources, memory, fetcher, courier, bounds=Bounds(*settings.feed_interval), metrics=metrics, tell=tell
            )


def _memory(settings: Settings) -> Memory:
    try:
        return Memory(memory_file(settings))
    except OSError as error:
        raise UnwritableError(f"{settings.data_dir} cannot be made: {error.strerror}.") from None
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
            raise
        raise UnwritableError(f"{memory_file(settings)} cannot be written: {error}.") from None


@asynccontextmanager
async def publisher(cluster: Cluster, encode: Encode) -> AsyncIterator[Publish]:
    """Connect to Kafka; gives what publishes an article and returns when all in-sync replicas have it.

    What that raises beside ``NotTaken`` and ``NotNow`` is a KafkaError that no waiting helps against: a missing right.

    :raises UnreachableError: when no broker answers.
    :raises UnknownTopicError: when there is no raw topic.
    """
    await clients.partitions_of(cluster, ARTICLES_RAW)
    limit = topics()[ARTICLES_RAW].max_message_bytes
    async with clients.producer(cluster, largest=limit) as producer:

        async def publish(raw: RawArticle) -> None:
            try:
                key, value = prepared(raw, encode, limit)
                async with asyncio.timeout(ANSWER_SECONDS):
                    await producer.send_and_wait(ARTICLES_RAW, value, key=key)
            except Refused as error:
                raise NotTaken(str(error)) from None
            except REFUSALS as error:
                raise NotTaken(f"Kafka refuses it: {error}") from None
            except (TimeoutError, KafkaTimeoutError):
                raise NotNow(f"Kafka at {cluster} does not answer") from None
            except KafkaError as error:
                if not error.retriable:
                    raise
                raise NotNow(f"Kafka at {cluster} does not take it: {error}") from None

        yield publish
