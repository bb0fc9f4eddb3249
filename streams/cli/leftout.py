"""What ``reswatch explain`` shows of what cleaning left out: the lines that are not in the body, and as what.

Pure: values in, something to print out.
"""

from collections.abc import Mapping
from itertools import groupby

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from streams.cli.common import one_line
from streams.core.clean.account import Account, Extractor

FOUND_BY: Mapping[Extractor, str] = {
    "lines": "line by line, as text without markup",
    "printed_pages": "on printed pages, put together to paragraphs",
    "ninjs": "in the body of ninjs",
    "article_body": "in the element that says it is the article's body",
    "main_element": "in the element that holds most of the prose",
    "hidden_text": "in what the page hides until a script has run",
    "json_ld": "in the page's metadata, since the page shows an extract",
}
ROWS = 60
"""Rows that are shown: pages have hundreds of links."""
TEXT = 200


def left_out(account: Account) -> RenderableType:
    """Return what cleaning left out, runs of one kind together, in the order of the text."""
    table = Table(box=None, padding=(0, 2, 0, 0), show_header=False)
    table.add_column(style="yellow", no_wrap=True)
    table.add_column(style="dim", overflow="fold")
    rows = [
        (what, " / ".join(one.text for one in ones)) for what, ones in groupby(account.left_out, lambda one: one.what)
    ]
    for what, text in rows[:ROWS]:
        line = one_line(text)
        table.add_row(Text(what), Text(line if len(line) <= TEXT else line[: TEXT - 1] + "…"))
    parts: list[RenderableType] = [
        Padding(Rule(Text("Left out", "bold"), align="left", style="dim"), (1, 0)),
        Text(f"  The article was found {FOUND_BY[account.extractor]}.", "dim"),
        Padding(table, (1, 2)) if rows else Text("  Nothing was left out.", "dim"),
    ]
    if len(rows) > ROWS:
        parts.append(Text(f"  and {len(rows) - ROWS} more: --json has all", "dim"))
    return Group(*parts)
