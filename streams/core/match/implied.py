"""What holds whenever something else does: ``14`` where ``14.02.02`` does, a word where a phrase with it does."""

from collections.abc import Sequence
from functools import lru_cache

from streams.core.detect.bodies.symbols import without_year
from streams.core.match.keys import keeps_to
from streams.core.match.values import NUMBERS
from streams.core.match.words import tokens
from streams.core.model import Clause, Condition


def is_implied(condition: Condition, clauses: Sequence[Clause]) -> bool:
    """Say whether ``condition`` surely holds where all ``clauses`` do; False where that cannot be told."""
    if isinstance(condition, Clause):
        return any(_implies(clause, condition) for clause in clauses)
    if condition.kind == "all":
        return all(is_implied(part, clauses) for part in condition.parts)
    return condition.kind == "any" and any(is_implied(part, clauses) for part in condition.parts)


@lru_cache(4_096)  # asked in each branch of a subscription: of up to 2,450 pairs, in up to 256 branches
def _implies(clause: Clause, other: Clause) -> bool:
    return all(any(_is_one_of(clause, value, other, its) for its in other.values) for value in clause.values)


def _is_one_of(clause: Clause, value: str, other: Clause, its: str) -> bool:
    """Say whether what has ``value`` has ``its`` too."""
    if clause.field != other.field:
        is_veto = clause.field == "vetoed_by" or (clause.field, value) == ("stage", "vetoed")
        was_against = (clause.field, other.field) == ("vetoed_by", "voted_against") and value == its
        return was_against or (is_veto and (other.field, its) == ("vote", "vetoed"))
    match clause.field:
        case "word":
            return f" {' '.join(tokens(its))} " in f" {' '.join(tokens(value))} "
        case "subject":
            return value == its or value.startswith(f"{its}.")
        case "symbol":
            return its in (value, value.partition("/Rev.")[0], without_year(value))
        case field if field in NUMBERS:
            limit = float(its)
            return float(value) <= limit if field == "margin_below" else keeps_to(field, float(value), limit)
    return value == its
