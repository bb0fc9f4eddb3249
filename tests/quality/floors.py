"""The floors that quality may not fall below: ``floors.json``. They may only rise.

That they never fell is for whoever reads the history to see; ``raise_to`` is the one way in which the project writes
them, and it only ever raises.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).with_name("floors.json")
FLOORS: dict[str, float] = json.loads(FILE.read_text(encoding="utf-8"))
SLACK = 0.01
"""How far below what was measured a floor is set: a set holds few events, and one read otherwise must not stop work."""


def below(measured: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Return (measured, floor) of what is below its floor; what has no floor cannot be."""
    return {
        name: (round(value, 4), FLOORS[name]) for name, value in measured.items() if value < FLOORS.get(name, -math.inf)
    }


def raised(floors: Mapping[str, float], measured: Mapping[str, float]) -> dict[str, float]:
    """Return the floors, each raised to what was measured less SLACK, in hundredths; none is lowered or dropped."""
    # a rounding before the floor, since 0.29 * 100 is 28.999…
    wanted = {name: math.floor(round((value - SLACK) * 100, 6)) / 100 for name, value in measured.items()}
    return {
        name: max(floors.get(name, -math.inf), wanted.get(name, -math.inf))
        for name in [*floors, *(name for name in wanted if name not in floors)]
    }


def raise_to(measured: Mapping[str, float]) -> list[str]:
    """Write the raised floors and return the names of those that rose."""
    after = raised(FLOORS, measured)
    FILE.write_text(json.dumps(after, indent=2) + "\n", encoding="utf-8")
    return [name for name, floor in after.items() if floor > FLOORS.get(name, -math.inf)]
