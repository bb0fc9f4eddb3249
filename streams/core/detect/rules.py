"""The rules that read what happened to a text from one sentence. Each has a name, which stands in the evidence."""

from collections.abc import Callable

from streams.core.detect import clauses
from streams.core.detect.clauses import Reading, Sentence, Spot, reading
from streams.core.detect.marks import PERMANENT, Mark
from streams.core.detect.mentions import Mention
from streams.core.detect.votes import Tally, read_tally
from streams.core.detect.sightings import Claim, HeldBack, Sighting

TEXTS = ("resolution", "draft", "text")
_NO_OUTCOME = frozenset(
    "elect meet hold postpone delay adjourn reject discuss defer proceed invite include convene on whether consider debate choose appoint send keep put".split()
)
_LOSING = frozenset(
    "pass get win garner secure muster obtain gain receive be reach clear achieve attract meet collect draw".split()
)
Out = list[Sighting | HeldBack]


def read_sentence(s: Sentence) -> Out:
    """Return all that the sentence claims, and what it nearly claimed."""
    out: Out = []
    for i, item in enumerate(s.items):
        if isinstance(item, Mark) and item.kind == "verb":
            rule = _RULES.get(item.value)
            if rule is not None:
                rule(s, i, out)
    for i, item in enumerate(s.items):
        if isinstance(item, Mention):
            _mentioned(s, i, item, out)
    if s.questioned:
        return [
            _as_held(one, "question", "It is asked, not told.")
            if isinstance(one, Sighting) and one.claim not in ("told", "cited")
            else one
            for one in out
        ]
    return out


def _as_held(sighting: Sighting, rule: str, reason: str) -> HeldBack:
    return HeldBack(*sighting.sentence.span, f"{sighting.rule}.{rule}", reason)


_HELD = {
    "wished": "Somebody wants, plans or threatens it; it has not happened.",
    "failed": "It was tried and did not happen.",
    "denied": "The sentence says that it did not happen.",
    "hypothetical": "It could or would happen under a condition.",
    "future": "It is still to come.",
}


def _hold(s: Sentence, out: Out, rule: str, why: str) -> None:
    out.append(HeldBack(*s.span, rule, _HELD.get(why, why)))


def _verb(s: Sentence, i: int) -> Mark:
    verb = s.items[i]
    assert isinstance(verb, Mark)
    return verb


def _organ(item: object) -> Mark | None:
    return item if isinstance(item, Mark) and item.kind == "organ" else None


def _is_reduced(s: Sentence, i: int) -> bool:
    """Say whether a bare participle follows its text: "a resolution adopted by the council"."""
    if not i or "d" not in _verb(s, i).forms:
        return False
    previous = s.items[i - 1]
    at = i - 1
    while at > 0 and isinstance(previous, Mark) and previous.kind == "date":
        at -= 1
        previous = s.items[at]
    if not isinstance(previous, Mention) or previous.kind not in (*TEXTS, "amendment"):
        return False
    between = s.folded[previous.end : s.items[i].start].strip()
    return between == "," or (len(between.split()) <= 3 + len(previous.symbols) and "," not in between[1:])


def _is_authored(s: Sentence, i: int) -> bool:
    """Say whether a participle names the author of a text further left: "a resolution on Iran drafted by France"."""
    verb = _verb(s, i)
    if "d" not in verb.forms or " by " not in s.folded[verb.end : verb.end + 18]:
        return False
    for item in reversed(s.items[:i]):
        if isinstance(item, Mention) and item.kind in (*TEXTS, "amendment"):
            return verb.start - item.end < 80
        if isinstance(item, Mark) and item.kind in ("verb", "border"):
            return False
    return False


def _tally_of(s: Sentence, i: int) -> Tally | None:
    """Return the tally that belongs to the verb: in a sentence that also speaks of amendments, what follows the verb."""
    if not s.amended or s.tally is None:
        return s.tally
    start = s.items[i].start
    later = [item.start for item in s.items[i + 1 :] if isinstance(item, Mention) and item.kind == "amendment"]
    return read_tally(s.folded, (start, min([*later, s.span[1]])), s.lex)


def adopt(s: Sentence, i: int, out: Out) -> None:
    """Adopted, approved, passed: by an organ, or a text that was."""
    verb = _verb(s, i)
    if verb.forms == "n":
        return _adoption(s, i, out)
    how = reading(s, i)
    word = s.folded[verb.start : verb.end]
    subject = clauses.subject(s, i)
    passive = how.passive or _is_reduced(s, i)
    if (
        not passive
        and isinstance(subject, Mention)
        and word in ("passed", "passes", "pass", "carried", "passing")
        and subject.kind in TEXTS
    ):
        passive = clauses.object_of(s, i, 30) is None
    if passive:
        return _adopted_passive(s, i, how, out)
    mention = clauses.object_of(s, i) or _antecedent(s, i)
    organ = _organ(subject)
    if organ is None and subject is None and mention is not None and mention.kind in TEXTS and "it" in clauses.lead(s, i)[-3:]:
        pass  # "It adopted": the organ named last
    elif organ is None and verb.forms == "g" and subject is None:
        organ = next((item for item in s.items[i + 1 :] if isinstance(item, Mark) and item.kind == "organ"), None)
        if organ is None and not (mention and (mention.organ or mention.symbols)):
            return None
    elif organ is None:
        if mention is not None and mention.kind in TEXTS and subject is not None and how.mode == "real":
            _hold(s, out, "adopt.other-body", "The one who adopts is no organ of the United Nations.")
        return None
    if word.startswith(("back", "endors")) and (mention is None or mention.kind not in ("resolution", "draft")):
        return None
    if mention is None and not (s.tally and s.tally.counted):
        return None
    if mention is not None and mention.kind in ("other", "vote"):
        return _hold(s, out, "adopt.other-document", "What was adopted is no resolution.")
    return _claim_adopted(s, i, how, "adopt.active", mention, organ, out)


def _adopted_passive(s: Sentence, i: int, how: Reading, out: Out) -> None:
    verb = _verb(s, i)
    by, body = clauses.agent(s, i)
    if by or (body is not None and body.kind == "foreign"):
        return _hold(s, out, "adopt.other-body", "The one who adopts is no organ of the United Nations.")
    mention = clauses.before_verb(s, i)
    after = s.items[i + 1] if i + 1 < len(s.items) else None
    if body is None and isinstance(after, Mark) and after.kind == "organ" and after.start - verb.end < 24:
        body = after
    if mention is None and body is None and s.tally is None:
        return None
    if body is None:
        body = next(
            (
                item
                for item in s.items
                if isinstance(item, Mark)
                and item.kind == "organ"
                and 0 < item.start - verb.end < 60
                and item.value != "UN"
            ),
            None,
        )
    return _claim_adopted(s, i, how, "adopt.passive", mention, body, out)


def _claim_adopted(
    s: Sentence, i: int, how: Reading, rule: str, mention: Mention | None, organ: Mark | None, out: Out
) -> None:
    """Turn an adoption into the claim that its mode and its object allow."""
    at = _verb(s, i).start
    if mention is not None and (mention.kind == "amendment" or _draft_of_amendment(s, mention)):
        s.amended = True
        if how.mode == "real" and not mention.foreign:
            out.append(Sighting("amended", "amend.adopted", s, at, _draft_near(s, mention), organ))
        return
    if how.mode == "real":
        claim: Claim = "adopted"
        out.append(Sighting(claim, rule, s, at, mention, organ, tally=_tally_of(s, i), past=how.past))
    elif how.mode == "failed" or (how.mode == "denied" and rule == "adopt.passive"):
        out.append(Sighting("rejected", "adopt.failed", s, at, mention, organ, tally=_tally_of(s, i)))
    elif how.mode == "future" and organ is not None and s.whens:
        out.append(Sighting("vote_scheduled", "adopt.expected", s, at, mention, organ))
    else:
        _hold(s, out, f"{rule}.{how.mode}", how.mode)


def _draft_near(s: Sentence, amendment: Mention) -> Mention | None:
    """Return the text that an amendment is to, if the sentence names it."""
    for item in s.items:
        if isinstance(item, Mention) and item is not amendment and item.kind in TEXTS:
            return item
    return None


def _adoption(s: Sentence, i: int, out: Out) -> None:
    """ "Welcomed the unanimous adoption of resolution 2254" tells of one; "calls for the adoption" does not."""
    verb = _verb(s, i)
    words = s.folded[max(s.span[0], verb.start - 60) : verb.start].replace(",", " ").split()[-6:]
    mention = clauses.object_of(s, i, 60)
    lists = s.lex.words
    after = s.folded[verb.end : verb.end + 24]
    if any(word in lists["calling"] for word in words):
        organ = next(
            (
                item
                for item in s.items[i + 1 :]
                if isinstance(item, Mark) and item.kind == "organ" and item.start - verb.end < 48
            ),
            None,
        )
        about = clauses.before_verb(s, i)
        if organ is not None and about is not None and any(word in ("needs", "requires", "need") for word in words):
            out.append(Sighting("told", "organ.needs-approval", s, verb.start, about, organ))
        return
    if (
        mention is None
        or mention.kind not in ("resolution", "draft")
        or not after.startswith((" of ", " by ", " on ", " this ", " last "))
    ):
        return
    if any(word in lists["factive"] or word in ("adopted", "saw") for word in words):
        organ = next(
            (
                item
                for item in s.items[i + 1 :]
                if isinstance(item, Mark) and item.kind == "organ" and item.start - verb.end < 40
            ),
            None,
        )
        out.append(Sighting("adopted", "adopt.nominal", s, verb.start, mention, organ, tally=s.tally))


def act(s: Sentence, i: int, out: Out) -> None:
    """An organ that extends a mandate or imposes sanctions has adopted a text that does."""
    how = reading(s, i)
    if how.passive:
        _, organ = clauses.agent(s, i)
        previous = [item for item in s.items[:i] if isinstance(item, Mention) and item.kind == "action"]
        mention = previous[-1] if previous else None
    else:
        organ = _organ(clauses.subject(s, i))
        mention = clauses.object_of(s, i, 90)
    if (
        organ is None
        or organ.kind != "organ"
        or organ.value == "UN"
        or mention is None
        or mention.kind not in ("action", *TEXTS)
    ):
        return
    if how.mode == "real":
        text = next(
            (item for item in s.items if isinstance(item, Mention) and item.kind in ("resolution", "draft")), None
        )
        out.append(
            Sighting(
                "adopted",
                "act.organ",
                s,
                _verb(s, i).start,
                text or mention,
                organ,
                tally=s.tally,
                past=how.past,
                weak=not _decisive(s),
            )
        )
    elif how.mode == "future" and s.whens:
        out.append(Sighting("vote_scheduled", "act.expected", s, _verb(s, i).start, mention, organ))
    else:
        _hold(s, out, f"act.organ.{how.mode}", how.mode)


def _decisive(s: Sentence) -> bool:
    """Say whether the sentence itself shows a decision now: a vote, a day, or the opening of the story."""
    return s.index <= 1 or bool(s.tally) or bool(s.whens)


def call(s: Sentence, i: int, out: Out) -> None:
    """What an organ condemns or demands it does by resolution only where a vote or a text is told beside it."""
    organ = _organ(clauses.subject(s, i))
    if organ is None or organ.value == "UN":
        return
    how = reading(s, i)
    text = next(
        (
            item
            for item in s.items
            if isinstance(item, Mention) and item.kind in ("resolution", "draft") and not item.plural and not item.past
        ),
        None,
    )
    voted = s.tally is not None and s.tally.counted
    if (
        how.mode == "real"
        and not how.passive
        and (voted or (text is not None and s.folded[max(0, text.start - 4) : text.start] in (" in ", "ith ", "ugh ")))
    ):
        out.append(Sighting("adopted", "call.voted", s, _verb(s, i).start, text, organ, tally=s.tally, past=how.past))


def vote(s: Sentence, i: int, out: Out) -> None:
    """Voted to, voted for, voted against; is to vote."""
    verb = _verb(s, i)
    how = reading(s, i)
    subject = clauses.subject(s, i)
    organ = _organ(subject)
    rest = s.folded[verb.end : verb.end + 110]
    text = next(
        (
            item
            for item in s.items[i + 1 :]
            if isinstance(item, Mention) and item.kind in TEXTS and item.start - verb.end < NEAR_VOTE
        ),
        None,
    )
    if how.mode == "wished" and organ is not None and _meets(s, organ, verb):
        how = Reading("future")
    would = how.mode == "hypothetical" and "would" in clauses.lead(s, i)[-4:]
    if how.mode == "future" or (would and organ is not None):
        about = text or (subject if isinstance(subject, Mention) else None)
        if organ is not None or (about is not None and about.kind in TEXTS):
            return out.append(Sighting("vote_scheduled", "vote.coming", s, verb.start, about, organ))
        return None
    if how.mode != "real":
        return _hold(s, out, f"vote.{how.mode}", how.mode) if organ or text else None
    if organ is None:
        if s.tally is not None and s.tally.counted:
            out.append(Sighting("told", "vote.members", s, verb.start, text, _organ_beside(s, i), tally=s.tally))
        return None
    direction = _direction(rest)
    if direction and _by_members(s, i) and " to " not in rest[:40]:
        out.append(Sighting("told", "vote.members", s, verb.start, text, organ, tally=s.tally))
    elif direction:
        out.append(Sighting(direction, "vote.organ", s, verb.start, text, organ, tally=s.tally, past=how.past))
    elif text is not None and rest.lstrip().startswith("on "):
        out.append(Sighting("tabled", "vote.held", s, verb.start, text, organ, tally=s.tally, weak=True))
    elif s.tally is not None and s.tally.counted:
        out.append(Sighting("told", "vote.tally", s, verb.start, text, organ, tally=s.tally))
    return None


NEAR_VOTE = 160


def _by_members(s: Sentence, i: int) -> bool:
    """Say whether so many members voted, and not the organ: "35 members of the council voted for"."""
    organ = clauses.subject(s, i)
    start = organ.start if organ is not None else s.items[i].start
    words = [*s.folded[max(s.span[0], start - 40) : start].split()[-5:], *clauses.lead(s, i)]
    return any(word in ("members", "countries", "states", "nations", "delegations", "three", "four", "five", "two") for word in words)


def _meets(s: Sentence, organ: Mark, verb: Mark) -> bool:
    """Say whether an organ meets in order to vote: "will hold an emergency session on Thursday to vote on"."""
    return not {"session", "meeting", "meet", "meets", "convene", "convenes", "gathers"}.isdisjoint(
        s.folded[organ.end : verb.start].split()
    )


def _organ_beside(s: Sentence, i: int) -> Mark | None:
    return next(
        (
            item
            for item in reversed(s.items[:i])
            if isinstance(item, Mark) and item.kind == "organ" and item.value != "UN"
        ),
        None,
    )


def _direction(rest: str) -> Claim | None:
    """Return what an organ's vote came to, by the words behind it: "to extend", "in favor of", "against"."""
    words = rest.replace(",", " ,").split()
    for at, word in enumerate(words[:12]):
        if word == "to" and at + 1 < len(words):
            after = words[at + 1]
            if after.isdigit() or after in ("the", "a", "one", "two", "three", "four", "five", "six", "seven"):
                continue
            return None if after.strip(",.") in _NO_OUTCOME else "adopted"
        if (
            word in ("for", "endorsing", "approving")
            or (word == "favor" or word == "favour")
            and words[at + 1 : at + 2] == ["of"]
        ):
            named = not {"resolution", "draft", "text", "measure", "motion"}.isdisjoint(words[at + 1 : at + 9])
            return "adopted" if named or at < 4 else None
        if word == "against" and at < 3:
            return "rejected"
        if word in ("that", "which", "who", "while", "but"):
            return None
    return None


def reject(s: Sentence, i: int, out: Out) -> None:
    """Rejected by an organ, or a text that was. States reject texts every day: that decides nothing."""
    verb = _verb(s, i)
    if verb.forms == "n":
        return
    how = reading(s, i)
    if how.passive or _is_reduced(s, i):
        by, organ = clauses.agent(s, i)
        mention = clauses.before_verb(s, i)
        if by or mention is None or (organ is not None and organ.kind != "organ"):
            return
    else:
        organ = _organ(clauses.subject(s, i))
        mention = clauses.object_of(s, i)
        if organ is None or mention is None or mention.kind not in (*TEXTS, "amendment"):
            return
    if mention.kind == "amendment" or _draft_of_amendment(s, mention):
        s.amended = True
        return _hold(s, out, "reject.amendment", "An amendment was rejected, not the text.")
    if how.mode == "real":
        out.append(Sighting("rejected", "reject", s, verb.start, mention, organ, tally=s.tally, past=how.past))
        return
    return _hold(s, out, f"reject.{how.mode}", how.mode)


def _draft_of_amendment(s: Sentence, mention: Mention) -> bool:
    """Say whether the text is named only as what amendments are to: "amendments to the draft were rejected"."""
    for item in s.items:
        if isinstance(item, Mention) and item.kind == "amendment" and 0 <= mention.start - item.end < 90:
            between = f"{s.folded[item.end : mention.start]} "
            return " to " in between or between.strip() == "of"
    return False


def fail(s: Sentence, i: int, out: Out) -> None:
    """A text that failed, or fell short of the votes."""
    verb = _verb(s, i)
    how = reading(s, i)
    rest = s.folded[verb.end : verb.end + 40].split()
    losing = not rest or rest[0] != "to" or (len(rest) > 1 and rest[1] in _LOSING)
    subject = clauses.subject(s, i)
    words = clauses.lead(s, i)
    pronoun = subject is None and "it" in words
    text = subject if isinstance(subject, Mention) else None
    if text is None and (subject is None or s.folded.startswith(("fell", "fall"), verb.start)):
        text = clauses.before_verb(s, i)
    if (
        how.mode != "real"
        or not losing
        or (text is None and not pronoun and not (verb.forms == "g" and s.tally and s.tally.counted))
    ):
        return
    if text is not None and text.kind == "amendment":
        s.amended = True
        return
    if text is not None and text.kind not in TEXTS:
        return
    out.append(Sighting("rejected", "fail", s, verb.start, text, None, tally=s.tally, weak=text is None))


def veto(s: Sentence, i: int, out: Out) -> None:
    """A permanent member vetoed a text: the verb, or the noun with the one who cast it."""
    verb = _verb(s, i)
    if "n" in verb.forms and _is_nominal(s, i):
        return _veto_noun(s, i, out)
    how = reading(s, i)
    if how.passive or _is_reduced(s, i):
        by, _ = clauses.agent(s, i)
        mention = clauses.before_verb(s, i)
    else:
        mention = clauses.object_of(s, i) or _antecedent(s, i)
        by = _doers(s, i)
        agents = clauses.agent(s, i)[0] if verb.forms == "g" else []
        if verb.forms == "g" and clauses.lead(s, i)[-1:] == ["by"]:  # "by vetoing the draft, Russia"
            agents = clauses.actors_from(s, mention.end if mention else verb.end, 60)
        if agents:  # "the vetoing by the United States of a resolution"
            by, how = agents, Reading("real")
    return _claim_veto(s, i, how, by, mention, "veto.verb", out)


def _claim_veto(
    s: Sentence, i: int, how: Reading, by: list[Spot], mention: Mention | None, rule: str, out: Out
) -> None:
    permanent = [spot for spot in by if spot[0] in PERMANENT]
    if not permanent:
        return
    if how.mode != "real":
        return _hold(s, out, f"{rule}.{how.mode}", how.mode)
    if mention is not None and mention.plural:
        return _hold(s, out, f"{rule}.several", "Several vetoes are counted; none is told.")
    if mention is not None and mention.kind in ("vote", "other", "amendment"):
        mention = None
    out.append(
        Sighting("vetoed", rule, s, _verb(s, i).start, mention, None, vetoers=permanent, tally=s.tally, past=how.past)
    )


def _doers(s: Sentence, i: int) -> list[Spot]:
    """Return the actors that are the verb's subject."""
    subject = clauses.subject(s, i)
    if isinstance(subject, Mark) and subject.kind == "actor" and "p" not in subject.forms:
        return clauses.actors_ending(s, s.items.index(subject))
    return []


def _antecedent(s: Sentence, i: int) -> Mention | None:
    """Return the text that a relative clause is about: "the draft resolution, which the United States vetoed"."""
    for j in range(i - 1, 0, -1):
        item = s.items[j]
        if isinstance(item, Mark) and item.kind == "border" and item.value == "relative":
            for earlier in reversed(s.items[:j]):
                if isinstance(earlier, Mention) and earlier.kind in TEXTS:
                    return earlier
            return None
        if isinstance(item, Mark) and item.kind == "border":
            return None
    return None


def _is_nominal(s: Sentence, i: int) -> bool:
    verb = _verb(s, i)
    before = s.folded[max(s.span[0], verb.start - 24) : verb.start].split()
    word = before[-1].strip("\"'(,)") if before else ""
    if word in s.lex.words["nominal"] or word.rstrip("stndrh").isdigit() or word.endswith("'s"):
        return True
    previous = s.items[i - 1] if i else None
    adjective = (
        isinstance(previous, Mark)
        and previous.kind == "actor"
        and s.folded[verb.end : verb.end + 4] in (" on ", " of ", " ove", ", ", ".")
    )
    return (
        adjective
        or (isinstance(previous, Mark) and previous.kind == "verb" and previous.value == "wield")
        or s.folded[verb.end : verb.end + 6] in (" power", " threa", " right")
    )


def _veto_noun(s: Sentence, i: int, out: Out) -> None:
    """ "Cast its veto", "used its veto power", "a veto by Russia", "after a U.S. veto"."""
    verb = _verb(s, i)
    for j in range(i - 1, -1, -1):
        item = s.items[j]
        if verb.start - item.end > 80:
            break
        if isinstance(item, Mark) and item.kind == "verb" and item.value == "wield":
            mention = clauses.object_of(s, i) or _antecedent(s, j)
            return _claim_veto(s, j, reading(s, j), _doers(s, j), mention, "veto.cast", out)
    words = s.folded[max(s.span[0], verb.start - 48) : verb.start].replace(",", " ").split()[-6:]
    lists = s.lex.words
    if any(
        word.strip("\"'") in lists["wished"] or word in lists["negation"] or word in lists["calling"] for word in words
    ):
        return _hold(s, out, "veto.noun.wished", "wished")
    by, _ = clauses.agent(s, i)
    if not by:
        previous = s.items[i - 1] if i else None
        if isinstance(previous, Mark) and previous.kind == "actor" and verb.start - previous.end <= 12:
            by = clauses.actors_ending(s, i - 1)
    told = any(word in lists["factive"] or word in ("blocked", "by", "over", "under", "regrets", "fell", "falls", "died", "killed", "sunk") for word in words)
    if (
        by
        and (told or " by " in s.folded[verb.end : verb.end + 8])
        and not s.folded.startswith((" power", " right", "-wield", " threat"), verb.end)
    ):
        return _claim_veto(s, i, Reading("real"), by, clauses.object_of(s, i) or clauses.before_verb(s, i), "veto.noun", out)
    return None


def block(s: Sentence, i: int, out: Out) -> None:
    """ "Blocked" is another word for a veto that is told beside it."""
    how = reading(s, i)
    by = [spot for spot in _doers(s, i) if spot[0] in PERMANENT]
    mention = clauses.object_of(s, i)
    if (
        how.mode == "real"
        and mention is not None
        and not mention.plural
        and mention.kind in (*TEXTS, "action")
        and (by or _verb(s, i).forms == "g")
    ):
        out.append(
            Sighting(
                "vetoed", "veto.blocked", s, _verb(s, i).start, mention, None, vetoers=by, tally=s.tally, weak=True
            )
        )


def _offered(s: Sentence, i: int, out: Out, claim: Claim, family: str) -> None:
    """A text tabled or proposed: by its subject, or "by" somebody."""
    verb = _verb(s, i)
    if verb.forms == "n":
        return
    how = reading(s, i)
    reduced = _is_reduced(s, i) or _is_authored(s, i)
    if how.passive or reduced:
        mention = clauses.before_verb(s, i)
        by, _ = clauses.agent(s, i)
        fresh = mention is not None and mention.article == "a" and not mention.past and bool(by)
        weak = reduced and not how.passive and not fresh
        if reduced and not how.passive:
            how = Reading("real")
    else:
        mention = clauses.object_of(s, i, 90) or _antecedent(s, i)
        by, weak = _doers(s, i), False
        if mention is None and " it " in s.folded[verb.start : verb.end + 1]:
            weak = True
        elif mention is None or (not by and verb.forms in ("b", "s", "g")):
            return
    if mention is not None and (mention.kind not in TEXTS or mention.plural or mention.article == "any"):
        return
    if mention is None and not by:
        return
    if how.mode == "real":
        tabled = claim if not weak else "told"
        if by or mention is None or mention.kind != "text":
            out.append(
                Sighting(
                    tabled,
                    f"{family}.{'passive' if how.passive or reduced else 'active'}",
                    s,
                    verb.start,
                    mention,
                    None,
                    sponsors=by,
                    weak=weak or not (by or how.passive),
                    past=how.past,
                )
            )
    elif how.mode in ("future", "wished") and by and mention is not None and _planned(s, i):
        out.append(Sighting("proposed", f"{family}.planned", s, verb.start, mention, None, sponsors=by))
    else:
        _hold(s, out, f"{family}.{how.mode}", how.mode)


def _planned(s: Sentence, i: int) -> bool:
    """Say whether the subject itself plans it: "intends to circulate", not "was urged to"."""
    words = clauses.lead(s, i)[-6:]
    return any(
        word
        in (
            "will",
            "plans",
            "plan",
            "planning",
            "intends",
            "intend",
            "preparing",
            "set",
            "expected",
            "going",
            "wants",
            "vowed",
            "ready",
            "proposed",
            "due",
        )
        for word in words
    )


def table(s: Sentence, i: int, out: Out) -> None:
    """Circulated, tabled, introduced, put forward."""
    _offered(s, i, out, "tabled", "table")


def propose(s: Sentence, i: int, out: Out) -> None:
    """Proposed, drafted, negotiated."""
    _offered(s, i, out, "proposed", "propose")


def consider(s: Sentence, i: int, out: Out) -> None:
    """An organ takes a draft up."""
    how = reading(s, i)
    organ = _organ(clauses.subject(s, i))
    mention = clauses.object_of(s, i, 60)
    if (
        how.mode in ("real", "future")
        and organ is not None
        and mention is not None
        and mention.kind == "draft"
        and not mention.plural
    ):
        out.append(Sighting("proposed", "consider", s, _verb(s, i).start, mention, organ))


def postpone(s: Sentence, i: int, out: Out) -> None:
    """A vote, or a text, put off."""
    verb = _verb(s, i)
    if verb.forms == "n":
        return
    how = reading(s, i)
    mention: Mention | None
    if how.passive:
        earlier = [item for item in s.items[:i] if isinstance(item, Mention) and item.kind in ("vote", *TEXTS)]
        mention = earlier[-1] if earlier else None
        if len(earlier) > 1 and any(item.kind == "vote" for item in earlier):
            mention = next(item for item in earlier if item.kind == "vote")
    else:
        mention = clauses.object_of(s, i)
        if mention is None and _is_reduced_vote(s, i):
            mention = s.items[i - 1]  # type: ignore[assignment]  # a vote: _is_reduced_vote has looked
    if mention is None or mention.kind not in ("vote", "draft", "resolution", "text"):
        return
    if how.mode != "real":
        return _hold(s, out, f"postpone.{how.mode}", how.mode)
    by = _doers(s, i) if not how.passive else []
    organ = None if how.passive else _organ(clauses.subject(s, i))
    text = mention if mention.kind != "vote" else _text_of_vote(s, mention) or mention
    mark = organ or (
        Mark("organ", mention.organ, "", *mention.organ_span) if mention.organ and mention.organ_span else None
    )
    out.append(
        Sighting(
            "postponed", "postpone", s, verb.start, text, mark, sponsors=by if text is None or not text.sponsors else []
        )
    )


def _is_reduced_vote(s: Sentence, i: int) -> bool:
    previous = s.items[i - 1] if i else None
    return isinstance(previous, Mention) and previous.kind == "vote" and s.items[i].start - previous.end < 8


def _text_of_vote(s: Sentence, voted: Mention) -> Mention | None:
    """Return the text that a vote is on: the next one in the sentence."""
    return next(
        (
            item
            for item in s.items
            if isinstance(item, Mention) and item.kind in TEXTS and 0 <= item.start - voted.end < NEAR_VOTE
        ),
        None,
    )


def withdraw(s: Sentence, i: int, out: Out) -> None:
    """A text taken back by who brought it."""
    verb = _verb(s, i)
    if verb.forms == "n":
        return
    how = reading(s, i)
    if how.passive:
        mention, by = clauses.before_verb(s, i), clauses.agent(s, i)[0]
    else:
        mention, by = clauses.object_of(s, i, 40), _doers(s, i)
    if mention is None or mention.kind not in TEXTS or mention.plural:
        return
    if mention.kind == "text" and s.folded[mention.head[0] : mention.head[1]] in ("declaration", "decision", "bid"):
        return
    if how.mode == "real":
        out.append(Sighting("withdrawn", "withdraw", s, verb.start, mention, None, sponsors=by, past=how.past))
    else:
        _hold(s, out, f"withdraw.{how.mode}", how.mode)


def schedule(s: Sentence, i: int, out: Out) -> None:
    """ "A vote on the draft is expected on Friday"."""
    verb = _verb(s, i)
    earlier = [item for item in s.items[:i] if isinstance(item, Mention) and item.kind == "vote"]
    called = clauses.object_of(s, i, 40)
    if called is not None and called.kind == "vote" and not called.plural and s.whens and s.folded[verb.start : verb.end] in ("scheduled", "set", "schedules", "planned", "sets"):
        if reading(s, i).mode == "real":
            organ = Mark("organ", called.organ, "", *called.organ_span) if called.organ and called.organ_span else _organ_after(s, i)
            out.append(Sighting("vote_scheduled", "vote.called", s, verb.start, _text_of_vote(s, called) or called, organ))
        return
    if not earlier or verb.start - earlier[-1].end > 110:
        return
    voted = earlier[-1]
    how = reading(s, i)
    coming = how.mode == "future" or (how.mode == "real" and how.passive) or s.folded[verb.start : verb.end] == "due"
    held = s.folded[verb.start : verb.end] in ("held", "took place", "came", "comes")
    if how.mode in ("denied", "hypothetical", "wished") or not coming or (held and how.mode != "future"):
        return
    organ = Mark("organ", voted.organ, "", *voted.organ_span) if voted.organ and voted.organ_span else None
    out.append(
        Sighting(
            "vote_scheduled",
            "vote.scheduled",
            s,
            verb.start,
            _text_of_vote(s, voted),
            organ,
            weak=not s.whens and s.index > 3,
        )
    )


def _organ_after(s: Sentence, i: int) -> Mark | None:
    return next((item for item in s.items[i + 1 :] if isinstance(item, Mark) and item.kind == "organ" and item.value != "UN" and item.start - s.items[i].end < NEAR_VOTE), None)


def _mentioned(s: Sentence, i: int, mention: Mention, out: Out) -> None:
    """What a mention tells by itself: votes ahead, drafts that exist, who they are from, numbers that are cited."""
    if mention.kind == "vote":
        before = s.folded[max(s.span[0], mention.start - 14) : mention.start]
        if (
            before.endswith(("ahead of ", "before ", "prior to ", "calls ", "called "))
            and not mention.plural
            and not mention.past
        ):
            organ = (
                Mark("organ", mention.organ, "", *mention.organ_span) if mention.organ and mention.organ_span else None
            )
            text = _text_of_vote(s, mention)
            out.append(
                Sighting(
                    "vote_scheduled", "vote.ahead", s, mention.start, text, organ, weak=text is None and organ is None
                )
            )
        return
    if mention.kind not in ("resolution", "draft"):
        return
    for symbol in mention.symbols:
        out.append(
            Sighting(
                "cited" if symbol.forms == "r" else "told",
                "symbol",
                s,
                mention.start,
                mention,
                _mention_organ(mention),
                symbol=symbol,
                weak=symbol.forms == "d",
            )
        )
    if mention.plural or mention.article == "any":
        return
    exists = mention.draft or mention.rival or bool(mention.sponsors and mention.hyphened)
    if exists and not mention.past:
        out.append(
            Sighting(
                "proposed", "draft.exists", s, mention.start, mention, _mention_organ(mention), weak=_unreal(s, mention)
            )
        )
    elif mention.organ is not None and not mention.symbols:
        out.append(
            Sighting(
                "cited",
                "resolution.named",
                s,
                mention.start,
                mention,
                _mention_organ(mention),
                weak=_unreal(s, mention),
            )
        )


def _mention_organ(mention: Mention) -> Mark | None:
    return Mark("organ", mention.organ, "", *mention.organ_span) if mention.organ and mention.organ_span else None


def _unreal(s: Sentence, mention: Mention) -> bool:
    """Say whether the text is only imagined: "to block a U.N. resolution", "would need a resolution"."""
    if mention.article in ("the", "own") or mention.sponsors:
        return False
    words = s.folded[max(s.span[0], mention.start - 60) : mention.start].replace(",", " ").split()[-7:]
    lists = s.lex.words
    unreal = ("to", "would", "could", "might", "may", "should", "if", "without", "for", "any", "no", "whether", "not")
    return any(word in unreal or word in lists["requested"] for word in words)


_RULES: dict[str, Callable[[Sentence, int, Out], None]] = {
    "adopt": adopt, "act": act, "call": call, "vote": vote, "reject": reject, "fail": fail, "veto": veto, "block": block,
    "table": table, "propose": propose, "consider": consider, "postpone": postpone, "withdraw": withdraw, "schedule": schedule,
}  # fmt: skip
