"""How firmly a territory is tied to a text: "on Syria" most, "the Syrian army" least, "by Syria" not at all."""

from itertools import pairwise

from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import PERMANENT, Mark
from streams.core.detect.words.text import contains, longest_first

CLEAR = 1.5
"""Weight from which a territory is what the text is about: one firm tie, or two loose ones."""
FIRM = 2.0
"""Weight of a preposition or a genitive."""
LOOSE = 1.0
"""Weight that is enough for a territory that stands alone."""
PAIR_REACH = 48
"""Characters from "between" to the second of two sides."""
CENSURE_REACH = 60
"""Characters behind a name in which it is told what was done to it."""
BORDER_REACH = 24
"""Characters behind a name in which the border that it names is told: "-Syrian border"."""
WHAT = "what"
"""What leads the clause on what somebody has to do."""
_QUOTES = "\"'("


def tie_of(folded: str, begin: int, actor: Mark, lex: Lexicon) -> float:
    """Return how firmly an actor is tied to the text, by what stands before it or as one side of a conflict."""
    if _is_of_two(folded, begin, actor, lex):
        return CLEAR
    near = folded[actor.end : actor.end + BORDER_REACH]
    if contains(near, lex.words["border_stems"]) and _is_at_border(folded, begin, actor, lex):
        return LOOSE / 2
    return _tie_before(folded, begin, actor, lex)


def _tie_before(folded: str, begin: int, actor: Mark, lex: Lexicon) -> float:
    """Return how firmly an actor is tied to the text: "on Syria" most, an adjective least, "by Japan" not at all."""
    words = lex.words
    before = folded[max(begin, actor.start - 28) : actor.start].split()
    if len(before) > 1 and before[-1].isdecimal() and before[-2] in words["definite"]:
        before.pop()  # "in the 2006 Israel-Lebanon war"
    while before and before[-1].strip(_QUOTES) in words["passed_over"]:
        before.pop()
    word = before[-1].strip(_QUOTES) if before else ""
    ahead = before[-2].strip(_QUOTES + ",") if len(before) > 1 else ""
    if word in words["that"] and ahead in words["demanding_that"]:  # "demanding that Syria stop"
        return FIRM if actor.value not in PERMANENT or _must_leave(folded, actor, lex) else LOOSE
    if word in words["demanding_that"] and actor.value in PERMANENT:  # "demanding Moscow withdraw its troops"
        return FIRM if _must_leave(folded, actor, lex) else 0.0
    left = word in words["from"] and ahead in words["leaving"]  # "urging Russia to withdraw its forces from Crimea"
    firmly = word in words["tied_firmly"] and ahead not in words["called_on"] and ahead not in words["won_over"]
    obliged = word == WHAT and ahead in words["tied_firmly"]  # "for an opinion on what Israel must do"
    obliged = obliged and not words["obliged"].isdisjoint(_behind(folded, actor)[:1])
    if word in words["censured"] or left or firmly or obliged:
        return 3.0
    if _is_untied(folded, actor, word, ahead, lex) or _is_beside(before, word, ahead, lex):
        return 0.0
    if word in words["untied"]:
        return _tie_of_doer(actor, word, ahead, lex)
    return LOOSE if word in words["tied_firmly"] else _tie_of_deed(folded, actor, word, ahead, lex)


def is_told_to(folded: str, begin: int, actor: Mark, lex: Lexicon) -> bool:
    """Say whether a name is of who is told what to do: "demanding that Israel let aid into Gaza", and of a permanent
    member, which is told many things, only to leave a land: "demanding Moscow withdraw"."""
    before = [word.strip(_QUOTES + ",") for word in folded[max(begin, actor.start - 28) : actor.start].split()]
    that = not lex.words["that"].isdisjoint(before[-1:])
    demanded = not lex.words["demanding_that"].isdisjoint(before[-2:-1] if that else before[-1:])
    return demanded and (_must_leave(folded, actor, lex) if actor.value in PERMANENT else that)


def _must_leave(folded: str, actor: Mark, lex: Lexicon) -> bool:
    """Say whether a name is of who is told to take its troops out of a land, or to stop fighting there: "that Russia
    immediately withdraw", "demanding Moscow end its war"; not "that the United States end its embargo"."""
    behind = [word for word in _behind(folded, actor) if not word.endswith(lex.adverb_endings)]
    if behind[:1] == ["s"]:  # "demands Russia's immediate withdrawal"
        return not lex.words["withdrawals"].isdisjoint(behind[1:4])
    if not lex.words["giving_up_land"].isdisjoint(behind[:1]):
        return True
    return not lex.words["ceasing"].isdisjoint(behind[:1]) and not lex.words["warfare"].isdisjoint(behind[1:4])


def _tie_of_deed(folded: str, actor: Mark, word: str, ahead: str, lex: Lexicon) -> float:
    """Return how firmly a name is tied by what is to be done to it, or else loosely."""
    if _is_dealt_with(word, ahead, lex):  # but "to retract U.S. President Barack Obama's decision"
        return LOOSE if actor.value in PERMANENT and _has_spokesman(_behind(folded, actor), lex, over=1) else FIRM
    return _loose_tie(folded, actor, word, ahead, lex)


def _is_dealt_with(word: str, ahead: str, lex: Lexicon) -> bool:
    """Say whether the words before a name tell what is to be done to it: "voted to sanction Iran"."""
    words = lex.words
    to_do = ahead in words["infinitive"] or ahead in words["would"] or ahead in words["future"]
    bare = word.isalpha() and word not in words["be"] and word not in words["joining_it"]
    return to_do and bare and word.endswith(lex.infinitive_endings)


def _is_at_border(folded: str, begin: int, actor: Mark, lex: Lexicon) -> bool:
    """Say whether a name only tells which border is meant: "checkpoints on the Turkish-Syrian border"; a text can be on
    one, "a resolution on the Sudan-Chad border"."""
    behind = _behind(folded, actor)[1:2] if folded.startswith("-", actor.end) else _behind(folded, actor)[:1]
    on = [word for word in folded[max(begin, actor.start - 28) : actor.start].split() if word not in lex.articles]
    return not lex.words["borders"].isdisjoint(behind) and lex.words["text_words"].isdisjoint(on[-2:-1])


def _tie_of_doer(actor: Mark, word: str, ahead: str, lex: Lexicon) -> float:
    """Return how firmly who does or sends something is tied: "prisoners held by Iran", not "a draft from Iran"."""
    words = lex.words
    if word in words["by"] and ahead in words["done_by"]:
        return CLEAR if actor.value not in PERMANENT else LOOSE
    sent = not ahead or ahead in words["text_words"] or ahead in words["votes_of"] or ahead in words["singled_out"]
    return 0.0 if sent or word not in words["from"] else 1.5


def _is_untied(folded: str, actor: Mark, word: str, ahead: str, lex: Lexicon) -> bool:
    """Say whether an actor is told to speak, to ask, to vote or to lead: "the Kenyan-led mission"."""
    words = lex.words
    if folded.startswith("(", actor.start - 1):
        return True  # "13 against (Belarus, Cuba)"
    speaks = word in words["of"] and (ahead in words["votes_of"] or ahead in words["spoken_for"])
    if speaks or ahead in words["asking_for_it"]:
        return True  # "at the request of the United Arab Emirates", "the veto of the United States"
    side = folded[actor.end + 1 : actor.end + 14].split(" ", 1)[0] if folded.startswith("-", actor.end) else ""
    return side.strip(".,;") in words["led"]


def _is_beside(before: list[str], word: str, ahead: str, lex: Lexicon) -> bool:
    """Say whether an actor only helps who acts, or has ties: "with the support of Mali", "for its ties to Taiwan"; or
    is only named for its border: "crossings from Turkey"."""
    words = lex.words
    if ahead in words["won_over"] and word in words["tied_firmly"]:
        return True  # "delayed the vote to win over Russia"
    if ahead in words["tied_to"] or ahead in words["borders"]:
        return word in words["sending_to"] or word in words["company"] or word in words["from"]
    if ahead in words["references"]:
        return word in words["sending_to"] or word in words["solving_of"]  # "drops all references to Iran"
    if (word in words["solving_of"] and ahead in words["moods"]) or ahead in words["spokespeople"]:
        return True  # "to the dismay of Norway", "a spokesperson for Sierra Leone, the council's president, said"
    if (ahead in words["wins"] and word in words["solving"]) or (word in words["from"] and ahead in words["felt_from"]):
        return True  # "a triumph for Vanuatu", "bowing to pressure from Egypt"
    helps = word in words["of"] and ahead in words["backing_of"]
    return helps and len(before) > 2 and before[-3].strip(_QUOTES) in words["definite"]


def _is_of_two(folded: str, begin: int, actor: Mark, lex: Lexicon) -> bool:
    """Say whether an actor is one side of a conflict: "an end to violence between Israelis and Palestinians"."""
    near = folded[max(begin, actor.start - PAIR_REACH) : actor.start]
    for word in lex.words["between"]:
        at = near.rfind(f" {word} ")
        if at >= 0 and "," not in near[at:] and actor.value not in PERMANENT:
            ahead = near[:at].rsplit(None, 1)[-1:]
            return not ahead or ahead[0] not in lex.words["talking"]
    return False


def is_behind_place(folded: str, begin: int, actor: Mark, lex: Lexicon) -> bool:
    """Say whether a name only tells where a place is: "the siege of el-Fasher, Sudan, and"."""
    before = folded[max(begin, actor.start - 28) : actor.start].split()
    if not before or before[-1][-1:] != "," or actor.value in PERMANENT:
        return False
    demonym = "n" not in actor.forms and folded[actor.start : actor.end].endswith(lex.demonym_endings)
    apart = actor.end >= len(folded) or folded[actor.end] in ",.;)"
    named = before[-1][:-1].replace("-", "").isalpha() and before[-1][:-1] not in lex.weekdays
    ties = [word for word in before[-2:-1] if word not in lex.articles]
    ties = [*before[-3:-2], *ties] if ties else ties
    return apart and named and not demonym and not (lex.words["tied"] | lex.words["inside"]).isdisjoint(ties)


def is_pair(folded: str, actor: Mark, lex: Lexicon) -> bool:
    """Say whether a name behind a hyphen is the other side of a conflict: "the Israel-Hamas war"."""
    return folded.startswith("-", actor.start - 1) and not lex.words["of_two_sides"].isdisjoint(
        _behind(folded, actor)[:2]
    )


def _is_censured(folded: str, actor: Mark, lex: Lexicon) -> bool:
    """Say whether it is told what was done to an actor: "Iran, which calls it a farce, was criticised"."""
    words = folded[actor.end : actor.end + CENSURE_REACH].split()
    if folded.startswith(longest_first(lex.words["as_aggressor"]), actor.end):
        return True  # "names Chad as the aggressor"
    return not lex.words["be"].isdisjoint(words) and any(
        word in lex.words["be"] and next_ in lex.words["censured"] for word, next_ in pairwise(words)
    )


def _loose_tie(folded: str, actor: Mark, word: str, ahead: str, lex: Lexicon) -> float:
    """Return how firmly a genitive, a looser preposition or a verb ties an actor to the text."""
    place = "p" in actor.forms
    ends = folded[actor.start : actor.end].endswith(lex.demonym_endings) and "n" not in actor.forms
    demonym = ends or "a" in actor.forms
    after = folded[actor.end : actor.end + 3].split()[:1]
    owner = folded.startswith(("'", " "), actor.end) and not lex.words["owner"].isdisjoint(after)
    owner = owner or (folded.startswith("' ", actor.end) and folded.endswith("s", 0, actor.end) and not lex.romance)
    tied = word in lex.words["tied"]
    if place and (tied or owner):
        return 3.0
    of = word in lex.words["solving_of"]  # "the overthrow of Haiti's president" is done to him
    behind = _behind(folded, actor)
    acting = demonym and (_has_spokesman(behind, lex, over=1) or _tells_or_serves(behind, lex))
    owns = owner and not of and (_has_spokesman(behind, lex, over=3) or _owns(behind, lex))
    if owns or (acting and not owner):
        return 0.0
    its_land = demonym and not lex.words["lands"].isdisjoint(behind[:1])  # "four Ukrainian regions"
    its_land = its_land or not lex.words["admitting"].isdisjoint(behind[:4])
    leaves = of and ahead in lex.words["withdrawals"] and actor.value not in PERMANENT
    leaves = leaves and not lex.words["leaving"].isdisjoint(behind[:1]) and lex.words["from"].isdisjoint(behind[1:3])
    its_land = its_land or leaves  # "a pullout of Israeli forces", not told from where
    if owner or its_land or (tied and not demonym) or _is_censured(folded, actor, lex) or _presses(word, ahead, lex):
        return FIRM
    if actor.value in PERMANENT:
        return 0.0
    if " ".join(behind[:2]) in lex.words["held_to"]:
        return FIRM  # "takes Belarus to task"
    added = word in lex.words["and"]  # "Muslim states and the Vatican": as loose as what stands before
    return LOOSE if demonym or (place and not added) or word.endswith(lex.past_endings) else 0.5


def _has_spokesman(words: list[str], lex: Lexicon, *, over: int) -> bool:
    """Say whether who speaks follows within ``over`` words: "Ecuador's U.N. ambassador", "the Japanese ambassador"."""
    behind = words[1 : 1 + over] if over > 1 else words[:over]
    return not lex.words["speaking_for"].isdisjoint(behind)


def _tells_or_serves(words: list[str], lex: Lexicon) -> bool:
    """Say whether somebody's office or soldiers are named: "the Swiss environment office told", "Irish troops with"."""
    serving = not lex.words["soldiers"].isdisjoint(words[:1]) and not lex.words["serving"].isdisjoint(words[1:3])
    brought = not lex.words["brought_things"].isdisjoint(words[:1])  # "the Brazilian proposal"
    return serving or brought or not lex.words["saying_so"].isdisjoint(words[1:4])


def _owns(words: list[str], lex: Lexicon) -> bool:
    """Say whether the owner of a text or of peacekeepers is meant: "Ghana's troops", "Brazil's draft"."""
    return not lex.words["owned_by_bringers"].isdisjoint(words[1:4])


def _behind(folded: str, actor: Mark) -> list[str]:
    """Return the words right behind a name."""
    return [each.strip("\"',.;:") for each in folded[actor.end : actor.end + 40].split()]


def _presses(word: str, ahead: str, lex: Lexicon) -> bool:
    """Say whether a verb does something to who follows: "pressing Sri Lanka", "that urges Iran", "would have told"."""
    if word in lex.words["pressing"] or (word in lex.words["pressed"] and ahead in lex.words["have"]):
        return True
    return word.endswith(lex.progressive_endings) and len(word) > 5 and word not in lex.words["speaking"]
