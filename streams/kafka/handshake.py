"""The first words with a cluster: does a broker answer, and does it let us in?

Clients of Kafka log a wrong password or an expired certificate and try again for ever, or say that no broker answers.
One connection made by hand tells which it is, so that whoever connects asks here first.
"""

import asyncio
import ssl
from collections.abc import Iterator

from aiokafka import errors
from aiokafka.conn import create_conn
from aiokafka.protocol.metadata import MetadataRequest

from streams.kafka.cluster import Cluster, Security
from streams.kafka.credentials import EXPIRED, NOT_YET_VALID

ANSWER_MS = 5_000
"""How long a broker may take for its first answer before it counts as unreachable."""

WRONG_HOST = 62
NOT_SIGNED_BY_KNOWN = (18, 19, 20, 21)
"""X509_V_ERR_… of OpenSSL's x509_vfy.h, as those of streams.kafka.credentials: why a certificate was not believed."""


class UnreachableError(ConnectionError):
    """No broker of those named answers as Kafka does."""


class AccessError(Exception):
    """Kafka is there and does not let us in; the message says why and what to do, and holds no secret."""


async def shake_hands(cluster: Cluster) -> None:
    """Connect to one of the brokers that ``cluster`` names, log in where that is wanted, and hear a first answer.

    :raises AccessError: when none lets us in, and one says why.
    :raises UnreachableError: when none answers within a few seconds.
    """
    options = cluster.options()
    del options["bootstrap_servers"]
    refusal, closed = None, False
    for server in cluster.servers:
        host, _, port = server.rpartition(":")
        try:
            connection = await create_conn(host.strip("[]"), int(port), request_timeout_ms=ANSWER_MS, **options)
            try:
                await connection.send(MetadataRequest([]))
            finally:
                connection.close()
        except (errors.KafkaError, OSError, TimeoutError) as error:
            refusal = refusal or _refusal(error, server, cluster.security)
            closed = closed or isinstance(error, (errors.KafkaConnectionError, ConnectionResetError, ssl.SSLError))
        else:
            return
    if refusal:
        raise AccessError(refusal)
    if closed:
        raise UnreachableError(
            f"No Kafka answers at {cluster}, though something does. Is RESWATCH_SECURITY_PROTOCOL="
            f"{cluster.security.protocol} what its listener speaks?"
        )
    raise UnreachableError(f"No Kafka answers at {cluster}.")


def shake_hands_now(cluster: Cluster) -> None:
    """Do the same where no event loop runs."""
    asyncio.run(shake_hands(cluster))


def _refusal(error: BaseException, server: str, security: Security) -> str | None:
    """Return what a broker has against us, or we against it; None where the connection just did not come about."""
    told = (_of_certificates(cause, server) or _of_login(cause, server, security) for cause in _causes(error))
    return next(filter(None, told), None)


def _of_login(error: BaseException, server: str, security: Security) -> str | None:
    match error:
        case errors.SaslAuthenticationFailed() | errors.AuthenticationFailedError():
            return (
                f"Kafka at {server} does not let user {security.username} in: there is no such user, or the password "
                f"is another ({security.mechanism}). Check RESWATCH_SASL_USERNAME and RESWATCH_SASL_PASSWORD."
            )
        case errors.UnsupportedSaslMechanismError():
            return f"Kafka at {server} has no login by {security.mechanism}. Set RESWATCH_SASL_MECHANISM."
        case errors.IllegalSaslStateError():
            return (
                f"Kafka at {server} has no login. Set RESWATCH_SECURITY_PROTOCOL to PLAINTEXT or SSL, or name the port "
                "of its listener with SASL in RESWATCH_BROKER."
            )
    return None


def _of_certificates(error: BaseException, server: str) -> str | None:
    if isinstance(error, ssl.SSLCertVerificationError):
        return _of_its_certificate(error, server)
    reason = (error.reason or "") if isinstance(error, ssl.SSLError) else ""
    if "CERTIFICATE_REQUIRED" in reason:
        return f"Kafka at {server} demands a client certificate. Set RESWATCH_SSL_CERTFILE."
    if "CERTIFICATE" in reason or "UNKNOWN_CA" in reason:
        return (
            f"Kafka at {server} does not accept this client's certificate: it has expired, or the broker does not "
            "trust who signed it. See RESWATCH_SSL_CERTFILE."
        )
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__


def _of_its_certificate(error: ssl.SSLCertVerificationError, server: str) -> str:
    if error.verify_code == EXPIRED:
        return f"The certificate of Kafka at {server} has expired. The broker needs a new one."
    if error.verify_code == NOT_YET_VALID:
        return f"The certificate of Kafka at {server} is not valid yet. Is this machine's clock right?"
    if error.verify_code == WRONG_HOST:
        return (
            f"The certificate of Kafka at {server} is for another host. Name the broker in RESWATCH_BROKER as its "
            "certificate does."
        )
    if error.verify_code in NOT_SIGNED_BY_KNOWN:
        return (
            f"The certificate of Kafka at {server} is signed by nobody known here. Name the file of its authority "
            "in RESWATCH_SSL_CAFILE."
        )
    return f"The certificate of Kafka at {server} is not believed: {error.verify_message}."


DENIED: dict[int | None, str] = {
    errors.TopicAuthorizationFailedError.errno: "this user may not do that to a topic",
    errors.GroupAuthorizationFailedError.errno: "this user may not use the consumer group",
    errors.ClusterAuthorizationFailedError.errno: "this user may not do that to the cluster",
    errors.TransactionalIdAuthorizationFailed.errno: "this user may not use the transactional id",
}


def denial(error: BaseException) -> str | None:
    """Return what an error of aiokafka or of kafka-python says of a missing permission; None where it is another."""
    for cause in _causes(error):
        number = None if isinstance(cause, OSError) else getattr(cause, "errno", None)
        if words := DENIED.get(number):
            what = ", ".join(map(_names, cause.args))
            return f"{words}{f' ({what})' if what else ''}. `reswatch topics acls` lists what each role needs."
    return None


def _names(value: object) -> str:
    return ", ".join(sorted(map(str, value))) if isinstance(value, (set, frozenset, list, tuple)) else str(value)
