"""Lists of names: who acts together, and for whom."""

import re

from streams.core.detect.sentences.mentions import Item
from streams.core.detect.sentences.sentence import Sentence, Spot
from streams.core.detect.words.marks import Mark
from streams.core.detect.words.text import longest_first
from streams.core.tag import known_entities

SHORT_GAP = 10
"""Characters between who speaks and the group that is spoken for: " for the "."""

OWNED_WORDS = 4
"""Words between "Mali's" and the name of what is Mali's: "former colonial power"."""
CLOSING = ",.;)"

_LIST_GAP = re.compile(
    r"(?: \([^()]{4,40}\))?"  # "Bolivia (Plurinational State of), Cuba"
    r"(?:(?:,?(?: and(?: of course| finally| even)?| et| y| ed?| &| as well as"
    r"| along with| together with| jointly with| in tandem with| in partnership with| alongside"
    r"| ainsi que| (?:insieme|assieme) (?:con|a[dil]?|all[ae]?|agli)"
    r"| (?:en (?:coopération|collaboration|colaboración)|conjointement|junto"
    r"|conjuntamente) (?:avec|con))|,|-|/)(?: (?:des?|du|d[aei]?|d[ae]ll?|d[ae]ll[aeo]|d[ae]i|d[ae]gli|par|por))?)?"
    r"(?: (?:the|l[aeo]s?|l|[ei]l|los|gli|i))?(?: propi[ao])? {0,2}$"
)
OPENS = 4
"""Characters before the name that a sentence opens with: "La "."""
_ASIDE_GAP = re.compile(
    r", [^,.;]{3,40}, (?:along with|together with|as well as)(?: the)? $"
    r"|, (?:an?|its|once|also|normally|usually|long) [^,.;]{3,60}, and(?: the)? $"  # "Cuba, its neighbour, and"
    r"|,? (?:and|et|y), (?![a-z]+ly,)[^,.;]{3,50},(?: by| all \w+ of)?"
    r"(?: the)? $"  # "Mali, Chad and, for the first time, Norway"
    r"| (?:and|et|y) --? [^,.;-]{3,50} --?(?: the)? $"  # "Saudi Arabia and - a surprise - Argentina"
)
_SHORT_GAP = re.compile(r" \((?:(?:better |also |commonly )?known as |or )?(?:the )?")
_ROLE_GAP = re.compile(
    r", (?:as (?:the )?(?:current )?(?:chair|president|head|coordinator)|on behalf|speaking for|acting for|for the)"
    r"(?: [^,.;]{2,40})?,?(?: and)?(?: of)?(?: the)? $"
)
"""Between two names of a list where each is told to act for a group: "Pakistan, for the Islamic states, and Sudan"."""


def goes_on(between: str) -> bool:
    """Say whether the words between two names join them to a list: "Somalia, its neighbour, along with France"."""
    if _LIST_GAP.fullmatch(between):
        return True
    aside = between.startswith((", ", " and, ", " et, ", " y, ", " and -", " et -", " y -")) and _ASIDE_GAP.fullmatch(
        between
    )
    return bool(aside or (between.startswith(", ") and _ROLE_GAP.fullmatch(between)))


def is_country(identity: str) -> bool:
    """Say whether an id is a country's: groups, organizations and the two sides of a conflict have others."""
    known = known_entities().get(identity)
    return known is not None and known.type == "country"


def represents(s: Sentence, j: int) -> int | None:
    """Return the index of who acts for the group at ``j``, told beside it: "Turkey, as chair of the OIC, and Mali"."""
    item = s.items[j]
    if not (isinstance(item, Mark) and item.kind == "actor" and "o" in item.forms):
        return None
    k = j - 1
    while k >= 0 and isinstance(s.items[k], Mark) and s.items[k].kind == "border":
        k -= 1
    beside = k >= 0 and is_actor(s.items[k]) and _ROLE_GAP.fullmatch(s.folded[s.items[k].end : item.start])
    return k if beside else None


def is_of_aside(s: Sentence, item: Item, position: int) -> bool:
    """Say whether an adjective only tells in an aside what who opens a sentence does: "La France, porte-plume du
    dossier libanais, a remis sur la table son projet"."""
    first = s.items[0]
    if not isinstance(item, Mark) or item.kind != "actor" or "a" not in item.forms or item is first:
        return False
    opened = is_actor(first) and first.start - s.span[0] <= OPENS and s.folded.startswith(", ", first.end)
    return opened and s.folded.find(", ", item.end, position) >= 0


def is_listed(s: Sentence, j: int) -> bool:
    """Say whether the actor at ``j`` goes on with a list: "China and Russia"."""
    earlier, item = s.items[j - 1], s.items[j]
    return is_actor(earlier) and is_actor(item) and goes_on(s.folded[earlier.end : item.start])


def actors_ending(s: Sentence, j: int) -> list[Spot]:
    """Return the list of actors that ends at item ``j``: "Russia and China", "the U.S., France and Britain"."""
    spots: list[Spot] = []
    while j >= 0:
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "border" and spots:
            j -= 1  # "along with", which must join two names all the same
            continue
        if spots and is_actor(item) and _is_short_for(s, item, spots[0]):
            spots[0] = (spots[0][0], item.start, spots[0][2])
            j -= 1
            continue
        if not is_actor(item) or (spots and not goes_on(s.folded[_end(s, item) : spots[0][1]])):
            break
        if len(spots) == 1 and (
            _ends_list(s, j, spots[0][1]) or _is_inhabitants(s, item, spots[0][1]) or _opens_alone(s, item, spots[0])
        ):
            break
        assert isinstance(item, Mark)
        spots.insert(0, (item.value, item.start, _end(s, item)))
        j -= 1
    return spots


def lists_of(s: Sentence) -> list[tuple[int, list[Spot]]]:
    """Return the lists of actors, each with the index of its last, which alone is followed by what they did; where they
    end an aside, those whom it is on."""
    if s.lists is None:
        actors = [j for j, item in enumerate(s.items) if is_actor(item)]
        ends = [j for j in actors if j + 1 not in actors or not is_listed(s, j + 1)]
        s.lists = [(j, whose_aside(s, j, actors_ending(s, j))) for j in ends]
    return s.lists


def whose_aside(s: Sentence, j: int, names: list[Spot]) -> list[Spot]:
    """Return who did what follows the names that end at item ``j``: those whom the aside that they end is on, as in
    "Oman and Chad, which wrote it with France, voted for"; else themselves."""
    end = next((when.end for when in s.whens if when.start - names[-1][2] == 1), names[-1][2])
    if not s.folded.startswith(", ", end):
        return names
    for k in range(j - len(names), 0, -1):
        item = s.items[k]
        if isinstance(item, Mark) and item.kind == "border" and s.surface(item) not in s.lex.words["passable"]:
            opens = item.value == "relative" and s.folded.startswith(", ", item.start - 2)
            alone = opens and "," not in s.folded[item.end : names[0][1]] and is_actor(s.items[k - 1])
            return actors_ending(s, k - 1) if alone else names
    return names


def _ends_list(s: Sentence, j: int, following: int) -> bool:
    """Say whether the actor at ``j`` ends a list of its own: "opposed by Japan and the USA, Barbados withdrew", "by
    Mali and Chad, and China abstained"."""
    gap = s.folded[s.items[j].end : following].removesuffix("the ").strip()
    if j == 0 or not gap.startswith(",") or (gap[1:].strip() and gap[1:].strip() not in s.lex.words["and"]):
        return False
    earlier = s.items[j - 1]
    between = s.folded[earlier.end : s.items[j].start].removesuffix("the ").strip()
    return is_actor(earlier) and between in s.lex.words["and"]


def _owns_next(s: Sentence, j: int) -> bool:
    """Say whether the actor at ``j`` only says whose the next one is: "Mali's former colonial ruler France"."""
    item, following = s.items[j], s.items[j + 1] if j + 1 < len(s.items) else None
    if following is None or not is_actor(following):
        return False
    if not s.folded.startswith("'s ", item.end):  # "U.S. ally Egypt"
        return s.says([s.folded[item.end : following.start].strip()], "allied")
    words = s.folded[item.end + 3 : following.start].removesuffix("the ").split()
    return 0 < len(words) <= OWNED_WORDS and all(word.isalpha() for word in words) and s.says(words, "owned_by_name")


def _is_inhabitants(s: Sentence, item: Item, following: int) -> bool:
    """Say whether who is named before a comma are people: "32.000 palestinos, Estados Unidos se abstuvo"."""
    people = s.lex.romance and isinstance(item, Mark) and "a" in item.forms
    return people and s.folded[item.end : following].startswith(",")


def _goes_on_else(s: Sentence, j: int, spots: list[Spot]) -> bool:
    """Say whether the name at ``j`` begins another clause behind a list, or the list has come to its last before it."""
    if spots and not s.lex.romance and s.folded.startswith(" having ", s.items[j].end):
        return True  # "the OIC, Albania having opted out"
    closed = len(spots) > 1 and s.items[j - 1].start == spots[-1][1] and _ends_list(s, j - 1, s.items[j].start)
    return closed or _does_else(s, j, spots) or _speaks_behind(s, j, spots)


def _speaks_behind(s: Sentence, j: int, spots: list[Spot]) -> bool:
    """Say whether behind a comma somebody speaks, who is of no list: "the resolution brought by Russia, U.S. Ambassador
    Thomas-Greenfield said"."""
    item = s.items[j]
    if not spots or s.lex.romance or s.folded[spots[-1][2] : item.start] != ", ":
        return False
    return s.says(s.words_after(item.end, 2), "speaking_for")


def _does_else(s: Sentence, j: int, spots: list[Spot]) -> bool:
    """Say whether the name at ``j`` begins another clause behind a list: "promovida por el Reino Unido, y China se
    abstuvo"."""
    item, following = s.items[j], s.items[j + 1] if j + 1 < len(s.items) else None
    if not s.lex.romance or not spots or following is None or following.kind != "verb":
        return False
    words = s.folded[spots[-1][2] : item.start].split()
    led = len(words) > 1 and words[0] == "," and s.says(words[1:2], "and")
    beside = all(s.says([word], "have", "reflexive") for word in s.folded[item.end : following.start].split())
    return led and beside and set(getattr(following, "forms", "")) & {"s", "p"} != set()


def _opens_alone(s: Sentence, item: Item, last: Spot) -> bool:
    """Say whether a name behind a comma begins what it does by itself, and no list: "del Golfo, Reino Unido, con el
    apoyo de Francia, presentó"."""
    if not s.lex.romance or s.folded[item.end : last[1]] != ", ":
        return False
    return s.folded.startswith(longest_first(s.lex.words["backed_so"]), last[2])


def actors_from(s: Sentence, start: int, gap: int) -> list[Spot]:
    """Return the list of actors that begins within ``gap`` characters after ``start``, over "on behalf of"."""
    spots: list[Spot] = []
    crossed = False  # a border, which "along with" begins with: then only a list may go on behind it
    for j in range(_first_from(s, start), len(s.items)):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "border" and (spots or item.start - start <= gap):
            crossed = True
            continue
        if not spots and _owns_next(s, j):
            start = s.items[j + 1].start
            continue
        if not is_actor(item):
            if spots or item.start - start > gap or item.kind == "verb":
                break
            continue
        if spots and _is_short_for(s, item, spots[-1]):
            spots[-1] = (spots[-1][0], spots[-1][1], item.end + 1)
            continue
        if spots and not goes_on(between := s.folded[spots[-1][2] : item.start]):
            if crossed or not speaks_for(s, between, item):
                break
        elif (not spots and item.start - start > gap) or _is_whose(s, spots, item) or _goes_on_else(s, j, spots):
            break
        assert isinstance(item, Mark)
        spots.append((item.value, item.start, item.end))
        crossed = False
    return spots


def _acts_next(s: Sentence, spots: list[Spot], item: Item) -> bool:
    """Say whether who is named behind a list that has come to its last does something else: "rédigé par l'Irlande et la
    Norvège, la Chine s'est abstenue"."""
    last = s.folded[spots[-2][2] : spots[-1][1]].replace(",", " ").split()
    if not s.folded[spots[-1][2] : item.start].startswith(", ") or not s.says(last[:1], "and"):
        return False
    verb = next((mark for mark in s.marks if mark.start > item.end), None)
    if verb is None or verb.kind != "verb":
        return False
    return all(s.says([word], "have", "be", "clitics") for word in s.folded[item.end : verb.start].split())


def _first_from(s: Sentence, start: int) -> int:
    """Return the index of the first item that begins at ``start`` or behind."""
    return next((j for j, item in enumerate(s.items) if item.start >= start), len(s.items))


def _end(s: Sentence, item: Item) -> int:
    """Return where a name ends, with the bracket that closes behind it: "(EU)"."""
    return item.end + (s.folded.startswith("(", item.start - 1) and s.folded.startswith(")", item.end))


def _is_short_for(s: Sentence, item: Item, named: Spot) -> bool:
    """Say whether one of two names is short for the other, in brackets: "the European Union (EU)", "the Democratic
    People's Republic of Korea (better known as North Korea)"."""
    between = s.folded[min(named[2], item.end) : max(named[1], item.start)]
    return isinstance(item, Mark) and item.value == named[0] and _SHORT_GAP.fullmatch(between) is not None


def _is_whose(s: Sentence, spots: list[Spot], item: Item) -> bool:
    """Say whether a name behind a list that has come to its last only tells whose somebody is: "tabled by France and
    the UAE, Russia's ambassador said"."""
    if len(spots) < 2 or not (s.lex.romance or s.folded.startswith("'s ", item.end)):
        return False
    if s.lex.romance:
        return _acts_next(s, spots, item)
    last = s.folded[spots[-2][2] : spots[-1][1]].replace(",", " ").split()
    return s.says(last[:1], "and") and s.folded[spots[-1][2] : item.start] in (", ", ", the ")


def speaks_for(s: Sentence, between: str, item: Item) -> bool:
    """Say whether the last named speaks for the next: "on behalf of", "presented by Algeria for the Group of 77"."""
    if s.says(between.split(), "befriended") or is_what_group_is_on(s, between, item):
        return False
    spoken = next((between.partition(phrase)[2] for phrase in s.lex.words["behalf"] if phrase in between), None)
    if spoken is not None:  # not "on behalf of the Arab Group, also covers Syria"
        return not _tells_more(s, spoken)
    group = isinstance(item, Mark) and "o" in item.forms
    return group and s.says(between.split()[:1], "behalf_short") and len(between) <= SHORT_GAP


def _tells_more(s: Sentence, spoken: str) -> bool:
    """Say whether behind who is spoken for something else is told, before the next name."""
    _, comma, behind = spoken.partition(",")
    return bool(comma) and not all(s.says([word], "and", "definite") for word in behind.replace(",", " ").split())


def is_what_group_is_on(s: Sentence, between: str, item: Item) -> bool:
    """Say whether a name tells what a group is on: "on behalf of the core group on Chad", "the Chad core group"."""
    words = between.split()
    if s.says(words[-1:], "over") and s.says(words[:-1], "group_nouns"):
        return True
    return s.says(s.words_after(item.end, 2)[1:], "group_nouns") and s.says(s.words_after(item.end, 1), "group_kinds")


def is_actor(item: Item) -> bool:
    return item.kind == "actor" and isinstance(item, Mark) and "p" not in item.forms
