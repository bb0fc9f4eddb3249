"""What a seed decides: the cluster, the articles, and which faults befall what, and when. Pure."""

import random
from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["kill", "terminate", "freeze", "join", "leave", "kill broker", "stop broker", "freeze broker"]
Scenario: TypeAlias = Literal["one broker", "three brokers", "output topic made anew"]

SESSION_SECONDS = 6.0
"""After which a silent worker's partitions are given to others."""
WORKER_FAULTS: tuple[Kind, ...] = ("kill", "kill", "terminate", "freeze", "join", "leave")
BROKER_FAULTS: tuple[Kind, ...] = ("kill broker", "stop broker", "freeze broker")
BY_LAST_DIGIT: dict[int, Scenario] = {4: "three brokers", 9: "three brokers", 7: "output topic made anew"}


@dataclass(frozen=True, slots=True)
class Fault:
    """``kind`` befalls one of those there are (the ``which``-th, modulo) at ``at`` seconds, and ends ``lasts`` later.

    What is killed, stopped or told to end is started again then; who joins stays, and who leaves does not return. Where
    ``patient``, it and all that follow wait until what went before is overcome; else it may strike amid that.
    """

    at: float
    kind: Kind
    which: int
    lasts: float
    patient: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """A run: ``articles`` are published within ``seconds``, at that pace also longer, until all faults have struck."""

    seed: int
    scenario: Scenario
    articles: int
    seconds: float
    workers: int
    faults: tuple[Fault, ...]

    @property
    def brokers(self) -> int:
        return 3 if self.scenario == "three brokers" else 1


def plan(seed: int, *, short: bool = False) -> Plan:
    """Return what ``seed`` decides. Of ten consecutive seeds two have three brokers, and one makes a topic anew."""
    dice = random.Random(seed)
    scenario = BY_LAST_DIGIT.get(seed % 10, "one broker")
    seconds = 10.0 if short else dice.uniform(20, 26)
    articles = 1_500 if short else dice.randrange(2_500, 4_001)
    return Plan(seed, scenario, articles, seconds, dice.choice((2, 2, 3)), tuple(_faults(dice, scenario, seconds)))


def _faults(dice: random.Random, scenario: Scenario, seconds: float) -> list[Fault]:
    """Draw faults, 2 to 5 s apart. A broker is killed at least once, unless a topic is made anew."""
    kinds: list[Kind] = []
    moments = []
    at = dice.uniform(1, 3)
    while at < seconds - 2:
        moments.append(at)
        kinds.append(dice.choice(BROKER_FAULTS if dice.random() < 0.3 else WORKER_FAULTS))
        at += dice.uniform(2, 5)
    if scenario == "output topic made anew":
        kinds = [dice.choice(WORKER_FAULTS) for _ in kinds]
    else:
        kinds[dice.randrange(len(kinds))] = "kill broker"
    return [
        Fault(at, kind, dice.randrange(100), _lasts(dice, kind), patient=dice.random() < 0.6)
        for at, kind in zip(moments, kinds, strict=True)
    ]


def _lasts(dice: random.Random, kind: Kind) -> float:
    match kind:
        case "freeze":
            return SESSION_SECONDS + dice.uniform(1.5, 4)
        case "stop broker" | "freeze broker":
            return dice.uniform(3, 8)
        case "join" | "leave":
            return 0.0
        case _:
            return dice.uniform(0, 4)
