"""What ``reswatch enrich`` prints, read back."""

from typing import Any

import orjson
import pytest

from streams.contracts.article_json import is_outcome, outcome_from_json
from streams.contracts.json_lines import outcome_json
from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, Filtered, RawArticle, Rejected, Unreadable

TEXT = "UNITED NATIONS (AP) - The General Assembly adopted a resolution on Monday that urges an end to the fighting."


def read(line: bytes) -> object:
    data = orjson.loads(line)
    assert is_outcome(data)
    return outcome_from_json(data)


def test_an_article_comes_back() -> None:
    """All fields of the article; what it names and tells is left aside."""
    enriched = enrich(RawArticle("text/plain", TEXT.encode(), uri="https://a.example/1", outlet="Daily"))
    assert isinstance(enriched, EnrichedArticle)
    assert read(outcome_json(enriched)) == enriched.article


@pytest.mark.parametrize(
    "outcome",
    [Filtered("https://a.example/1", "no_text", "nothing"), Rejected("invalid_field", "no text", None)],
)
def test_why_there_is_none_comes_back(outcome: Filtered | Rejected) -> None:
    """What was set aside or refused says so again."""
    assert read(outcome_json(outcome)) == outcome


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"body": "A text."}, "uri is missing"),
        ({"uri": "a:1", "body": None}, "body is missing"),
        ({"uri": "a:1", "body": ["A text."]}, "body must be text"),
        ({"uri": "a:1", "body": "A text.", "published_at": "Monday"}, "published_at 'Monday'"),
        ({"uri": "a:1", "filtered": {"reason": "dull", "detail": "x"}}, "does not say why"),
        ({"uri": "a:1", "rejected": 1}, "does not say why"),
    ],
)
def test_what_is_wrong_is_named(wrong: dict[str, Any], told: str) -> None:
    """A field that is missing or of the wrong type."""
    with pytest.raises(Unreadable, match=told):
        outcome_from_json(wrong)


@pytest.mark.parametrize("other", [[], "body", {"content": "A text.", "body": "x"}, {"uri": "a:1"}])
def test_a_raw_article_is_none(other: object) -> None:
    """Whatever has content is raw."""
    assert not is_outcome(other)
