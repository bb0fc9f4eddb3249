"""The sentences of an article that hold the evidence of its events, for whoever tells of them later."""

from bisect import bisect_left, bisect_right
from operator import itemgetter

from streams.core.detect.text import sentences
from streams.core.model import EnrichedArticle, Quote

LONGEST = 800
"""Characters of a quote: a longer sentence, as of a badly cut page, is cut around its evidence."""
MOST = 40


def quoted(enriched: EnrichedArticle) -> tuple[Quote, ...]:
    """Return the sentences of the body that hold evidence, in their order."""
    spans = sorted(
        {
            (one.start, one.end)
            for event in enriched.resolution_events
            for evidence in event.evidence.values()
            for one in evidence
        }
    )
    if not spans:
        return ()
    body = enriched.article.body
    whole = sentences(body[: spans[-1][1] + LONGEST])
    found: dict[tuple[int, int], None] = {}
    for start, end in spans:
        first = max(0, bisect_right(whole, start, key=itemgetter(0)) - 1)
        last = min(len(whole), bisect_left(whole, end, key=itemgetter(1)) + 1)
        for begin, stop in whole[first:last]:
            if stop - begin > LONGEST:
                begin = max(begin, min(start - LONGEST // 4, stop - LONGEST))  # noqa: PLW2901  (cut)
                stop = begin + LONGEST  # noqa: PLW2901
            found[begin, stop] = None
    return tuple(Quote(body[start:end], start, end) for start, end in sorted(found)[:MOST])


def mentioned(enriched: EnrichedArticle) -> tuple[str, ...]:
    """Return the canonical ids of all that an article names, sorted."""
    return tuple(sorted({entity.id for entity in enriched.entities if entity.id is not None}))
