"""The parts that leads are put together from, and what each lead tells."""

from random import Random
from typing import NamedTuple, TypeAlias

from streams.core.model import ResolutionEvent

Parts: TypeAlias = dict[str, tuple[str, ...] | dict[str, str]]
"""What may stand for each part; bodies, vetoing members and states with their ids."""


class Told(NamedTuple):
    """What a lead tells: its organ, the stages that are right, whom it must name as vetoing or as sponsors."""

    organ: str
    stages: tuple[str, ...]
    vetoed_by: frozenset[str] | None = None
    sponsors: frozenset[str] | None = None

    def is_told_by(self, events: list[ResolutionEvent]) -> bool:
        """Say whether this and nothing else was read."""
        if len(events) != 1 or events[0].organ != self.organ or events[0].stage not in self.stages:
            return False
        vetoed_by = frozenset(events[0].vote.vetoed_by) if events[0].vote is not None else frozenset()
        vetoed = self.vetoed_by is None or vetoed_by == self.vetoed_by
        return vetoed and (self.sponsors is None or frozenset(events[0].sponsors) == self.sponsors)


DATELINES = ("", "UNITED NATIONS — ", "UNITED NATIONS (Reuters) - ", "NEW YORK, May 22 (Xinhua) -- ")
DAYS = ("", "on Tuesday ", "late on Monday ", "on Wednesday ", "again ")
TAILS = (
    ".",
    " on Wednesday.",
    ", despite opposition from some members.",
    ", diplomats said.",
    " after weeks of talks.",
)
TOPICS = (
    "demanding Israel end its presence in Gaza",
    "calling for a ceasefire in Sudan",
    "on human rights in Iran",
    "imposing sanctions on North Korea",
    "that condemns Russia's invasion of Ukraine",
    "which demands an immediate halt to fighting in Yemen",
    "urging Syria to give up its weapons",
    "to extend sanctions against South Sudan",
    "extending the mandate of peacekeepers in Mali by a year",
    "aimed at protecting civilians in Haiti",
    "that would send monitors to Libya",
    "backing a two-state solution in the Middle East",
    "seeking an inquiry into abuses in Eritrea",
)
BODIES = {
    "The UN General Assembly": "GA",
    "The 193-member General Assembly": "GA",
    "UNGA": "GA",
    "The U.N. Security Council": "SC",
    "The United Nations Security Council": "SC",
    "The 15-member Security Council": "SC",
    "The U.N.’s most powerful body": "SC",
    "A divided U.N. Security Council": "SC",
    "Members of the U.N. Security Council": "SC",
    "The UN Human Rights Council": "HRC",
    "The U.N.'s top human rights body": "HRC",
}
TEXTS = (
    "a resolution",
    "a non-binding resolution",
    "a British-drafted, non-binding resolution",
    "a U.S.-sponsored, legally binding resolution",
    "a new, tougher resolution",
    "a strongly worded resolution",
    "a watered-down resolution",
    "a draft resolution",
    "a text",
    "a U.S.-drafted text",
    "a Franco-German resolution",
    "the resolution",
    "an Arab-backed resolution",
    "a motion",
    "a resolution drafted by Norway",
    "a rival resolution",
    "a revised draft",
)
COUNCIL_TEXTS = (
    "a U.N. Security Council resolution",
    "a UN Security Council draft resolution",
    "a U.S.-drafted Security Council resolution",
    "a draft Security Council resolution",
    "a French-drafted, non-binding Security Council resolution",
    "a UN resolution",
    "a Security Council text",
    "a resolution in the U.N. Security Council",
)
VETOERS = {"Russia": "RUS", "The United States": "USA", "China": "CHN", "Russia and China": "RUS CHN", "Moscow": "RUS"}
STATES = {"France": "FRA", "Britain": "GBR", "France and Germany": "FRA DEU", "South Korea": "KOR", "Algeria": "DZA"}


ENGLISH: Parts = {
    "day": DAYS,
    "topic": TOPICS,
    "tail": TAILS,
    "body": BODIES,
    "text": TEXTS,
    "council_text": COUNCIL_TEXTS,
    "vetoer": VETOERS,
    "state": STATES,
}


class Family(NamedTuple):
    """Leads that tell the same: their frames, the stages that are right, how many of those drawn may be misread."""

    name: str
    stages: tuple[str, ...]
    frames: tuple[str, ...]
    unread: int = 0
    language: str = "en"
    parts: Parts = ENGLISH

    def draw(self, chance: Random) -> tuple[str, Told]:
        """Return a lead of this kind and what it tells."""
        frame = chance.choice(self.frames)
        parts = {name: chance.choice(list(choices)) for name, choices in self.parts.items()}
        lead = frame.format(**parts, Text=parts["text"][0].upper() + parts["text"][1:])
        lead = " ".join(lead.split()).replace(" .", ".").replace(" ,", ",")
        ids = {
            name: frozenset(named[parts[name]].split()) for name, named in self.parts.items() if isinstance(named, dict)
        }
        organ = next(iter(ids["body"])) if "{body}" in frame else "HRC" if "Human Rights" in frame else "SC"
        told = {name: named for name, named in ids.items() if f"{{{name}}}" in frame}
        vetoed_by = next((named for name, named in told.items() if "vetoer" in name), None)  # "{by_vetoer}" too
        sponsors = next((named for name, named in told.items() if "state" in name), None)
        dateline = chance.choice(DATELINES) if self.language == "en" else ""
        return dateline + lead, Told(organ, self.stages, vetoed_by, sponsors)


FAMILIES = (
    Family(
        "adopted",
        ("adopted",),
        (
            "{body} adopted {text} {topic}{tail}",
            "{body} has passed {text} {topic}{tail}",
            "{body} {day}approved {text} {topic}{tail}",
            "{body} voted overwhelmingly to adopt {text} {topic}{tail}",
            "{body} voted in favour of {text} {topic}{tail}",
            "{body} voted on Tuesday in favor of {text} {topic}.",
            "{body} has backed {text} {topic}{tail}",
            "{body} endorsed {text} {topic}{tail}",
            "{body} gave its backing to {text} {topic}{tail}",
            "{body} gave its backing on Tuesday to {text} {topic}.",
            "{body} threw its weight on Tuesday behind a resolution {topic}.",
            "{Text} {topic} passed on Tuesday in the UN Security Council.",
            "{Text} {topic} won approval in the Security Council on Tuesday.",
            "{Text} {topic} was adopted by the U.N. Security Council on Tuesday.",
        ),
        unread=2,
    ),
    Family(
        "adopted, told behind something else",
        ("adopted",),
        (
            "Rights groups on Wednesday welcomed the adoption by the Security Council of {text} {topic}.",
            "Israel condemned the Security Council on Wednesday for adopting {text} {topic}.",
            "Chad's president said on Wednesday he was grateful to the Security Council for passing {text} {topic}.",
            "The bishops on Wednesday praised the passage in the UN Security Council of {text} {topic}.",
            "For the first time since 2011, the U.N. Security Council has passed {text} {topic}.",
            "{Text} {topic}, adopted by the UN Security Council on Tuesday, drew an angry response.",
            "Oil rose on Wednesday after the U.N. Security Council voted to adopt {text} {topic}.",
            "By 12 votes to one, with two abstentions, the U.N. Security Council on Tuesday adopted {text} {topic}.",
            "Meeting in emergency session, the U.N. Security Council on Tuesday adopted {text} {topic}.",
        ),
        unread=2,
    ),
    Family(
        "rejected",
        ("rejected",),
        (
            "{body} {day}rejected {text} {topic}{tail}",
            "{body} voted down {text} {topic}{tail}",
            "{body} has narrowly rejected {text} {topic}{tail}",
            "{body} threw out {text} {topic}{tail}",
            "{body} did not adopt {text} {topic}{tail}",
            "{body} declined on Tuesday to adopt a resolution {topic}.",
            "{Text} {topic} was put to a vote but failed in the Security Council on Tuesday.",
            "{Text} {topic} was shot down in the U.N. Security Council on Tuesday.",
            "{Text} {topic} was defeated on Tuesday in the Security Council.",
        ),
        unread=2,
    ),
    Family(
        "vetoed",
        ("vetoed",),
        (
            "{vetoer} {day}vetoed {council_text} {topic}{tail}",
            "{vetoer} used its veto to block {council_text} {topic}{tail}",
            "{vetoer} used its veto power to defeat {council_text} {topic}{tail}",
            "{vetoer} cast its veto against {council_text} {topic}{tail}",
            "{vetoer} {day}blocked {council_text} {topic}{tail}",
            "{vetoer} killed {council_text} {topic}{tail}",
            "{vetoer} torpedoed {council_text} {topic}{tail}",
            "{vetoer} blocked the UN Security Council on Tuesday from adopting a resolution {topic}.",
            "{vetoer} prevented the adoption on Tuesday of a U.N. Security Council resolution {topic}.",
            "A veto by {vetoer} on Tuesday sank a U.N. Security Council resolution {topic}.",
        ),
        unread=2,
    ),
    Family(
        "vote ahead",
        ("vote_scheduled",),
        (
            "{body} will vote on Friday on {text} {topic}.",
            "{body} is expected to vote this week on {text} {topic}.",
            "{body} votes on Thursday on {text} {topic}.",
            "{body} could vote as early as Thursday on {text} {topic}.",
            "{body} was set to vote later on Wednesday on {text} {topic}.",
            "{body} plans to vote on Thursday morning on {text} {topic}.",
        ),
        unread=2,
    ),
    Family(
        "vote put off",
        ("postponed",),
        (
            "{body} {day}postponed a vote on {text} {topic}.",
            "{body} once again postponed voting on {text} {topic}.",
            "{body} postponed Tuesday voting on {text} {topic}.",
            "{body} delayed until Thursday a vote on {text} {topic}.",
            "{body} will not vote on {text} {topic} until Friday, diplomats said.",
            "{body} postpones vote on {text} {topic}",
            "A Security Council vote on {text} {topic} has been delayed.",
        ),
        unread=2,
    ),
    Family(
        "talked over",
        ("proposed", "tabled"),
        (
            "Members of the U.N. Security Council are working on a resolution {topic}{tail}",
            "Security Council members are working to craft a resolution {topic}{tail}",
            "Negotiations on a U.N. Security Council resolution {topic} resumed on Tuesday.",
            "Talks continued on Tuesday on a draft U.N. Security Council resolution {topic}.",
            "Diplomats at the UN were haggling on Tuesday over a draft Security Council resolution {topic}.",
            "The U.N. Security Council is considering a draft resolution {topic}{tail}",
            "The UN Human Rights Council is considering a resolution {topic}{tail}",
            "The U.N. Security Council on Tuesday began negotiations on a draft resolution {topic}.",
            "The permanent members of the U.N. Security Council reached a deal on Tuesday on a resolution {topic}.",
            "World powers agreed on Tuesday on the text of a U.N. Security Council resolution {topic}.",
            "China has objections to a draft Security Council resolution {topic}{tail}",
            "China urged caution on Tuesday over a draft U.N. Security Council resolution {topic}.",
            "Russia said on Tuesday it would not support a draft U.N. Security Council resolution {topic}.",
        ),
        unread=2,
    ),
    Family(
        "announced",
        ("proposed", "tabled"),
        (
            "{state} is preparing a U.N. Security Council resolution {topic}{tail}",
            "{state} is working on a draft Security Council resolution {topic}{tail}",
            "{state} has prepared a draft Security Council resolution {topic}{tail}",
            "{state} is pushing for a UN Security Council resolution {topic}{tail}",
            "{state} will seek a U.N. Security Council resolution {topic}{tail}",
            "{state} said on Tuesday it would propose a U.N. Security Council resolution {topic}.",
            "{state} said on Tuesday it planned to put forward a Security Council resolution {topic}.",
            "{state} plans to submit a Security Council resolution {topic}{tail}",
            "{state} is to present a draft resolution to the Security Council {topic}{tail}",
        ),
        unread=2,
    ),
    Family(
        "brought",
        ("tabled",),
        (
            "{state} {day}circulated a draft Security Council resolution {topic}{tail}",
            "{state} has put forward a U.N. Security Council resolution {topic}{tail}",
            "{state} sent council members a draft Security Council resolution {topic}.",
            "{state} has submitted a draft resolution to the U.N. Security Council {topic}{tail}",
            "{state} introduced a Security Council draft resolution {topic}{tail}",
            "{state} presented the U.N. Security Council on Tuesday with a draft resolution {topic}.",
        ),
        unread=2,
    ),
    Family(
        "taken back",
        ("withdrawn",),
        (
            "{state} {day}withdrew its draft at the U.N. Security Council {topic}{tail}",
            "{state} has withdrawn its draft Security Council resolution {topic}{tail}",
            "{state} agreed to withdraw a U.N. Security Council resolution {topic}{tail}",
            "{state} dropped its draft Security Council resolution {topic}{tail}",
            "{state} abandoned on Tuesday a bid for a U.N. Security Council resolution {topic}.",
            "{state} gave up its bid for a Security Council resolution {topic}{tail}",
        ),
        unread=2,
    ),
)
