"""What a replay comes to: counts, by field and by rule."""

from collections import Counter
from dataclasses import dataclass, field

from streams.core.replay.articles import ArticleDifference


@dataclass
class Summary:
    """How many articles differ, in which fields, and how many of them a rule's evidence is gone from or has come to."""

    articles: int = 0
    tellings: int = 0
    """Articles that tell something else of resolutions."""
    fields: Counter[str] = field(default_factory=Counter)
    rules_gone: Counter[str] = field(default_factory=Counter)
    rules_come: Counter[str] = field(default_factory=Counter)

    def add(self, difference: ArticleDifference) -> None:
        """Count an article that differs."""
        self.articles += 1
        self.tellings += bool(difference.events)
        names = {each.field.partition(",")[0] for each in difference.fields}
        names |= {f"event {each.field}" for event in difference.events for each in event.fields}
        names |= {_whole(event.before is None) for event in difference.events if None in (event.before, event.after)}
        self.fields.update(names)
        self.rules_gone.update(difference.rules_gone)
        self.rules_come.update(difference.rules_come)

    @property
    def rules(self) -> list[str]:
        """Rules whose evidence changed, those with most articles first."""
        both = self.rules_gone + self.rules_come
        return sorted(both, key=lambda rule: (-both[rule], rule))


def _whole(is_new: bool) -> str:
    return "event that has come" if is_new else "event that is gone"
