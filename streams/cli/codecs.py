"""Codecs of the command: with the ids of the schema registry where one is configured, else with the locked ones."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import click

from streams.contracts import registry as registries
from streams.contracts.codec import Codec, Undecodable
from streams.contracts.records import Record
from streams.contracts.schemas import schemas
from streams.contracts.topics import topics
from streams.settings import Settings

LOCKED = Codec()
"""Without a registry."""


def writer(settings: Settings) -> Codec:
    """Return a codec that writes the ids that readers expect.

    :raises click.ClickException: when the registry does not answer or lacks a schema.
    """
    if settings.registry is None:
        return Codec()
    try:
        with registries.Registry(settings.registry, settings.registry_cafile) as registry:
            return Codec(registries.writer_ids(registry, topics().values(), schemas()))
    except registries.RegistryError as error:
        raise click.ClickException(str(error)) from None


@dataclass(frozen=True, slots=True)
class Reader:
    """Decodes values, asking the registry for the schemas that only it knows. Blocks while it asks."""

    codec: Codec
    lookups: registries.Lookups | None

    def decode(self, value: bytes) -> tuple[str, Record]:
        """Return the schema's name and the record.

        :raises Undecodable: when it cannot be read.
        :raises click.ClickException: when the registry does not answer.
        """
        self._learn(value)
        return self.codec.decode(value)

    def with_locked_id(self, value: bytes) -> bytes:
        """Return the value of a raw record as it is read without a registry; what cannot be read is left as it is.

        :raises click.ClickException: when the registry does not answer.
        """
        if self.lookups is None or not LOCKED.unknown_ids([value]):
            return value
        self._learn(value)
        try:
            return LOCKED.encode_raw(self.codec.decode_raw(value))
        except Undecodable:
            return value

    def _learn(self, value: bytes) -> None:
        if self.lookups and (wanted := self.lookups.wanted([value])):
            try:
                self.lookups.fetch(wanted)
            except registries.RegistryError as error:
                raise click.ClickException(str(error)) from None


@contextmanager
def reader(settings: Settings) -> Iterator[Reader]:
    """Open a reader, with the registry where one is configured."""
    codec = Codec()
    if settings.registry is None:
        yield Reader(codec, None)
        return
    with registries.Registry(settings.registry, settings.registry_cafile) as registry:
        yield Reader(codec, registries.Lookups(registry, codec))
