"""What a noun phrase takes up behind its noun, as French, Spanish and Italian build it.

"projet de résolution franco-britannique", "une résolution du Conseil de sécurité", "el borrador de Francia".
"""

from dataclasses import dataclass

from streams.core.detect.sentences.mentions import TEXT_OR_AMENDMENT, Mention
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import SHORT_ORGANS, Mark

MOST_PLAIN = 2
"""Adjectives of no meaning here that may stand between a noun and what its phrase takes up."""
_TIES = ("-", "/")
MOST_LISTED = 6
"""Names of a list of whose text it is."""
_GAP = 48
"""Characters between a noun and the next name of its phrase."""


@dataclass(slots=True)
class Rightward:
    """Grows ``mention`` over the marks that follow its noun, which begin at ``index`` of ``marks``."""

    folded: str
    marks: list[Mark]
    mention: Mention
    index: int
    lex: Lexicon
    apart: bool = False

    def grow(self) -> int:
        """Grow as far as the phrase goes; return the index of the first mark behind it."""
        while self.index < len(self.marks):
            mark = self.marks[self.index]
            between = self.folded[self.mention.end : mark.start]
            if len(between) > _GAP or not self._take(mark, between):
                break
            self.mention.end = mark.end
            self.index += 1
        self._take_resolution()
        self._take_aside()
        return self.index

    def _take_resolution(self) -> None:
        """Know "le projet français de résolution" as a draft."""
        for phrase in self.lex.words["of_resolution"]:
            if self.mention.kind == "text" and self.folded.startswith(phrase, self.mention.end):
                self.mention.kind, self.mention.end = "draft", self.mention.end + len(phrase)
                if self.index < len(self.marks) and self.marks[self.index].start < self.mention.end:
                    self.index += 1
                return

    def _take_aside(self) -> None:
        """Take up ", no vinculante,": its "no" denies nothing that follows."""
        behind = self.folded[self.mention.end : self.mention.end + _GAP]
        aside = behind.lstrip(" ,(")
        for phrase in self.lex.words["not_binding"]:
            if aside.startswith(phrase):
                self.mention.end += len(behind) - len(aside) + len(phrase)
                return

    def _take(self, mark: Mark, between: str) -> bool:
        """Take the mark up if it belongs to the phrase, and say whether it did."""
        if mark.kind == "symbol":
            if between.strip(" (,") in ("", "n", "no", "n°", "nº", "numéro", "número"):
                self.mention.symbols.append(mark)
                return True
            return False
        joint = self._joint(between) or self._set_apart(mark, between) or self._goes_on_list(mark, between)
        if joint is None:
            return False
        if mark.kind == "organ":
            return self._take_organ(mark, joint)
        if mark.kind == "foreign" and joint == "of":
            self.mention.foreign = True
            return True
        return mark.kind == "actor" and self._take_actor(mark, joint)

    def _joint(self, between: str) -> str | None:
        """Return how a name is tied to the phrase: ``of`` it, brought ``at`` it, ``beside`` it, ``and``, or not."""
        words = between.replace("-", " - ").replace("/", " / ").split()
        plain = 0
        while words and words[0] not in _TIES and plain < MOST_PLAIN and self._is_plain(words[0]):
            words.pop(0)
            plain += 1
        if not words:
            return "beside"
        rest = " ".join(words)
        if rest in self.lex.words["joint_of"]:
            return "of"
        if rest in self.lex.words["joint_at"]:
            return "at"
        listed = not plain and (words[0] in self.lex.words["and"] or words[0] in _TIES) and bool(self.mention.sponsors)
        following = " ".join(words[1:])
        tied = not following or following in self.lex.words["joint_of"] or following in self.lex.words["definite"]
        return "and" if listed and tied else None

    def _set_apart(self, mark: Mark, between: str) -> str | None:
        """Return ``of`` where commas set apart whose text it is: "El texto, del Reino Unido, se adoptó"."""
        if mark.kind != "actor" or self.mention.kind not in TEXT_OR_AMENDMENT or not between.startswith(", "):
            return None
        closed = self.folded.startswith((",", " y ", " e ", " et "), mark.end)
        if self.apart and between == ", " and closed:
            return "of"
        led = not self.mention.sponsors and between[2:].strip() in self.lex.words["joint_of"]
        self.apart = led and closed and "p" not in mark.forms
        return "of" if self.apart else None

    def _goes_on_list(self, mark: Mark, between: str) -> str | None:
        """Return ``and`` for one more of a list of whose text it is, which ends with "y" and before no verb: "un texto
        de Estados Unidos, Francia y Reino Unido que condenaba"."""
        if between != ", " or not self.mention.sponsors or mark.kind != "actor" or "a" in mark.forms:
            return None
        for at in range(self.index, min(self.index + MOST_LISTED, len(self.marks) - 1)):
            behind = self.folded[self.marks[at].end : self.marks[at + 1].start]
            if behind.split()[:1] and behind.split()[0] in self.lex.words["and"] and self.marks[at + 1].kind == "actor":
                last, then = self.marks[at + 1], self.marks[at + 2 : at + 3]
                words = self.folded[last.end : then[0].start].split() if then and then[0].kind == "verb" else ["."]
                return "and" if words and words[0] not in self.lex.words["clitics"] else None
            if behind != ", " or self.marks[at + 1].kind != "actor":
                return None
        return None

    def _is_plain(self, word: str) -> bool:
        """Say whether a word is an adjective without meaning here."""
        words = self.lex.words
        if not word.isalpha() or word in words["stop"] or word in words["not_taken"] or word in words["definite"]:
            return False
        if word in words["plain_modifiers"]:
            self.mention.rival = self.mention.rival or word in words["rival"]
            return True
        self.mention.past = self.mention.past or word in words["back"]
        return not word.endswith(self.lex.progressive_endings)

    def _take_organ(self, mark: Mark, joint: str) -> bool:
        mention = self.mention
        if joint == "and" or (joint == "at" and mention.kind != "vote" and mark.value != "UN"):
            return False
        if mention.organ in (None, "UN") or (mention.organ in SHORT_ORGANS and mark.value != "UN"):
            mention.organ, mention.organ_span = mark.value, (mark.start, mark.end)
        return True

    def _take_actor(self, mark: Mark, joint: str) -> bool:
        """A country is whose text it is: "ruso", "de Francia"; a region is what it is about."""
        mention = self.mention
        spot = (mark.value, mark.start, mark.end)
        named = self.folded[mark.start : mark.end] in self.lex.words["adjectival_names"]  # "la bozza Usa"
        adjective = named or "a" in mark.forms
        if mention.kind not in TEXT_OR_AMENDMENT or joint == "at" or (joint == "beside" and not adjective):
            return False
        if "f" in mark.forms and mention.kind != "draft":
            mention.foreign = True
        elif "p" in mark.forms:
            mention.topics.append(spot)
        else:
            mention.sponsors.append(spot)
        return True
