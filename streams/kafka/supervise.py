"""A child process that never outlives the program that started it, however that ends.

Between the two stands a supervisor, this file run as a program. It holds the read end of a pipe whose write end the
program holds: when the program closes it, or dies of whatever cause, the supervisor ends the child cleanly (SIGTERM,
and SIGKILL if it does not listen). Nothing but the standard library is imported, for the supervisor runs isolated
(``python -I -S``) and should weigh little.
"""

import ctypes
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

STOP_SECONDS = 15.0
"""What a clean stop may take; it takes Kafka half a second."""
LOOK_SECONDS = 0.5
PR_SET_PDEATHSIG = 1
"""linux/prctl.h"""


class Supervised:
    """A running child process with its supervisor, seen from the program that started it.

    The child runs in ``folder``, writes what it prints to ``console``, and inherits the descriptors ``pass_fds``. It
    knows nothing of our environment unless it is given an ``env``.
    """

    def __init__(
        self,
        command: Sequence[str],
        folder: Path,
        console: Path,
        pass_fds: Sequence[int] = (),
        env: Mapping[str, str] | None = None,
    ) -> None:
        with console.open("wb") as output:
            self._supervisor = subprocess.Popen(
                [sys.executable, "-I", "-S", __file__, *command],
                cwd=folder,
                env=environment() if env is None else env,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=output,
                pass_fds=pass_fds,
                start_new_session=True,  # Ctrl-C is for the program, which ends the child in order
                text=True,
            )
        assert self._supervisor.stdin is not None
        assert self._supervisor.stdout is not None
        self._input = self._supervisor.stdin
        with self._supervisor.stdout as pid:
            self.pid = int(pid.readline() or 0)
            """The process id of the child; 0 if it could not be started."""

    @property
    def running(self) -> bool:
        return self._supervisor.poll() is None

    def wait(self) -> None:
        """Wait until the child ends by itself."""
        self._supervisor.wait()

    def let_go(self) -> None:
        """Have the child end cleanly, without waiting for it."""
        self._input.close()

    def stop(self) -> None:
        """End the child cleanly, and wait until it has ended."""
        self.let_go()
        try:
            code = self._supervisor.wait(STOP_SECONDS + 5)
        except subprocess.TimeoutExpired:
            code = -signal.SIGKILL
        if code < 0:  # the supervisor was killed, or does not do its work
            self.kill()

    def kill(self) -> None:
        """End the child as a power cut would."""
        with suppress(ProcessLookupError):
            os.killpg(self._supervisor.pid, signal.SIGKILL)  # the supervisor leads a group: itself and the child
        self._input.close()
        self._supervisor.wait()


def environment() -> dict[str, str]:
    """Return all that a child gets: file names in UTF-8, no secrets, nothing that would change Java's options."""
    return {"LC_ALL": "C.UTF-8"} | {name: os.environ[name] for name in ("LD_LIBRARY_PATH", "TZ") if name in os.environ}


def supervise(command: list[str]) -> int:
    """Run ``command`` until it ends or our parent goes; return its exit code, negative for a signal.

    Its process id goes to standard output, what it prints to standard error.
    """
    parent = os.getppid()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        close_fds=False,  # it inherits what we did
        preexec_fn=_end_with_supervisor(),  # noqa: PLW1509  # safe: there is one thread
    )
    print(child.pid, flush=True)  # noqa: T201  # the parent waits for it
    try:
        while child.poll() is None:
            input_ended = select.select([sys.stdin], [], [], LOOK_SECONDS)[0]
            # a process forked from the parent may hold our input open: so look whether the parent is still there
            if input_ended or os.getppid() != parent:
                break
    finally:
        _end(child)
    return child.returncode


def _end_with_supervisor() -> Callable[[], None] | None:
    """Return what has the kernel end the child should we be killed ourselves; only Linux can."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _end(child: subprocess.Popen[bytes]) -> None:
    child.terminate()
    try:
        child.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


if __name__ == "__main__":
    sys.exit(supervise(sys.argv[1:]))
