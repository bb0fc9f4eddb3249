"""The work of ``reswatch topics acls``: the permissions of each role, as a table, as commands, as JSON."""

import json
import re
from collections.abc import Iterator
from dataclasses import asdict
from shlex import quote

from streams.contracts.access import ADMIN, CONSUMER, PLAN, Grant, grants
from streams.contracts.topics import topics

USERS = {PLAN: "doctor", ADMIN: "admin"}
"""Names of the users whose deeds have none of their own."""


def as_table(app_id: str, *, exactly_once: bool) -> Iterator[str]:
    """Yield a line a resource, the role first."""
    granted = grants(topics(), app_id, exactly_once=exactly_once)
    rows = [(role, *_row(grant)) for role, found in granted.items() for grant in found]
    widths = [max(len(row[column]) for row in rows) for column in range(2)]
    last = ""
    for role, resource, operations in rows:
        yield f"{role if role != last else '':<{widths[0]}}  {resource:<{widths[1]}}  {operations}"
        last = role


def as_json(app_id: str, *, exactly_once: bool) -> Iterator[str]:
    """Yield a JSON object a role and resource."""
    for role, found in grants(topics(), app_id, exactly_once=exactly_once).items():
        for grant in found:
            yield json.dumps({"role": role, **asdict(grant)})


def as_commands(app_id: str, prefix: str, *, exactly_once: bool) -> Iterator[str]:
    """Yield a command of Kafka's own tool a role and resource; to be completed with where the cluster is."""
    for role, found in grants(topics(), app_id, exactly_once=exactly_once).items():
        if role == CONSUMER:
            continue
        user = USERS.get(role, re.sub("[^a-z0-9-]", "-", role))
        for grant in found:
            operations = " ".join(f"--operation {operation}" for operation in grant.operations)
            principal = quote(f"{prefix}{user}")
            pattern = " --resource-pattern-type prefixed" if grant.kind == "transactional-id" else ""
            resource = f"--{grant.kind} {quote(grant.name)}{pattern}"
            yield f"kafka-acls --add --allow-principal {principal} {operations} {resource}"


def _row(grant: Grant) -> tuple[str, str]:
    every = "…" if grant.kind == "transactional-id" else ""
    return f"{grant.kind} {grant.name}{every}", ", ".join(grant.operations)
