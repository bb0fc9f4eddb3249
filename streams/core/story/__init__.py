"""Which articles are the same story, and who answers for it. Pure, and the same on every machine.

Three things are kept apart: the text (near-duplicates are one story), the agency that wrote it, and the outlet that
printed this copy. One AP story in fifty papers is one story with one independent source; Reuters' story on the same
vote is another text, and a second source.
"""

from streams.core.story.signatures import signature
from streams.core.story.similarity import similar
from streams.core.story.stories import Stories
from streams.core.story.voices import host_of, voice

__all__ = ["Stories", "host_of", "signature", "similar", "voice"]
