"""A role: an app with agents, each of which has its topic, and settles the runs of it at the role's guarantee."""

import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mode import Service

from streams.agents.canaries import note_canaries
from streams.agents.delivery import DeadLetter, Delivery
from streams.agents.outbox import Producer
from streams.kafka.runs import RUN_RECORDS, Run, joined
from streams.kafka.sender import Sender
from streams.kafka.side_by_side import SideBySide
from streams.kafka.transport import RunApp, credentials, run_settings
from streams.kafka.waiting_events import waiting
from streams.runtime.parts import Alongside, Parts, Role, StartError, halt, limits_of

Handle = Callable[[Delivery, Run], Awaitable[None]]
"""Settles a run: when it returns, the offset may move."""


@dataclass(frozen=True, slots=True)
class Agent:
    """One of a role: has ``handle`` settle each run of the topic ``source``.

    Where it takes them ``together``, small runs of several partitions that wait come as one. Where it takes them
    ``side_by_side``, a run need not wait for those before it; that is for at least once only.
    """

    name: str
    source: str
    dead_letter: DeadLetter
    handle: Handle
    together: bool = False
    side_by_side: bool = False


def new_role(role: str, parts: Parts, agents: Sequence[Agent], *services: Service) -> Role:
    """Return the role of these agents, each at its own topic, with ``services`` beside them.

    They share the consumer group, and nothing else: each has its runs, its dead letters and its producer.
    """
    settings = parts.settings
    try:
        settings.data_dir.mkdir(parents=True, exist_ok=True)  # Faust makes its own folder, and not that folder's parent
    except OSError as error:
        raise StartError(f"{settings.data_dir} cannot be made: {error.strerror}. Set RESWATCH_DATA_DIR.") from None
    limits = limits_of(role)
    app = RunApp(
        f"{settings.app_id}-{role}",
        broker=[f"kafka://{server}" for server in settings.cluster.servers],
        broker_credentials=credentials(settings.cluster.security),
        consumer_group_instance_id=settings.instance_id,
        datadir=str(settings.data_dir / "faust"),
        **run_settings(
            max_request_bytes=max(limits.values()),
            session_timeout=settings.session_timeout,
            commit_interval=settings.commit_interval,
        ),
    )
    app.halt = halt
    app.guarantee = settings.guarantee
    app.outputs = tuple(limits)
    for agent in agents:
        _add(agent, app, parts, limits)
    at_once = (each for number, each in enumerate(agents) if number > 0 or each.side_by_side)
    others = at_once if settings.guarantee == "at_least_once" else ()
    senders = {agent.source: Sender(settings.cluster, largest=max(limits.values())) for agent in others}
    app.producers = senders
    return Role(app, parts.progress, (*map(Alongside, senders.values()), *services))


def _add(agent: Agent, app: RunApp, parts: Parts, limits: Mapping[str, int]) -> None:
    """Have ``app`` give the runs of the agent's topic to it, one after the other or side by side."""
    together = agent.together and app.guarantee == "at_least_once"  # a transaction is one partition's
    settling = _Settling(agent, app, parts, limits)

    @app.agent(app.topic(agent.source, key_serializer="raw", value_serializer="raw"), name=agent.name)
    async def work(runs: Any) -> None:  # a faust.Stream: its interface StreamT lacks noack
        beside = SideBySide(settling.settle_one, settling.acknowledge) if agent.side_by_side else None
        async for events in waiting(runs.noack().events(), RUN_RECORDS if together else 1):
            for event in events:
                parts.progress.begin(event.message.run)
            if beside is None:
                await settling.settle(events)
            else:
                await beside.take(events[0])


class _Settling:
    """What is done with the runs of an agent's topic."""

    def __init__(self, agent: Agent, app: RunApp, parts: Parts, limits: Mapping[str, int]) -> None:
        self._agent = agent
        self._app = app
        self._parts = parts
        self._limits = limits

    async def settle(self, events: Sequence[Any]) -> None:
        """Settle the runs of ``events`` as one, and acknowledge them: exactly once within the transaction."""
        runs = [event.message.run for event in events]
        async with self._app.outputs_of(runs[0]) as outputs:
            if outputs is not None:
                await self._handle(outputs, joined(runs))
            for event in events:
                self.acknowledge(event)

    async def settle_one(self, run: Run) -> None:
        """Settle a run, at least once; it is acknowledged later."""
        async with self._app.outputs_of(run) as outputs:
            assert outputs is not None
            await self._handle(outputs, run)

    def acknowledge(self, event: Any) -> None:
        """Let the offset move on past the run of ``event``."""
        event.ack()
        self._parts.progress.end(event.message.run, time.monotonic())

    async def _handle(self, outputs: Producer, run: Run) -> None:
        await self._agent.handle(
            Delivery(outputs, self._agent.dead_letter, self._limits, self._parts.metrics, halt), run
        )
        note_canaries(run, self._parts.metrics)
