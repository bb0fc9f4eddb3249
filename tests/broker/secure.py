"""A real Apache Kafka that trusts nobody: TLS with certificates made here, passwords, client certificates, and ACLs."""

import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeAlias

import trustme
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from kafka.admin import (
    ACL,
    ACLFilter,
    ACLOperation,
    ACLPermissionType,
    ACLResourcePatternType,
    KafkaAdminClient,
    ResourcePattern,
    ResourcePatternFilter,
    ResourceType,
    ScramMechanism,
    UserScramCredentialUpsertion,
)
from pydantic import SecretStr

from streams.kafka.cluster import Cluster, Mechanism, Security
from streams.kafka.local import LocalKafka
from streams.kafka.node import HOST, free_port
from streams.kafka.topics import connect

Rule: TypeAlias = tuple[str, str, str]
"""A kind of resource, its name, and an operation on it: ``("topic", "alerts", "Read")``."""
JAAS = "org.apache.kafka.common.security"
YESTERDAY = datetime.now(UTC) - timedelta(days=1)


@dataclass(frozen=True)
class Certificates:
    """PEM files: an authority's, and what it signed for clients by name."""

    folder: Path
    ca: trustme.CA

    @property
    def cafile(self) -> Path:
        return self.folder / "ca.pem"

    def issue(self, name: str, *, expired: bool = False) -> Path:
        """Return a file with key and certificate of ``name``, good for this machine's address as well."""
        file = self.folder / f"{name}{'-expired' if expired else ''}.pem"
        if not file.exists():
            not_after = YESTERDAY if expired else None
            issued = self.ca.issue_cert(HOST, common_name=name, not_after=not_after)
            key = load_pem_private_key(issued.private_key_pem.bytes(), None)
            pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())  # the form that Kafka reads
            file.write_bytes(pem + b"".join(each.bytes() for each in issued.cert_chain_pems))
        return file


def certificates(folder: Path) -> Certificates:
    """Make an authority."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Certificates(folder, trustme.CA())
    made.ca.cert_pem.write_to_path(str(made.cafile))
    return made


@dataclass
class SecureKafka:
    """Listeners of one broker. ``open`` is for the tests' own hands: whoever comes in there may do everything.

    At ``expired_port`` the broker's certificate has expired, at ``brief_port`` no connection lasts. ``match`` may log
    in by PLAIN too.
    """

    open: Cluster
    certificates: Certificates
    password: str
    sasl_port: int
    mutual_port: int
    expired_port: int
    brief_port: int

    def login(self, user: str, *, mechanism: Mechanism = "SCRAM-SHA-512", port: int | None = None) -> Cluster:
        """Return how ``user`` connects with a password."""
        return Cluster(
            f"{HOST}:{port or self.sasl_port}",
            Security(
                protocol="SASL_SSL",
                mechanism=mechanism,
                username=user,
                password=SecretStr(self.password),
                cafile=self.certificates.cafile,
            ),
        )

    def certified(self, user: str, *, expired: bool = False) -> Cluster:
        """Return how ``user`` connects with a certificate of its own."""
        certfile = self.certificates.issue(user, expired=expired)
        security = Security(protocol="SSL", cafile=self.certificates.cafile, certfile=certfile)
        return Cluster(f"{HOST}:{self.mutual_port}", security)

    def add_user(self, user: str, password: str | None = None) -> None:
        """Let ``user`` log in with SCRAM-SHA-512, or change the password."""
        with connect(self.open) as admin:
            admin.alter_user_scram_credentials(
                [UserScramCredentialUpsertion(user, ScramMechanism.SCRAM_SHA_512, password or self.password)]
            )

    def allow(self, user: str, *rules: Rule) -> None:
        """Give ``user`` each rule: kind of resource, its name, operation."""
        with connect(self.open) as admin:
            made = admin.create_acls([_acl(user, *rule) for rule in rules])
            assert not made["failed"], made
            _wait(admin, {_filter(user, *rule): True for rule in rules})

    def forbid(self, user: str, *rules: Rule) -> None:
        """Take rules away."""
        filters = [_filter(user, *rule) for rule in rules]
        with connect(self.open) as admin:
            for each in admin.delete_acls(filters):
                assert each[1], f"there was no such rule: {each}"
            _wait(admin, dict.fromkeys(filters, False))


def environment(cluster: Cluster) -> dict[str, str]:
    """Return the variables that tell ``reswatch`` to connect so."""
    security = cluster.security
    given = {
        "RESWATCH_BROKER": cluster.bootstrap,
        "RESWATCH_SECURITY_PROTOCOL": security.protocol,
        "RESWATCH_SASL_MECHANISM": security.mechanism,
        "RESWATCH_SASL_USERNAME": security.username,
        "RESWATCH_SASL_PASSWORD": security.password.get_secret_value() if security.password else None,
        "RESWATCH_SSL_CAFILE": security.cafile,
        "RESWATCH_SSL_CERTFILE": security.certfile,
        "RESWATCH_SSL_KEYFILE": security.keyfile,
    }
    return {name: str(value) for name, value in given.items() if value is not None}


def with_security(cluster: Cluster, **changes: object) -> Cluster:
    """Return ``cluster`` with another security."""
    return replace(cluster, security=replace(cluster.security, **changes))  # type: ignore[arg-type]  # its fields


@contextmanager
def secure_kafka(folder: Path) -> Iterator[SecureKafka]:
    """Run the broker."""
    made = certificates(folder / "certificates")
    password = f"pa55-{secrets.token_hex(8)}"
    ports = {name: free_port() for name in ("SECURE", "MUTUAL", "EXPIRED", "BRIEF")}
    addresses = ",".join(f"{name}://{HOST}:{port}" for name, port in ports.items())
    properties = {
        "listeners": addresses,
        "advertised.listeners": addresses,
        "listener.security.protocol.map": "SECURE:SASL_SSL,MUTUAL:SSL,EXPIRED:SASL_SSL,BRIEF:SASL_SSL",
        "ssl.keystore.type": "PEM",
        "ssl.keystore.location": str(made.issue("broker")),
        "ssl.truststore.type": "PEM",
        "ssl.truststore.location": str(made.cafile),
        "listener.name.expired.ssl.keystore.location": str(made.issue("broker", expired=True)),
        "listener.name.expired.ssl.keystore.type": "PEM",
        "listener.name.mutual.ssl.client.auth": "required",
        "ssl.principal.mapping.rules": r"RULE:^.*CN=([a-z0-9-]+).*$/$1/,DEFAULT",
        # a client that does not log in again, as aiokafka does not, is disconnected after so long
        "listener.name.brief.connections.max.reauth.ms": "3000",
        "authorizer.class.name": "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
        "super.users": "User:ANONYMOUS",  # the controller, and the tests' own hands, on the listeners without TLS
        "group.min.session.timeout.ms": "1000",
    }
    for listener in ("secure", "expired", "brief"):
        properties |= {
            f"listener.name.{listener}.sasl.enabled.mechanisms": "SCRAM-SHA-256,SCRAM-SHA-512,PLAIN",
            f"listener.name.{listener}.scram-sha-256.sasl.jaas.config": f"{JAAS}.scram.ScramLoginModule required;",
            f"listener.name.{listener}.scram-sha-512.sasl.jaas.config": f"{JAAS}.scram.ScramLoginModule required;",
            f"listener.name.{listener}.plain.sasl.jaas.config": (
                f'{JAAS}.plain.PlainLoginModule required user_match="{password}";'
            ),
        }
    with LocalKafka(folder / "kafka", port=0, properties=properties) as broker:
        yield SecureKafka(broker.cluster, made, password, *ports.values())


def _wait(admin: KafkaAdminClient, expected: dict[ACLFilter, bool]) -> None:
    """Wait until the broker knows: the controller that took a change tells it a little later."""
    deadline = time.monotonic() + 10
    for each, there in expected.items():
        while bool(admin.describe_acls(each)[0]) is not there:
            assert time.monotonic() < deadline
            time.sleep(0.02)


def _pattern(kind: str, name: str) -> ResourcePattern:
    return ResourcePattern(ResourceType[_upper(kind)], name, _matching(kind))


def _acl(user: str, kind: str, name: str, operation: str) -> ACL:
    allow = ACLPermissionType.ALLOW
    return ACL(f"User:{user}", "*", ACLOperation[_upper(operation)], allow, _pattern(kind, name))


def _filter(user: str, kind: str, name: str, operation: str) -> ACLFilter:
    pattern = ResourcePatternFilter(ResourceType[_upper(kind)], name, _matching(kind))
    return ACLFilter(f"User:{user}", "*", ACLOperation[_upper(operation)], ACLPermissionType.ALLOW, pattern)


def _matching(kind: str) -> ACLResourcePatternType:
    """Transactional ids are granted by their beginning."""
    return ACLResourcePatternType.PREFIXED if kind == "transactional-id" else ACLResourcePatternType.LITERAL


def _upper(name: str) -> str:
    """Return ``DescribeConfigs`` as ``DESCRIBE_CONFIGS`` and ``transactional-id`` as ``TRANSACTIONAL_ID``."""
    parted = "".join(f"_{letter}" if letter.isupper() else letter for letter in name)
    return parted.strip("_").upper().replace("-", "_")
