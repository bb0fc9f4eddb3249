"""Articles over HTTP into the stream: taken once, refused with why, held off while Kafka is behind."""

import asyncio
from typing import Any

import pytest

from streams.core.model import RawArticle
from streams.web.parts import Place
from streams.web.problems import unavailable
from tests.web.conftest import Client
from tests.web.fakes import FakeArticles
from tests.web.test_access import ARTICLE, problem

URL = "/v1/articles"


async def test_an_article_is_taken_and_the_answer_says_where(client: Client, articles: FakeArticles) -> None:
    """Where it lies in Kafka, and where it will be found."""
    taken = await client("publish").post(URL, json=ARTICLE)
    assert taken.status_code == 202
    assert taken.json() == {"uri": ARTICLE["uri"], "topic": "articles-raw", "partition": 0, "offset": 0}
    assert taken.headers["location"] == "/v1/articles?uri=https%3A%2F%2Fwire.example%2F1"
    assert articles.sent == [RawArticle("text/plain", ARTICLE["content"].encode(), ARTICLE["uri"], "utf-8")]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"content": None}, "content is missing"),
        ({"media_type": ""}, "media_type is missing"),
        ({"published_at": "yesterday"}, "published_at"),
        ({"mediaType": "text/plain"}, "mediaType must be written media_type"),
        ({"uri": "reswatch:canary/1"}, "uri: reswatch:canary/ is kept for canaries"),
    ],
)
async def test_what_is_no_article_is_refused_with_why(
    client: Client, articles: FakeArticles, change: dict[str, Any], fault: str
) -> None:
    """As the stream would put it."""
    refused = problem(await client().post(URL, json={**ARTICLE, **change}), 422)
    assert refused["faults"][0].startswith(fault)
    assert articles.sent == []


async def test_bodies_that_are_none_are_refused(client: Client) -> None:
    """No JSON, another type, too large."""
    writer, json = client(), {"content-type": "application/json"}
    problem(await writer.post(URL, content=b"{", headers=json), 400)
    problem(await writer.post(URL, content=b"1", headers=json), 400)
    problem(await writer.post(URL, content=b"x", headers={"content-type": "text/html"}), 415)
    problem(await writer.post(URL, content=b" " * (12 * 2**20 + 1), headers=json), 413)


async def test_a_repeat_under_its_key_is_answered_as_the_first_time(client: Client, articles: FakeArticles) -> None:
    """And published once; by another key of the API it is another request; with other content it is refused."""
    one, other = client(), client()
    headers = {"idempotency-key": "a-1"}
    first, again = [await one.post(URL, json=ARTICLE, headers=headers) for _ in range(2)]
    assert (first.status_code, first.content, first.headers["location"]) == (
        again.status_code,
        again.content,
        again.headers["location"],
    )
    assert len(articles.sent) == 1
    problem(await one.post(URL, json={**ARTICLE, "content": "other"}, headers=headers), 422)
    assert (await other.post(URL, json=ARTICLE, headers=headers)).json()["offset"] == 1
    problem(await one.post(URL, json=ARTICLE, headers={"idempotency-key": "x" * 201}), 422)


async def test_what_came_to_nothing_may_be_sent_again(client: Client, articles: FakeArticles) -> None:
    """Under the same key."""
    one, headers = client(), {"idempotency-key": "a-1"}
    articles.failure = unavailable("kafka", "Kafka does not answer.")
    problem(await one.post(URL, json=ARTICLE, headers=headers), 503)
    articles.failure = None
    assert (await one.post(URL, json=ARTICLE, headers=headers)).status_code == 202


async def test_of_two_at_once_one_waits(
    client: Client, articles: FakeArticles, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told so, and may come again."""
    sending, done = asyncio.Event(), asyncio.Event()

    async def slowly(_: RawArticle) -> tuple[str, Place]:
        sending.set()
        await done.wait()
        return "uri", Place("articles-raw", 0, 7)

    monkeypatch.setattr(articles, "send", slowly)
    one, headers = client(), {"idempotency-key": "a-1"}
    first = asyncio.create_task(one.post(URL, json=ARTICLE, headers=headers))
    await asyncio.wait_for(sending.wait(), 30)
    problem(await one.post(URL, json=ARTICLE, headers=headers), 409)
    done.set()
    assert (await first).json()["offset"] == 7
    assert (await one.post(URL, json=ARTICLE, headers=headers)).json()["offset"] == 7


async def test_while_the_stream_is_behind_nothing_is_taken(client: Client, articles: FakeArticles) -> None:
    """Come again later; where nobody can know how far it is, it is taken."""
    articles.waiting = 101
    refused = await client().post(URL, json=ARTICLE)
    assert problem(refused, 429)
    assert int(refused.headers["retry-after"]) >= 10
    articles.waiting = None
    assert (await client().post(URL, json=ARTICLE)).status_code == 202
    assert len(articles.sent) == 1
