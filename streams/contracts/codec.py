"""Avro in the Confluent wire format: a zero byte, the schema's id as four bytes big-endian, the datum.

Reading never raises anything but ``Undecodable``, whatever the bytes, and allocates no more than they could hold.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from fastavro import schemaless_reader, schemaless_writer
from fastavro.read import SchemaResolutionError

from streams.contracts.dossiers import dossier_record, dossier_value, transition_record, transition_value
from streams.contracts.raw_json import checked, raw_from_json
from streams.contracts.records import (
    Record,
    alert_record,
    enriched_record,
    events_record,
    raw_record,
    receipt_record,
    subscription_record,
    told_record,
    trouble_record,
)
from streams.contracts.resolution import Incompatible, resolve
from streams.contracts.schemas import (
    ALERT,
    DOSSIER,
    ENRICHED_ARTICLE,
    FILTERED_RECEIPT,
    RAW_ARTICLE,
    RESOLUTION_EVENTS,
    SUBSCRIPTION,
    TOLD,
    TRANSITION,
    TROUBLE,
    Schema,
    newest,
    schemas,
)
from streams.contracts.values import (
    alert_value,
    enriched_value,
    events_value,
    subscription_value,
    told_value,
    trouble_value,
)
from streams.core.model import (
    Alert,
    Dossier,
    EnrichedArticle,
    Filtered,
    RawArticle,
    ResolutionEvents,
    Subscription,
    Telling,
    Transition,
    Trouble,
    Unreadable,
)

MAGIC = b"\0"
HEADER_BYTES = 5
LEARNED_LIMIT = 1_000
"""Schemas of a registry that are kept in memory; the oldest goes first."""

MALFORMED = (EOFError, ValueError, LookupError, TypeError, ArithmeticError, RecursionError, SchemaResolutionError)
"""What fastavro raises on bytes that are not a datum of the schema."""


class Undecodable(Unreadable):
    """A record that cannot be read; ``cause`` and ``detail`` go into the headers of its dead letter."""


class _Bounded(BytesIO):
    """A stream that notices its end.

    fastavro does not where it passes over numbers of fixed size in a field that only the writer has: an array of them
    that claims to be endless would be.
    """

    def read(self, size: int | None = -1, /) -> bytes:
        content = super().read(size)
        if size is None or len(content) != size:
            raise EOFError("it ends early")
        return content


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a datum is read: written with ``writer``, wanted as ``reader`` (None: the same)."""

    name: str
    writer: Any
    reader: Any | None


class Codec:
    """Values of records to model and back.

    ``ids`` gives the ids to write with, by schema name: a registry's. Without it the locked ones are written. Both can
    be read, and a registry's other ids once ``learn`` has been given their schemas.
    """

    def __init__(self, ids: Mapping[str, int] | None = None, versions: Iterable[Schema] | None = None) -> None:
        versions = schemas() if versions is None else tuple(versions)
        self._newest = newest(versions)
        self._known = {version.id: self._reading(version) for version in versions}
        self._known |= {id_: self._reading(self._newest[name]) for name, id_ in (ids or {}).items()}
        self._learned: dict[int, _Reading | str] = {}
        self._headers = {
            name: MAGIC + (ids or {}).get(name, schema.id).to_bytes(4, "big") for name, schema in self._newest.items()
        }

    def _reading(self, version: Schema) -> _Reading:
        last = self._newest[version.name]
        return _Reading(version.name, version.fastavro, None if version is last else last.fastavro)

    def encode_raw(self, raw: RawArticle) -> bytes:
        """Return the value of a record of ``articles-raw``.

        :raises ValueError: as the other encoders do, when a text holds lone surrogates.
        """
        return self._encode(RAW_ARTICLE, raw_record(raw))

    def encode_enriched(self, enriched: EnrichedArticle) -> bytes:
        """Return the value of a record of ``articles-enriched``."""
        return self._encode(ENRICHED_ARTICLE, enriched_record(enriched))

    def encode_receipt(self, filtered: Filtered) -> bytes:
        """Return the value of a record of ``articles-filtered``."""
        return self._encode(FILTERED_RECEIPT, receipt_record(filtered))

    def encode_events(self, told: ResolutionEvents) -> bytes:
        """Return the value of a record of ``resolution-events``."""
        return self._encode(RESOLUTION_EVENTS, events_record(told))

    def encode_dossier(self, dossier: Dossier) -> bytes:
        """Return the value of a record of ``resolution-dossiers``."""
        return self._encode(DOSSIER, dossier_record(dossier))

    def encode_transition(self, transition: Transition) -> bytes:
        """Return the value of a record of ``resolution-transitions``."""
        return self._encode(TRANSITION, transition_record(transition))

    def encode_subscription(self, subscription: Subscription) -> bytes:
        """Return the value of a record of ``alert-subscriptions``."""
        return self._encode(SUBSCRIPTION, subscription_record(subscription))

    def encode_alert(self, alert: Alert) -> bytes:
        """Return the value of a record of ``alerts`` or ``alert-candidates``."""
        return self._encode(ALERT, alert_record(alert))

    def encode_told(self, telling: Telling) -> bytes:
        """Return the value of a record of ``alerts-told``."""
        return self._encode(TOLD, told_record(telling))

    def encode_trouble(self, trouble: Trouble) -> bytes:
        """Return the value of a record of ``receiver-troubles``."""
        return self._encode(TROUBLE, trouble_record(trouble))

    def decode_enriched(self, value: bytes) -> EnrichedArticle:
        """Read an enriched article.

        :raises Undecodable: as this and the others do, with the causes ``undecodable_envelope`` and
            ``unknown_schema``.
        """
        return enriched_value(self._decode_as(ENRICHED_ARTICLE, value))

    def decode_events(self, value: bytes) -> ResolutionEvents:
        """Read what an article says about resolutions."""
        return events_value(self._decode_as(RESOLUTION_EVENTS, value))

    def decode_dossier(self, value: bytes) -> Dossier:
        """Read the state of a resolution."""
        return dossier_value(self._decode_as(DOSSIER, value))

    def decode_transition(self, value: bytes) -> Transition:
        """Read a change of what is known of a resolution."""
        return transition_value(self._decode_as(TRANSITION, value))

    def decode_subscription(self, value: bytes) -> Subscription:
        """Read a subscription; whether it makes sense is for streams.core.match to say.

        :raises Undecodable: also with the cause ``invalid_field``.
        """
        try:
            return subscription_value(self._decode_as(SUBSCRIPTION, value))
        except Unreadable as error:
            raise Undecodable(error.cause, error.detail) from None

    def decode_alert(self, value: bytes) -> Alert:
        """Read an alert."""
        return alert_value(self._decode_as(ALERT, value))

    def decode_told(self, value: bytes) -> Telling:
        """Read what a subscription was told."""
        return told_value(self._decode_as(TOLD, value))

    def decode_trouble(self, value: bytes) -> Trouble:
        """Read which receiver takes no alerts."""
        return trouble_value(self._decode_as(TROUBLE, value))

    def decode_raw(self, value: bytes) -> RawArticle:
        """Read a raw article, in Avro or in its JSON form.

        :raises Undecodable: with the causes ``undecodable_envelope``, ``unknown_schema`` and ``invalid_field``.
        """
        try:
            if value[:1] != MAGIC:
                return raw_from_json(value)
            return checked(self._decode_as(RAW_ARTICLE, value))
        except Unreadable as error:
            raise Undecodable(error.cause, error.detail) from None

    def decode(self, value: bytes) -> tuple[str, Record]:
        """Return the schema's name and the record of any value of ours, as the newest version of its schema.

        :raises Undecodable: as ``decode_raw`` does. What is not Avro is read as the JSON form of a raw article.
        """
        if value[:1] != MAGIC:
            return RAW_ARTICLE, raw_record(self.decode_raw(value))
        reading = self._reading_of(value)
        return reading.name, _read(reading, value)

    def unknown_ids(self, values: Iterable[bytes | None]) -> set[int]:
        """Return the schema ids in ``values`` that have to be learned before these can be read."""
        ids = {int.from_bytes(value[1:5], "big") for value in values if value and value[0] == 0 and len(value) > 4}
        return {id_ for id_ in ids if id_ not in self._known and id_ not in self._learned}

    def learn(self, schema_id: int, text: str) -> None:
        """Take in the schema that a registry has under ``schema_id``: its JSON.

        One that cannot be resolved to ours is remembered with the reason, which ``Undecodable`` then tells.
        """
        try:
            schema, writer = resolve(text, self._newest)
            reading: _Reading | str = _Reading(schema.name, writer, schema.fastavro)
        except Incompatible as error:
            reading = str(error)
        if len(self._learned) >= LEARNED_LIMIT:
            self._learned.pop(next(iter(self._learned)), None)
        self._learned[schema_id] = reading

    def _decode_as(self, name: str, value: bytes) -> Record:
        if value[:1] != MAGIC:
            raise Undecodable("undecodable_envelope", "not Avro in the Confluent wire format")
        reading = self._reading_of(value)
        if reading.name != name:
            raise Undecodable("unknown_schema", f"a record of schema {reading.name}, where a {name} belongs")
        return _read(reading, value)

    def _encode(self, name: str, record: Record) -> bytes:
        stream = BytesIO()
        stream.write(self._headers[name])
        schemaless_writer(stream, self._newest[name].fastavro, record)
        return stream.getvalue()

    def _reading_of(self, value: bytes) -> _Reading:
        if len(value) < HEADER_BYTES:
            raise Undecodable("undecodable_envelope", f"begins like Avro, and ends after {len(value)} byte(s)")
        schema_id = int.from_bytes(value[1:HEADER_BYTES], "big")
        reading = self._known.get(schema_id) or self._learned.get(schema_id)
        if reading is None:
            raise Undecodable("unknown_schema", f"nobody knows the Avro schema with id {schema_id}")
        if isinstance(reading, str):
            raise Undecodable("unknown_schema", f"the Avro schema with id {schema_id} is of no use: {reading}")
        return reading


def _read(reading: _Reading, value: bytes) -> Record:
    stream = BytesIO(value) if reading.reader is None else _Bounded(value)
    stream.seek(HEADER_BYTES)
    try:
        record = schemaless_reader(stream, reading.writer, reading.reader)
    except OverflowError:
        raise Undecodable("invalid_field", "one of its times lies outside the years 1 to 9999") from None
    except MALFORMED as error:
        why = str(error)[:200] or "it ends early"
        raise Undecodable("undecodable_envelope", f"not a datum of {reading.name}: {why}") from None
    if rest := len(value) - stream.tell():
        raise Undecodable("undecodable_envelope", f"{rest:,} bytes follow the datum of {reading.name}")
    assert isinstance(record, dict)
    return record
