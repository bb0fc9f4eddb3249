"""What becomes of a raw record."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from streams.core.model.articles import EnrichedArticle

FilterReason: TypeAlias = Literal["no_text"]
"""Why an article was set aside on purpose: ``no_text``, nothing readable was left after cleaning."""

RejectCause: TypeAlias = Literal[
    "undecodable_envelope",  # neither Avro in the Confluent wire format nor a JSON object
    "unknown_schema",  # Avro, with a schema id that nobody knows
    "invalid_field",  # a field is missing, of the wrong type or out of range
    "unsupported_media_type",
    "undecodable_content",  # the content is not text in any encoding
    "invalid_ninjs",  # the media type says ninjs, the content does not
    "internal_error",  # a defect of ours: the traceback is in the log
    "output_too_large",  # the enriched article is larger than its topic takes
    "output_refused",  # the broker refused the enriched article for good
    "unstorable",  # the database refuses it for good
    "undeliverable",  # an alert that its receiver did not take in all its attempts
]
"""Why a record is in the dead letters. A closed list: it is a metric label."""


@dataclass(frozen=True, slots=True)
class Filtered:
    """An article set aside on purpose."""

    uri: str
    reason: FilterReason
    detail: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that could not be read: ``detail`` is one sentence for people that says what was wrong with it."""

    cause: RejectCause
    detail: str
    uri: str | None = None


Outcome: TypeAlias = EnrichedArticle | Filtered | Rejected


class Unreadable(ValueError):  # noqa: N818  (named for what the article is)
    """Raised inside clean for content that cannot be read; ``enrich`` turns it into ``Rejected``."""

    def __init__(self, cause: RejectCause, detail: str) -> None:
        super().__init__(detail)
        self.cause = cause
        self.detail = detail
