"""Run a command for as long as the process that asked for it lives: ``python supervise.py COMMAND...``.

The parent holds the write end of our standard input. When it closes it, or dies of whatever cause, the command is ended
cleanly (SIGTERM, and SIGKILL if it does not listen); so no JVM outlives the program that started it. The process id of
the command goes to standard output, what the command prints to standard error. Nothing is imported but the standard
library, for this runs isolated (``python -I -S``) and should weigh little.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable

STOP_SECONDS = 15.0
"""What a clean stop may take; it takes Kafka about one second."""
LOOK_SECONDS = 0.5
PR_SET_PDEATHSIG = 1
"""linux/prctl.h"""


def supervise(command: list[str]) -> int:
    """Run ``command`` until it ends or our parent goes; return its exit code, negative for a signal."""
    parent = os.getppid()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        close_fds=False,  # the command inherits the lock of its folder, and holds it for as long as it lives
        preexec_fn=_end_with_supervisor(),  # noqa: PLW1509  # safe: there is one thread
    )
    print(child.pid, flush=True)  # noqa: T201  # this is what the parent waits for
    try:
        while child.poll() is None:
            input_ended = select.select([sys.stdin], [], [], LOOK_SECONDS)[0]
            # a process forked from the parent may hold our input open: so look whether the parent is still there
            if input_ended or os.getppid() != parent:
                break
    finally:
        _stop(child)
    return child.returncode


def _end_with_supervisor() -> Callable[[], None] | None:
    """Return what makes the kernel end the command if we are killed ourselves; only Linux has it."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _stop(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(supervise(sys.argv[1:]))
