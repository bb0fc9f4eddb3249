"""``reswatch explain``: one article for people; what is shown is what was found, and nothing can steer the terminal."""

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console, RenderableType

from streams.cli.explanation import explanation, setback
from streams.cli.quotes import QUOTE_CHARACTERS
from streams.core.detect import HeldBack
from streams.core.model import Article, EnrichedArticle, Entity, Evidence, Filtered, Rejected, ResolutionEvent, Vote
from streams.sources import samples
from tests.cli.commands import run

BODY = (
    "Russia vetoed a U.N. Security Council draft on Yemen on Thursday. Thirteen members voted in favour.\n\n"
    "China threatened to veto another. " + "It went on for long, " * 30 + "said a diplomat from Greece."
)


def span(text: str, rule: str) -> Evidence:
    start = BODY.index(text)
    return Evidence(start, start + len(text), rule)


def entity(type_: str, id_: str | None, wikipedia: str | None, text: str) -> Entity:
    start = BODY.index(text)
    return Entity(type_, id_, wikipedia, text, start, start + len(text))  # type: ignore[arg-type]  # a literal each


EVENT = ResolutionEvent(
    event_id="e",
    organ="SC",
    stage="vetoed",
    targets=("YEM",),
    vote=Vote(for_=13, against=1, vetoed_by=("RUS",)),
    binding=False,
    occurred_on=date(2026, 11, 19),
    confidence=0.9,
    evidence={
        "stage": (span("Russia vetoed a U.N. Security Council draft on Yemen", "veto.verb"),),
        "targets": (span("Yemen", "target.about"),),
        "vote": (span("Thirteen members voted in favour", "vote.tally"),),
        "occurred_on": (span("on Thursday", "date.resolved"),),
    },
)
ARTICLE = EnrichedArticle(
    Article(
        uri="https://wire.example/1",
        version="v",
        event_id="a",
        headline="Russia vetoes\x1b[31m draft",
        byline=None,
        dateline="UNITED NATIONS",
        info_source="Reuters",
        outlet="The Daily Ledger",
        published_at=datetime(2026, 11, 19, 21, 42, tzinfo=UTC),
        fetched_at=None,
        pub_status="usable",
        embargoed_until=None,
        language="en",
        body=BODY,
    ),
    entities=(
        entity("country", "RUS", "Russia", "Russia"),
        entity("un_body", "SC", "United Nations Security Council", "U.N. Security Council"),
        entity("country", "YEM", "Yemen", "Yemen"),
        entity("person", None, None, "diplomat"),
    ),
    resolution_events=(EVENT,),
)
HELD = HeldBack(
    *(span("China threatened to veto another.", "").start, span("another.", "").end), "veto.wished", "It is threatened."
)


def shown(card: RenderableType, width: int = 100, colour: str | None = None) -> str:
    console = Console(width=width, color_system=colour, force_terminal=colour is not None)  # type: ignore[arg-type]  # a name
    with console.capture() as capture:
        console.print(card)
    return capture.get()


def row(text: str, start: str) -> str:
    return next(line for line in text.splitlines() if line.strip("│ ").startswith(start))


class TestExplanation:
    """What is printed of an enriched article."""

    def test_head_and_text_are_there(self) -> None:
        """Headline, source, outlet, place and time, then the whole body."""
        text = shown(explanation(ARTICLE, ()))
        assert "Reuters · The Daily Ledger · UNITED NATIONS · 19 November 2026, 21:42 UTC · en" in text
        assert "https://wire.example/1" in text
        assert " ".join(BODY.split()) in " ".join(text.split())

    def test_each_field_has_its_value_its_proof_and_its_rule(self) -> None:
        """A sentence is quoted once, then only the words; an acronym does not end it."""
        text = shown(explanation(ARTICLE, ()), width=160)
        stage = row(text, "stage")
        assert "vetoed" in stage
        assert "Russia vetoed a U.N. Security Council draft on Yemen on Thursday." in stage
        assert "veto.verb" in stage
        target = row(text, "targets")
        assert "YEM  Yemen" in target
        assert "Russia vetoed" not in target
        assert "13 for, 1 against, vetoed by RUS" in row(text, "vote")
        assert "19 November 2026" in row(text, "occurred on")
        assert "no" in row(text, "binding").split()
        assert "confidence 0.90" in text

    def test_what_the_text_does_not_say_has_no_row(self) -> None:
        text = shown(explanation(ARTICLE, ()))
        assert not [
            line for line in text.splitlines() if line.strip("│ ").startswith(("symbol", "sponsors", "subjects"))
        ]

    def test_what_was_nearly_an_event_is_told_with_its_reason(self) -> None:
        text = shown(explanation(ARTICLE, (HELD,)))
        assert "It is threatened.  veto.wished" in text
        assert "Nearly an event" in text
        assert "Nearly an event" not in shown(explanation(ARTICLE, ()))

    def test_entities_are_listed_with_their_ids_and_names(self) -> None:
        text = shown(explanation(ARTICLE, ()))
        assert row(text, "country  RUS").split() == ["country", "RUS", "Russia", "Russia"]
        assert row(text, "person  ").split() == ["person", "diplomat", "diplomat"]

    def test_colours_say_what_is_what(self) -> None:
        """Countries are cyan, and underlined where they are evidence; the words that prove a veto are red as it is."""
        text = shown(explanation(ARTICLE, ()), colour="standard")
        assert "\x1b[4;36mRussia\x1b[0m" in text
        assert "\x1b[1;31mvetoed" in text

    def test_without_events_it_says_so(self) -> None:
        nothing = EnrichedArticle(ARTICLE.article)
        assert "No event of a UN resolution." in shown(explanation(nothing, ()))

    def test_outside_text_cannot_steer_the_terminal(self) -> None:
        assert "\x1b" not in shown(explanation(ARTICLE, ()))
        assert "\x1b" not in shown(setback(Rejected("invalid_field", "uri is \x1b]0;owned\x07", "u:\x1b[2J")))

    def test_a_symbol_is_never_cut(self) -> None:
        """At 80 columns it stands on one line, with the revision; where there is no room it goes on below."""
        symbol = "A/C.3/80/L.41/Rev.1"
        article = replace(ARTICLE, resolution_events=(replace(EVENT, draft_symbol=symbol),))
        assert symbol in row(shown(explanation(article, ()), width=80), "draft symbol")
        narrow = shown(explanation(article, ()), width=50)
        assert "…" not in narrow.split("draft symbol")[1].split("targets")[0]

    @pytest.mark.parametrize("width", [20, 40, 300])
    def test_any_width_is_kept(self, width: int) -> None:
        assert max(map(len, shown(explanation(ARTICLE, (HELD,)), width=width).splitlines())) <= width

    def test_a_long_sentence_is_cut_around_the_words_that_prove_it(self) -> None:
        held = HeldBack(BODY.index("Greece"), BODY.index("Greece") + 6, "r", "why")
        quote = shown(explanation(ARTICLE, (held,)), width=300).split("why  r")[1].split("Named")[0]
        assert quote.strip().startswith("…")
        assert "Greece." in quote
        assert len(quote.split("\n")[1].strip()) < QUOTE_CHARACTERS + 20


def test_what_went_no_further_is_told() -> None:
    assert "Filtered: no text" in shown(setback(Filtered("u:1", "no_text", "nothing was left")))
    assert "Rejected: invalid ninjs" in shown(setback(Rejected("invalid_ninjs", "it has no body")))


def explain(*arguments: object, **settings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "streams", "explain", *map(str, arguments)],
        env={**{name: value for name, value in os.environ.items() if name != "NO_COLOR"}, "COLUMNS": "200", **settings},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_a_sample_is_explained() -> None:
    """Piped, so without colours, and no wider than is easily read."""
    done = explain(samples()[0])
    assert (done.returncode, done.stderr) == (0, "")
    assert "France and Denmark seek UN monitors" in done.stdout
    assert "What happened" in done.stdout
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 110


def test_colours_are_kept_when_asked_for_and_never_with_no_color() -> None:
    assert "\x1b[" in explain(samples()[0], FORCE_COLOR="1").stdout
    assert "\x1b[3" not in explain(samples()[0], FORCE_COLOR="1", NO_COLOR="1").stdout


def test_machines_get_the_record_and_what_was_held_back() -> None:
    result = run("explain", samples()[0], "--json")
    record = json.loads(result.stdout)
    assert result.exit_code == 0
    assert isinstance(record["held_back"], list)
    assert {"uri", "body", "entities", "resolution_events"} <= record.keys()


@pytest.mark.parametrize(("which", "uri"), [("1", "u:1"), ("2", "u:2"), ("u:2", "u:2")])
def test_one_article_of_several_is_picked(tmp_path: Path, which: str, uri: str) -> None:
    """By its number or its uri."""
    file = tmp_path / "wires.jsonl"
    file.write_text(
        "".join(json.dumps({"uri": f"u:{n}", "content": "The council met on Monday."}) + "\n" for n in (1, 2))
    )
    assert json.loads(run("explain", file, "--article", which, "--json").stdout)["uri"] == uri


@pytest.mark.parametrize("which", ["3", "u:9"])
def test_an_article_that_is_not_there_is_an_error(tmp_path: Path, which: str) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"uri": "u:1", "content": "The council met on Monday."}\n')
    result = run("explain", file, "--article", which)
    assert result.exit_code == 1
    assert f"no article {which}" in result.stderr


def test_what_cannot_be_read_is_explained_too(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text("{broken\n")
    result = run("explain", file, "--format", "jsonl")
    assert result.exit_code == 0
    assert "Rejected: undecodable envelope" in result.stdout


def test_what_cleaning_left_out_is_told(tmp_path: Path) -> None:
    """Beneath the article, and as what; machines get all of it."""
    file = tmp_path / "page.html"
    file.write_text(
        "<html><body><nav>Home</nav><article><p>An earlier version of this article gave another day.</p>"
        "<p>The council put off its vote on the draft on Tuesday after members asked for more time.</p></article>",
        encoding="utf-8",
    )
    shown = run("explain", file).output
    assert "Left out" in shown
    assert "navigation" in shown
    assert "note of the desk: correction" in shown
    cleaning = json.loads(run("explain", "--json", file).output)["cleaning"]
    assert cleaning["extractor"] == "main_element"
    assert {"text": "Home", "what": "navigation"} in cleaning["left_out"]
