"""What several commands share."""

import click
from pydantic import ValidationError

from streams.settings import Settings


def load_settings(**overrides: object) -> Settings:
    """Return the validated settings; ``overrides`` are options of the command, None where the user gave none.

    :raises click.ClickException: naming each setting that is wrong and why.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)  # type: ignore[arg-type]  # pydantic validates them
    except ValidationError as error:
        lines = [
            f"RESWATCH_{'_'.join(map(str, e['loc'])).upper()}: {e['msg']}" for e in error.errors(include_input=False)
        ]
        raise click.ClickException("The settings are not valid:\n  " + "\n  ".join(lines)) from None
