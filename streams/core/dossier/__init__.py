"""What becomes of resolutions as articles tell it: ``revise`` says what an article tells, ``apply`` what is so then."""

from streams.core.dossier.state import State, apply, dossiers, forget

__all__ = ["State", "apply", "dossiers", "forget"]
