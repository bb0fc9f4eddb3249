"""Where articles come from."""

from pathlib import Path


def samples() -> list[Path]:
    """Return the files of the sample wires: fictional articles that show the stream at work."""
    folder = Path(__file__).parent / "samples"
    return sorted(path for path in folder.iterdir() if path.name != "README.md")
