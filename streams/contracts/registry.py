"""A schema registry with Confluent's REST API (Confluent, Apicurio, Karapace): ids for schemas, schemas for ids.

Everything here blocks, so call it from a thread where an event loop runs; only ``Lookups.wanted`` is instant.
Subjects are called ``<topic>-value``, as Kafka's own serializers call them.
"""

import ssl
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Self

import httpx
import orjson

from streams.contracts.codec import Codec
from streams.contracts.schemas import Schema, newest
from streams.contracts.topics import Topic

TIMEOUT = httpx.Timeout(5.0, connect=2.0)
PAUSES_SECONDS = (0.2, 0.4)
"""Before the second and the third try."""
ANSWER_BYTES = 2**20
ANSWER_SECONDS = 8.0
"""The longest answer that is read, and the longest time it may take to come."""
BUSY = 429

FETCH_SECONDS = 10.0
"""After which no more ids of a run are asked for, and how long a registry that did not answer is left alone: while a
worker asks it consumes nothing, and must be back well before a rebalance goes on without it (60 s)."""
ABSENT_SECONDS = 60.0
"""How long an id that the registry did not know is not asked for again."""
ABSENT_LIMIT = 30
"""Unknown ids within ABSENT_SECONDS after which no more are asked for: invented ids must not keep the worker busy."""


class RegistryError(Exception):
    """The registry does not answer, or refuses; the message holds no credentials."""


class Registry:
    """The registry at ``url``, which may hold ``user:password@``. May be shared among threads.

    :param cafile: PEM file of the authorities that sign its certificate; None: those that browsers know.
    :raises RegistryError: when ``url`` is none.
    """

    def __init__(self, url: str, cafile: Path | None = None) -> None:
        try:
            address = httpx.URL(url)
        except httpx.InvalidURL:
            address = httpx.URL()
        if address.scheme not in ("http", "https") or not address.host or address.query:
            raise RegistryError(
                "The URL of the schema registry must be http://HOST:PORT or https://HOST:PORT, and a path"
            )
        self._place = str(address.copy_with(userinfo=b"")).rstrip("/")
        auth = (address.username, address.password) if address.username else None
        verify = True if cafile is None else ssl.create_default_context(cafile=cafile)
        self._client = httpx.Client(auth=auth, timeout=TIMEOUT, verify=verify)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()

    def register(self, topic: str, schema: Schema) -> int:
        """Return the id of ``schema`` under the subject of ``topic``, where it is registered if it was not.

        :raises RegistryError: also when the registry refuses it as incompatible with what it has.
        """
        answer = self._ask("POST", f"/subjects/{topic}-value/versions", schema)
        if answer is None:
            raise RegistryError(f"No schema registry at {self._place}: it answers 404. Is a path missing in the URL?")
        return self._id(answer)

    def find(self, topic: str, schema: Schema) -> int | None:
        """Return the id of ``schema`` under the subject of ``topic``, None where it is not registered."""
        answer = self._ask("POST", f"/subjects/{topic}-value", schema)
        return None if answer is None else self._id(answer)

    def text(self, schema_id: int) -> str | None:
        """Return the schema with this id as the registry has it, None where it has none."""
        answer = self._ask("GET", f"/schemas/ids/{schema_id}")
        if answer is None:
            return None
        if not isinstance(answer.get("schema"), str):
            raise RegistryError(f"The schema registry at {self._place} answers without the schema of id {schema_id}")
        return str(answer["schema"])

    def _id(self, answer: dict[str, Any]) -> int:
        found = answer.get("id")
        if not isinstance(found, int) or not 0 <= found < 2**32:
            raise RegistryError(f"The schema registry at {self._place} answers without an id")
        return found

    def _ask(self, method: str, path: str, schema: Schema | None = None) -> dict[str, Any] | None:
        """Return the answer, None for 404; what may pass (no connection, 5xx, 429) is tried again."""
        body = None if schema is None else {"schema": schema.text, "schemaType": "AVRO"}
        for pause in (*PAUSES_SECONDS, None):
            try:
                status, content = self._send(method, path, body)
            except httpx.HTTPError as error:
                problem = f"does not answer: {error or type(error).__name__}"
            else:
                if status == httpx.codes.NOT_FOUND:
                    return None
                if status < httpx.codes.BAD_REQUEST:
                    return _object(content, self._place)
                problem = f"answers {status} to {method} {path}: {_message(content)}"
                if status == httpx.codes.CONFLICT:
                    problem = f"refuses {schema} for {path.split('/')[2]} as incompatible: {_message(content)}"
                if status < httpx.codes.INTERNAL_SERVER_ERROR and status != BUSY:
                    break
            if pause is not None:
                time.sleep(pause)
        raise RegistryError(f"The schema registry at {self._place} {problem}")

    def _send(self, method: str, path: str, body: dict[str, str] | None) -> tuple[int, bytes]:
        content = b""
        deadline = time.monotonic() + ANSWER_SECONDS
        with self._client.stream(method, self._place + path, json=body) as response:
            for part in response.iter_bytes():
                content += part
                if len(content) > ANSWER_BYTES or time.monotonic() > deadline:
                    raise httpx.ReadError(f"its answer is longer than {ANSWER_BYTES:,} bytes or {ANSWER_SECONDS:.0f} s")
        return response.status_code, content


class Lookups:
    """Teaches a codec the schemas it lacks, from a registry; bounded, whatever ids the records hold."""

    def __init__(self, registry: Registry, codec: Codec, clock: Callable[[], float] = time.monotonic) -> None:
        self._registry = registry
        self._codec = codec
        self._clock = clock
        self._absent: dict[int, float] = {}
        self._silent_until = 0.0

    def wanted(self, values: Iterable[bytes | None]) -> set[int]:
        """Return the ids in ``values`` that ``fetch`` should be called for: none, nearly always."""
        unknown = self._codec.unknown_ids(values)
        if not unknown:
            return unknown
        now = self._clock()
        if now < self._silent_until:
            return set()
        self._absent = {schema_id: until for schema_id, until in self._absent.items() if until > now}
        room = max(0, ABSENT_LIMIT - len(self._absent))
        return set(sorted(unknown - self._absent.keys())[:room])

    def fetch(self, schema_ids: Iterable[int]) -> None:
        """Ask the registry for these schemas, and teach the codec what it has. Blocks, for half a minute at most.

        :raises RegistryError: when it does not answer.
        """
        deadline = self._clock() + FETCH_SECONDS
        for schema_id in schema_ids:
            try:
                text = self._registry.text(schema_id)
            except RegistryError:
                self._silent_until = self._clock() + FETCH_SECONDS
                raise
            if text is None:
                self._absent[schema_id] = self._clock() + ABSENT_SECONDS
            else:
                self._codec.learn(schema_id, text)
            if self._clock() > deadline:
                break


def unregistered(registry: Registry, topics: Iterable[Topic], schemas: Iterable[Schema]) -> list[tuple[str, Schema]]:
    """Return topic and schema of each published version that the registry lacks, older versions first."""
    versions = sorted(schemas, key=lambda schema: schema.version)
    pairs = [(topic.name, schema) for topic in topics for schema in versions if schema.name == topic.value]
    return [(topic, schema) for topic, schema in pairs if registry.find(topic, schema) is None]


def writer_ids(registry: Registry, topics: Iterable[Topic], schemas: Iterable[Schema]) -> dict[str, int]:
    """Return the registry's ids of the newest versions by schema name: what ``Codec`` writes with.

    :raises RegistryError: when one is not registered.
    """
    last = newest(schemas)
    ids = {}
    for topic in topics:
        if topic.value in last:
            schema_id = registry.find(topic.name, last[topic.value])
            if schema_id is None:
                raise RegistryError(
                    f"{last[topic.value]} is not registered for {topic.name}: run `reswatch topics apply`"
                )
            ids[topic.value] = schema_id
    return ids


def _object(content: bytes, place: str) -> dict[str, Any]:
    try:
        answer = orjson.loads(content)
    except orjson.JSONDecodeError:
        answer = None
    if not isinstance(answer, dict):
        raise RegistryError(f"What answers at {place} is no schema registry: its answer is not a JSON object")
    return answer


def _message(content: bytes) -> str:
    """Return the registry's own words, or the beginning of whatever it said."""
    try:
        answer = orjson.loads(content)
        return str(answer["message"])[:500]
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return content[:200].decode("utf-8", "replace")
