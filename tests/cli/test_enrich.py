"""``reswatch enrich``: files in, JSON Lines out, without Kafka."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from streams.sources import samples
from tests.cli.commands import run, start
from tests.shared import shared_data

TEXT = "UNITED NATIONS (AP) - The General Assembly adopted a resolution on Monday that urges an end to the fighting."


def lines(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def row(uri: str, content: str = TEXT) -> str:
    return json.dumps({"uri": uri, "media_type": "text/plain", "content": content}) + "\n"


@pytest.fixture(scope="module")
def seed() -> tuple[dict[str, Any], dict[str, Any]]:
    """What the command prints of the labelled article, and what it must say."""
    folder = shared_data("seed")
    result = run("enrich", "--format", "text", *folder.glob("*.txt"))
    assert result.exit_code == 0, result.output
    (printed,) = lines(result.stdout)
    return printed, json.loads((folder / "expected.json").read_text())


class TestSeed:
    """The first real article, as scraped, comes out as its labels say."""

    def test_the_article_is_told_from_the_page_around_it(self, seed: tuple[dict[str, Any], dict[str, Any]]) -> None:
        """Headline, byline, place, agency, outlet and body are the article's; nothing of the page is left."""
        printed, expected = seed
        assert printed["headline"] == expected["headline"]
        assert printed["byline"] == expected["byline"]
        assert printed["info_source"] == expected["agency"]
        assert printed["outlet"] == expected["outlet"]
        assert printed["dateline"] == expected["dateline_place"]
        assert printed["language"] == expected["language"]
        assert printed["body"].startswith(expected["body_starts_with"])
        assert printed["body"].endswith(expected["body_ends_with"])
        assert len(printed["body"].split("\n\n")) == expected["paragraphs"]
        assert not [text for text in expected["must_drop"] if text in printed["body"]]

    def test_everybody_named_is_found(self, seed: tuple[dict[str, Any], dict[str, Any]]) -> None:
        """Each labelled entity, with each of its labelled names that the body has."""
        printed, expected = seed
        found = {(entity["id"], entity["type"], entity["text"]) for entity in printed["entities"]}
        wanted = {
            (entity["id"], entity["type"], surface)
            for entity in expected["entities"]
            if "id" in entity
            for surface in entity["surfaces"]
            if surface in printed["body"]
        }
        assert wanted <= found

    def test_both_drafts_are_found_and_nothing_else(self, seed: tuple[dict[str, Any], dict[str, Any]]) -> None:
        """Stage, organ, sponsors, targets, vote, symbol and subjects as labelled, proved by the labelled words."""
        printed, expected = seed
        events = printed["resolution_events"]
        assert len(events) == len(expected["resolution_events"])
        for event, label in zip(events, expected["resolution_events"], strict=True):
            assert event["stage"] in label.get("stage_any_of", [label.get("stage")])
            assert event["organ"] in label.get("organ_any_of", [label.get("organ")])
            for field in ("sponsors", "targets", "vote", "symbol", "binding"):
                if field in label:
                    assert event[field] == label[field], field
            assert set(label["subjects"]) <= set(event["subjects"])
            spans = [span for field in event["evidence"].values() for span in field]
            shown = printed["body"][min(s["start"] for s in spans) : max(s["end"] for s in spans)]
            assert label["evidence_contains"] in shown


def test_lines_come_in_the_order_of_the_input_and_bad_rows_do_not_end_the_run(tmp_path: Path) -> None:
    """A row that cannot be read and an article with nothing in it have lines that say so; the exit code is 0."""
    file = tmp_path / "wires.jsonl"
    file.write_text(row("u:1") + "{broken\n" + '{"uri": "u:3"}\n' + row("u:4", "") + row("u:5"))
    result = run("enrich", file)
    first, second, third, fourth, fifth = lines(result.stdout)
    assert result.exit_code == 0
    assert (first["uri"], fifth["uri"]) == ("u:1", "u:5")
    assert second["uri"] is None
    assert second["rejected"]["cause"] == "undecodable_envelope"
    assert second["rejected"]["detail"].startswith(f"{file}:2: ")
    assert (third["uri"], third["rejected"]["cause"]) == ("u:3", "invalid_field")
    assert (fourth["uri"], fourth["filtered"]["reason"]) == ("u:4", "no_text")


def test_more_processes_print_the_same() -> None:
    """With --jobs the lines are the same, in the same order."""
    one = run("enrich", *samples(), "--jobs", "1")
    with start("enrich", *samples(), "--jobs", "2") as process:
        out, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (0, b"")
    assert out.decode() == one.stdout
    assert len(lines(one.stdout)) == 16


def test_a_file_that_does_not_exist_is_named() -> None:
    """Exit code 2, before anything is read."""
    result = run("enrich", "no-such-file.txt", *samples())
    assert result.exit_code == 2
    assert "'no-such-file.txt' does not exist" in result.stderr
    assert result.stdout == ""


def test_an_article_comes_out_before_the_next_goes_in() -> None:
    """In a pipe nothing waits for the end of the input; no FILES means standard input."""
    with start("enrich") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for uri in ("u:1", "u:2"):
            process.stdin.write(row(uri).encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["uri"] == uri
        process.stdin.close()
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_reader_that_goes_away_is_no_error(jobs: str) -> None:
    """``reswatch enrich … | head -1`` ends quietly."""
    with start("enrich", "--jobs", jobs, *samples() * 5) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(timeout=30)


def test_it_starts_without_what_it_does_not_need() -> None:
    """--help loads neither Kafka nor tables nor settings, and reading an article no Kafka and no Faust."""
    script = f"""
import sys
from streams.cli.main import cli
cli(["enrich", "--help"], standalone_mode=False)
late = {{"orjson", "rich", "pydantic", "aiokafka", "faust", "fastavro", "ahocorasick_rs", "streams.core.enrich"}}
assert not late & sys.modules.keys(), late & sys.modules.keys()
cli(["enrich", {str(samples()[0])!r}], standalone_mode=False)
kafka = {{"pydantic", "aiokafka", "faust", "kafka", "fastavro"}}
assert not kafka & sys.modules.keys(), kafka & sys.modules.keys()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
