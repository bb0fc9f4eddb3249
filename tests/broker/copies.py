"""One vote as two agencies tell it, and their texts as papers print them: cut, re-headlined, with remnants of the page.

All is fiction, in the style of the wires.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import orjson

AP = (
    "The U.N. Security Council voted Thursday to extend the mandate of the peacekeeping mission in South Sudan for a "
    "year, over the objections of three members who said that its force was too large.",
    "The resolution, drafted by the United States, was adopted by a vote of 12 in favor, none against, with China, "
    "Pakistan and Russia abstaining.",
    "It keeps the mission's ceiling at 17,000 troops and asks the secretary-general to report every 90 days on attacks "
    "on civilians, on roads that are closed to aid convoys, and on the elections that have been put off twice.",
    '"The people of Bor and Malakal asked us to stay, and we heard them," the American ambassador told the council '
    "after the vote, while her Russian counterpart spoke of a text that had been pushed through in two days.",
    "The country's own envoy, who may speak in the chamber and not vote, thanked the members and said that his "
    "government would have preferred a smaller mission with engineers in place of infantry.",
    "Fighting in the north has driven some 40,000 people across the border since the spring rains ended, aid workers "
    "say, and the river port at which most food arrives has been shelled four times this month.",
    "The mission was set up in 2011, when the country became independent, and has outlived three peace agreements.",
    "Diplomats expect the next report in February, when a new chair of the sanctions committee will have been chosen.",
)
REUTERS = (
    "The United Nations Security Council on Thursday renewed for 12 months its peacekeeping operation in South Sudan, "
    "adopting a U.S.-drafted resolution with 12 votes in favour. Russia, China and Pakistan abstained.",
    "Washington, which leads on the file, had rejected a proposal by Moscow to cut the force by a third, and told "
    "members late on Wednesday that no word of the draft would be changed any more.",
    "Peacekeepers will go on guarding five camps, in which more than 200,000 people live under canvas, and will escort "
    "barges on the White Nile, said two diplomats who were in the room.",
    "Juba has asked for years that the blue helmets hand their bases over; its foreign ministry did not answer when "
    "asked for a comment, and a spokesman for the army hung up.",
    "Human rights groups welcomed the vote. They had warned that a gap of even some weeks would have left witnesses of "
    "last year's massacres without protection.",
)
HEADLINES = (
    "UN extends South Sudan mission for a year",
    "Security Council renews peacekeeping force in South Sudan",
    "Peacekeepers to stay in South Sudan, UN council decides",
    "UN vote keeps 17,000 troops in South Sudan",
    "Council extends mission; three members abstain",
)
PLACES = ("UNITED NATIONS", "NEW YORK", "UNITED NATIONS, Nov. 20")


@dataclass(frozen=True)
class Copy:
    """What a paper prints."""

    uri: str
    headline: str
    text: str
    published_at: datetime

    def raw(self) -> tuple[bytes, bytes]:
        """Return key and value of its raw record."""
        host = self.uri.split("/")[2]
        value = {
            "uri": self.uri,
            "media_type": "text/plain",
            "content": self.text,
            "headline": self.headline,
            "outlet": host,
            "published_at": self.published_at.isoformat(),
        }
        return self.uri.encode(), orjson.dumps(value)


def copies(agency: str, text: Sequence[str], count: int, at: datetime, chance: random.Random) -> Iterator[Copy]:
    """Yield ``count`` papers' copies of an agency's text, printed within the three hours from ``at`` on."""
    for number in range(count):
        paragraphs = list(text[: chance.randint(4, len(text))])
        paragraphs[0] = f"{chance.choice(PLACES)} ({agency}) — {paragraphs[0]}"
        if chance.random() < 0.3:
            paragraphs.insert(2, "Peacekeepers on patrol near Malakal last week. Photo: The Example Herald")
        if chance.random() < 0.3:
            paragraphs.append("Sign up for our morning newsletter and never miss a story again.")
        if chance.random() < 0.2:
            paragraphs = [
                each.replace("said that", "said").replace("Thursday", "on Thursday", 1) for each in paragraphs
            ]
        yield Copy(
            f"https://paper-{agency.lower()}-{number}.example/world/south-sudan",
            chance.choice(HEADLINES),
            "\n\n".join(paragraphs),
            at + timedelta(minutes=chance.randint(0, 180)),
        )
