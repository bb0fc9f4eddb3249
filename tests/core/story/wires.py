"""Two agencies' stories on one vote, with the same quotes and the same background, written by us in their style."""

from pathlib import Path

AP, REUTERS = (
    Path(__file__).with_name(f"{name}.txt").read_text(encoding="utf-8").strip() for name in ("ap", "reuters")
)


def brief(text: str, paragraphs: int = 3) -> str:
    """Return the first paragraphs of a text."""
    return "\n\n".join(text.split("\n\n")[:paragraphs])


def rewritten(number: int) -> str:
    """Return AP's story as a paper prints it: cut, under another dateline, with a caption or a line of its own."""
    paragraphs = AP.replace("UNITED NATIONS (AP) — ", "" if number % 3 else "NEW YORK — ").split("\n\n")
    paragraphs = paragraphs[: 4 + number % 7]
    if number % 2:
        paragraphs = [each.replace("“", '"').replace("”", '"').replace("U.N.", "UN") for each in paragraphs]
    if number % 5 == 0:
        paragraphs.insert(0, f"Delegates wait for the vote in the council chamber on Thursday. (Photo {number}/Pool)")
    if number % 4 == 0:
        paragraphs.append(f"Residents with family on the island can call the county’s help line, extension {number}.")
    return "\n\n".join(paragraphs)
