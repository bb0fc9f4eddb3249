"""Signatures: what copies of a text are known by."""

import random
import subprocess
import sys
import time

from hypothesis import given
from hypothesis import strategies as st

from streams.core.story import signature, similar
from tests.core.story.wires import AP, REUTERS, brief, rewritten


def words(count: int, seed: int) -> list[str]:
    draw = random.Random(seed)
    return ["".join(draw.choices("abcdefghij", k=draw.randint(2, 9))) for _ in range(count)]


class TestSimilar:
    """Copies are similar, cut or whole; other texts are not."""

    def test_fifty_papers_print_one_story(self) -> None:
        """However it is cut, styled and added to, each copy is known as the agency's."""
        whole = signature(AP, "en")
        assert [number for number in range(50) if not similar(signature(rewritten(number), "en"), whole)] == []

    def test_a_copy_cut_to_its_first_paragraphs(self) -> None:
        """Sixty words of four thousand are known as theirs, from both sides."""
        whole = words(4_000, 1)
        one, other = signature(" ".join(whole), "en"), signature(" ".join(whole[:60]), "en")
        assert similar(one, other)
        assert similar(other, one)

    def test_a_rival_agency_on_the_same_vote(self) -> None:
        """Quotes and background that both have make no copy, nor do their first paragraphs."""
        for one in (AP, brief(AP)):
            for other in (REUTERS, brief(REUTERS)):
                assert not similar(signature(one, "en"), signature(other, "en"))

    def test_a_new_lead_on_the_old_text(self) -> None:
        """A write-through is the story that it rewrites."""
        lead = "Western diplomats on Thursday warned of a new flow of weapons to the island after Russia's vote."
        rewrite = "\n\n".join([lead, *AP.split("\n\n")[1:]])
        assert similar(signature(AP, "en"), signature(rewrite, "en"))

    def test_the_same_background_on_another_day(self) -> None:
        """Another day's news above the last paragraphs of the old story is another story."""
        news = " ".join(words(150, 9))
        background = "\n\n".join(AP.split("\n\n")[-3:])
        assert not similar(signature(AP, "en"), signature(f"{news}\n\n{background}", "en"))

    def test_a_standing_form_filled_in_anew(self) -> None:
        """What differs in nothing but figures is not the same news."""
        form = (
            "The Committee will meet at {} a.m. on {} March in Conference Room {} to continue its consideration of "
            "agenda item {}. Delegations that wish to be inscribed on the list of speakers are asked to contact the "
            "secretariat of the Committee, room S-{}, extension {}. The meeting can be followed on UN Web TV."
        )
        assert not similar(
            signature(form.format(10, 4, 3, 112, 2950, 35432), "en"),
            signature(form.format(11, 5, 2, 108, 2963, 36011), "en"),
        )

    def test_the_items_of_a_summary_of_the_news(self) -> None:
        """The hour's news in brief, in which the story stands third, is no copy of the story's own brief."""
        others = [" ".join(words(50, seed)) for seed in (21, 22)]
        summary = "\n\n".join([*others, brief(AP, 2), *others[::-1]])
        assert not similar(signature(brief(AP, 3), "en"), signature(summary, "en"))

    def test_chinese(self) -> None:
        """Where words are not parted, a cut copy is known too, and another text is not."""
        draw = random.Random(3)
        whole = "".join(chr(draw.randint(0x4E00, 0x5E00)) for _ in range(400))
        other = "".join(chr(draw.randint(0x4E00, 0x5E00)) for _ in range(400))
        assert similar(signature(whole, "zh"), signature(whole[:120], "zh"))
        assert not similar(signature(whole, "zh"), signature(other, "zh"))


class TestSignature:
    """The bytes depend on the words alone."""

    def test_typography_and_case_do_not_count(self) -> None:
        """Quotes, dashes, accents and initials are folded."""
        text = " ".join(words(40, 2))
        assert signature(f"“U.N.” – Erdoğan’s {text}", "tr") == signature(f'"UN" -- ERDOGAN\'S {text}', "tr")

    def test_british_spelling_does_not_count(self) -> None:
        """A British paper's copy of American text has the same signature."""
        american = (
            f"The center recognized the labor program of the organization and its defense. {' '.join(words(30, 8))}"
        )
        british = american.replace("center", "centre").replace("zed", "sed").replace("labor", "labour")
        british = british.replace("program", "programme").replace("ization", "isation").replace("defense", "defence")
        assert signature(american, "en-US") == signature(british, "en-GB")

    def test_too_short_to_tell(self) -> None:
        """A line or two has no signature, and what has none is similar to nothing."""
        assert signature("The vote is on Tuesday.", "en") == b""
        assert not similar(b"", b"")

    def test_another_format_is_similar_to_nothing(self) -> None:
        """Signatures of a later release are not misread."""
        mine = signature(AP, "en")
        theirs = bytes([mine[0] + 1]) + mine[1:]
        assert not similar(mine, theirs)
        assert not similar(theirs, theirs)

    def test_the_same_in_every_process(self) -> None:
        """The bytes are fixed, since they stand in topics; a process with another hash seed makes the same."""
        code = "import sys; from streams.core.story import signature; print(signature(sys.argv[1], None).hex())"
        text = " ".join(words(60, 5))
        printed = subprocess.run(
            [sys.executable, "-c", code, text], env={"PYTHONHASHSEED": "99"}, capture_output=True, text=True, check=True
        ).stdout.strip()
        assert signature(text, None).hex() == printed
        assert printed[:60] == "013800200e000000000000f400cb8118b01d8e3e365eff1e9702cf14961f"

    @given(st.text())
    def test_any_text_has_one(self, text: str) -> None:
        """Nothing raises, and a text is a copy of itself where it can be told at all."""
        made = signature(text, None)
        assert similar(made, made) == bool(made) or len(made) < 40

    def test_nothing_but_figures(self) -> None:
        """A table of numbers is a copy of itself, and no form that was filled in anew."""
        table = signature(" ".join(str(number) for number in range(300)), None)
        assert similar(table, table)

    def test_small_and_in_linear_time(self) -> None:
        """A text a hundred times as long has a signature a few times as large, in some hundred times the time."""
        short, long = " ".join(words(400, 6)), " ".join(words(40_000, 7))
        assert len(signature(short, "en")) < 800
        assert len(signature(long, "en")) < 1_600
        started = time.process_time()
        signature(" ".join([long] * 5), "en")
        assert time.process_time() - started < 5
