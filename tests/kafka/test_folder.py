"""What a local Kafka that did not start is quoted with."""

from pathlib import Path

from streams.kafka.folder import LAST_CHARACTERS, last_words


def test_last_words_are_short(tmp_path: Path) -> None:
    """A line that names every partition there is would fill the terminal."""
    partitions = ", ".join(f"articles-raw-{number}" for number in range(100))
    (tmp_path / "kafka.log").write_text(f"INFO Removed fetcher for {partitions}\nINFO The broker is in RECOVERY.\n")
    first, last = last_words(tmp_path, 0).splitlines()
    assert len(first) == LAST_CHARACTERS
    assert first.endswith("…")
    assert last == "INFO The broker is in RECOVERY."
