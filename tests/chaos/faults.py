"""Brings the faults of a plan upon the fleet and the brokers, each at its time, and ends each in its time."""

import time
from collections import deque
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

from tests.chaos.brokers import Broker
from tests.chaos.fleet import Fleet, Slot
from tests.chaos.plan import Fault, Plan
from tests.chaos.timeline import Timeline

MOST_WORKERS = 4
PATIENCE_SECONDS = 120.0
ASK_SECONDS = 0.5


class Trouble:
    """Call ``tend`` often: it does what has become due, and waits for nothing."""

    def __init__(self, plan: Plan, fleet: Fleet, brokers: list[Broker], timeline: Timeline) -> None:
        self._fleet = fleet
        self._brokers = brokers
        self._timeline = timeline
        self._order = count()
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._faults = deque(plan.faults)
        self._began = self._asked = time.monotonic()
        """``_began`` moves on while a patient fault waits."""

    @property
    def over(self) -> bool:
        """Whether every fault has struck and ended."""
        return not self._due and not self._faults

    def tend(self) -> None:
        now = time.monotonic()
        while self._due and self._due[0][0] <= now:
            heappop(self._due)[2]()
        if not self._faults or self._began + self._faults[0].at > now:
            return
        if not self._faults[0].patient or self._is_overcome(now):
            self._strike(self._faults.popleft())

    def _is_overcome(self, now: float) -> bool:
        """Tell whether brokers and workers are well; asked twice a second, and for two minutes at most."""
        late = now - self._began - self._faults[0].at
        if now - self._asked < ASK_SECONDS:
            return False
        self._asked = now
        well = all(each.running and not each.frozen and each.answers for each in self._brokers)
        if not (well and self._fleet.ready()) and late < PATIENCE_SECONDS:
            return False
        self._began += late
        return True

    def _later(self, at: float, action: Callable[[], None]) -> None:
        heappush(self._due, (at, next(self._order), action))

    def _strike(self, fault: Fault) -> None:
        if "broker" in fault.kind:
            self._strike_broker(fault)
            return
        if fault.kind == "join":
            if len(self._fleet.running()) < MOST_WORKERS:
                self._timeline.tell(f"JOIN {self._fleet.join().name}")
            return
        candidates = [slot for slot in self._fleet.running() if not slot.frozen]
        if not candidates or (fault.kind == "leave" and len(candidates) < 2):
            self._timeline.tell(f"no worker to {fault.kind}")
            return
        self._strike_worker(fault, candidates[fault.which % len(candidates)])

    def _strike_worker(self, fault: Fault, slot: Slot) -> None:
        self._timeline.tell(f"{fault.kind.upper()} {slot.name}, for {fault.lasts:.1f} s")
        match fault.kind:
            case "kill":
                self._fleet.kill(slot, fault.lasts)
            case "terminate":
                self._fleet.terminate(slot, fault.lasts)
            case "leave":
                self._fleet.terminate(slot, None)
            case "freeze":
                self._fleet.freeze(slot)
                self._later(time.monotonic() + fault.lasts, lambda: self._thaw(slot))

    def _thaw(self, slot: Slot) -> None:
        self._timeline.tell(f"{slot.name} thaws")
        self._fleet.thaw(slot)

    def _strike_broker(self, fault: Fault) -> None:
        """Hurt a broker, if all are well: of three, two must be there for anything to be acknowledged."""
        if not all(each.running and not each.frozen for each in self._brokers):
            self._timeline.tell(f"no broker to {fault.kind}")
            return
        broker = self._brokers[fault.which % len(self._brokers)]
        self._timeline.tell(f"{fault.kind.upper()} {broker.number}, for {fault.lasts:.1f} s")
        if fault.kind == "freeze broker":
            broker.freeze()
            self._later(time.monotonic() + fault.lasts, lambda: self._mend(broker))
            return
        broker.kill() if fault.kind == "kill broker" else broker.stop()
        self._later(time.monotonic() + fault.lasts, lambda: self._mend(broker))

    def _mend(self, broker: Broker) -> None:
        self._timeline.tell(f"{broker.name} {'thaws' if broker.frozen else 'starts'}")
        broker.thaw() if broker.frozen else broker.start()
