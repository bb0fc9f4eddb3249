"""What a phrase tells of a text by itself: that it exists, that it is ahead, who it is from, which number it has."""

from streams.core.detect.age.of_old import ANCIENT
from streams.core.detect.bodies.organs import is_asked
from streams.core.detect.rules.agreed import agreed
from streams.core.detect.rules.bringers import owner
from streams.core.detect.rules.coming import put_up, sought
from streams.core.detect.rules.common import Out, is_other_plan, text_of_vote
from streams.core.detect.rules.existing import is_there, is_worded, reach_of_time
from streams.core.detect.rules.felling import is_felled
from streams.core.detect.rules.meant import take_who_means
from streams.core.detect.rules.motions import left, untaken
from streams.core.detect.rules.naming import done_in, is_of_day
from streams.core.detect.rules.talks import is_draft, is_negotiated, on_renewal
from streams.core.detect.rules.vote_noun import voted
from streams.core.detect.rules.wanting import wanted
from streams.core.detect.sentences.mentions import TEXTS, Mention
from streams.core.detect.sentences.sentence import Sentence
from streams.core.detect.sentences.sightings import Claim, Sighting
from streams.core.detect.times.dates import OLD_ANYWHERE
from streams.core.detect.verbs import objects, roles
from streams.core.detect.verbs.denial import is_untrue
from streams.core.detect.verbs.mood import reading
from streams.core.detect.verbs.supposed import is_thought_of, tells_rule
from streams.core.detect.words.marks import PERMANENT, Mark
from streams.core.detect.words.text import longest_first

BODY_REACH = 24
"""Characters between a decision and whose it is: " of the U.N. "."""
FACED = 90
"""Characters between a text and the vote that it faces: "The draft, which is expected to face a vote"."""
BY_REACH = 24
"""Characters behind a draft in which somebody known is who it is "by"."""


def mentioned(s: Sentence, mention: Mention, out: Out) -> None:
    """Read what a phrase tells by itself: a vote ahead, a draft that exists, who it is from, a number that is cited."""
    organ = roles.organ_mark(mention)
    if mention.kind == "vote":
        _balloted(s, mention, organ, out)
        return
    if on_renewal(s, mention, out) or mention.kind not in TEXTS or _is_told(s, mention, out):
        return
    for symbol in mention.symbols:
        step: Claim = "cited" if symbol.forms == "r" else "told"
        out.append(Sighting(step, "symbol", s, mention.start, mention, organ, symbol=symbol, weak=step == "told"))
    if mention.plural or mention.article == "any":
        return
    take_who_means(s, mention)
    drawn_up = is_draft(s, mention)
    if mention.kind not in TEXTS[:2] and not drawn_up and not (mention.rival and not _is_of_its_own(s, mention)):
        _tell_owner(s, mention, out)
        return
    proposed = s.has("proposed") and s.says(s.folded[mention.start : mention.head[0]].split(), "proposed")
    if (
        (mention.draft or proposed or _leads(s, mention) or mention.rival)
        and mention.article == "own"
        and not mention.sponsors
    ):
        mention.sponsors.extend(owner(s, mention.start, over_organs=mention.draft))
    exists = drawn_up or is_there(s, mention, proposed=proposed)
    exists = exists and not (mention.rival and is_other_plan(s, mention))
    if exists and not mention.past:
        _tell_draft(s, mention, organ, out)
    elif mention.sponsors and mention.article == "the":
        _tell_owner(s, mention, out)
    elif organ is not None:
        _name(s, mention, organ, out)


def _name(s: Sentence, mention: Mention, organ: Mark, out: Out) -> None:
    """Claim what an organ's resolution comes to that is only named: one of before, or that of a day just past."""
    if is_of_day(s, mention):
        out.append(Sighting("adopted", "resolution.dated", s, mention.start, mention, organ))
    elif not mention.symbols:
        out.append(Sighting("cited", "resolution.named", s, mention.start, mention, organ, weak=_imagined(s, mention)))


def _is_told(s: Sentence, mention: Mention, out: Out) -> bool:
    """Say whether all that a phrase tells is what came of its text, or the number of an amendment."""
    decided = _numbers_amendment(s, mention) or _decided(s, mention, out)
    return (
        decided
        or done_in(s, mention, out)
        or left(s, mention, out)
        or untaken(s, mention, out)
        or agreed(s, mention, out)
        or wanted(s, mention, out)
    )


def _numbers_amendment(s: Sentence, mention: Mention) -> bool:
    """Say whether what stands in brackets is the number of an amendment: "an amendment (document A/C.3/79/L.61)"."""
    if not mention.symbols or not s.amended or s.folded[mention.start - 1] != "(":
        return False
    return any(one.end == mention.start - 2 for one in s.texts(*s.span, kinds=("amendment",)))


def _tell_draft(s: Sentence, mention: Mention, organ: Mark | None, out: Out) -> None:
    """Claim that a draft is there, if it was brought; what is only imagined or ended brings no text."""
    if _is_never_brought(s, mention):
        return
    unreal = _imagined(s, mention) or is_untrue(s, mention.start)
    weak = unreal or is_felled(s, mention) or _is_anothers(s, mention)
    if organ is None and is_worded(s, mention):
        organ = next((mark for mark in s.marks if mark.kind == "organ"), None)  # "UN ambassadors agreed on the text"
    if organ is None and mention.article == "a":
        organ = _leading(s, mention)
    out.append(Sighting("proposed", "draft.exists", s, mention.start, mention, organ, weak=weak))


def _leading(s: Sentence, mention: Mention) -> Mark | None:
    """Return the organ that a sentence on a draft begins with, if it names no other: "The Council is discussing a"."""
    organs = list(s.organs(*s.span))
    leads = len(organs) == 1 and organs[0].start - s.span[0] <= 4 and organs[0].end <= mention.start
    return organs[0] if leads and not is_asked(s.folded, organs[0].start, organs[0].end, s.lex) else None


def _leads(s: Sentence, mention: Mention) -> bool:
    """Say whether a sentence begins with a text: "Serbia won the day. Its resolution was adopted"; "In its resolution
    the Assembly" is of who is named behind."""
    return mention.start - s.span[0] <= 4 and not s.says(s.words_before(mention.start, 1), "within")


def _decided(s: Sentence, mention: Mention, out: Out) -> bool:
    """Read how a story opens with what a decision led to: "may no longer travel, after a unanimous decision of the
    Security Council on Friday"."""
    if s.index > 1 or s.tally is None or (s.index and not s.whens):
        return False  # "Tensions rose with the test, which led to sanctions after a unanimous resolution"
    agreed = mention.kind == "resolution" and mention.article == "a" and _is_unanimous(s, mention)
    if mention.kind != "vote" and not agreed and not s.says([s.folded[slice(*mention.head)]], "decided"):
        return False
    carried = s.tally.unanimous or (bool(s.tally.for_) and s.tally.against is not None)
    before = s.words_before(mention.start, 4)
    led = s.says(before[-1:], "led_by_it") and not s.says(before, "calling")
    led = led or (agreed and s.says(before[-2:-1], "according"))  # "may stay, according to a unanimous resolution by"
    if not carried or not led or mention.plural or mention.past or mention.foreign:
        return False
    organ = roles.organ_mark(mention) or next(s.organs(mention.end, mention.end + BODY_REACH), None)
    if organ is None or organ.value == "UN" or next(s.texts(*s.span, kinds=TEXTS[:2]), mention) is not mention:
        return False
    out.append(Sighting("adopted", "vote.decided", s, mention.start, None, organ, tally=s.tally))
    return True


def _is_unanimous(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is told to be all members' by its phrase: "a unanimous resolution"."""
    return s.says(s.folded[mention.start : mention.head[0]].split(), "of_all_members")


def _is_of_its_own(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is one "of its own", which may be only thought of."""
    return s.folded.startswith(longest_first(s.lex.words["of_its_own"]), mention.end)


def _is_never_brought(s: Sentence, mention: Mention) -> bool:
    """Say whether nobody brought the text: "Russia did not table its own draft"."""
    if mention.article not in ("a", "own"):
        return False
    i = s.items.index(mention) - 1
    verb = s.items[i] if i >= 0 else None
    offered = isinstance(verb, Mark) and verb.kind == "verb" and verb.value in ("table", "propose")
    denied = offered and objects.object_of(s, i) is mention and reading(s, i).mode == "denied"
    return denied and not s.says(s.words_after(mention.end, 4), "not_yet")


def _tell_owner(s: Sentence, mention: Mention, out: Out) -> None:
    """Read whose "the French text", "the French-drafted measure" is, if it is told of now; a plan may be no text."""
    if mention.past and mention.article == "own" and mention.kind == "text" and not mention.sponsors:
        mention.sponsors.extend(owner(s, mention.start))  # "after Russia vetoed their previous text"
    known = mention.sponsors and mention.article == "the" and not mention.past
    reach = reach_of_time(s, mention) if mention.start == s.span[0] else s.span[1]
    old = (when for when in s.whens if when.age is not None and when.age >= OLD_ANYWHERE)
    if not known or any(when.start - mention.end < reach for when in old):
        return
    head = [s.folded[slice(*mention.head)]]
    plain = mention.kind in TEXTS[:2] or s.says(head, "plain_texts")
    came = s.says(s.words_after(mention.end, 1), "stemming") and s.says(head, "initiatives")
    if mention.hyphened or (_is_by_name(s, mention) and (plain or came)):
        out.append(Sighting("told", "sponsor.phrase", s, mention.start, mention, roles.organ_mark(mention), weak=True))


def _is_by_name(s: Sentence, mention: Mention) -> bool:
    """Say whether a name before a text tells whose it is: "Vanuatu's text"; "the Israeli text" may be on Israel."""
    several = len(mention.sponsors) > 1
    owned = any(s.folded.startswith("'s ", end) for _, _, end in mention.sponsors)
    return (
        several or owned or _is_sent_by(s, mention) or all(identity in PERMANENT for identity, _, _ in mention.sponsors)
    )


def _is_sent_by(s: Sentence, mention: Mention) -> bool:
    """Say whether it is told right behind a text who it is from: "The text from Fiji also asks", and not "The text bans
    exports from Fiji"."""
    spots = (start for _, start, _ in mention.sponsors if start > mention.head[1])
    first = min(spots, default=0)
    between = s.folded[mention.head[1] : first].split()
    return bool(between) and all(s.says([word], "sent_by", "stemming", "definite") for word in between)


def _is_anothers(s: Sentence, mention: Mention) -> bool:
    """Say whether a draft is by somebody who is no country: "a draft by the Commerce Department"."""
    if mention.article != "a" or mention.organ or mention.sponsors or not s.says(s.words_after(mention.end, 1), "by"):
        return False
    behind = s.items[s.items.index(mention) + 1 :][:1]
    return not (mention.symbols or (behind and behind[0].start - mention.end < BY_REACH))


def _balloted(s: Sentence, mention: Mention, organ: Mark | None, out: Out) -> None:
    """Read what the noun for a vote tells: one ahead, one that goes on, or what came of one."""
    if sought(s, mention, out) or put_up(s, mention, out):
        return
    if _decided(s, mention, out):
        return
    before, text = s.words_before(mention.start, 2), text_of_vote(s, mention)
    if text is None and s.says(before[-1:], "facing"):
        text = next(reversed(list(s.texts(mention.start - FACED, mention.start, TEXTS[:2]))), None)
    if s.says(before, "ahead") and not (mention.plural or mention.past or s.says(before[-1:], "off", "company")):
        told = mention.article == "the" and not s.whens and s.says(before[-1:], "not_yet")  # "said before the vote"
        if s.says(before[-1:], "calling_it") and (
            s.folded.startswith(' "', mention.end) or s.says(s.words_after(mention.end, 1), "indefinite")
        ):
            return  # 'called the vote "welcome"', "called the vote a hasty move"
        if any((when.age or 0) >= ANCIENT for when in s.whens):
            return  # "calls made in December 2016 ahead of a Security Council vote"
        weak = told or (text is None and organ is None)
        out.append(Sighting("vote_scheduled", "vote.ahead", s, mention.start, text, organ, weak=weak))
    elif s.says([s.folded[slice(*mention.head)]], "balloting") and s.says(s.words_after(mention.end, 3), "going_on"):
        out.append(Sighting("vote_scheduled", "vote.going-on", s, mention.start, text, organ))
    elif mention.article in ("the", "") and not mention.plural:
        voted(s, mention, organ, out)


def _is_talked_over(s: Sentence, mention: Mention) -> bool:
    """Say whether a text is what talks are over: "members are split over a draft", "met to agree on a draft", "agreed
    on the text of a resolution"."""
    words = s.words_before(mention.start, 3)
    over = s.says(words[-1:], "over", "topical")
    there = over and s.says(words[:-1], "split_over", "discussing")
    return (mention.draft and there) or is_worded(s, mention) or is_negotiated(s, mention)


def _imagined(s: Sentence, mention: Mention) -> bool:
    """Say whether the text is only imagined: "to block a U.N. resolution", "would need a resolution"."""
    if mention.article in ("the", "own") or mention.sponsors or mention.backers:
        return is_thought_of(s, mention) or (mention.draft and s.says(s.words_after(mention.end, 1), "could_be"))
    if s.begins("had_there"):
        return True
    known = mention.draft or mention.hyphened
    if _is_talked_over(s, mention) or (known and s.says(s.words_before(mention.start, 1), "supporting", "discussing")):
        return False  # "met to discuss a draft", "to debate a Western-drafted resolution"
    words = s.words_before(mention.start, 4) if mention.draft else []
    if s.says(words[-2:-1], "according") or s.says(words, "taking_a_view"):
        return False  # "wants it to act, according to a draft", "has objections to a draft": it is there
    if s.says(s.words_after(mention.end, 3)[1:], "ruling") or s.says(s.words_before(mention.start, 1), "condition"):
        return True  # "A draft fails if one of the five votes against it", "unless another resolution is adopted"
    return s.says(s.words_before(mention.start, 7), "unreal", "requested") or tells_rule(s)
