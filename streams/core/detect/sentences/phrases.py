"""From the marks of a sentence to its items: nouns grow to phrases, and words without meaning here fall away."""

import re
from itertools import pairwise

from streams.core.detect.sentences.leftward import Leftward
from streams.core.detect.sentences.mentions import OFFERED, TEXT_OR_AMENDMENT, TEXTS, Item, Mention
from streams.core.detect.sentences.names import goes_on, is_country
from streams.core.detect.sentences.numbers import lone, with_new_names
from streams.core.detect.sentences.rightward import Rightward
from streams.core.detect.sentences.titles import TITLE_REACH, without_titles
from streams.core.detect.sentences.vote_word import can_be_verb, is_noun, verb_form
from streams.core.detect.words.lexicon import Lexicon
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import longest_first

CONTAINED_REACH = 40
"""Characters before a document in which it is told that a text is in it."""
FROM_REACH = 8
"""Characters of " from the" behind "came"."""
SENDER_REACH = 60
"""Characters between a text and the one that it is "from"."""

BY = " by"
"""What ends the noun of an attempt behind which stands who makes it."""
SOLVED_REACH = 16
"""Characters between "resolution" and what is no solving: " to the U.N. "."""
MEMBERSHIP_REACH = 48
"""Characters behind a bid in which it is told that it is one to be a member: " for full membership of the U.N."."""
CHANGED_REACH = 24
"""Characters between "attempts to change" and the text that they are to."""
_PERHAPS_NOTHING = ("joint", "verb", "noun")
"""Kinds of marks that can have no meaning where they stand."""

_TITLE = re.compile(r'[^"(]{0,200}(?:"[^"]{1,320}",? ?)?\((?:[a-z]+ ){0,3}')
_NEXT_TITLE = re.compile(r"(?:, [^()]{1,60})?\)[^()]{1,160}\((?:[a-z]+ ){0,2}")
_TRIMMED = ".,;:'\""


def chunk(folded: str, marks: list[Mark], begin: int, lex: Lexicon, first: Mention | None = None) -> list[Item]:
    """Return the items of the sentence that starts at ``begin``: mentions for nouns, marks for the rest.

    :param first: the text that it begins with, without its noun: "One, by France" (detect.reading.alternates).
    """
    items: list[Item] = [] if first is None else [first]
    named = first is not None
    taken = 0  # marks before this one belong to a phrase already
    for index, mark in enumerate(marks):
        if index < taken:
            continue
        if mark.kind in _PERHAPS_NOTHING and _says_nothing(folded, marks, index, begin, lex):
            continue
        if mark.kind != "noun":
            text = lone(folded, marks, index, begin) if mark.kind == "symbol" else None
            named = named or text is not None
            items.append(text or mark)
        elif mark.value == "resolution" and _is_solution(folded, marks, index, lex):
            items.append(Mark("sense", "", "", mark.start, mark.end))
        elif (verb := _as_verb(folded, marks, index, begin, lex)) is not None:
            items.append(verb)
        else:
            end = mark.end - len(BY) if mark.value == "attempt" and _is_by(folded, mark) else mark.end
            mention = Mention(mark.value, mark.start, end, (mark.start, end), "p" in mark.forms)
            Leftward(folded, items, mention, begin, lex).grow()
            mention.article = mention.article or ("the" if folded.startswith("l.", mark.start) else "")  # '"L.29"'
            own = longest_first(lex.words["of_its_own"])
            mention.rival = mention.rival or folded.startswith(own, mention.end) or folded.endswith(own, 0, mention.end)
            items.append(_of_somebody(folded, mention, lex) if mention.sponsors else mention)
            named = True
            if lex.romance and (mention.kind in TEXT_OR_AMENDMENT or mention.kind == "vote"):
                taken = Rightward(folded, marks, mention, index + 1, lex).grow()
    if not named:
        return items
    numbered = "symbol" in [mark.kind for mark in marks]
    joined = _joined(without_titles(items, folded, lex) if numbered else items, folded, lex)
    if numbered:
        joined = with_new_names(joined, folded, lex)
    return _placed(joined, folded, lex)


def _of_somebody(folded: str, mention: Mention, lex: Lexicon) -> Item:
    """Return what a phrase is that names somebody as who it is from: a text on him, he himself, or the phrase."""
    _takes_in(folded, mention, lex)
    return _as_envoys(folded, mention, lex) or mention


def _takes_in(folded: str, mention: Mention, lex: Lexicon) -> None:
    """Know whom a text would make a member as what it is on, not who brings it: "Palestine's bid for membership"."""
    near = folded[mention.end : mention.end + MEMBERSHIP_REACH]
    if lex.words["memberships"].isdisjoint(near.replace(".", " ").replace(",", " ").split()):
        return
    if near.startswith(longest_first(lex.words["bids_for"])):
        mention.topics, mention.sponsors = [*mention.topics, *mention.sponsors], []


def _as_envoys(folded: str, mention: Mention, lex: Lexicon) -> Mark | None:
    """Return the country whose mission at the United Nations acts for it: "France's UN mission", "the U.S. mission"; or
    which has decided something itself: "rejecting the United States' decision"."""
    who = folded[slice(*mention.head)]
    envoys = (who in lex.words["envoys"] or who in lex.words["own_deeds"]) and not (mention.hyphened or mention.topics)
    if not envoys or len(mention.sponsors) != 1 or mention.organ not in (None, "UN"):
        return None
    identity, start, end = mention.sponsors[0]
    return Mark("actor", identity, "", start, end) if is_country(identity) else None


def _says_nothing(folded: str, marks: list[Mark], index: int, begin: int, lex: Lexicon) -> bool:
    """Say whether a mark has no meaning here: what joins names, a verb that is a thing, what changes no text."""
    mark = marks[index]
    if mark.kind == "verb":
        return "b" in mark.forms and _is_thing(folded, marks, index, begin, lex)
    if mark.value == "attempt" and _is_by(folded, mark):
        return not _is_to_do(folded, mark.end, lex)
    if mark.value != "amendment":
        return mark.kind == "joint"
    # "the three-paragraph text"
    return folded[mark.start - 1 : mark.start] == "-" or _changes_no_text(folded, marks, index, lex)


def _is_by(folded: str, mark: Mark) -> bool:
    """Say whether a noun is of what somebody attempts, and who does follows: "an attempt by Russia to"."""
    return folded.endswith(BY, mark.start, mark.end)


def _is_to_do(folded: str, begin: int, lex: Lexicon) -> bool:
    """Say whether what is attempted by somebody is what a council does by a text: "by Russia to set up an inquiry"."""
    _, to, deed = folded[begin : begin + SENDER_REACH].partition(" to ")
    return bool(to) and f"{deed} ".startswith(tuple(f"{one} " for one in lex.words["attempted"]))


def _changes_no_text(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> bool:
    """Say whether what is to change is no text: "attempts to change the makeup of the population"."""
    mark, following = marks[index], marks[index + 1] if index + 1 < len(marks) else None
    if folded[mark.start : mark.end].rpartition(" ")[2] not in lex.words["to_change"]:
        return False
    near = following is not None and following.kind == "noun" and following.start - mark.end < CHANGED_REACH
    return not near and lex.words["changed"].isdisjoint(folded[mark.end : mark.end + CHANGED_REACH].split()[:2])


def _is_thing(folded: str, marks: list[Mark], index: int, begin: int, lex: Lexicon) -> bool:
    """Say whether what could be a verb is a noun without meaning here: "an end to", "the use of", "its first
    use", "a call"."""
    mark = marks[index]
    if lex.romance or "n" in mark.forms:
        return False
    before = folded[max(begin, mark.start - 28) : mark.start].split()[-2:]
    named = len(before) > 1 and len(before[-1]) > 3 and before[-1].endswith(lex.demonym_endings)
    if named and index and marks[index - 1].kind == "actor" and marks[index - 1].forms == "n":
        named = False  # "the draft that Jordan put forward"
    named = named or (bool(before) and before[-1] in lex.words["first_or_latest"])
    before = before[:1] if named else before[-1:]  # "the Palestinian demand to be recognized"
    if not before:
        return False
    word, words = before[0], lex.words
    return word in words["definite"] or word in words["indefinite"] or word in words["noun_leads"]


def _as_verb(folded: str, marks: list[Mark], index: int, begin: int, lex: Lexicon) -> Mark | None:
    """Return the verb that a noun's word is here: "members vote", "le Conseil de sécurité demande"."""
    mark = marks[index]
    if mark.value == "vote" and can_be_verb(folded, mark, lex) and not is_noun(folded, mark, begin, lex):
        return Mark("verb", "vote", verb_form(folded, mark, lex), mark.start, mark.end)
    if lex.romance and _is_finite(folded, marks, index, lex):
        return Mark("verb", "call", "s", mark.start, mark.end)
    return None


def _is_finite(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> bool:
    """Say whether what could be a noun is what an organ does, right before: "le Conseil de sécurité demande un"."""
    mark, before = marks[index], marks[index - 1] if index else None
    asks = mark.value == "other" and folded[mark.start : mark.end] in lex.words["called_on"]
    return asks and before is not None and before.kind in ("organ", "actor") and mark.start - before.end == 1


def _is_solution(folded: str, marks: list[Mark], index: int, lex: Lexicon) -> bool:
    """Say whether "resolution" is the solving of something: "a resolution of the crisis"."""
    mark = marks[index]
    words = folded[mark.end : mark.end + 60].split()[:8]
    if not words or words[0].strip(_TRIMMED) not in lex.words["solving"]:
        return False
    words = [word.strip(_TRIMMED) for word in words]
    if words[0] in lex.words["solving_of"]:
        following = marks[index + 1] if index + 1 < len(marks) else None
        near = following is not None and following.start - mark.end < 28
        of_body = near and following is not None and following.kind in ("organ", "date")
        if of_body or not lex.romance:
            return not of_body
        words = words[:4]  # "une résolution de la France sur la situation": only what it is right before is solved
    elif lex.romance and words[1:2] and words[1].endswith(lex.infinitive_endings):
        return False  # "una resolución para supervisar el fin del conflicto"
    if not lex.romance and words[0] in lex.words["infinitive"]:
        following = marks[index + 1] if index + 1 < len(marks) else None
        if following is not None and following.start - mark.end < SOLVED_REACH and following.kind in ("organ", "verb"):
            return False  # "their resolution to authorize war", "a resolution to the Security Council on the war"
    return not lex.words["solved"].isdisjoint(words)


def _joined(items: list[Item], folded: str, lex: Lexicon) -> list[Item]:
    """Give each mention what follows its noun: its symbols, and who it is "from"."""
    joined: list[Item] = []
    text: Mention | None = None  # the last text, while nothing but names has followed it
    sent: Mark | None = None  # who it is from
    titled: Mention | None = None  # the last text, if a title and "(document" have followed it
    for item in items:
        last = joined[-1] if joined else None
        if isinstance(item, Mention):
            if item.kind in TEXTS and titled is not None and _is_behind_title(folded, titled, item, lex):
                continue  # "(document A/C.3/81/L.19)" is no other text: its symbol is that of the one before
            inside = (
                text is not None and item.kind == "text" and not item.article and _is_in_title(folded, text, item, lex)
            )
            text = item if item.kind in OFFERED and not inside else text
            titled = text
        elif item.kind == "symbol" and titled is not None and _is_behind_title(folded, titled, item, lex):
            titled.symbols.append(item)
            continue
        elif item.kind == "symbol" and isinstance(last, Mention) and item.start - last.end <= 12:
            last.symbols.append(item)
            last.end = item.end
            continue
        elif text is not None and item.kind == "actor" and _is_sender(folded, text, item, lex):
            text.sponsors.append((item.value, item.start, item.end))
            sent = item
        elif text is not None and sent is not None and item.kind == "actor" and "p" not in item.forms:
            if sent is last and goes_on(folded[sent.end : item.start]) and not _is_closed(folded, text, item, lex):
                text.sponsors.append((item.value, item.start, item.end))  # "from Ireland, Mexico and Niger"
                sent = item
        elif text is not None and item.kind in ("verb", "border") and not _stems_from(folded, item, lex):
            text = None
        joined.append(item)
    return joined


def _is_closed(folded: str, text: Mention, item: Mark, lex: Lexicon) -> bool:
    """Say whether the list of who a text is from has come to its last: "by Mali and Chad, and China abstained"."""
    if len(text.sponsors) < 2 or not folded.startswith(",", text.sponsors[-1][2]):
        return False
    last = folded[text.sponsors[-2][2] : text.sponsors[-1][1]].split()
    behind = folded[text.sponsors[-1][2] + 1 : item.start].split()
    return not lex.words["and"].isdisjoint(last[:1]) and not lex.words["and"].isdisjoint(behind[:1])


def _stems_from(folded: str, verb: Item, lex: Lexicon) -> bool:
    """Say whether a verb only tells that a text is from somebody: "The initiative came from Fiji"."""
    if folded[verb.start : verb.end] not in lex.words["stemming"]:
        return False
    return not lex.words["from"].isdisjoint(folded[verb.end : verb.end + FROM_REACH].split()[:1])


def _placed(items: list[Item], folded: str, lex: Lexicon) -> list[Item]:
    """Give each text the organ that it is told to be in right behind it: "a draft in the Security Council"."""
    for text, organ in pairwise(items):
        if organ.kind != "organ" or not isinstance(text, Mention) or not isinstance(organ, Mark):
            continue
        unplaced = text.kind in TEXTS and text.organ in (None, "UN") and organ.value != "UN"
        if unplaced and folded[text.end : organ.start].strip() in lex.words["lying_in"]:
            text.organ, text.organ_span = organ.value, (organ.start, organ.end)
    return items


def _is_in_title(folded: str, text: Mention, item: Mention, lex: Lexicon) -> bool:
    """Say whether a noun is part of what a text is on: "the text on measures to eliminate terrorism"."""
    return not lex.words["title_leads"].isdisjoint(folded[text.end : item.start].split()[-1:])


def _is_behind_title(folded: str, text: Mention, item: Item, lex: Lexicon) -> bool:
    """Say whether an item follows the title of a text: 'the draft titled "Rights of ..." (document A/C.3/81/L.19)'."""
    between = folded[text.end : item.start]
    if text.plural and text.symbols and _NEXT_TITLE.fullmatch(folded[text.symbols[-1].end : item.start]):
        return True  # "the texts on Iran (document A/C.3/67/L.51) and on Myanmar (document A/C.3/67/L.49)"
    if between == ", " and folded[item.start : item.end] in lex.words["contained_in"]:
        return True  # "The text, document A/HRC/42/L.21, would"
    inside = between if item.kind == "symbol" else folded[text.end : item.end]
    tail = inside[-CONTAINED_REACH:].rpartition(",")[2].strip()
    if inside.strip(" ,") in lex.words["contained_in"] or (" in " in tail and tail in lex.words["contained_in"]):
        return True  # "the draft resolution contained in document S/2016/781"
    return "(" in between and len(between) < TITLE_REACH and _TITLE.fullmatch(between) is not None


def _is_sender(folded: str, text: Mention, actor: Mark, lex: Lexicon) -> bool:
    """Say whether a text is "from" the actor: "another draft resolution on the same issue from Brazil"."""
    if "p" in actor.forms or actor.start - text.end >= SENDER_REACH:
        return False
    between = folded[text.end : actor.start]
    if text.one_of or between.startswith(", "):
        between = between.lstrip(",")  # "One, by Russia, got four votes", "The draft, by Russia and China, calls"
    words = [word for word in between.split() if word not in lex.words["definite"]]
    if len(words) == 1 and words[0] in lex.words["by"]:
        before = folded[max(0, text.start - SENDER_REACH) : text.start].split()[-2:]
        of_it = not lex.words["reactions"].isdisjoint(before[:-1])  # "the rejection of the resolution by Sri Lanka"
        return not of_it and lex.words["reacting"].isdisjoint(before[-1:])  # nor "opposing the draft by Belarus"
    if (
        len(words) == 1
        and text.draft
        and text.article == "the"
        and words[0] in lex.words["solving_of"]
        and not lex.romance
    ):
        return not folded.startswith("'", actor.end)  # "the draft resolution of the United States and Japan"
    if not lex.words["alternative"].isdisjoint(words[-2:-1]):
        return False  # "The text forbids the sale of arms to or from Mali"
    if not words or words[-1] not in lex.words["from"] or not lex.words["not_from"].isdisjoint(words):
        return False  # and "opposition to the resolution from Russia" is no resolution from Russia
    return lex.words["reactions"].isdisjoint(folded[max(0, text.start - SENDER_REACH) : text.start].split()[-2:-1])
