"""Which subscriptions hold for a fact, without a look at each: an index by the ways in which they may hold."""

from collections.abc import Callable

from streams.core.match.clauses import Clauses
from streams.core.match.conditions import BACKGROUND, Prepared
from streams.core.match.facts import Fact
from streams.core.match.key import Key
from streams.core.match.keys import Keys
from streams.core.match.numbers import joined
from streams.core.match.rows import Rows
from streams.core.match.ways import filed


class Index:
    """Subscriptions, filed by the ways in which they may hold (streams.core.match.ways).

    A way is a row of clauses. It is looked at where a key of its rarest clause is there, and then its others are asked.
    Subscriptions are known by numbers: what stands for each is not touched before it is found.
    """

    def __init__(self) -> None:
        self.keys = Keys()
        self._clauses = Clauses(self.keys)
        self._rows = Rows()
        self._rows_of: dict[int, list[int]] = {}
        self._asked_whole: set[int] = set()
        self._background: set[int] = set()

    def add(self, number: int, prepared: Prepared) -> None:
        """File a subscription that is not filed."""
        how = filed(prepared.asking)
        rows = self._rows_of[number] = []
        for way in how.ways:
            others = [self._clauses.take(each) for each in way.clauses[1:]]
            row = self._rows.add(others, self._clauses.take(way.barred_by), number)
            for key in way.clauses[0]:
                self.keys.take(key).add_row(row, of_event=way.of_event)
            rows.append(row)
        if not how.is_enough:
            self._asked_whole.add(number)
        if prepared.wants_background:
            self._background.add(number)

    def remove(self, number: int, prepared: Prepared) -> None:
        """Forget a subscription that is filed."""
        how = filed(prepared.asking)
        for way, row in zip(how.ways, self._rows_of.pop(number), strict=True):
            for key in way.clauses[0]:
                self.keys.take(key).remove_row(row, of_event=way.of_event)
                self.keys.drop(key)
            self._rows.remove(row)
            for clause in (*way.clauses[1:], way.barred_by):
                self._clauses.give_back(clause)
        self._asked_whole.discard(number)
        self._background.discard(number)

    def of_article(self, keys: list[Key], all_keys: list[Key], holds: Callable[[int], bool]) -> set[int]:
        """Return who holds for an article alone, by its own ``keys``; ``all_keys``: with those of its events.

        :param holds: asks a subscription as a whole.
        """
        found = self._rows.askers(
            joined([key.rows_of_article for key in keys]), self._clauses.holding(keys), self._clauses.holding(all_keys)
        )
        return self._whole(found, holds)

    def of_event(self, fact: Fact, keys: list[Key], holds: Callable[[int], bool]) -> set[int]:
        """Return who holds for an event of an article by a clause on events; ``keys`` are those of both."""
        held = self._clauses.holding(keys)
        found = self._rows.askers(joined([key.rows_of_event for key in keys]), held, held)
        return self._whole(self._foreground(fact, found), holds)

    def of_fact(self, fact: Fact, holds: Callable[[int], bool]) -> set[int]:
        """Return who holds for an event by whatever clauses; what is unknown of it is taken to hold."""
        of_event, of_article = self.keys.of_event(fact), self.keys.of_article(fact)
        keys = of_event + of_article
        held = self._clauses.holding(keys)
        barred = self._clauses.holding(of_event) if fact.unsaid else held
        rows = joined([key.rows_of_event for key in keys] + [key.rows_of_article for key in of_article])
        return self._whole(self._foreground(fact, self._rows.askers(rows, held, barred)), holds)

    def _foreground(self, fact: Fact, found: set[int]) -> set[int]:
        """Leave out who does not want to hear of background, where ``fact`` is such."""
        is_background = fact.event is not None and fact.event.stage == BACKGROUND
        return found & self._background if is_background else found

    def _whole(self, found: set[int], holds: Callable[[int], bool]) -> set[int]:
        """Leave out those that do not hold when they are asked as a whole, of those that need it."""
        found.difference_update([one for one in found & self._asked_whole if not holds(one)])
        return found
