"""What a worker promises of its outputs."""

from typing import Literal, TypeAlias

Guarantee: TypeAlias = Literal["at_least_once", "exactly_once"]
"""At least once: after a crash outputs may come again. Exactly once: who reads what is committed sees none twice."""
