"""What an organ's vote came to, by the words behind it: "to extend", "in favor of", "against"."""

from collections.abc import Mapping
from itertools import pairwise

from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim


def votes_to(s: Sentence, words: list[str]) -> bool:
    """Say whether it is told what was voted to be done: "voted to extend", not "votaron a favor de"."""
    if not s.lex.romance:
        return s.says(words, "infinitive") and not s.says(words[:1], "voted_for")  # "voted for on Tuesday, fell to a"
    return any(
        s.says([word], "infinitive") and after.endswith(s.lex.infinitive_endings) for word, after in pairwise(words)
    )


def direction_of(s: Sentence, words: list[str]) -> Claim | None:
    """Return what an organ's vote came to, by the words behind it: "to extend", "in favor of", "against"."""
    lists = s.lex.words
    for at, word in enumerate(words):
        after = words[at + 1] if at + 1 < len(words) else ""
        thing = _is_thing(words[at : at + 3], lists)
        aim = (
            word in lists["infinitive"] and word in lists["voted_for"] and after in lists["number_or_article"]
        )  # "pour l'envoi"
        if thing or (at < 5 and aim):
            return "adopted"
        if word in lists["infinitive"]:
            if after[:1].isdecimal() or after in lists["number_or_article"]:
                continue
            made = after in lists["appointing"] and _is_post(words[at + 2 :], lists)
            done = "adopted" if made else _outcome_of(after, lists)
            denied = done == "adopted" and s.says(words[at - 1 : at], "negation")  # "voted 21-18 not to renew it"
            return "rejected" if denied else done
        if word in lists["voted_for"] or (word in lists["favour"] and after in lists["of"]):
            agreed = s.lex.romance and s.tally is not None and s.tally.unanimous
            near = at < 4 or s.counted or agreed or s.says(words[:at], "by_majority")
            return "adopted" if near or s.says(words[at + 1 : at + 9], "text_words") else None
        if at < 5 and word in lists["voted_doing"]:
            return "adopted"
        on = s.lex.romance and at < 5 and word in lists["over"]  # "s'est prononcé sur un projet réclamant une trêve à"
        against = word in lists["voted_against"] and (at < 3 or _are_of_day(s, words[:at]))
        if on or against or word in lists["clause_words"]:
            return "rejected" if word in lists["voted_against"] else None
    return None


def _is_thing(words: list[str], lists: Mapping[str, frozenset[str]]) -> bool:
    """Say whether it is a text, or a deed, that was voted: "a voté une nouvelle résolution"."""
    if words[0] not in lists["voted_text"]:
        return False
    behind = words[2:] if lists["plain_modifiers"].issuperset(words[1:2]) and words[2:] else words[1:2]
    return not lists["voted_object"].isdisjoint(behind)


def _are_of_day(s: Sentence, words: list[str]) -> bool:
    """Say whether words only tell a day, or a count: "voted on Tuesday night against", "by 21 to 18 against"."""
    told = s.tally is not None and s.tally.ordered
    counted = [word for word in words if told and s.is_number(word.replace("-", ""))]
    if counted:
        words = [word for word in words if word not in counted and not s.says([word], "infinitive", "by")]
    return all(word in s.lex.weekdays or s.says([word], "on", "day_words", "day_parts") for word in words)


def _is_post(words: list[str], lists: Mapping[str, frozenset[str]]) -> bool:
    """Say whether who is appointed has a post that a text makes: "to appoint a special rapporteur", not a judge."""
    return not lists["posts_made"].isdisjoint(words[:7]) and not lists["electing"].issuperset(words[:1])


def _outcome_of(deed: str, lists: Mapping[str, frozenset[str]]) -> Claim | None:
    """Return what "voted to ..." came to."""
    if deed in lists["putting_off"]:
        return "postponed"
    return None if not deed or deed in lists["no_outcome"] else "adopted"
