"""The cheap question first: 97 of 100 articles have nothing to do with resolutions of the United Nations."""

import re
from collections.abc import Mapping, Sequence

from streams.core.detect.words.text import search_for

BESIDE = 160
"""Bytes on either side of a state's veto in which another body would be named: "at the OSCE", "of Congress"."""


class Gate:
    """Says whether a body names the United Nations, and what a resolution is or goes through.

    A body that names none is read too where a permanent member vetoes a resolution: states do so in one place only.

    It searches bytes, which costs a tenth of searching characters: nearly every article stops here.
    """

    def __init__(
        self, un: Sequence[str], matter: Sequence[str], veto: Mapping[str, Sequence[str]] | None = None
    ) -> None:
        self._un, self._matter = search_for(tuple(un)), search_for(tuple(matter))
        self._is_ascii = all(phrase.isascii() for phrase in (*un, *matter))
        self._veto = _state_vetoes(veto) if veto else None
        self._elsewhere = re.compile(_one_of(veto["elsewhere"])) if veto else None

    def opens_for(self, body: str, headline: str = "") -> bool:
        """Say whether ``body`` is to be read; the United Nations may be named in its ``headline`` alone."""
        data = self._lowered(body)
        named = self._un.find_matches_as_indexes(data) or (headline and self.names_the_un(headline))
        if not named:
            return b" veto" in data and self._tells_state_veto(data)
        return bool(self._matter.find_matches_as_indexes(data))

    def _tells_state_veto(self, data: bytes) -> bool:
        """Say whether a permanent member is told to have vetoed a resolution, and no other body is named beside it."""
        if self._veto is None or self._elsewhere is None:
            return False
        return any(
            self._elsewhere.search(data, max(0, one.start() - BESIDE), one.end() + BESIDE) is None
            for one in self._veto.finditer(data)
        )

    def names_the_un(self, text: str) -> bool:
        """Say whether ``text`` names the United Nations."""
        return bool(text) and bool(self._un.find_matches_as_indexes(self._lowered(text)))

    def _lowered(self, text: str) -> bytes:
        lowered = text if self._is_ascii else text.lower()  # bytes.lower knows ASCII only
        return b" " + lowered.encode("utf-8", "surrogatepass").lower() + b" "  # "UN members" may begin it, "at UN" end


def _one_of(words: Sequence[str]) -> bytes:
    """Return a pattern for one of ``words``, which no word goes on with."""
    return rb"\b(?:" + b"|".join(re.escape(word).encode() for word in words) + rb")(?![\w-])"


def _state_vetoes(veto: Mapping[str, Sequence[str]]) -> re.Pattern[bytes]:
    """Return the search for "Russia on Friday vetoed a resolution" and "a resolution was vetoed by Russia"; not for "a
    president of Russia vetoed a resolution", nor for "was vetoed by Russia's president"."""
    state, resolution = _one_of(veto["states"]), _one_of(veto["texts"])
    behind = rb"(?:^|[.,;:()\"\n-]|\xe2\x80[\x90-\x9f])\s{0,3}"  # a sentence, a comma, a quotation mark, any dash
    begins = b"(?:" + behind + b"|" + _one_of(veto["before"]) + b" )"
    active = begins + state + rb"(?: [^\s,;.]+){0,4} " + _one_of(veto["cast"]) + rb"(?: [^\s,;]+){0,7} " + resolution
    passive = (
        resolution + rb"[^.]{0,160} vetoed(?: [^\s,;.]+){0,2} by " + state + rb"(?!'|\xe2\x80\x99| [a-z]+ (?:of|in)\b)"
    )
    both = begins + state + b"(?:, | and )" + state + rb" (?:[a-z]+ly )?veto(?: [^\s,;]+){0,7} " + resolution
    noun = _one_of(veto["adjectives"]) + rb" veto(?:es)?(?: [^\s,;.]+){0,3} " + _one_of(veto["felled"])
    noun += rb"(?: [^\s,;]+){0,7} " + resolution  # "An American veto on Friday sank an Arab-backed resolution"
    return re.compile(b"|".join((active, both, passive, noun)))
