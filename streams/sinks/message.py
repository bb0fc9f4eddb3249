"""An alert in words, as plain text: what a mail or a chat shows."""

import unicodedata
from urllib.parse import quote

from streams.core.model import Alert
from streams.sinks import wording

HEADLINE_LIMIT = 300
SENTENCE_LIMIT = 1_000
LINK_LIMIT = 2_000
"""Characters of outside text that are shown."""
WORD_JOINER = "\u2060"


def title(alert: Alert) -> str:
    """Return a line such as ``Confirmed: SC vetoed S/2014/348, 13-2-0: SYR``."""
    event = alert.event
    if event is None:
        return f"{alert.subscription_id}: an article matches"
    what = " ".join(
        filter(None, (event.organ or "UN", event.stage.replace("_", " "), event.symbol or event.draft_symbol))
    )
    what = ", ".join(filter(None, (what, wording.tally(event.vote))))
    return plain(
        wording.headed(alert, f"{what}: {', '.join(event.targets)}" if event.targets else what), HEADLINE_LIMIT
    )


def body(alert: Alert) -> str:
    """Return headline, what happened, the sentence that proves it, who printed it when, the link, and the ids."""
    return "\n\n".join(paragraphs(alert))


def paragraphs(alert: Alert) -> list[str]:
    """Return the paragraphs of ``body``, each on one line."""
    when = None if alert.published_at is None else f"{alert.published_at:%Y-%m-%d %H:%M} UTC"
    source = ", ".join(plain(text, HEADLINE_LIMIT) for text in (alert.outlet, alert.info_source, when) if text)
    sentence, news, more = _proof(alert), wording.news(alert), wording.more(alert)
    parts = (
        plain(alert.headline, HEADLINE_LIMIT) if alert.headline else None,
        plain(news, SENTENCE_LIMIT) if news else None,
        f"“{plain(sentence, SENTENCE_LIMIT)}”" if sentence else None,
        source or None,
        link(alert.uri),
        more,
        f"Subscription {alert.subscription_id}, alert {alert.alert_id}",
    )
    return [part for part in parts if part]


def _proof(alert: Alert) -> str | None:
    """Return the sentence behind the stage, where a clause asked for it, else the first one behind any clause."""
    by_stage_first = sorted(alert.matched, key=lambda matched: matched.clause.field != "stage")
    return next((quote_.text for matched in by_stage_first for quote_ in matched.quotes), None)


def plain(text: str, limit: int) -> str:
    """Return outside text as one line that can do nothing: no control characters, no mention that calls people.

    Chats read ``@everyone`` and ``<!channel>`` wherever they stand; an invisible word joiner keeps them from it.
    """
    kept = "".join(_harmless(character) for character in text[: 4 * limit])
    line = " ".join(kept.split())
    line = line if len(line) <= limit else line[: limit - 1] + "…"
    return line.replace("@", "@" + WORD_JOINER).replace("<", "<" + WORD_JOINER)


def _harmless(character: str) -> str:
    """Blanks for control characters and line ends; nothing for invisible ones, which can turn text around."""
    category = unicodedata.category(character)
    return " " if category in ("Cc", "Zl", "Zp") else "" if category in ("Cf", "Cs", "Co", "Cn") else character


def link(uri: str) -> str | None:
    """Return the article's address if it is one that a reader can open, with all but the usual characters encoded."""
    if not uri.startswith(("https://", "http://")) or len(uri) > LINK_LIMIT:
        return None
    return quote(uri, safe="/:?#[]@!$&'()*+,;=%~-._", errors="replace")
