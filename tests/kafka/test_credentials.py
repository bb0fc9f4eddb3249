"""A client's own credentials are looked at before it connects: each fault by its field, with what is wrong."""

from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    load_pem_private_key,
)
from pydantic import SecretStr

from streams.kafka.cluster import Security
from streams.kafka.credentials import faults
from tests.broker.secure import Certificates, certificates

LOGIN = Security(protocol="SASL_PLAINTEXT", mechanism="PLAIN", username="enrich", password=SecretStr("pa55"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return certificates(tmp_path_factory.mktemp("certificates"))


def found(security: Security) -> dict[str, str]:
    return dict(faults(security))


def test_what_is_whole_has_no_fault(made: Certificates) -> None:
    """Every protocol, with everything that it takes."""
    tls = replace(LOGIN, protocol="SASL_SSL", cafile=made.cafile, certfile=made.issue("enrich"))
    for security in (Security(), LOGIN, tls, Security(protocol="SSL"), replace(LOGIN, protocol="SASL_SSL")):
        assert found(security) == {}


@pytest.mark.parametrize("field", ["mechanism", "username", "password"])
def test_a_login_needs_all_its_parts_and_a_protocol_that_logs_in(field: str) -> None:
    """Each that is missing is named; each that is given in vain too."""
    assert found(replace(LOGIN, **{field: None})) == {field: "is missing: SASL_PLAINTEXT logs in"}  # type: ignore[arg-type]  # one part of many types
    alone = replace(Security(), **{field: getattr(LOGIN, field)})
    assert found(alone) == {field: "needs security protocol SASL_SSL or SASL_PLAINTEXT, not PLAINTEXT"}


def test_files_are_used_with_tls_only(made: Certificates) -> None:
    """Who names a certificate believes that it is used."""
    assert found(replace(LOGIN, cafile=made.cafile)) == {
        "cafile": "needs security protocol SSL or SASL_SSL, not SASL_PLAINTEXT"
    }


def test_a_key_needs_its_certificate(made: Certificates) -> None:
    """Without one it is never shown."""
    assert list(found(Security(protocol="SSL", keyfile=made.issue("enrich")))) == ["keyfile"]


@pytest.mark.parametrize("field", ["cafile", "certfile", "keyfile"])
def test_a_file_that_cannot_be_read_is_named(made: Certificates, tmp_path: Path, field: str) -> None:
    """Missing, a folder, not PEM."""
    base = Security(protocol="SSL", certfile=made.issue("enrich"))
    text = tmp_path / "text.pem"
    text.write_text("not a certificate")
    for file, why in ((tmp_path / "none.pem", "No such file"), (tmp_path, "Is a directory"), (text, "in PEM")):
        ((where, told),) = found(replace(base, **{field: file})).items()  # type: ignore[arg-type]  # as above
        assert where == field
        assert str(file) in told
        assert why in told


def test_a_certificate_past_its_date_is_known_before_a_broker_says_so(made: Certificates) -> None:
    """The broker's own word for it, certificate unknown, says less."""
    expired = made.issue("enrich", expired=True)
    assert found(Security(protocol="SSL", certfile=expired)) == {"certfile": f"{expired} has expired"}


def test_a_certificate_and_the_key_of_another_are_told_apart(made: Certificates) -> None:
    """Both are good files."""
    security = Security(protocol="SSL", certfile=made.issue("enrich"), keyfile=made.issue("track"))
    ((field, told),) = found(security).items()
    assert field == "keyfile"
    assert "is the key of another certificate" in told


def test_an_encrypted_key_needs_its_password(made: Certificates, tmp_path: Path) -> None:
    """None, a wrong one, the right one; nobody is asked at a terminal, and no password is told."""
    certfile = made.issue("enrich")
    key = load_pem_private_key(certfile.read_bytes(), None)
    keyfile = tmp_path / "key.pem"
    keyfile.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"pa55-right")))
    security = Security(protocol="SSL", certfile=certfile, keyfile=keyfile)
    assert "one that needs a password" in found(security)["keyfile"]
    wrong = found(replace(security, key_password=SecretStr("pa55-wrong")))
    assert wrong == {"key_password": f"is not the password of {keyfile}"}
    assert found(replace(security, key_password=SecretStr("pa55-right"))) == {}


def test_no_repr_shows_a_secret() -> None:
    """Of the value, nor of what holds it."""
    assert "pa55" not in f"{LOGIN!r} {LOGIN}"
