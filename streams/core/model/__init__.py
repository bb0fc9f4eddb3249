"""Every value that travels through the stream.

All values are immutable; those that an article has by the dozen are named tuples, which are made in half the time.
Times are timezone-aware UTC datetimes in whole milliseconds, dates are dates, and what the text does not say is None.
Spans are half-open character ranges ``[start, end)`` of the cleaned ``Article.body``.
"""

from streams.core.model.alerting import (
    DEEPEST,
    USUAL_CHANGES,
    USUAL_PER_HOUR,
    Alert,
    Clause,
    ClauseField,
    Condition,
    Group,
    GroupKind,
    Matched,
    SubscribedTo,
    Subscription,
    Telling,
    Trouble,
)
from streams.core.model.articles import Article, EnrichedArticle, Entity, EntityType, MediaType, PubStatus, RawArticle
from streams.core.model.dossiers import Change, Disagreement, Dossier, Fact, FactStatus, Source, Transition
from streams.core.model.outcomes import Filtered, FilterReason, Outcome, RejectCause, Rejected, Unreadable
from streams.core.model.resolutions import SIDES, Evidence, Organ, ResolutionEvent, Side, Stage, Vote
from streams.core.model.telling import Quote, ResolutionEvents

__all__ = [
    "DEEPEST",
    "SIDES",
    "USUAL_CHANGES",
    "USUAL_PER_HOUR",
    "Alert",
    "Article",
    "Change",
    "Clause",
    "ClauseField",
    "Condition",
    "Disagreement",
    "Dossier",
    "EnrichedArticle",
    "Entity",
    "EntityType",
    "Evidence",
    "Fact",
    "FactStatus",
    "FilterReason",
    "Filtered",
    "Group",
    "GroupKind",
    "Matched",
    "MediaType",
    "Organ",
    "Outcome",
    "PubStatus",
    "Quote",
    "RawArticle",
    "RejectCause",
    "Rejected",
    "ResolutionEvent",
    "ResolutionEvents",
    "Side",
    "Source",
    "Stage",
    "SubscribedTo",
    "Subscription",
    "Telling",
    "Transition",
    "Trouble",
    "Unreadable",
    "Vote",
]
