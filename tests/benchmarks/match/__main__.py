"""CPU a document of matching, beside Apache Lucene's Monitor: ``python -m tests.benchmarks.match [SUBSCRIPTIONS]``.

Subscriptions of mixed shapes (drawing.py) and 200 documents of about 3 KB (documents.py): what becomes known of
resolutions by stories on the UN, asked with the whole text; the articles themselves; and a story like most. Told apart:
which match, tokenising included, by their numbers and with their ids looked up, and what their alerts with their
sentences cost besides. Lucene's Monitor (multipass presearcher, weights by document frequency; CPU of the matching
thread alone, without collecting garbage or compiling) and a loop that asks every subscription get the same queries and
documents; their results are compared one by one.
"""

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence

from streams.core.match import Matcher
from streams.core.match.conditions import Prepared
from streams.core.match.facts import fact_of, facts
from streams.core.model import Subscription, Transition
from tests.benchmarks.match.documents import on_the_un, others, transitions
from tests.benchmarks.match.drawing import Drawing
from tests.benchmarks.match.lucene import NoLuceneError, measured

DOCUMENTS = 200
ROUNDS = 5
ASKED_IN_TURN = 10
"""Documents for which every subscription is asked: each takes a second and more."""


def figures(took: Sequence[float]) -> dict[str, float]:
    ordered = sorted(took)
    return {"median": round(statistics.median(ordered), 3), "p99": round(ordered[int(len(ordered) * 0.99)], 3)}


def timed(work: Sequence[Callable[[], object]], rounds: int = ROUNDS) -> list[float]:
    """Return the milliseconds of CPU of each piece of work, in each round."""
    took = []
    for _ in range(rounds):
        for each in work:
            began = time.process_time_ns()
            each()
            took.append((time.process_time_ns() - began) / 1e6)
    return took


def filled(subscriptions: Sequence[Subscription]) -> tuple[Matcher, dict[str, float]]:
    """Return a matcher, and what it took to fill it."""
    matcher, before = Matcher(), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    began = time.process_time()
    for one in subscriptions:
        matcher.put(one)
    took = time.process_time() - began
    megabytes = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    return matcher, {"update_us": round(took / len(subscriptions) * 1e6, 1), "memory_mb": round(megabytes, 1)}


def in_turn(subscriptions: Sequence[Subscription], known: Sequence[Transition]) -> tuple[list[float], list[set[str]]]:
    """Ask every subscription, one after the other."""
    prepared = [Prepared(one) for one in subscriptions]
    took, found = [], []
    for transition in known:
        began = time.process_time_ns()
        fact = fact_of(transition)
        found.append({one.id for one in prepared if one.of_event(fact) is not None})
        took.append((time.process_time_ns() - began) / 1e6)
    return took, found


def beside(subscriptions: list[Subscription], known: list[Transition], ours: list[set[str]]) -> dict[str, object]:
    """Return what the peers take, and that they find the same."""
    took, found = in_turn(subscriptions, known[:ASKED_IN_TURN])
    assert found == ours[:ASKED_IN_TURN], "asking every subscription finds others"
    told: dict[str, object] = {"in_turn_ms": figures(took)}
    try:
        took, found = measured(subscriptions, [fact_of(transition) for transition in known])
    except NoLuceneError as error:
        return {**told, "lucene": f"not measured: {error}"}
    differing = [number for number, (one, other) in enumerate(zip(ours, found, strict=True)) if one != other]
    assert not differing, f"Lucene finds others for the documents {differing[:5]}"
    return {**told, "lucene_ms": figures(took), "lucene_finds_the_same_in": len(found)}


def measure(count: int) -> dict[str, object]:
    """Match with ``count`` subscriptions and return the figures, in milliseconds."""
    articles = on_the_un()
    known, about = transitions(articles, DOCUMENTS), [one for one in articles if one.resolution_events]
    drawing = Drawing(articles, "transitions")
    subscriptions = [drawing.subscription(number) for number in range(count)]
    matcher, filling = filled(subscriptions)
    ours = [matcher.ids(matcher.on_transition(transition)) for transition in known]
    deciding = timed([lambda each=each: matcher.on_transition(each) for each in known])  # type: ignore[misc]
    naming = timed([lambda each=each: matcher.ids(matcher.on_transition(each)) for each in known])  # type: ignore[misc]
    telling = timed([lambda each=each: matcher.match_transition(each) for each in known], 1)  # type: ignore[misc]
    told: dict[str, object] = {
        "subscriptions": count,
        "documents": len(known),
        "matches_a_document": round(statistics.mean(map(len, ours)), 1),
        "transitions_ms": figures(deciding),
        "with_their_ids_ms": figures(naming),
        "alerts_besides_ms": round(statistics.median(telling) - statistics.median(deciding), 3),
        **filling,
        **beside(subscriptions, known, ours),
    }
    del matcher
    drawing = Drawing(articles, "articles")
    matcher, _ = filled([drawing.subscription(number) for number in range(count)])
    for name, read in (("articles_on_the_un_ms", about), ("other_articles_ms", others(20))):
        told[name] = figures(timed([lambda each=each: matcher.on_article(facts(each)) for each in read]))  # type: ignore[misc]
    return told


if __name__ == "__main__":
    print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000), indent=1))
