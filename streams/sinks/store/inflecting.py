"""The forms of an English word: who looks for a veto wants to read of vetoes, and that somebody vetoed."""

FEWEST_LETTERS = 3
"""In a shorter word an ending is no ending: "was", "red"."""
ALONE = frozenset({"news", "united"})
"""Words that look like forms, of words that mean something else."""
_VOWELS = "aeiou"
_DOUBLED = "bdglmnprt"
"""Consonants that an ending doubles: planned, submitted, deferred."""


def forms(word: str) -> list[str]:
    """Return ``word`` (of streams.sinks.store.words), and after it every form that may be one of the same word.

    Some of them are no words at all ("voteing"): no text has these, so they do no harm. What is derived and not
    inflected (adoption, of adopt) is another word; so is what an English ending is not added to.
    """
    if not (word.isascii() and word.isalpha()) or len(word) < FEWEST_LETTERS or word in ALONE:
        return [word]
    return list(dict.fromkeys([word, *(form for base in _bases(word) for form in _inflected(base))]))


def _bases(word: str) -> list[str]:
    """Return what ``word`` may be a form of, itself first."""
    bases = [word]
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e")):
        if word.endswith(ending):
            bases.append(word.removesuffix(ending) + instead)
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        bases.append(word[:-1])
    bases += [base[:-1] for base in bases[1:] if base[-2:-1] == base[-1:] and base[-1:] in _DOUBLED]
    return [base for base in bases if len(base) >= FEWEST_LETTERS]


def _inflected(base: str) -> list[str]:
    if base.endswith("e"):
        return [base, f"{base}s", f"{base}d", f"{base[:-1]}ing"]
    found = [base, f"{base}s", f"{base}ed", f"{base}ing"]
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        found.append(f"{base}es")
    if base.endswith("y") and base[-2] not in _VOWELS:
        found += [f"{base[:-1]}ies", f"{base[:-1]}ied"]
    if base[-1] in _DOUBLED and base[-2] in _VOWELS and base[-3] not in _VOWELS:
        found += [f"{base}{base[-1]}ed", f"{base}{base[-1]}ing"]
    return found
