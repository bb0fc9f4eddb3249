"""``reswatch enrich``: articles in, JSON Lines out; no Kafka."""

import sys
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import click

from streams.cli.background import leave_interrupts_to_the_parent
from streams.cli.inputs import INPUT_HELP, found_in, input_options

if TYPE_CHECKING:
    from concurrent.futures import Future

    from streams.sources.files import Found

CHUNK = 16
"""Articles that a process is handed at a time: some tens of milliseconds of work."""
CHUNKS_AHEAD = 4
"""Chunks a process that are read ahead of the output: enough to keep all busy, and memory bounded."""


@click.command(
    help=f"""Read articles without Kafka: files in, JSON Lines out, in the order of the input.

    Each line is the record that the stream publishes on articles-enriched. An article with nothing to read gives
    {{"uri": …, "filtered": {{"reason": …, "detail": …}}}}, and one that cannot be read
    {{"uri": …, "rejected": {{"cause": …, "detail": …}}}}; the run goes on.
    {INPUT_HELP}
    \b
    Examples:
      reswatch enrich article.html | jq .resolution_events
      reswatch enrich wires/ > enriched.jsonl
      curl -s https://example.org/article | reswatch enrich --format html -
      zcat archive.jsonl.gz | reswatch enrich --format jsonl --jobs 4 - > enriched.jsonl

    Exit codes: 0 when all input was read, also where articles were rejected; 1 when a file could not be read; 2 for a
    wrong option or a file that does not exist.
    """
)
@input_options
@click.option(
    "--jobs",
    type=click.IntRange(1, 256),
    default=1,
    show_default=True,
    help="Processes that share the work; lines then come in batches.",
)
def enrich(files: tuple[Path, ...], format: str, jobs: int) -> None:  # noqa: A002  (the option's name)
    found = found_in(files, format)
    for line in _lines(found) if jobs == 1 else _lines_in_parallel(found, jobs):
        sys.stdout.buffer.write(line + b"\n")
        sys.stdout.buffer.flush()  # cheap beside reading an article; `tail -f … | reswatch enrich -` is live


def _lines(found: "Iterable[Found]") -> Iterator[bytes]:
    """Yield one line of JSON for each article."""
    from streams.contracts.json_lines import outcome_json  # noqa: PLC0415  (--help need not wait for the gazetteers)
    from streams.core.enrich import enrich as enrich_article  # noqa: PLC0415
    from streams.core.model import Rejected  # noqa: PLC0415

    for one in found:
        outcome = one.article if isinstance(one.article, Rejected) else enrich_article(one.article)
        if isinstance(outcome, Rejected):
            outcome = Rejected(outcome.cause, f"{one.place}: {outcome.detail}", outcome.uri)
        yield outcome_json(outcome)


def _lines_in_parallel(found: "Iterator[Found]", jobs: int) -> Iterator[bytes]:
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415  (only with --jobs)

    pool = ProcessPoolExecutor(jobs, initializer=leave_interrupts_to_the_parent)
    pending: deque[Future[list[bytes]]] = deque()
    try:
        while chunk := list(islice(found, CHUNK)):
            pending.append(pool.submit(_chunk_of_lines, chunk))
            if len(pending) > jobs * CHUNKS_AHEAD:
                yield from pending.popleft().result()
        while pending:
            yield from pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def _chunk_of_lines(chunk: "list[Found]") -> list[bytes]:
    return list(_lines(chunk))
