"""Signatures: what copies of a text are known by."""

import random

from streams.core.story import signature, similar


def words(count: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices("abcdefghij", k=draw.randint(2, 9))) for _ in range(count)]


class TestSimilar:
    """Copies are similar, cut or whole; other texts are not."""

    def test_a_copy_cut_to_its_first_paragraphs(self) -> None:
        """Sixty words of a thousand are known as theirs, from both sides."""
        whole = words(1_000, 1)
        one, other = signature(" ".join(whole), "en"), signature(" ".join(whole[:60]), "en")
        assert similar(one, other)
        assert similar(other, one)

    def test_typography_and_case_do_not_count(self) -> None:
        """Quotes, dashes, accents and initials are folded before anything is compared."""
        text = " ".join(words(40, 2))
        assert signature(f"“U.N.” – Erdoğan’s {text}", "tr") == signature(f'"UN" -- ERDOGAN\'S {text}', "tr")

    def test_other_texts(self) -> None:
        """Texts without a phrase in common are not similar."""
        assert not similar(signature(" ".join(words(300, 3)), None), signature(" ".join(words(300, 4)), None))

    def test_too_short_to_tell(self) -> None:
        """A line or two has no signature, and what has none is similar to nothing."""
        assert signature("The vote is on Tuesday.", "en") == b""
        assert not similar(b"", b"")

    def test_the_same_on_every_machine(self) -> None:
        """The bytes of a signature are fixed: they stand in topics."""
        assert (
            signature(" ".join(words(30, 5)), None).hex()[:60]
            == "011a001a00000000000000f400cb8118b01d8e3e365eff1e9702cf14961f"
        )
