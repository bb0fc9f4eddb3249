"""``reswatch stories``: articles in, which of them are the same story out; no Kafka."""

import sys
from datetime import timedelta
from pathlib import Path

import click

from streams.cli.inputs import INPUT_HELP, input_options


@click.command(
    help=f"""Tell which articles are the same story: copies of one text, cut, re-headlined or added to.

    One line of JSON an article, in the order of the input, once all is read: {{"uri": …, "story_id": …,
    "independent_sources": …}}. The order of the input changes nothing else. A text is one source whoever prints it: an
    AP story in fifty papers is one. Where copies of one text name several agencies, they are as many; AP's and
    Reuters' own stories on one vote are two stories. A row that cannot be read, or has nothing to read, gives the line
    that `reswatch enrich` prints for it.
    {INPUT_HELP}
    Rows may also be what `reswatch enrich` prints. Memory: some 1.5 kB an article.

    \b
    Examples:
      reswatch stories wires.jsonl
      reswatch enrich wires/ | reswatch stories - | jq -r .story_id | sort | uniq -c | sort -rn

    Exit codes: 0 when all input was read, also where articles were rejected; 1 when a file could not be read; 2 for a
    wrong option or a file that does not exist.
    """
)
@input_options
@click.option(
    "--window",
    type=click.FloatRange(min=0),
    default=3.0,
    show_default=True,
    metavar="DAYS",
    help="Copies are published no further apart than this; where no time is known, at any time.",
)
def stories(files: tuple[Path, ...], format: str, window: float) -> None:  # noqa: A002  (the option's name)
    from streams.cli.retold import articles_in  # noqa: PLC0415  (--help need not wait for it)
    from streams.contracts.json_lines import outcome_json, to_json  # noqa: PLC0415  (as above)
    from streams.core.model import Article  # noqa: PLC0415  (as above)
    from streams.core.story import Stories, signature  # noqa: PLC0415  (as above)

    known = Stories(timedelta(days=window))
    read: list[str | bytes] = []  # the uri of an article, or the line of what is none
    for each in articles_in(files, format):
        if isinstance(each, Article):
            at = each.published_at or each.fetched_at
            known.add(each.uri, signature(each.body, each.language), at, each.info_source, each.outlet)
            read.append(each.uri)
        else:
            read.append(outcome_json(each))
    told = {uri: story for story in known.stories() for uri in story.uris}
    for line in read:
        if isinstance(line, bytes):
            sys.stdout.buffer.write(line + b"\n")
        else:
            story = told[line]
            values = {"uri": line, "story_id": story.id, "independent_sources": story.independent_sources}
            sys.stdout.buffer.write(to_json(values) + b"\n")
