"""What one would use instead to find the body of a page: well-kept extractors, and "long paragraphs only".

trafilatura and jusText are no dependencies of the project: ``make quality`` installs them, and where they are absent
they are left out of the table. Each is called as its documentation says for the main text of a page, without comments.
"""

from collections.abc import Callable
from importlib import import_module

Extractor = Callable[[str], str]
LONG = 100
"""Characters from which a line counts as a paragraph of prose."""


def long_lines(page: str) -> str:
    """Return the long lines of a text: what one writes first against menus and buttons."""
    return "\n\n".join(line.strip() for line in page.split("\n") if len(line.strip()) >= LONG)


def trafilatura() -> Extractor:
    """Return trafilatura without comments and tables: of its settings the best on these pages."""
    extract = import_module("trafilatura").extract
    return lambda page: extract(page, include_comments=False, include_tables=False) or ""


def resiliparse() -> Extractor:
    """Return resiliparse's extractor, main content only."""
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return lambda page: str(extract(page, main_content=True, comments=False, alt_texts=False, list_bullets=False))


def justext() -> Extractor:
    """Return jusText with its list of English stop words."""
    module = import_module("justext")
    stop_words = module.get_stoplist("English")

    def extract(page: str) -> str:
        paragraphs = module.justext(page.encode(), stop_words, encoding="utf-8")
        return "\n\n".join(one.text for one in paragraphs if not one.is_boilerplate)

    return extract


HTML: dict[str, Callable[[], Extractor]] = {
    "trafilatura": trafilatura,
    "resiliparse": resiliparse,
    "jusText": justext,
}
PLAIN: dict[str, Callable[[], Extractor]] = {"long paragraphs only": lambda: long_lines}
