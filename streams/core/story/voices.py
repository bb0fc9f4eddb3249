"""Who answers for an article."""

from urllib.parse import urlsplit


def voice(uri: str, agency: str | None, outlet: str | None, same_text: str | None = None) -> str:
    """Return who answers for an article: its agency, else the voice of the ``same_text``, else outlet, else host.

    :param same_text: who answers for the same text elsewhere (``Stories.voice``).
    """
    return agency or same_text or outlet or urlsplit(uri).hostname or uri
