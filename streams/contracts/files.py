"""Finds the folder ``schemas/``: at the root of a checkout, or inside the package once it is installed from a wheel."""

from functools import cache
from pathlib import Path


class ContractError(ValueError):
    """A file below ``schemas/`` is missing or not as it must be; the message names file and field."""


@cache
def schemas_folder() -> Path:
    """Return the folder that holds ``topics/`` and ``avro/``.

    :raises ContractError: when neither a checkout's folder nor an installed one is there.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "schemas", package.parent / "schemas"):
        if (folder / "topics").is_dir():
            return folder
    raise ContractError(f"The schemas are missing: neither {package / 'schemas'} nor {package.parent / 'schemas'}")
