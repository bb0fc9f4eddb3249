"""``reswatch dossiers``: enriched articles in, what is known of resolutions out."""

import json
from pathlib import Path

from tests.cli.commands import run

TEXT = (
    "UNITED NATIONS ({agency}) - The Security Council on Monday adopted a resolution on Haiti drafted by Mexico. The "
    "vote was {tally}.\n\nThe text extends a U.N. mission in Haiti."
)


def enriched(folder: Path) -> Path:
    """Return a file of two agencies' articles on one vote, as the command before prints them."""
    rows = [
        {
            "uri": f"https://{agency}.example/",
            "content": TEXT.format(agency=agency, tally=tally),
            "published_at": "2026-11-23T18:00:00Z",
            "fetched_at": "2026-11-23T18:05:00Z",
        }
        for agency, tally in (("AP", "13-0 with two abstentions"), ("Reuters", "12-0 with three abstentions"))
    ]
    raw = folder / "raw.jsonl"
    raw.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    printed = run("enrich", raw)
    assert printed.exit_code == 0, printed.output
    file = folder / "enriched.jsonl"
    file.write_text(printed.stdout, encoding="utf-8")
    return file


def test_two_articles_on_one_vote_are_one_dossier(tmp_path: Path) -> None:
    """With what they tell differently, and who does."""
    shown = run("dossiers", enriched(tmp_path)).stdout
    assert "SC  adopted by MEX on HTI" in shown
    assert "disputed" in shown
    assert "vote.for 13: AP" in shown
    assert "vote.for 12: Reuters" in shown


def test_dossiers_as_json(tmp_path: Path) -> None:
    """One line a dossier, from standard input."""
    result = run("dossiers", "--json", "-", given=enriched(tmp_path).read_bytes())
    (dossier,) = (json.loads(line) for line in result.stdout.splitlines())
    assert (dossier["organ"], dossier["stage"], dossier["targets"]) == ("SC", "adopted", ["HTI"])
    assert dossier["facts"][0]["event"]["occurred_on"] == "2026-11-23"


def test_a_line_that_is_no_article_is_named() -> None:
    """And what was set aside is passed over."""
    aside = '{"uri": "a", "filtered": {"reason": "empty", "detail": "nothing to read"}}\n'
    result = run("dossiers", given=aside + '{"uri": "b"}\n')
    assert result.exit_code == 1
    assert "stdin, line 2: this is no line that `reswatch enrich` prints" in result.stderr
    assert "No article tells of a resolution." in run("dossiers", given=aside).stderr


def test_an_unanimous_vote_has_no_empty_numbers(tmp_path: Path) -> None:
    """Of "all 15 members" it is told that they were for it, and no more."""
    text = "UNITED NATIONS (AP) - The Security Council on Monday unanimously adopted a resolution on Cyprus.\n\n"
    file = tmp_path / "story.txt"
    file.write_text(f"{text}The resolution won the support of all 15 council members.", encoding="utf-8")
    assert "15 unanimous" in run("dossiers", given=run("enrich", file).stdout).stdout
