"""HTTP to the outside world: every client that follows an address which somebody else wrote is made here."""

from streams.network.client import client, target_of
from streams.network.guard import AddressRefused

__all__ = ["AddressRefused", "client", "target_of"]
