"""What the present rules read otherwise than was published: by article, by dossier, by alert. Pure."""

from streams.core.replay.articles import ArticleDifference, compare
from streams.core.replay.events import EventDifference
from streams.core.replay.fields import FieldDifference
from streams.core.replay.reading import Reading, Reread, kind_of
from streams.core.replay.summary import Summary

__all__ = [
    "ArticleDifference",
    "EventDifference",
    "FieldDifference",
    "Reading",
    "Reread",
    "Summary",
    "compare",
    "kind_of",
]
