"""Article and entities in, resolution events out.

``detect`` reads an article's body sentence by sentence: a gate first, then marks (words and names), mentions (phrases
for a text), sightings (what a clause says of one), matters (all that is said of one text) and at last events.
"""

from streams.core.detect.detection import Detection, detect
from streams.core.detect.sentences.sightings import HeldBack

__all__ = ["Detection", "HeldBack", "detect"]
