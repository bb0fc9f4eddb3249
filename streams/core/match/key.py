"""A key: one thing that clauses ask for."""

from array import array


class Key:
    """What is known of a key: the clauses that it makes hold, and the rows that are looked at where it is there.

    Rows with a clause on events are apart from the others: most articles tell of no event, and are not asked those.
    ``longer`` has the phrases that begin with a word or a phrase, by the next token.
    """

    __slots__ = ("clauses", "longer", "rows_of_article", "rows_of_event")

    def __init__(self) -> None:
        self.clauses = array("i")
        self.rows_of_event = array("i")
        self.rows_of_article = array("i")
        self.longer: dict[str, Key] = {}

    @property
    def is_of_use(self) -> bool:
        """Whether anybody asks for it, or for what begins with it."""
        return bool(self.clauses or self.rows_of_event or self.rows_of_article or self.longer)

    def rows(self, *, of_event: bool) -> "array[int]":
        """Return the rows with a clause on events, or the others."""
        return self.rows_of_event if of_event else self.rows_of_article
