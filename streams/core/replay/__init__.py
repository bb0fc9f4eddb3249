"""What the present rules read otherwise than was published: by article, by dossier, by alert. Pure."""

from streams.core.replay.articles import ArticleDifference, compare
from streams.core.replay.dossiers import AlertDifference, DossierDifference, alert_differences, dossier_differences
from streams.core.replay.events import EventDifference
from streams.core.replay.fields import FieldDifference
from streams.core.replay.fold import Fold, tells, tells_otherwise
from streams.core.replay.reading import Reading, Reread, kind_of
from streams.core.replay.summary import Summary

__all__ = [
    "AlertDifference",
    "ArticleDifference",
    "DossierDifference",
    "EventDifference",
    "FieldDifference",
    "Fold",
    "Reading",
    "Reread",
    "Summary",
    "alert_differences",
    "compare",
    "dossier_differences",
    "kind_of",
    "tells",
    "tells_otherwise",
]
