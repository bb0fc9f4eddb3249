"""What happened in a run, and when: for people who look for the cause of a failure."""

import time


class Timeline:
    """Notes events with the seconds since it was made; may be told from any thread."""

    def __init__(self) -> None:
        self.began = time.time()
        self._events: list[tuple[float, str]] = []

    def tell(self, event: str) -> None:
        self._events.append((time.time() - self.began, event))

    def __str__(self) -> str:
        return "\n".join(f"{at:7.1f} s  {event}" for at, event in sorted(self._events))
