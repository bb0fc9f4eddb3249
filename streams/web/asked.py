"""The shape of a subscription, as JSON Schema. What it cannot say (names of countries, symbols) its reading says."""

from typing import get_args

from streams.core.match.reading import FIELDS, KINDS, MAX_CHARACTERS, MAX_CLAUSES, MAX_VALUES
from streams.core.match.subscription import CHANGES, MAX_CHANNELS, MAX_URL, MOST_PER_HOUR, MOST_SECRETS
from streams.core.model import USUAL_CHANGES, USUAL_PER_HOUR, SubscribedTo
from streams.web.primitives import NULL, Shape, either, ref

CONDITION_SHAPE = "Condition"
ID: Shape = {"type": "string", "pattern": "^[a-z0-9][a-z0-9-]{0,62}$"}


def condition() -> Shape:
    """Return the shape of a clause, or of a group of conditions."""
    value = either({"type": "string", "maxLength": MAX_CHARACTERS}, {"type": "number"})
    clause = {
        "type": "object",
        "description": "Holds when any of `values` does. Countries by ISO 3166-1 alpha-3 code or name.",
        "properties": {
            "field": {"enum": list(FIELDS)},
            "values": {"type": "array", "items": value, "minItems": 1, "maxItems": MAX_VALUES},
        },
        "required": ["field", "values"],
        "additionalProperties": False,
    }
    return either(clause, *(_group(kind) for kind in KINDS))


def subscription(**more: Shape) -> Shape:
    """Return the shape of a subscription with some fields more; answers have all of them."""
    group = {"type": "array", "items": ref(CONDITION_SHAPE), "maxItems": MAX_CLAUSES}
    webhook = {"type": "string", "format": "uri", "maxLength": MAX_URL, "description": "Begins with https://"}
    return {
        "type": "object",
        "description": "Matches when all of `all_of`, one of `any_of` and none of `none_of` hold.",
        "properties": {
            "id": ID,
            "all_of": group,
            "any_of": group,
            "none_of": group,
            "webhook": either(webhook, NULL),
            "channels": {
                "type": "array",
                "items": {"type": "string"},
                "maxItems": MAX_CHANNELS,
                "description": "Names that the operator has given to mail and chat",
            },
            "on": {"enum": list(get_args(SubscribedTo)), "default": "transitions"},
            "changes": {
                "type": "array",
                "items": {"enum": list(CHANGES)},
                "minItems": 1,
                "default": list(USUAL_CHANGES),
                "description": "Of a fact: which of them are told",
            },
            "per_hour": {"type": "integer", "minimum": 1, "maximum": MOST_PER_HOUR, "default": USUAL_PER_HOUR},
            "paused": {"type": "boolean", "default": False},
            "secret_version": {
                "type": "integer",
                "minimum": 0,
                "maximum": MOST_SECRETS,
                "description": "How often its signing secret was changed; what is written here does not count",
            },
            **more,
        },
        "required": ["id"],
        "additionalProperties": False,
    }


def _group(kind: str) -> Shape:
    return {
        "type": "object",
        "properties": {kind: {"type": "array", "items": ref(CONDITION_SHAPE), "minItems": 1, "maxItems": MAX_CLAUSES}},
        "required": [kind],
        "additionalProperties": False,
    }
