"""What several commands share."""

import asyncio
import logging
import signal
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

if TYPE_CHECKING:
    from streams.settings import Settings

T = TypeVar("T")


def load_settings(**overrides: object) -> "Settings":
    """Return the validated settings; ``overrides`` are options of the command, None where the user gave none.

    :raises click.ClickException: naming each setting that is wrong and why.
    """
    from pydantic import ValidationError  # noqa: PLC0415  (takes 0.3 s, which --help need not wait for)

    from streams.settings import Settings  # noqa: PLC0415  (as above)

    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic validates them
    except ValidationError as error:
        lines = [
            f"RESWATCH_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors(include_input=False)
        ]
        raise click.ClickException("The settings are not valid:\n  " + "\n  ".join(lines)) from None


def with_kafka(work: Coroutine[Any, Any, T]) -> T:
    """Run ``work``, which talks to Kafka, to its end.

    :raises click.ClickException: when no broker answers: one sentence, instead of a traceback and the driver's log.
    """
    from streams.kafka.clients import UnreachableError  # noqa: PLC0415  (aiokafka takes 0.2 s)

    logging.getLogger("aiokafka").setLevel(logging.CRITICAL)
    try:
        return asyncio.run(work)
    except UnreachableError as error:
        raise click.ClickException(
            f"{error}\nStart one on this machine with `reswatch kafka`, or name yours: "
            "--broker HOST:PORT, or RESWATCH_BROKER=HOST:PORT."
        ) from None


def broker_option(command: Any) -> Any:
    """Add ``--broker`` to a command."""
    return click.option("--broker", metavar="HOST:PORT", help="Kafka bootstrap servers; default: RESWATCH_BROKER.")(
        command
    )


def interrupt_on_sigterm() -> None:
    """Let SIGTERM end the command as Ctrl-C does."""
    signal.signal(signal.SIGTERM, _interrupt)


def _interrupt(*_: object) -> NoReturn:
    raise KeyboardInterrupt
