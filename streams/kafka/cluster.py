"""Which Kafka a client connects to, and how it proves who it is: one value that everything that connects takes."""

import ssl
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from pydantic import SecretStr

Protocol: TypeAlias = Literal["PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"]
Mechanism: TypeAlias = Literal["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"]


@dataclass(frozen=True, slots=True)
class Security:
    """How a connection is secured, in Kafka's own terms; secrets are shown by no ``repr``.

    ``mechanism``, ``username`` and ``password`` belong to the protocols with SASL, the files (PEM) to those with SSL:
    ``cafile`` holds the authorities that brokers' certificates are checked against (None: the system's), ``certfile``
    this client's own certificate and its chain, ``keyfile`` its key where that is not in ``certfile`` too.
    """

    protocol: Protocol = "PLAINTEXT"
    mechanism: Mechanism | None = None
    username: str | None = None
    password: SecretStr | None = None
    cafile: Path | None = None
    certfile: Path | None = None
    keyfile: Path | None = None
    key_password: SecretStr | None = None

    @property
    def is_encrypted(self) -> bool:
        """Whether connections use TLS."""
        return self.protocol in ("SSL", "SASL_SSL")

    @property
    def is_authenticated(self) -> bool:
        """Whether connections name a user (SASL); a client certificate is another way to be known."""
        return self.protocol in ("SASL_PLAINTEXT", "SASL_SSL")

    def ssl_context(self) -> ssl.SSLContext | None:
        """Return the TLS settings of a client that checks the broker's certificate and host name; None without TLS.

        :raises OSError: when a file cannot be read, does not hold what it should, or key and certificate do not match.
        """
        return _ssl_context(self) if self.is_encrypted else None

    def load_certificate(self, context: ssl.SSLContext) -> None:
        """Give ``context`` this client's own certificate and its key.

        :raises OSError: when a file cannot be read, does not hold what it should, or key and certificate do not match.
        """
        assert self.certfile is not None
        password = self.key_password.get_secret_value() if self.key_password else ""
        # without a password OpenSSL would ask for one at the terminal
        context.load_cert_chain(self.certfile, self.keyfile, password)


PLAINTEXT = Security()
"""No encryption and no authentication: the local Kafka's way."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Kafka cluster: ``bootstrap`` names one broker or several, ``host:port``, separated by commas."""

    bootstrap: str
    security: Security = PLAINTEXT

    def __str__(self) -> str:
        return self.bootstrap

    @property
    def servers(self) -> list[str]:
        """The bootstrap servers, one by one."""
        return [server.strip() for server in self.bootstrap.split(",")]

    def options(self) -> dict[str, Any]:
        """Return the arguments with which a client of aiokafka, or of kafka-python, connects: both use these names.

        :raises OSError: as ``Security.ssl_context``.
        """
        security = self.security
        options: dict[str, Any] = {"bootstrap_servers": self.servers, "security_protocol": security.protocol}
        if security.is_encrypted:
            options["ssl_context"] = security.ssl_context()
        if security.is_authenticated:
            options["sasl_mechanism"] = security.mechanism
            options["sasl_plain_username"] = security.username
            options["sasl_plain_password"] = security.password.get_secret_value() if security.password else None
        return options


@cache  # a worker makes a client at every reconnection; reading the system's authorities takes 20 ms
def _ssl_context(security: Security) -> ssl.SSLContext:
    context = ssl.create_default_context(cafile=security.cafile)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    if security.certfile is not None:
        security.load_certificate(context)
    return context
