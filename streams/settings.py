"""Settings: frozen, validated at start. Only app.py and the command read them.

Each comes from the environment as ``RESWATCH_<NAME>``, else from the file of its name in the folder that
``RESWATCH_SECRETS`` names (as containers are given secrets), else from the TOML file that ``RESWATCH_CONFIG`` names
(default: ``reswatch.toml`` in the working directory, if it is there), else from the default below.
"""

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, PositiveFloat, SecretStr, StringConstraints, field_validator, model_validator
from pydantic_settings import (
    BaseSettings,
    EnvSettingsSource,
    PydanticBaseSettingsSource,
    SecretsSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from streams import __version__
from streams.kafka import credentials
from streams.kafka.cluster import Cluster, Mechanism, Protocol, Security
from streams.kafka.guarantee import Guarantee

PREFIX = "RESWATCH_"
FILE_VARIABLE = "RESWATCH_CONFIG"
SECRETS_VARIABLE = "RESWATCH_SECRETS"


def default_data_dir() -> Path:
    """Return where local data is kept: ``$XDG_DATA_HOME/reswatch``, by default below the home folder."""
    base = os.environ.get("XDG_DATA_HOME")
    return (Path(base) if base else Path.home() / ".local" / "share") / "reswatch"


def settings_file() -> Path:
    """Return the settings file, which need not be there unless ``RESWATCH_CONFIG`` names it.

    :raises FileNotFoundError: when it does, and is wrong.
    """
    named = os.environ.get(FILE_VARIABLE)
    if named and not Path(named).exists():
        raise FileNotFoundError(f"{FILE_VARIABLE} names {named}, and there is no such file")
    return Path(named or "reswatch.toml")


def secrets_folder() -> Path | None:
    """Return the folder of secrets, a file a setting, where one is named.

    :raises FileNotFoundError: when it is not there.
    """
    named = os.environ.get(SECRETS_VARIABLE)
    if named and not Path(named).is_dir():
        raise FileNotFoundError(f"{SECRETS_VARIABLE} names {named}, and there is no such folder")
    return Path(named) if named else None


def unknown_variables() -> list[str]:
    """Return the variables of the environment that look like settings and are none: misspelt ones, mostly."""
    known = {FILE_VARIABLE, SECRETS_VARIABLE, *(f"{PREFIX}{name}".upper() for name in Settings.model_fields)}
    return sorted(name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known)


ChannelName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9-]{0,62}$")]
Port = Annotated[int, Field(ge=0, le=65535)]


class Settings(BaseSettings):
    """What a deployment decides."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="forbid", hide_input_in_errors=True
    )

    broker: str = Field("127.0.0.1:19092", description="Kafka bootstrap servers, host:port, separated by commas")
    security_protocol: Protocol = Field(
        "PLAINTEXT", description="how to connect to Kafka: PLAINTEXT, SSL, SASL_PLAINTEXT or SASL_SSL"
    )
    sasl_mechanism: Mechanism | None = Field(
        None, description="how to log in, with SASL_PLAINTEXT or SASL_SSL: PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512"
    )
    sasl_username: str | None = Field(None, description="user that logs in to Kafka")
    sasl_password: SecretStr | None = Field(None, description="password of that user")
    ssl_cafile: Path | None = Field(
        None, description="PEM file of the authorities that sign the brokers' certificates; default: the system's"
    )
    ssl_certfile: Path | None = Field(None, description="PEM file of this client's own certificate and its chain")
    ssl_keyfile: Path | None = Field(
        None, description="PEM file of that certificate's private key, unless `ssl_certfile` holds it too"
    )
    ssl_key_password: SecretStr | None = Field(None, description="password of an encrypted private key")
    registry_url: SecretStr | None = Field(
        None,
        description="schema registry with Confluent's API, `https://user:password@host`; "
        "without one the locked ids hold",
    )
    registry_cafile: Path | None = Field(
        None, description="PEM file of the authorities that sign the registry's certificate; default: the usual ones"
    )
    app_id: str = Field("reswatch", pattern=r"^[a-z0-9][a-z0-9._-]*$", description="prefix of the consumer groups")
    instance_id: str | None = Field(
        None, description="name of this worker and of no other: a restart takes its partitions back without a rebalance"
    )
    data_dir: Path = Field(
        default_factory=default_data_dir, description="where local Kafka and workers keep their files"
    )
    replication_factor: int = Field(
        -1, ge=-1, description="of the topics that `reswatch topics apply` creates; -1 is the broker's default"
    )
    session_timeout: float = Field(
        6.0, ge=1, le=1800, description="seconds after which a silent worker's partitions are given to others"
    )
    commit_interval: float = Field(
        0.5, gt=0, le=5, description="seconds between offset commits: what a crash has delivered again"
    )
    guarantee: Guarantee = Field(
        "at_least_once",
        description="at_least_once, or exactly_once: outputs and offsets in transactions (roles enrich, track, match)",
    )
    metrics_host: str = Field("127.0.0.1", description="address that /metrics, /livez and /readyz bind")
    metrics_port: Port = Field(9464, description="port of /metrics, /livez and /readyz; 0 takes a free one")
    log_level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="from which level up a worker logs: debug, info, warning or error"
    )
    log_format: Literal["auto", "console", "json"] = Field(
        "auto", description="console, json, or auto: console on a terminal, else JSON Lines"
    )
    user_agent: str = Field(
        f"reswatch/{__version__}",
        pattern=r"^[!-~][ -~]*$",
        description="how feeds and pages are asked for; robots.txt knows its first word, before the slash",
    )
    feed_interval: tuple[PositiveFloat, PositiveFloat] = Field(
        (300, 3600), description="shortest and longest time between two polls of a feed, in seconds"
    )
    allow_private: bool = Field(
        False, description="for development: feeds, pages and webhooks at private addresses, webhooks without TLS"
    )
    webhook_key: Annotated[SecretStr, Field(min_length=32)] | None = Field(
        None, description="what webhooks' signing secrets come from; default: made once, in `data_dir`/webhook.key"
    )
    channels: dict[ChannelName, SecretStr] = Field(
        {}, description='Apprise URLs of mail and chat, by the names that subscriptions use: `{"desk": "mailto://…"}`'
    )
    store_url: SecretStr | None = Field(
        None,
        description="where articles are kept: `sqlite:////path/to/file.db` or `postgresql://user:password@host/name`; "
        "default: `store.db` in `data_dir`",
    )
    alert_max_age: PositiveFloat = Field(
        86400, description="seconds; an article published to Kafka longer ago is history, and alerts nobody"
    )
    web_host: str = Field("127.0.0.1", description="address that the API binds; beyond loopback put TLS before it")
    web_port: Port = Field(8480, description="port of the API")
    web_rate: PositiveFloat = Field(600, description="requests a minute that the API answers, for each key and process")
    web_most_behind: int = Field(
        20_000, ge=0, description="articles that may wait to be read before the API takes no more (429)"
    )
    pause_after: PositiveFloat = Field(
        86400,
        description="seconds; a receiver that has taken no alert for so long is paused until it is resumed by hand",
    )
    wait_seconds: Annotated[tuple[PositiveFloat, ...], Field(min_length=1, max_length=7)] = Field(
        (5, 30, 120, 600, 3600, 21600, 86400), description="waits between the attempts to deliver an alert"
    )

    @property
    def store(self) -> str:
        """The URL of the store; it may hold a password."""
        if self.store_url is not None:
            return self.store_url.get_secret_value()
        return f"sqlite:///{(self.data_dir / 'store.db').absolute()}"

    @property
    def registry(self) -> str | None:
        """The URL of the schema registry; it may hold a password."""
        return self.registry_url.get_secret_value() if self.registry_url else None

    @property
    def cluster(self) -> Cluster:
        """The Kafka of these settings, and how to connect to it."""
        return Cluster(
            self.broker,
            Security(
                protocol=self.security_protocol,
                mechanism=self.sasl_mechanism,
                username=self.sasl_username,
                password=self.sasl_password,
                cafile=self.ssl_cafile,
                certfile=self.ssl_certfile,
                keyfile=self.ssl_keyfile,
                key_password=self.ssl_key_password,
            ),
        )

    @model_validator(mode="after")
    def _kafka_can_be_connected_to(self) -> Self:
        names = {field: f"ssl_{field}" for field in ("cafile", "certfile", "keyfile", "key_password")}
        names |= {field: f"sasl_{field}" for field in ("mechanism", "username", "password")}
        found = [(names[field], why) for field, why in credentials.faults(self.cluster.security)]
        if self.registry_cafile is not None and (why := credentials.not_certificates(self.registry_cafile)):
            found.append(("registry_cafile", why))
        if found:
            raise ValueError("\n  ".join(f"{name} ({PREFIX}{name.upper()}): {why}" for name, why in found))
        return self

    @field_validator("replication_factor")
    @classmethod
    def _some_replica_holds_the_records(cls, value: int) -> int:
        if value == 0:
            raise ValueError("must be 1 or more, or -1 for the broker's default")
        return value

    @field_validator("wait_seconds")
    @classmethod
    def _waits_grow(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if any(after <= before for before, after in pairwise(value)):
            raise ValueError("each wait must be longer than the one before")
        return value

    @field_validator("feed_interval")
    @classmethod
    def _shortest_first(cls, value: tuple[float, float]) -> tuple[float, float]:
        if value[0] > value[1]:
            raise ValueError("the shortest must come first")
        return value

    @field_validator("broker")
    @classmethod
    def _broker_is_host_and_port(cls, value: str) -> str:
        for server in value.split(","):
            host, _, port = server.strip().rpartition(":")
            if "@" in server:  # what stands before it may be a password
                raise ValueError("is host:port, without a user: name one in RESWATCH_SASL_USERNAME")
            if not host or not port.isdigit():
                raise ValueError(f"{server.strip()!r} is not host:port")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments win over the environment, the environment over the files."""
        return init_settings, *(source for _, source in _sources(settings_cls))


def _sources(settings_cls: type[BaseSettings]) -> Iterator[tuple[str, PydanticBaseSettingsSource]]:
    yield "environment", EnvSettingsSource(settings_cls)
    if folder := secrets_folder():
        yield str(folder), SecretsSettingsSource(settings_cls, folder, env_prefix="")
    yield str(settings_file()), TomlConfigSettingsSource(settings_cls, settings_file())


def origins() -> dict[str, str]:
    """Return where each setting that is not the default comes from."""
    found: dict[str, str] = {}
    for origin, source in _sources(Settings):
        for name in source():
            found.setdefault(name, origin)
    return found
