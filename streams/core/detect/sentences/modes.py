"""Whether what a verb tells happened, as it is read: streams.core.detect.verbs.mood."""

from typing import Literal, NamedTuple

Mode = Literal["real", "future", "wished", "failed", "denied", "hypothetical"]


class Reading(NamedTuple):
    """What the words around a verb say of it; ``past`` is told as earlier than the story ("had adopted")."""

    mode: Mode
    passive: bool = False
    past: bool = False
