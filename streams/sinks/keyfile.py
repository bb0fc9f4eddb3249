"""The key that webhooks' signing secrets are derived from."""

import os
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path

from pydantic import SecretStr

FILE = "webhook.key"
LEAST_CHARACTERS = 32


class KeyFileError(OSError):
    """Why there is no key, in a sentence that says what to do."""


def webhook_key(given: SecretStr | None, data_dir: Path) -> bytes:
    """Return the key of the settings, or that of ``<data_dir>/webhook.key``, which is made when it is first needed.

    Workers on several machines need the same one, in the settings: each would make its own.

    :raises KeyFileError: when the file cannot be made or read, or holds no key.
    """
    if given is not None:
        return given.get_secret_value().encode()
    path = data_dir / FILE
    try:
        if not path.exists():
            _make(path)
        key = path.read_text("ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise KeyFileError(f"{path} cannot be read or made ({error}). Set RESWATCH_WEBHOOK_KEY.") from None
    if len(key) < LEAST_CHARACTERS:
        raise KeyFileError(f"{path} holds no key: delete it to have a new one made, which changes all signing secrets.")
    return key.encode()


def _make(path: Path) -> None:
    """Write a new key for this user's eyes only; where another process is faster, its key stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{FILE}.")  # mode 0600
    try:
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32) + "\n")
        with suppress(FileExistsError):
            os.link(temporary, path)  # whole or not at all
    finally:
        os.unlink(temporary)
