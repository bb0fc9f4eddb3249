"""A key: one thing that clauses ask for."""

from streams.core.match.numbers import with_one, without


class Key:
    """What is known of a key: the clauses that it makes hold, and the rows that are looked at where it is there.

    Rows with a clause on events are apart from the others: most articles tell of no event, and are not asked those.
    ``longer`` has the phrases that begin with a word or a phrase, by the next token.
    """

    __slots__ = ("clauses", "longer", "rows_of_article", "rows_of_event")

    def __init__(self) -> None:
        self.clauses = self.rows_of_event = self.rows_of_article = b""
        self.longer: dict[str, Key] = {}

    @property
    def is_of_use(self) -> bool:
        """Whether anybody asks for it, or for what begins with it."""
        return bool(self.clauses or self.rows_of_event or self.rows_of_article or self.longer)

    def add_row(self, row: int, *, of_event: bool) -> None:
        """Take in a row with a clause on events, or another."""
        if of_event:
            self.rows_of_event = with_one(self.rows_of_event, row)
        else:
            self.rows_of_article = with_one(self.rows_of_article, row)

    def remove_row(self, row: int, *, of_event: bool) -> None:
        """Take back an ``add_row``."""
        if of_event:
            self.rows_of_event = without(self.rows_of_event, row)
        else:
            self.rows_of_article = without(self.rows_of_article, row)
