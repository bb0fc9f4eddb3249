"""Conditions from outside: clauses and groups of them, each fault named by its place."""

from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from streams.core.match.values import NUMBERS, UnknownValue, canonical
from streams.core.model import DEEPEST, Clause, ClauseField, Condition, Group, GroupKind

MAX_CLAUSES = 50
MAX_VALUES = 500
"""Of all clauses together. With MAX_CHARACTERS it keeps a subscription below 100,000 characters."""
MAX_CHARACTERS = 200
"""Of one value."""
MAX_FAULTS = 50
"""Faults that are told; who made more has seen enough."""

FIELDS: tuple[ClauseField, ...] = get_args(ClauseField)
KINDS: tuple[GroupKind, ...] = get_args(GroupKind)


class Faults:
    """Collects what is wrong with a subscription: a sentence for each fault, which begins with its field's path."""

    def __init__(self) -> None:
        self._told: list[str] = []

    def __bool__(self) -> bool:
        return bool(self._told)

    def add(self, path: str, why: str) -> None:
        """Take in that what stands at ``path`` cannot be taken."""
        self._told.append(f"{path}: {why}")

    @property
    def are_enough(self) -> bool:
        """Whether no more would be told."""
        return len(self._told) >= MAX_FAULTS

    def told(self) -> tuple[str, ...]:
        """Return them in the order in which they were found."""
        return tuple(self._told[:MAX_FAULTS])


def read_conditions(given: object, path: str, faults: Faults, depth: int = 0) -> tuple[Condition, ...]:
    """Return the conditions of a list as read from JSON, without those that are at fault.

    :param depth: how many groups the list stands in.
    """
    if given is None:
        return ()
    if not isinstance(given, list):
        faults.add(path, "must be a list of clauses and groups")
        return ()
    if len(given) > MAX_CLAUSES:
        faults.add(path, f"has {len(given):,} clauses; at most {MAX_CLAUSES} are taken")
        return ()
    read = (_condition(one, f"{path}[{number}]", faults, depth) for number, one in enumerate(given))
    return tuple(dict.fromkeys(one for one in read if one is not None))


def conditions_json(conditions: tuple[Condition, ...]) -> list[dict[str, object]]:
    """Return the form that ``read_conditions`` reads."""
    return [
        {"field": one.field, "values": list(one.values)}
        if isinstance(one, Clause)
        else {one.kind: conditions_json(one.parts)}
        for one in conditions
    ]


def clauses_of(conditions: tuple[Condition, ...]) -> Iterator[Clause]:
    """Return the clauses of conditions, those in groups too."""
    for one in conditions:
        if isinstance(one, Clause):
            yield one
        else:
            yield from clauses_of(one.parts)


def placed(path: str, conditions: Iterable[Condition]) -> list[tuple[str, Condition]]:
    """Return each of the conditions that stand at ``path`` with its own path."""
    return [(f"{path}[{number}]", one) for number, one in enumerate(conditions)]


def _condition(given: object, path: str, faults: Faults, depth: int) -> Condition | None:
    if not isinstance(given, Mapping):
        faults.add(path, 'must be an object: {"field": …, "values": […]}, or a group: {"any": […]}')
        return None
    kinds = [kind for kind in KINDS if kind in given]
    return _group(given, kinds[0], path, faults, depth + 1) if kinds else _clause(given, path, faults)


def _group(given: Mapping[object, object], kind: GroupKind, path: str, faults: Faults, depth: int) -> Group | None:
    for name in given:
        if name != kind:
            faults.add(f"{path}.{name_of(name)}", f"does not belong here: a group has {kind}, and nothing else")
    if depth > DEEPEST:
        faults.add(path, f"stands too deep: at most {DEEPEST} groups may stand in one another")
        return None
    parts = read_conditions(given[kind], f"{path}.{kind}", faults, depth)
    if not parts and not faults:
        faults.add(f"{path}.{kind}", "must be a list of at least one clause or group")
    return Group(kind, parts) if parts else None


def _clause(given: Mapping[object, object], path: str, faults: Faults) -> Clause | None:
    for name in given:
        if name not in ("field", "values"):
            faults.add(f"{path}.{name_of(name)}", "there is no such field; a clause has field and values")
    field = next((one for one in FIELDS if one == given.get("field")), None)
    if field is None:
        faults.add(f"{path}.field", f"must be one of {', '.join(FIELDS)}")
        return None
    values = given.get("values")
    if not isinstance(values, list) or not values:
        faults.add(f"{path}.values", "must be a list of at least one value")
        return None
    if len(values) > MAX_VALUES:
        faults.add(f"{path}.values", f"has {len(values):,} values; a subscription takes {MAX_VALUES}")
        return None
    if field in NUMBERS and len(values) > 1:
        faults.add(f"{path}.values", f"{field} takes one number")
        return None
    read = tuple(dict.fromkeys(_values(field, values, path, faults)))
    return Clause(field, read) if read else None


def _values(field: ClauseField, values: list[object], path: str, faults: Faults) -> Iterator[str]:
    for number, value in enumerate(values):
        if faults.are_enough:  # looking for what was meant takes its time
            return
        if field in NUMBERS and isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)[:MAX_CHARACTERS]  # noqa: PLW2901  (a number may be written as one)
        where = f"{path}.values[{number}]"
        if not isinstance(value, str) or len(value) > MAX_CHARACTERS:
            faults.add(where, f"must be text of up to {MAX_CHARACTERS} characters")
            continue
        try:
            yield canonical(field, value)
        except UnknownValue as error:
            faults.add(where, f"{shown(value)} {error}")


def shown(value: object) -> str:
    """Return something from outside for an error message: short, and on one line."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def name_of(name: object) -> str:
    """Return the name of a field that nobody knows: as it is, or quoted where it is none."""
    return name if isinstance(name, str) and name.isidentifier() and len(name) <= 60 else shown(name)
