"""Looks at a client's own credentials before it connects: what is missing, unreadable, or past its date."""

import ssl
from collections.abc import Iterator
from pathlib import Path

from streams.kafka.cluster import Security

EXPIRED, NOT_YET_VALID = 10, 9
"""X509_V_ERR_… of OpenSSL's x509_vfy.h."""
SSL_FILES = ("cafile", "certfile", "keyfile")


def faults(security: Security) -> Iterator[tuple[str, str]]:
    """Yield the name of each field of ``security`` that cannot work as it is, and why. Reads the files; no network.

    The first fault of the TLS files hides the later ones, which may come of it.
    """
    yield from _login_faults(security)
    if security.is_encrypted:
        yield from _file_faults(security)
    else:
        for field in (*SSL_FILES, "key_password"):
            if getattr(security, field) is not None:
                yield field, f"needs security protocol SSL or SASL_SSL, not {security.protocol}"


def _login_faults(security: Security) -> Iterator[tuple[str, str]]:
    for field in ("mechanism", "username", "password"):
        given = getattr(security, field) is not None
        if security.is_authenticated and not given:
            yield field, f"is missing: {security.protocol} logs in"
        elif given and not security.is_authenticated:
            yield field, f"needs security protocol SASL_SSL or SASL_PLAINTEXT, not {security.protocol}"


def _file_faults(security: Security) -> Iterator[tuple[str, str]]:
    if security.certfile is None:
        for field in ("keyfile", "key_password"):
            if getattr(security, field) is not None:
                yield field, "needs a certificate too (ssl_certfile)"
    for field in SSL_FILES:
        file = getattr(security, field)
        if file is not None and (fault := _unreadable(file)):
            yield field, fault
            return
    if security.cafile is not None and not _holds_certificates(security.cafile):
        yield "cafile", f"{security.cafile} holds no certificates in PEM"
        return
    if security.certfile is not None:
        yield from _certificate_faults(security, security.certfile)


def _certificate_faults(security: Security, certfile: Path) -> Iterator[tuple[str, str]]:
    if not _holds_certificates(certfile):
        yield "certfile", f"{certfile} holds no certificate in PEM"
        return
    try:
        outdated = _outdated(security)
    except ssl.SSLError as error:
        if error.reason == "KEY_VALUES_MISMATCH":
            yield "keyfile", f"{security.keyfile or certfile} is the key of another certificate than {certfile}"
        elif security.key_password is None:
            yield "keyfile", f"{security.keyfile or certfile} holds no private key in PEM, or one that needs a password"
        else:
            yield "key_password", f"is not the password of {security.keyfile or certfile}"
        return
    if outdated:
        yield "certfile", f"{certfile} {outdated}"


def _unreadable(file: Path) -> str | None:
    try:
        with file.open("rb") as stream:
            stream.read(1)
    except OSError as error:
        return f"{file} cannot be read: {error.strerror}"
    return None


def not_certificates(file: Path) -> str | None:
    """Return why ``file`` is no file of certificates in PEM; None where it is one."""
    return _unreadable(file) or (None if _holds_certificates(file) else f"{file} holds no certificates in PEM")


def _holds_certificates(file: Path) -> bool:
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(file)
    except ssl.SSLError:
        return False
    return True


def _outdated(security: Security) -> str | None:
    """Show the certificate to a server in memory that trusts it alone; return what that one has against its dates.

    Python's ssl tells the dates of no certificate but a peer's.
    """
    server, client = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER), ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    for context in (server, client):
        security.load_certificate(context)
    server.load_verify_locations(security.certfile)
    server.verify_mode = ssl.CERT_REQUIRED
    server.verify_flags |= ssl.VERIFY_X509_PARTIAL_CHAIN
    client.check_hostname = False
    client.verify_mode = ssl.CERT_NONE
    to_server, to_client = ssl.MemoryBIO(), ssl.MemoryBIO()
    ours, its = client.wrap_bio(to_client, to_server), server.wrap_bio(to_server, to_client, server_side=True)
    for side in (ours, its, ours, its):
        try:
            side.do_handshake()
        except ssl.SSLWantReadError:
            continue
        except ssl.SSLCertVerificationError as error:
            return {EXPIRED: "has expired", NOT_YET_VALID: "is not valid yet"}.get(error.verify_code)
        except ssl.SSLError:
            return None  # not about its dates
    return None
