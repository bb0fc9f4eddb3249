"""What several commands share."""

import asyncio
import logging
import re
import signal
import tomllib
from collections.abc import Coroutine, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from streams.settings import Settings

T = TypeVar("T")

STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
"""Characters that could steer a terminal, or turn the order of what it shows: controls but line end and tab, line
separators, bidirectional controls; and surrogates, which cannot be written."""


def load_settings(**overrides: object) -> "Settings":
    """Return the validated settings; ``overrides`` are options of the command, None where the user gave none.

    :raises click.ClickException: naming each setting that is wrong and why.
    """
    from pydantic import ValidationError  # noqa: PLC0415  (takes 0.3 s, which --help need not wait for)
    from pydantic_settings import SettingsError  # noqa: PLC0415  (as above)

    from streams.settings import Settings, settings_file, unknown_variables  # noqa: PLC0415  (as above)

    names = ", ".join(Settings.model_fields)
    if unknown := unknown_variables():  # told and not refused: Kubernetes adds some for a service of that name
        click.echo(f"Warning: no such setting: {', '.join(unknown)}. The settings are: {names}.", err=True)
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic validates them
    except (OSError, ValueError) as error:
        if isinstance(error, ValidationError):
            faults = error.errors(include_input=False, include_url=False)
            lines = [_fault(fault["loc"], fault["msg"].removeprefix("Value error, ")) for fault in faults]
            told = "\n  ".join(["The settings (environment, or settings file) are not valid:", *lines])
            hint = f"\nThe settings are: {names}." if any(each["type"] == "extra_forbidden" for each in faults) else ""
            raise click.ClickException(told + hint) from None
        if isinstance(error, SettingsError):  # says which field of which source is no JSON, and not what it holds
            raise click.ClickException(f"The settings are not valid: {error}. Lists and tables are JSON.") from None
        where = f"{settings_file()}: " if isinstance(error, (tomllib.TOMLDecodeError, UnicodeDecodeError)) else ""
        raise click.ClickException(f"The settings file cannot be read: {where}{error}") from None


def _fault(place: tuple[int | str, ...], why: str) -> str:
    """Return what is wrong as a line; a fault of several settings together names them itself."""
    if not place:
        return why
    return f"{'.'.join(map(str, place))} (RESWATCH_{str(place[0]).upper()}): {why}"


def with_kafka(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work``, which talks to Kafka, to its end.

    :raises click.ClickException: as ``kafka_trouble_told`` does.
    """
    with kafka_trouble_told():
        return asyncio.run(work)


@contextmanager
def kafka_trouble_told() -> Iterator[None]:
    """Say in a sentence what went wrong with Kafka, and what to do, instead of a traceback and the driver's own log.

    :raises click.ClickException: when no broker answers or lets us in, a topic is missing, or Kafka refuses.
    """
    from aiokafka.errors import KafkaError  # noqa: PLC0415  (takes 0.2 s, which --help need not wait for)

    from streams.kafka.clients import UnknownTopicError  # noqa: PLC0415  (as above)
    from streams.kafka.handshake import AccessError, UnreachableError, denial  # noqa: PLC0415  (as above)

    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        yield
    except UnreachableError as error:
        raise click.ClickException(
            f"{error}\nStart one on this machine with `reswatch kafka`, or name yours: "
            "--broker HOST:PORT, or RESWATCH_BROKER=HOST:PORT."
        ) from None
    except AccessError as error:
        raise click.ClickException(str(error)) from None
    except UnknownTopicError as error:
        raise click.ClickException(f"{error}\n`reswatch topics apply` makes those that reswatch needs.") from None
    except KafkaError as error:
        raise click.ClickException(f"Kafka refuses: {denial(error) or error}") from None


def broker_option(command: Any) -> Any:
    """Add ``--broker`` to a command."""
    return click.option("--broker", metavar="HOST:PORT", help="Kafka bootstrap servers; default: RESWATCH_BROKER.")(
        command
    )


def interrupt_on_sigterm() -> None:
    """Let SIGTERM end the command as Ctrl-C does; more of them, while it closes what is open, change nothing."""
    signal.signal(signal.SIGTERM, _interrupt)


def cancelled_by_sigterm() -> None:
    """Have SIGTERM cancel the task that calls this, so that what it holds open is closed."""
    task = asyncio.current_task()
    assert task is not None
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)


def _interrupt(*_: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


def printable(text: str) -> str:
    """Return outside text with the characters that could steer a terminal written out: ``\\x1b``."""
    return STEERING.sub(lambda match: match[0].encode("unicode_escape").decode(), text)


def harmless(text: str) -> str:
    """Return outside text with each such character replaced by U+FFFD: what spans point at stays at its place."""
    return STEERING.sub("\ufffd", text)


def one_line(text: str) -> str:
    """Return ``printable`` text on one line."""
    return printable(" ".join(text.split()))


def bytes_text(count: int) -> str:
    """Return a number of bytes as people read it: ``812 B``, ``3.4 kB``, ``14.8 MB``."""
    if count < 1_000:
        return f"{count} B"
    return f"{count / 1e3:.1f} kB" if count < 1_000_000 else f"{count / 1e6:.1f} MB"
