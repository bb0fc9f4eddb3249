"""A story, and how the tests of what the desk writes around it read it. All texts are written for these tests."""

from datetime import UTC, datetime

from streams.core.clean import clean
from streams.core.model import Article, RawArticle

LEAD = "The council put off its vote on the draft on Tuesday after three members asked for more time to read it."
SECOND = "“We were given the text last night,” one of the envoys said as she left the chamber with her staff."
THIRD = "The vote is now expected on Thursday, and the sponsors say that they will not change the text again."
BODY = [LEAD, SECOND, THIRD]
STORY = "\n\n".join(BODY)
CAME = datetime(2024, 3, 4, 12, tzinfo=UTC)
MIDNIGHT = datetime(2024, 3, 5, 0, 1, tzinfo=UTC)
NINJS = "application/vnd.iptc.ninjs+json"
EMBARGO = "EMBARGOED UNTIL 00:01 GMT Tuesday 5 March 2024"


def read(content: str, media_type: str = "text/plain", **fields: object) -> Article:
    article = clean(RawArticle(media_type, content.encode(), **fields))  # type: ignore[arg-type]  # fields of a case
    assert isinstance(article, Article)
    return article


def page(*paragraphs: str) -> str:
    return "<article><h1>A vote put off</h1>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</article>"
