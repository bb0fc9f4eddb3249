"""``reswatch stories``: articles in, stories out, without Kafka."""

import json
import random
from pathlib import Path
from typing import Any

from tests.cli.commands import run, start
from tests.core.story.wires import AP, REUTERS, brief, rewritten

PUBLISHED = "2024-06-06T12:00:00Z"


def row(uri: str, content: str, **fields: object) -> str:
    return json.dumps({"uri": uri, "media_type": "text/plain", "content": content, "published_at": PUBLISHED, **fields})


def told(output: str) -> dict[str, dict[str, Any]]:
    return {line["uri"]: line for line in map(json.loads, output.splitlines())}


ROWS = [
    row("https://apnews.com/1", f"Russia vetoes embargo\n\n{AP}"),
    *(row(f"https://paper{n}.example/1", f"A headline of paper {n}\n\n{rewritten(n)}") for n in range(6)),
    row("https://www.reuters.com/1", f"UN fails to renew ban\n\n{REUTERS}"),
    row("https://courier.example/1", f"No renewal of arms ban\n\n{brief(REUTERS, 4)}"),
]
AP_STORY = {"https://apnews.com/1", *(f"https://paper{n}.example/1" for n in range(6))}


class TestStories:
    """What is printed of raw and of enriched articles."""

    def test_an_agency_in_many_papers_beside_its_rival(self) -> None:
        """A line an article in the order of the input; two stories, of one source each."""
        result = run("stories", "--format", "jsonl", "-", given="\n".join(ROWS))
        assert result.exit_code == 0, result.output
        found = told(result.stdout)
        assert list(found) == [json.loads(each)["uri"] for each in ROWS]
        assert all(list(line) == ["uri", "story_id", "independent_sources"] for line in found.values())
        assert {line["independent_sources"] for line in found.values()} == {1}
        ap = found["https://apnews.com/1"]["story_id"]
        assert {uri for uri, line in found.items() if line["story_id"] == ap} == AP_STORY
        assert len({line["story_id"] for line in found.values()}) == 2

    def test_the_order_of_the_input_changes_nothing(self) -> None:
        """The same stories with the same ids."""
        shuffled = random.Random(4).sample(ROWS, len(ROWS))
        assert told(run("stories", "--format", "jsonl", "-", given="\n".join(shuffled)).stdout) == told(
            run("stories", "--format", "jsonl", "-", given="\n".join(ROWS)).stdout
        )

    def test_what_enrich_prints_is_read_too(self, tmp_path: Path) -> None:
        """Enriched, filtered and rejected lines: as from the raw articles, from a file and from a pipe."""
        raw = "\n".join([*ROWS, row("https://a.example/empty", " "), '{"uri": "https://a.example/none"}'])
        enriched = run("enrich", "--format", "jsonl", "-", given=raw).stdout
        file = tmp_path / "enriched.jsonl"
        file.write_text(enriched, encoding="utf-8")
        from_raw = told(run("stories", "--format", "jsonl", "-", given=raw).stdout)
        piped, _ = start("stories", "-").communicate(enriched.encode(), timeout=120)
        for output in (piped.decode(), run("stories", file).stdout):
            found = told(output)
            assert "filtered" in found["https://a.example/empty"]
            assert found["https://a.example/none"].pop("rejected")["cause"] == "invalid_field"
            assert {**found, "https://a.example/none": from_raw["https://a.example/none"]} == from_raw

    def test_a_row_that_cannot_be_read_is_told_with_its_place(self) -> None:
        """The run goes on, and the line says where and why."""
        wrong = [
            '{"uri": "https://a.example/1", "body": 3}',
            "nonsense",
            '{"uri": "https://a.example/2", "rejected": 1}',
        ]
        result = run("stories", "--format", "jsonl", "-", given="\n".join([*wrong, ROWS[0]]))
        assert result.exit_code == 0
        *rejected, article = map(json.loads, result.stdout.splitlines())
        assert [line["rejected"]["detail"].split(": ")[0] for line in rejected] == ["stdin:1", "stdin:2", "stdin:3"]
        assert rejected[0]["rejected"]["detail"] == "stdin:1: body must be text, is a number"
        assert article["independent_sources"] == 1

    def test_a_window_of_days(self) -> None:
        """Copies further apart than the window are two stories."""
        later = row("https://b.example/1", f"Headline\n\n{AP}", published_at="2024-06-11T12:00:00Z")
        for window, stories in (("3", 2), ("7", 1)):
            result = run("stories", "--format", "jsonl", "--window", window, "-", given=f"{ROWS[0]}\n{later}")
            assert len({line["story_id"] for line in told(result.stdout).values()}) == stories
        assert run("stories", "--window", "-1", "-").exit_code == 2

    def test_a_file_that_does_not_exist(self) -> None:
        """It is named, and the exit code is that of a wrong option."""
        result = run("stories", "nowhere.jsonl")
        assert result.exit_code == 2
        assert "nowhere.jsonl" in result.output
