"""Where a feed stands, and what an answer or a failure makes of that. Pure: ``now`` is seconds since 1970."""

from dataclasses import dataclass, replace

from streams.sources.feeds.feed import Feed
from streams.sources.feeds.fetch import Answer, Unfetched
from streams.sources.feeds.schedule import Bounds, after_answer, after_failure


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed: ``url`` as it was subscribed to, ``address`` where it is now.

    ``due_at`` is when to ask next, ``failures`` how many polls in a row have failed, ``fault`` why the last one did
    (None if it did not), ``ended`` that it is gone for good (410).
    """

    url: str
    address: str
    title: str | None = None
    etag: str | None = None
    modified: str | None = None
    interval: float = 0.0
    due_at: float = 0.0
    failures: int = 0
    fault: str | None = None
    ended: bool = False


def conditions(state: FeedState) -> dict[str, str]:
    """Return the headers that ask for the feed only if it has changed (RFC 9110, 13)."""
    conditions = {"If-None-Match": state.etag, "If-Modified-Since": state.modified}
    return {name: value for name, value in conditions.items() if value}


def answered(state: FeedState, answer: Answer, feed: Feed | None, fresh: int, bounds: Bounds, now: float) -> FeedState:
    """Return the state after a poll; ``feed`` None: it has not changed (304). ``fresh`` items are new or changed.

    A permanent redirect is remembered once a feed was read there, and no sooner.
    """
    interval = after_answer(state.interval, fresh, bounds, feed.interval if feed else None)
    state = replace(state, interval=interval, due_at=now + interval, failures=0, fault=None)
    if feed is None:
        return state
    return replace(
        state,
        address=answer.permanent,
        title=feed.title or state.title,
        etag=answer.headers.get("etag"),
        modified=answer.headers.get("last-modified"),
    )


def failed(state: FeedState, trouble: Unfetched, bounds: Bounds, now: float) -> FeedState:
    """Return the state after a poll that failed: it is left alone for twice as long each time.

    A feed that had moved is looked for at its old address again: the redirect may have been the mistake.
    """
    failures = state.failures + 1
    return replace(
        state,
        address=state.url,
        etag=state.etag if state.address == state.url else None,
        modified=state.modified if state.address == state.url else None,
        due_at=now + after_failure(failures, bounds, trouble.wait),
        failures=failures,
        fault=f"{trouble.reason}: {trouble.detail}",
        ended=trouble.reason == "gone",
    )
