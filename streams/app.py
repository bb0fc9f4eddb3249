"""Composition root: each role's topology reads here from top to bottom.

A role is an app of its own with a consumer group of its own, so that what is slow or dead stalls itself and nothing
else.
"""

import asyncio
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, NoReturn

from faust.types import TP

from streams import network
from streams.agents.circuits import Circuits
from streams.agents.deliver import Deliver, Receivers
from streams.agents.delivery import Act, Delivery
from streams.agents.enrich import Enrich
from streams.agents.folding import Fold
from streams.agents.group import Group
from streams.agents.lines import Lines
from streams.agents.match import Match
from streams.agents.remembering import Remembering
from streams.agents.revise import Revise
from streams.agents.store import Keeper, alert_keeper, article_keeper, dossier_keeper, transition_keeper
from streams.agents.subscriptions import Subscriptions
from streams.agents.tiers import Tiers
from streams.agents.track import Track
from streams.agents.troubles import Troubles
from streams.agents.waiting import Waiting
from streams.contracts.topics import (
    ALERT_CANDIDATES,
    ALERT_SUBSCRIPTIONS,
    ALERTS,
    ALERTS_PAUSED,
    ALERTS_WAITING,
    ARTICLES_ENRICHED,
    ARTICLES_RAW,
    RECEIVER_TROUBLES,
    RESOLUTION_DOSSIERS,
    RESOLUTION_EVENTS,
    RESOLUTION_TRANSITIONS,
)
from streams.core.model import Alert
from streams.kafka.runs import Run
from streams.kafka.sender import Sender
from streams.kafka.view import TopicView
from streams.runtime import process
from streams.runtime.parts import Alongside, Parts, Role, StartError, halt, learning, limits_of
from streams.runtime.role import Agent, new_role
from streams.settings import Settings
from streams.sinks.channels import ChannelError, Channels
from streams.sinks.keyfile import KeyFileError, webhook_key
from streams.sinks.receiver import Attempt, Receiver
from streams.sinks.store import Store, StoreError
from streams.sinks.webhook import Webhooks
from streams.telemetry.alert_metrics import AlertMetrics
from streams.telemetry.store_metrics import StoreMetrics

WEBHOOK_SECONDS = 15.0
"""For a connection and for each wait for bytes; the attempt as a whole is bounded too (streams.agents.attempts)."""


def enrich_role(parts: Parts) -> Role:
    """articles-raw -> [enrich] -> articles-enriched, articles-filtered, dead-letters."""
    role = Enrich(parts.codec, parts.metrics)
    learn = learning(parts)

    async def handle(delivery: Delivery, run: Run) -> None:
        await delivery.deliver(run, role.transform, learn)

    return new_role("enrich", parts, [Agent("enrich", ARTICLES_RAW, role.dead_letter, handle, together=True)])


def track_role(parts: Parts) -> Role:
    """articles-enriched -> [revise] -> resolution-events -> [track] -> resolution-dossiers, resolution-transitions."""
    settings = parts.settings
    learn = learning(parts)
    revise = Revise(parts.codec)
    exactly_once = settings.guarantee == "exactly_once"
    owned: dict[TP, int] = {}
    told = TopicView(settings.cluster, RESOLUTION_EVENTS, revise.remember, halt)

    async def handle_article(delivery: Delivery, run: Run) -> None:
        # Another worker may have told of this article a moment ago. Exactly once none can but the partition's former
        # owner, and what this one told itself is not visible before it is committed: then to wait would be for ever.
        if not exactly_once or owned.get(run.partition) != run.generation:
            await told.caught_up()
            owned[run.partition] = run.generation
        await delivery.deliver(run, revise.transform, learn)

    track = Track(parts.codec, settings.alert_max_age, parts.metrics)
    fold = Fold(settings.cluster, track, parts.progress, learn)

    async def handle_told(delivery: Delivery, run: Run) -> None:
        async def prepare(run: Run) -> None:
            await fold.reach(run, delivery)
            if learn is not None:
                await learn(run)

        await delivery.deliver(run, track.transform, prepare)

    agents = [
        Agent("revise", ARTICLES_ENRICHED, revise.dead_letter, handle_article),
        Agent("track", RESOLUTION_EVENTS, track.dead_letter, handle_told),
    ]
    return new_role("track", parts, agents, told)


def match_role(parts: Parts) -> Role:
    """articles-enriched, resolution-transitions -> [match] -> alert-candidates -> [group] -> alerts, alerts-told."""
    settings, codec, learn = parts.settings, parts.codec, learning(parts)
    match = Match(codec, settings.alert_max_age, parts.metrics)
    subscriptions = TopicView(settings.cluster, ALERT_SUBSCRIPTIONS, match.take, halt)
    whole = asyncio.Event()

    async def prepare(run: Run) -> None:
        if not whole.is_set():  # later ones come in force as they are read, within a second
            await subscriptions.caught_up()
            whole.set()
        if learn is not None:
            await learn(run)

    async def handle_article(delivery: Delivery, run: Run) -> None:
        await delivery.deliver(run, match.transform, prepare)

    async def handle_transition(delivery: Delivery, run: Run) -> None:
        await delivery.deliver(run, match.transform_transition, prepare)

    tiers = Tiers(settings.wait_seconds)
    group = Group(codec, tiers, match.wants, settings.alert_max_age, parts.metrics)
    group.is_gone, match.ended = match.is_gone, group.forget
    told = Remembering(settings.cluster, codec, group)
    told.caught_up = subscriptions.caught_up

    async def prepare_candidates(run: Run) -> None:
        await prepare(run)
        if any(match.wants((record.key or b"").decode("utf-8", "replace")) is None for record in run.records):
            await subscriptions.caught_up()  # the one who made the candidate may have read further
        await told.reach(run)

    async def handle_candidate(delivery: Delivery, run: Run) -> None:
        await delivery.deliver(run, group.transform, prepare_candidates)

    agents = [
        Agent("match", ARTICLES_ENRICHED, match.dead_letter, handle_article, together=True),
        Agent("match-transitions", RESOLUTION_TRANSITIONS, match.dead_letter, handle_transition),
        Agent("group", ALERT_CANDIDATES, group.dead_letter, handle_candidate),
    ]
    role = new_role("match", parts, agents, subscriptions)
    told.held = lambda: role.app.held(ALERT_CANDIDATES)
    return role


def deliver_role(parts: Parts) -> Role:
    """alerts, alerts-waiting -> [deliver] -> webhooks and channels; what fails -> alerts-waiting, dead-letters.

    What is for a receiver that is paused -> alerts-paused, and on to alerts-waiting when it is resumed.
    """
    _refuse_exactly_once(parts, "what it has sent to a receiver cannot be taken back")
    settings, cluster = parts.settings, parts.settings.cluster
    try:
        key = webhook_key(settings.webhook_key, settings.data_dir)
        channels = Channels({name: url.get_secret_value() for name, url in settings.channels.items()})
    except (KeyFileError, ChannelError) as error:
        raise StartError(str(error)) from None
    webhooks = Webhooks(
        network.client(allow_private=settings.allow_private, timeout=WEBHOOK_SECONDS),
        key,
        allow_private=settings.allow_private,
    )

    async def send(receiver: Receiver, alert: Alert, made_at: datetime, seconds: float) -> Attempt:
        if receiver.kind == "webhook":
            return await webhooks.send(receiver, alert, made_at, seconds)
        return await channels.send(receiver.address, alert, seconds)

    metrics, circuits = AlertMetrics(parts.metrics.registry), Circuits()

    def resumed() -> None:
        paused.wake()

    troubles = Troubles(parts.codec, resumed, settings.pause_after)
    known = TopicView(cluster, RECEIVER_TROUBLES, troubles.take, halt)
    subscriptions = Subscriptions(cluster, parts.codec, halt, resumed)
    tiers = Tiers(settings.wait_seconds)
    receivers = Receivers(circuits, Lines(tiers.wait_of(0)), troubles)
    role = Deliver(parts.codec, subscriptions.find, send, receivers, tiers, metrics)
    limits = limits_of("deliver")
    sender = Sender(cluster, largest=max(limits.values()))
    whole, preparing = asyncio.Event(), asyncio.Lock()

    async def prepare(_: Run) -> None:
        async with preparing:  # lest a later run goes on before one that began to wait
            if not whole.is_set():  # what is paused must be known before the first alert
                await known.caught_up()
                whole.set()

    async def handle(delivery: Delivery, run: Run) -> None:
        await delivery.act(run, role.act, prepare)

    def beside(topic: str, group: str, act: Act) -> Waiting:
        async def handle_waiting(run: Run) -> None:
            await Delivery(sender, role.dead_letter, limits, parts.metrics, halt).act(run, act, prepare)

        return Waiting(
            cluster,
            topic,
            f"{settings.app_id}-deliver-{group}",
            handle_waiting,
            halt,
            session_timeout=settings.session_timeout,
            instance_id=settings.instance_id,
        )

    waiting = beside(ALERTS_WAITING, "waiting", role.act_again)
    paused = beside(ALERTS_PAUSED, "paused", role.act_on_paused)
    paused.wake()  # something may have been resumed while no worker ran
    metrics.watch(
        lambda: [(each.kind, each.subscription_id, each.seconds) for each in circuits.failing()],
        waiting.waiting,
        lambda: [each.subscription_id for each in troubles.paused()],
    )
    alongside = (Alongside(subscriptions), Alongside(sender), known, waiting, paused)
    agent = Agent("deliver", ALERTS, role.dead_letter, handle, side_by_side=True)
    return new_role("deliver", parts, [agent], *alongside)


def store_role(parts: Parts) -> Role:
    """articles-enriched, alerts, resolution-dossiers, resolution-transitions -> [store] -> SQLite or PostgreSQL."""
    _refuse_exactly_once(parts, "its database is outside of Kafka's transactions")
    try:
        store = Store.open(parts.settings.store)
    except StoreError as error:
        raise StartError(str(error)) from None
    metrics, learn = StoreMetrics(parts.metrics.registry), learning(parts)

    def agent(name: str, source: str, keeper: Keeper[Any]) -> Agent:
        async def handle(delivery: Delivery, run: Run) -> None:
            await delivery.act(run, keeper.act, learn)

        return Agent(name, source, keeper.dead_letter, handle)

    agents = [
        agent("store", ARTICLES_ENRICHED, article_keeper(parts.codec, store, metrics)),
        agent("store-alerts", ALERTS, alert_keeper(parts.codec, store, metrics)),
        agent("store-dossiers", RESOLUTION_DOSSIERS, dossier_keeper(parts.codec, store, metrics)),
        agent("store-transitions", RESOLUTION_TRANSITIONS, transition_keeper(parts.codec, store, metrics)),
    ]
    return new_role("store", parts, agents)


def _refuse_exactly_once(parts: Parts, why: str) -> None:
    if parts.settings.guarantee == "exactly_once":
        raise StartError(
            f"This role cannot work exactly once: {why}. What comes twice does no harm here, since ids are known. "
            "Set RESWATCH_GUARANTEE=exactly_once for the roles enrich, track and match alone."
        )


ROLES: Mapping[str, Callable[[Parts], Role]] = {
    "enrich": enrich_role,
    "track": track_role,
    "match": match_role,
    "deliver": deliver_role,
    "store": store_role,
}


def run(role: str, settings: Settings) -> NoReturn:
    """Run ``role`` in this process until a signal ends it; exits with 0 then.

    :raises StartError: before anything is consumed, when it cannot start.
    """
    process.run(role, ROLES[role], settings)
