"""Clean, tag and detect together: any bytes in, an outcome out, whatever the form of the text."""

import gc
import json
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from streams.core.enrich import enrich
from streams.core.model import EnrichedArticle, Filtered, Outcome, RawArticle, Rejected, ResolutionEvent
from tests.shared import shared_data

CASES = [
    json.loads(line)["text"]
    for line in (Path(__file__).parent / "detect" / "cases.jsonl").read_text(encoding="utf-8").splitlines()
]
STORY = (
    "UNITED NATIONS (AP) — The U.N. Security Council on Wednesday adopted a resolution drafted by France and Malta "
    "that extends the mandate of peacekeepers in Cyprus. Thirteen members voted in favor, while two abstained.\n\n"
    "The resolution’s sponsors said it had been postponed twice. Ambassadors welcomed the council’s decision after "
    "weeks of talks, and the island’s leaders said that they would study the text.\n\n"
    "Earlier resolutions, among them Security Council resolution 186 (1964), set up the force."
)


def read(content: str, media_type: str = "text/plain") -> Outcome:
    """Enrich a text as it was fetched on a Wednesday."""
    day = datetime(2024, 5, 22, 12, tzinfo=UTC)
    return enrich(
        RawArticle(media_type, content.encode(), uri="https://wire.example/1", published_at=day, fetched_at=day)
    )


def told(outcome: Outcome) -> list[tuple[object, ...]]:
    """Return what the events of an outcome say, apart from where."""
    assert isinstance(outcome, EnrichedArticle), outcome

    def fields(event: ResolutionEvent) -> tuple[object, ...]:
        return event.organ, event.stage, event.symbol, event.sponsors, event.targets, event.vote, event.occurred_on

    return [fields(event) for event in outcome.resolution_events]


def test_reads_a_story_from_raw_bytes_to_events() -> None:
    """A wire story gives its article, its entities, its event with the day, and the earlier resolution as cited."""
    outcome = read(STORY)
    assert isinstance(outcome, EnrichedArticle)
    event, earlier = outcome.resolution_events
    assert (outcome.article.dateline, outcome.article.info_source) == ("UNITED NATIONS", "AP")
    assert (event.organ, event.stage, event.sponsors, event.targets) == ("SC", "adopted", ("FRA", "MLT"), ("CYP",))
    assert event.vote is not None
    assert (event.vote.for_, event.vote.abstain, str(event.occurred_on)) == (13, 2, "2024-05-22")
    assert (earlier.stage, earlier.symbol) == ("cited", "S/RES/186 (1964)")
    body = outcome.article.body
    assert all(body[entity.start : entity.end] == entity.text for entity in outcome.entities)
    assert "01.03.00" in outcome.subjects


def test_the_form_of_a_text_does_not_change_what_it_tells() -> None:
    """Hard-wrapped lines, straight quotes and markup give the events of the same story in paragraphs."""
    wanted = told(read(STORY))
    wrapped = "\n\n".join(textwrap.fill(paragraph, 68) for paragraph in STORY.split("\n\n"))
    straight = STORY.replace("’", "'").replace("—", "--")
    page = (
        "<html><body><article>" + "".join(f"<p>{part}</p>" for part in STORY.split("\n\n")) + "</article></body></html>"
    )
    assert told(read(wrapped)) == wanted
    assert told(read(straight)) == wanted
    assert told(read(page, "text/html")) == wanted


def test_what_cannot_be_read_is_rejected_and_what_has_no_text_is_filtered() -> None:
    """Both are outcomes with a reason, never exceptions."""
    rejected = enrich(RawArticle("image/png", b"\x89PNG", uri="https://wire.example/2"))
    assert isinstance(rejected, Rejected)
    assert (rejected.cause, rejected.uri) == ("unsupported_media_type", "https://wire.example/2")
    assert isinstance(read("<html><body></body></html>", "text/html"), Filtered)


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(
        ["text/plain", "text/html", "application/vnd.iptc.ninjs+json", "text/plain; charset=utf-16", "", "x"]
    ),
    st.one_of(st.binary(max_size=2000), st.text(max_size=1000).map(str.encode), st.sampled_from(CASES).map(str.encode)),
    st.one_of(st.none(), st.text(max_size=20)),
)
def test_never_raises_on_any_bytes(media_type: str, content: bytes, encoding: str | None) -> None:
    """Whatever a source publishes, enrich returns one of its outcomes."""
    assert isinstance(enrich(RawArticle(media_type, content, encoding=encoding)), EnrichedArticle | Filtered | Rejected)


@settings(max_examples=100, deadline=None)
@given(st.data(), st.sampled_from(CASES))
def test_never_raises_on_broken_stories(data: st.DataObject, story: str) -> None:
    """A story cut, doubled or with bytes changed is read as far as it goes."""
    content = bytearray(story.encode())
    for _ in range(data.draw(st.integers(0, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(content)))
    enrich(RawArticle("text/plain", bytes(content[:cut] + content[cut // 2 :])))


@pytest.mark.parametrize(
    "unit",
    [
        "resolution ",
        "its draft ",
        "Russia vetoed it. ",
        "(",
        "a.",
        "U.N. ",
        "“",
        "by ",
        "A/C.3/69/L.28 ",
        "12-0 ",
        "\n",
        "<p>",
    ],
)
def test_hostile_repetition_takes_linear_time(unit: str) -> None:
    """Twice as much of the same takes at most about twice the time."""

    def seconds(size: int) -> float:
        content = ("The U.N. Security Council. " + unit * (size // len(unit))).encode()
        gc.collect()
        gc.disable()  # what other tests have left would be walked through, and more often for the longer text
        try:
            started = process_time()
            enrich(RawArticle("text/plain", content))
            return process_time() - started
        finally:
            gc.enable()

    seconds(2_000)
    half = min(seconds(60_000) for _ in range(3))
    assert min(seconds(120_000) for _ in range(3)) < 3 * half + 0.05


MEASURED = """
import resource, sys, time
from streams.core.enrich import enrich
from streams.core.model import RawArticle

media_type, piece, size = sys.argv[1], sys.argv[2].encode(), int(sys.argv[3])
enrich(RawArticle(media_type, b"The U.N. Security Council on Wednesday adopted a resolution on Cyprus, 15-0."))
content = piece * (size // len(piece))
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
started = time.process_time()
enrich(RawArticle(media_type, content))
took = time.process_time() - started
print(took, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024)
"""
"""Run as a process of its own, since only a process has a peak of memory that parsers in C count in."""
FIVE_MEGABYTES = 5_000_000
SECONDS = 2.0
"""Three times what a quiet machine takes for the slowest of them: tests share theirs."""
PEAK = 20 * FIVE_MEGABYTES
"""Bytes beside the content: its text, its lines and what is found in them."""


@pytest.mark.skipif(sys.platform != "linux", reason="other systems count the peak of memory in other units")
@pytest.mark.parametrize(
    ("media_type", "piece"),
    [
        ("text/html", "".join(f"<p>{part}</p>" for part in STORY.split("\n\n"))),
        ("text/html", "<div>"),
        ("text/html", "<p>" + STORY.replace("\n", " ")),
        ("text/plain", STORY + "\n\n"),
        ("text/plain", STORY.replace("\n", " ")),
        ("text/plain", "its draft resolution "),
        ("application/vnd.iptc.ninjs+json", "[{"),
    ],
    ids=["paragraphs", "a bomb of tags", "tags that nobody closes", "stories", "one line", "one phrase", "brackets"],
)
def test_a_page_of_five_megabytes_takes_bounded_time_and_memory(media_type: str, piece: str) -> None:
    """Under a second of CPU on a quiet machine, and never more memory than twenty times its size."""
    command = [sys.executable, "-c", MEASURED, media_type, piece, str(FIVE_MEGABYTES)]
    seconds, peak = map(float, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert seconds < SECONDS
    assert peak < PEAK


def test_the_first_real_article() -> None:
    """As scraped, boilerplate and all, it tells of two rival drafts and of nothing else."""
    folder = shared_data("seed")
    wanted = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    outcome = enrich(RawArticle("text/plain", (folder / wanted["article"]).read_bytes()))
    assert isinstance(outcome, EnrichedArticle)
    found = [
        (event.stage, set(event.sponsors), list(event.targets), event.binding) for event in outcome.resolution_events
    ]
    assert len(found) == len(wanted["resolution_events"])
    for label, (stage, sponsors, targets, binding) in zip(wanted["resolution_events"], found, strict=True):
        assert stage in label.get("stage_any_of", [label.get("stage")])
        assert (sponsors, targets, binding) == (set(label["sponsors"]), label["targets"], label.get("binding"))
