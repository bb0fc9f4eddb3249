"""What a reader wrote beside a text: rows of labelled texts, in any of the forms that the labelled sets use.

A row has ``body`` or ``text``, ``published`` or ``date`` or ``source_date``, and ``events``. An event's ``organ`` and
``stage`` are one value, or a list of which each is right (``stage_any_of`` says the same); ``<field>_also_right`` may
stand beside or instead; ``optional`` says that finding nothing is right too. ``voted`` is how each member voted that
the text names, a veto being a vote against: ``{"CHN": "abstain", "RUS": "against"}``.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

NULL_UNLESS_TOLD = frozenset({"organ", "stage", "symbol", "sponsors", "targets", "vote", "vetoed_by"})
"""The fields that a label states even where it leaves them out: then there is nothing to be found."""


@dataclass(frozen=True)
class Label:
    """One event as its reader labelled it: of ``organs`` and ``stages`` each is right; ``stated`` fields are judged."""

    organs: tuple[str | None, ...]
    stages: tuple[str, ...]
    symbols: frozenset[str] = frozenset()
    sponsors: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    vote: frozenset[tuple[str, int]] = frozenset()
    vetoed_by: frozenset[str] = frozenset()
    voted: frozenset[tuple[str, str]] = frozenset()  # a member and how it voted: for, against, abstain
    subjects: frozenset[str] = frozenset()
    binding: bool | None = None
    occurred_on: str | None = None
    scheduled_for: str | None = None
    allowed: Mapping[str, frozenset[Any]] = field(
        default_factory=dict
    )  # by field: right beside the gold, or not at all
    optional: bool = False
    proof: str = ""  # words of the text that tell it
    stated: frozenset[str] = frozenset()

    @property
    def may_be_background(self) -> bool:
        """Whether an earlier resolution, told as background, is a right reading."""
        return "cited" in self.stages

    def __str__(self) -> str:
        told = {
            "symbol": self.symbols,
            "sponsors": self.sponsors,
            "targets": self.targets,
            "vote": [f"{name} {count}" for name, count in self.vote],
            "vetoed by": self.vetoed_by,
        }
        fields = [f"{name} {', '.join(sorted(values))}" for name, values in told.items() if values]
        return "; ".join(["/".join(map(str, self.organs)) + " " + "/".join(self.stages), *fields])


@dataclass(frozen=True)
class Row:
    """One labelled text. ``subjects`` are those of the article, where its reader gave any; ``subjects_also_right`` may
    stand beside or instead, where UNBIS has more than one sub-category for what it is about."""

    id: str
    body: str
    headline: str | None
    published: str | None
    language: str
    labels: tuple[Label, ...]
    relevant: bool
    subjects: frozenset[str] = frozenset()
    subjects_also_right: frozenset[str] = frozenset()
    page: str | None = None  # the page that the body was cut from, as a scraper left it


def label_of(record: Mapping[str, Any], only_stated: bool) -> Label:
    """Return an event's label; ``only_stated`` leaves fields that the record does not have unjudged."""
    vote: dict[str, Any] = record.get("vote") or {}
    stated = {name for name in record if not name.endswith(("_any_of", "_also_right"))}
    stated |= {name.removesuffix("_any_of") for name in record}
    if "vote" in record:
        stated |= {"vetoed_by"}
    if "draft_symbol" in record:
        stated |= {"symbol"}
    if not only_stated:
        stated |= NULL_UNLESS_TOLD
    allowed = {
        name.removesuffix("_also_right"): frozenset((key, value) for key, value in values.items() if key != "vetoed_by")
        if isinstance(values, dict)
        else frozenset(values)
        for name, values in record.items()
        if name.endswith("_also_right") and values
    }
    return Label(
        organs=_choices(record, "organ"),
        stages=tuple(stage for stage in _choices(record, "stage") if stage),
        symbols=frozenset(symbol for name in ("symbol", "draft_symbol") if (symbol := record.get(name))),
        sponsors=frozenset(record.get("sponsors") or ()),
        targets=frozenset(record.get("targets") or ()),
        vote=frozenset((key, value) for key, value in vote.items() if key != "vetoed_by" and value is not None),
        vetoed_by=frozenset(vote.get("vetoed_by") or ()),
        voted=frozenset((record.get("voted") or {}).items()),
        subjects=frozenset(record.get("subjects") or ()),
        binding=record.get("binding"),
        occurred_on=record.get("occurred_on"),
        scheduled_for=record.get("scheduled_for"),
        allowed=allowed,
        optional=bool(record.get("optional")) or "none, are both right" in record.get("note", ""),
        proof=record.get("evidence_contains") or "",
        stated=frozenset(stated),
    )


def _choices(record: Mapping[str, Any], name: str) -> tuple[str | None, ...]:
    """Return every value of a field that is right."""
    value = record.get(name)
    values = record.get(f"{name}_any_of") or (value if isinstance(value, list) else [value])
    return (*values, *record.get(f"{name}_also_right", []))


def row_of(record: Mapping[str, Any], name: str, page: str | None = None) -> Row:
    """Return a labelled text; one without an id (a sentence of the project's own) states what is judged."""
    labels = tuple(label_of(event, only_stated="id" not in record) for event in record.get("events", ()))
    day = record.get("published") or record.get("date") or record.get("source_date")
    return Row(
        id=str(record.get("id", name)),
        body=record.get("body") or record["text"],
        headline=record.get("headline"),
        published=day and day[:10],
        language=record.get("language") or "en",
        labels=labels,
        relevant=any(not label.optional and not label.may_be_background for label in labels),
        subjects=frozenset(record.get("subjects") or ()),
        subjects_also_right=frozenset(record.get("subjects_also_right") or ()),
        page=page,
    )


def rows_in(path: Path) -> Iterator[Row]:
    """Yield the rows of a JSON Lines file; of another file, each line is a text that tells of no event."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if line.strip():
            yield row_of(
                json.loads(line) if path.suffix == ".jsonl" else {"text": line, "events": []}, f"{path.stem}:{number}"
            )
