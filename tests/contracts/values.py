"""Hypothesis strategies: records of any of our schemas, and values of the model."""

from datetime import UTC, datetime, timedelta
from typing import Any, get_args

from hypothesis import strategies as st

from streams.core.model import (
    Alert,
    Article,
    Change,
    Clause,
    ClauseField,
    Condition,
    Disagreement,
    Dossier,
    EnrichedArticle,
    Entity,
    EntityType,
    Evidence,
    Fact,
    FactStatus,
    Filtered,
    FilterReason,
    Group,
    GroupKind,
    Matched,
    Organ,
    PubStatus,
    Quote,
    RawArticle,
    ResolutionEvent,
    ResolutionEvents,
    Source,
    Stage,
    SubscribedTo,
    Subscription,
    Telling,
    Transition,
    Trouble,
    Vote,
)

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999_000, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
times = st.integers((FIRST - EPOCH) // MILLISECOND, (LAST - EPOCH) // MILLISECOND).map(
    lambda n: EPOCH + n * MILLISECOND
)
dates = st.dates()
counts = st.integers(0, 2**31 - 1)
maybe_time = st.none() | times
maybe_text = st.none() | texts
few_texts = st.lists(texts, max_size=3).map(tuple)


def records(schema: Any, named: dict[str, st.SearchStrategy[Any]] | None = None) -> st.SearchStrategy[Any]:
    """Return a strategy for whatever an Avro schema, as parsed JSON, can hold; ``named`` are its records so far."""
    named = {} if named is None else named
    if isinstance(schema, list):
        return st.one_of([records(branch, named) for branch in schema])
    if isinstance(schema, str):
        return named[schema] if schema in named else PRIMITIVES[schema]
    match schema:
        case {"logicalType": name}:
            return {"timestamp-millis": times, "date": dates}[name]
        case {"type": "record", "name": name, "fields": fields}:
            named[name] = st.fixed_dictionaries({field["name"]: records(field["type"], named) for field in fields})
            return named[name]
        case {"type": "array", "items": items}:
            return st.lists(records(items, named), max_size=3)
        case {"type": "map", "values": values}:
            return st.dictionaries(texts, records(values, named), max_size=3)
    raise AssertionError(f"no strategy for {schema}")


PRIMITIVES: dict[str, st.SearchStrategy[Any]] = {
    "null": st.none(),
    "boolean": st.booleans(),
    "int": st.integers(-(2**31), 2**31 - 1),
    "long": st.integers(-(2**63), 2**63 - 1),
    "double": st.floats(allow_nan=False),
    "string": texts,
    "bytes": st.binary(max_size=60),
}

said = st.none() | texts.filter(lambda text: bool(text.strip()))
"""Texts of a raw article: a blank one counts as none."""

raw_articles = st.builds(
    RawArticle,
    media_type=texts.filter(lambda text: bool(text.strip())),
    content=st.binary(max_size=200),
    uri=said,
    encoding=said,
    fetched_at=maybe_time,
    published_at=maybe_time,
    info_source=said,
    outlet=said,
    pub_status=said,
    embargoed_until=maybe_time,
    language=said,
    headline=said,
)

evidence = st.builds(Evidence, counts, counts, texts)
votes = st.builds(
    Vote,
    *[st.none() | counts] * 4,
    *[st.none() | st.booleans()] * 2,
    *[few_texts] * 4,
)
events = st.builds(
    ResolutionEvent,
    event_id=texts,
    organ=st.none() | st.sampled_from(get_args(Organ)),
    stage=st.sampled_from(get_args(Stage)),
    symbol=maybe_text,
    draft_symbol=maybe_text,
    sponsors=few_texts,
    targets=few_texts,
    vote=st.none() | votes,
    subjects=few_texts,
    binding=st.none() | st.booleans(),
    occurred_on=st.none() | dates,
    scheduled_for=st.none() | dates,
    confidence=st.floats(0, 1),
    evidence=st.dictionaries(texts, st.lists(evidence, max_size=2).map(tuple), max_size=3),
)
entities = st.builds(Entity, st.sampled_from(get_args(EntityType)), maybe_text, maybe_text, texts, counts, counts)
articles = st.builds(
    Article,
    *[texts] * 3,
    *[maybe_text] * 5,
    *[maybe_time] * 2,
    st.sampled_from(get_args(PubStatus)),
    maybe_time,
    maybe_text,
    texts,
)
enriched_articles = st.builds(
    EnrichedArticle,
    articles,
    few_texts,
    st.lists(entities, max_size=3).map(tuple),
    st.lists(events, max_size=2).map(tuple),
)
quotes = st.builds(Quote, texts, counts, counts)
few_quotes = st.lists(quotes, max_size=2).map(tuple)
receipts = st.builds(Filtered, texts, st.sampled_from(get_args(FilterReason)), texts)
told_events = st.builds(
    ResolutionEvents,
    *[texts] * 3,
    *[maybe_text] * 4,
    *[maybe_time] * 3,
    st.lists(events, max_size=2).map(tuple),
    signature=st.binary(max_size=60),
    sentences=few_quotes,
    mentioned=few_texts,
)
disagreements = st.lists(st.builds(Disagreement, texts, texts, few_texts), max_size=2).map(tuple)
statuses = st.sampled_from(get_args(FactStatus))
sources = st.builds(Source, *[texts] * 4, maybe_text, st.booleans(), maybe_time)
facts = st.builds(
    Fact,
    fact_id=texts,
    organ=st.none() | st.sampled_from(get_args(Organ)),
    stage=st.sampled_from(get_args(Stage)),
    status=statuses,
    event=events,
    independent_sources=counts,
    sources=st.lists(sources, max_size=2).map(tuple),
    disputed=disagreements,
    flags=few_texts,
)
dossiers = st.builds(
    Dossier,
    texts,
    few_texts,
    st.none() | st.sampled_from(get_args(Organ)),
    st.sampled_from(get_args(Stage)),
    maybe_text,
    *[few_texts] * 4,
    st.lists(facts, max_size=2).map(tuple),
    few_texts,
    *[maybe_time] * 2,
)
transitions = st.builds(
    Transition, texts, texts, few_texts, st.sampled_from(get_args(Change)), facts, st.none() | facts, told_events
)
clauses = st.builds(Clause, st.sampled_from(get_args(ClauseField)), few_texts)
conditions: st.SearchStrategy[Condition] = st.recursive(
    clauses,
    lambda inner: st.builds(
        Group, st.sampled_from(get_args(GroupKind)), st.lists(inner, min_size=1, max_size=3).map(tuple)
    ),
    max_leaves=6,
)
few_conditions = st.lists(conditions, max_size=2).map(tuple)
subscriptions = st.builds(
    Subscription,
    texts,
    *[few_conditions] * 3,
    maybe_text,
    few_texts,
    st.sampled_from(get_args(SubscribedTo)),
    st.lists(st.sampled_from(get_args(Change)), unique=True).map(tuple),
    counts,
    st.booleans(),
    counts,
)
matches = st.builds(Matched, clauses, texts, few_quotes)
alerts = st.builds(
    Alert,
    *[texts] * 4,
    *[maybe_text] * 4,
    *[maybe_time] * 3,
    st.none() | events,
    st.lists(matches, max_size=2).map(tuple),
    change=st.none() | st.sampled_from(get_args(Change)),
    status=st.none() | statuses,
    before=st.none() | events,
    disputed=disagreements,
    transition_id=maybe_text,
    fact_id=maybe_text,
    thread=maybe_text,
    dossier_ids=few_texts,
    independent_sources=st.none() | counts,
    signature=st.binary(max_size=60),
    more=counts,
    held_until=maybe_time,
    held_back=st.booleans(),
)
offsets = st.integers(0, 2**63 - 1)
tellings = st.builds(
    Telling,
    *[texts] * 3,
    offsets,
    times,
    texts,
    st.none() | st.sampled_from(get_args(Change)),
    st.none() | statuses,
    texts,
    *[maybe_text] * 2,
    few_texts,
    *[maybe_text] * 2,
    st.binary(max_size=60),
    st.booleans(),
)

troubles = st.builds(Trouble, texts, texts, texts, times, texts, maybe_time)
