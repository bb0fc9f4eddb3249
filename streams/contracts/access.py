"""Who needs which permission in Kafka, and no more: read from the producers and consumers of the topics' contracts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from streams.contracts.topics import ALERTS_WAITING, DEAD_LETTERS, Topic

OPEN_TO_ANY = "any "
"""How a contract begins to speak of programs that are not ours."""
LEDGER, WEB = "ledger", "web"
SUBSCRIBERS = (WEB, "subscribe", "unsubscribe", "deliveries")
"""Who changes subscriptions: see ``claim_on_subscriptions``."""
TRANSACTIONAL = ("enrich", "track", "match")
"""The roles that can work exactly once; what the others do is outside of Kafka."""
CONSUMER, PLAN, ADMIN = "any Kafka consumer", "topics plan, doctor", "topics apply"


@dataclass(frozen=True, slots=True)
class Grant:
    """Operations on one topic or consumer group, in Kafka's words (the Java documentation's ``AclOperation``).

    Read and Write contain Describe; Alter does, and AlterConfigs contains DescribeConfigs. A producer that is
    idempotent needs nothing more since Kafka 2.8 (KIP-679). The name of a transactional id is a prefix.
    """

    kind: Literal["topic", "group", "transactional-id"]
    name: str
    operations: tuple[str, ...]


def grants(topics: Mapping[str, Topic], app_id: str, *, exactly_once: bool = False) -> dict[str, tuple[Grant, ...]]:
    """Return what each role and each command needs, by its name; ``app_id`` is the prefix of the consumer groups.

    ``exactly_once``: with what the roles need that can work so. ``CONSUMER`` stands for programs that are not ours,
    which bring a consumer group of their own.
    """
    named = [name for topic in topics.values() for name in (*topic.producers, *topic.consumers)]
    ours = dict.fromkeys(name.split()[0] for name in named if not name.startswith(OPEN_TO_ANY))
    roles = topics[DEAD_LETTERS].producers
    found = {name: (*_of_topics(topics.values(), name), *_of_groups(topics, roles, name, app_id)) for name in ours}
    for name in SUBSCRIBERS:
        found[name] = (*found[name], Grant("transactional-id", f"{app_id}-{WEB}-", ("Write",)))
    if exactly_once:
        for name in TRANSACTIONAL:
            found[name] = (*found[name], Grant("transactional-id", f"{app_id}-{name}-", ("Write",)))
    found = {name: found[name] for name in (*roles, *(name for name in found if name not in roles))}
    found[CONSUMER] = tuple(
        Grant("topic", topic.name, ("Read",)) for topic in topics.values() if CONSUMER in topic.consumers
    )
    found[PLAN] = tuple(Grant("topic", name, ("Describe", "DescribeConfigs")) for name in topics)
    found[ADMIN] = tuple(Grant("topic", name, ("Create", "Alter", "AlterConfigs")) for name in topics)
    return found


def claim_on_subscriptions(app_id: str) -> str:
    """Return the transactional id that who changes subscriptions asks for, so that whoever asked before is refused."""
    return f"{app_id}-{WEB}-subscriptions"


def _of_topics(topics: Iterable[Topic], name: str) -> Iterable[Grant]:
    """Yield what ``name`` does to the topics: ``dead-letters replay`` is a deed of ``dead-letters``."""
    for topic in topics:
        reads = any(each.split()[0] == name for each in topic.consumers)
        writes = any(each.split()[0] == name for each in topic.producers)
        if reads or writes:
            yield Grant("topic", topic.name, ("Read",) * reads + ("Write",) * writes)


def _of_groups(topics: Mapping[str, Topic], roles: Iterable[str], name: str, app_id: str) -> Iterable[Grant]:
    """Yield the consumer groups of a role. Commands read without one, and look how far another's is."""
    waits = name in topics[ALERTS_WAITING].consumers  # a group beside: see streams.agents.waiting
    if name in roles:
        yield Grant("group", f"{app_id}-{name}", ("Read",))
    if waits:
        for beside in ("waiting", "paused"):
            yield Grant("group", f"{app_id}-deliver-{beside}", ("Read",) if name in roles else ("Describe",))
    if name in (LEDGER, WEB):
        yield Grant("group", f"{app_id}-enrich", ("Describe",))
