"""Article and entities in, resolution events out.

``detect`` reads an article's body sentence by sentence. Each folder is a step, and imports only those before it:

``words``      the text folded and cut into sentences, the vocabulary of its language, the marks that both give
``bodies``, ``times``, ``tallies``   which organ a name stands for, which day, how many voted how
``sentences``  a sentence's items: phrases for texts ("mentions"), names, verbs
``verbs``      who does what to which text, and whether it happened
``age``        whether that is news, or what was before
``rules``, ``voters``   what a clause says of a text ("sightings"), and who voted how
``reading``    a story sentence by sentence, and what each claims
``matters``    all that a story says of one text, and what became of it
``topics``, ``events``  which countries and subjects it is about; the event with its evidence

``detection`` is the way through them.
"""

from streams.core.detect.detection import Detection, detect
from streams.core.detect.sentences.sightings import HeldBack

__all__ = ["Detection", "HeldBack", "detect"]
