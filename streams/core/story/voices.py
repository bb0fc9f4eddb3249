"""Who answers for an article.

A text is one source, whoever prints it: an agency's story in fifty papers is the agency's, also where papers dropped
its name. Two agencies that are named for one text are two, and so are two texts on one event. A text that names no
agency anywhere is of whoever printed it first. Names that are no agency's ("Staff", the paper itself) are an outlet's.
"""

from urllib.parse import urlsplit

from streams.core.clean.wire import agency_in


def voice(uri: str, info_source: str | None, outlet: str | None, same_text: str | None = None) -> str:
    """Return who answers for an article: its agency, else the voice of the ``same_text``, else outlet, else host.

    :param same_text: who answers for the same text elsewhere (``Stories.voice``).
    """
    return agency_in(info_source) or same_text or info_source or outlet or host_of(uri) or uri


def host_of(uri: str) -> str:
    """Return the host of an article's address, nothing where it has none: it may be called anything ("https://[")."""
    try:
        return urlsplit(uri).hostname or ""
    except ValueError:
        return ""
