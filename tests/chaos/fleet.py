"""The workers of a run: started, hurt, and started again as an orchestrator would."""

import os
import signal
import time
from pathlib import Path

from streams.kafka.node import free_port
from tests.chaos.plan import SESSION_SECONDS
from tests.chaos.timeline import Timeline
from tests.chaos.workers import ForkedWorker

RESTART_SECONDS = 2.0
"""How soon a worker that ended by itself is started again."""
STOP_SECONDS = 60.0
"""In which SIGTERM must end a worker: it may be in the midst of a run whose outputs no broker takes, for 40 s."""


class Slot:
    """One worker's place: its successive processes, which share a log, a folder and a port for metrics."""

    def __init__(self, number: int, role: str) -> None:
        self.name = f"worker {number}"
        self.role = role
        self.port = free_port()
        self.worker: ForkedWorker | None = None
        self.start_at: float | None = 0.0
        """When it is to be started, or None."""
        self.told_to_end_at: float | None = None
        self.frozen = False
        self.back_after: float | None = None
        """How long after its end it is to be started again; None: never."""


class Fleet:
    """Workers by their slots. ``tend`` does what has become due; call it often."""

    def __init__(self, servers: str, folder: Path, guarantee: str, timeline: Timeline, **settings: str) -> None:
        self._servers = servers
        self._folder = folder
        self._guarantee = guarantee
        self._timeline = timeline
        self._settings = settings
        self.slots: list[Slot] = []
        self.ended_by_themselves = 0

    def join(self, role: str = "enrich") -> Slot:
        """Add a worker."""
        self.slots.append(Slot(len(self.slots) + 1, role))
        self.tend()
        return self.slots[-1]

    def ready(self) -> bool:
        """Whether all who run say that they are settled members of their group."""
        running = self.running()
        return bool(running) and all(
            slot.worker is not None and not slot.frozen and slot.worker.is_ready for slot in running
        )

    def running(self) -> list[Slot]:
        """Return those that have a process and are not about to end."""
        return [slot for slot in self.slots if slot.worker is not None and slot.told_to_end_at is None]

    def kill(self, slot: Slot, back_after: float) -> None:
        assert slot.worker is not None
        slot.worker.kill()
        slot.worker, slot.frozen, slot.told_to_end_at = None, False, None
        slot.start_at = time.monotonic() + back_after

    def terminate(self, slot: Slot, back_after: float | None) -> None:
        """Tell it to end with SIGTERM; ``back_after`` None is for good."""
        assert slot.worker is not None
        slot.worker.process.send_signal(signal.SIGTERM)
        slot.told_to_end_at, slot.back_after = time.monotonic(), back_after

    def freeze(self, slot: Slot) -> None:
        assert slot.worker is not None
        slot.worker.process.send_signal(signal.SIGSTOP)
        slot.frozen = True

    def thaw(self, slot: Slot) -> None:
        if slot.worker is not None and slot.frozen:
            slot.worker.process.send_signal(signal.SIGCONT)
        slot.frozen = False

    def tend(self) -> None:
        """Start what is to be started, and notice what has ended."""
        now = time.monotonic()
        for slot in self.slots:
            if slot.worker is None and slot.start_at is not None and now >= slot.start_at:
                self._start(slot)
            if slot.worker is not None and (code := slot.worker.process.poll()) is not None:
                self._has_ended(slot, code)
            elif slot.told_to_end_at is not None and now - slot.told_to_end_at > STOP_SECONDS and not slot.frozen:
                self.tell_tasks()
                raise AssertionError(f"{slot.name} did not end within {STOP_SECONDS:.0f} s of SIGTERM")

    def end(self) -> None:
        """End all with SIGTERM, and wait for it; who was to come back does not."""
        for slot in self.slots:
            slot.start_at = None
        for slot in self.running():
            self.terminate(slot, None)
        while any(slot.worker for slot in self.slots):
            self.tend()
            time.sleep(0.05)

    def tell_tasks(self) -> None:
        """Have all write into their logs where each of their tasks stands."""
        for slot in self.slots:
            if slot.worker is not None:
                slot.worker.process.send_signal(signal.SIGPROF)
        time.sleep(2)

    def destroy(self) -> None:
        """Leave no process behind."""
        for slot in self.slots:
            if slot.worker is not None:
                slot.worker.kill()

    def _start(self, slot: Slot) -> None:
        name = slot.name.replace(" ", "-")
        slot.start_at = None
        slot.worker = ForkedWorker(
            self._servers,
            self._folder / f"{name}.log",
            slot.role,
            RESWATCH_METRICS_PORT=str(slot.port),
            RESWATCH_DATA_DIR=str(self._folder / name),
            RESWATCH_SESSION_TIMEOUT=str(SESSION_SECONDS),
            RESWATCH_LOG_FORMAT="json",
            **({"RESWATCH_GUARANTEE": self._guarantee} if self._guarantee != "at_least_once" else {}),
            RESWATCH_CONFIG=os.devnull,
            **self._settings,
        )
        self._timeline.tell(f"{slot.name} starts (process {slot.worker.process.pid})")

    def _has_ended(self, slot: Slot, code: int) -> None:
        told = slot.told_to_end_at
        slot.worker, slot.told_to_end_at, slot.frozen = None, None, False
        if told is None:
            self.ended_by_themselves += 1
            self._timeline.tell(f"{slot.name} ended by itself with {code}: see its log")
            slot.start_at = time.monotonic() + RESTART_SECONDS
            return
        self._timeline.tell(f"{slot.name} ended with {code}, {time.monotonic() - told:.1f} s after SIGTERM")
        slot.start_at = None if slot.back_after is None else time.monotonic() + slot.back_after
