"""The shapes of what is sent and answered, as JSON Schema: read from the contracts, so that they cannot differ."""

from streams.contracts.raw_json import TIMES
from streams.contracts.schemas import ALERT, DOSSIER, ENRICHED_ARTICLE, RAW_ARTICLE, TRANSITION
from streams.web.asked import CONDITION_SHAPE, condition, subscription
from streams.web.primitives import NULL, TEXT, TIME, Shape, either, ref
from streams.web.recorded import Recorded

ALERT_SHAPE, ARTICLE_SHAPE, DOSSIER_SHAPE, TRANSITION_SHAPE = "Alert", "Article", "Dossier", "Transition"
RAW_SHAPE, PROBLEM_SHAPE, PREVIEWED_SHAPE = "RawArticle", "Problem", "PreviewedAlert"
SUBSCRIPTION_SHAPE, WRITTEN_SHAPE, SECRET_SHAPE = "Subscription", "WrittenSubscription", "Secret"
SECRET: Shape = {
    "type": "string",
    "description": "What the signatures of its webhook are verified with (Standard Webhooks); shown only now.",
}
PROBLEM: Shape = {
    "type": "object",
    "description": "RFC 9457",
    "properties": {
        "type": TEXT,
        "title": TEXT,
        "status": {"type": "integer"},
        "detail": TEXT,
        "faults": {"type": "array", "items": TEXT},
    },
    "required": ["type", "title", "status", "detail"],
}


def listed(name: str, of: str) -> Shape:
    """Return the shape of one page of a list, and the cursor of the next."""
    next_ = {**either(TEXT, NULL), "description": "The `cursor` of the next page; null: there is none."}
    return {
        "type": "object",
        "properties": {name: {"type": "array", "items": ref(of)}, "next": next_},
        "required": [name, "next"],
    }


def components() -> dict[str, Shape]:
    """Return the shapes that have a name."""
    recorded = Recorded()
    raw = recorded.shape(RAW_ARTICLE)
    for field in TIMES:
        raw["properties"][field] = either(TIME, {"type": "integer", "description": "Milliseconds since 1970"}, NULL)
    acknowledged: dict[str, Shape] = {"acknowledged_at": either(TIME, NULL), "acknowledged_by": either(TEXT, NULL)}
    own = {
        ALERT_SHAPE: recorded.shape(ALERT, made_at=TIME, **acknowledged),
        PREVIEWED_SHAPE: recorded.shape(ALERT),
        ARTICLE_SHAPE: recorded.shape(ENRICHED_ARTICLE),
        DOSSIER_SHAPE: recorded.shape(DOSSIER),
        TRANSITION_SHAPE: recorded.shape(TRANSITION, made_at=TIME),
        RAW_SHAPE: {**raw, "required": ["media_type", "content"]},
        CONDITION_SHAPE: condition(),
        SUBSCRIPTION_SHAPE: subscription(),
        WRITTEN_SHAPE: subscription(secret=SECRET),
        SECRET_SHAPE: {
            "type": "object",
            "properties": {"secret": SECRET, "secret_version": {"type": "integer"}},
            "required": ["secret", "secret_version"],
        },
        PROBLEM_SHAPE: PROBLEM,
    }
    return dict(sorted({**recorded.components, **own}.items()))
