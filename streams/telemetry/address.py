"""Whether an address can be served at."""

import socket


def address_fault(host: str, port: int) -> str | None:
    """Return why nothing can be served at ``host``:``port`` now, None where it can; port 0 stands for any free one."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error.strerror or str(error)
    return None
