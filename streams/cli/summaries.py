"""A record's value on one line, for people: what they want to see first of it."""

from collections.abc import Callable, Mapping
from typing import Any

from rich.text import Text

from streams.cli.common import bytes_text, one_line
from streams.cli.live import STAGE_STYLES, vote_words
from streams.contracts.json_lines import to_json

ID_CHARACTERS = 12
"""Of a dossier's id, as `reswatch dossiers` shows it."""
GAP = Text("  ")


def summary(schema: str, value: Mapping[str, Any], key: str) -> Text:
    """Return what people want to see first of a decoded value; where that is not known, all of it as JSON."""
    if schema in SUMMARIES:
        return GAP.join(SUMMARIES[schema](value, key))
    return Text.assemble((schema, "cyan"), "  ", one_line(to_json(dict(value)).decode()))


def _raw(value: Mapping[str, Any], key: str) -> list[Text]:
    kind = one_line(f"{value['media_type']}, {bytes_text(len(value['content']))}")
    return [Text(kind, "cyan"), _line(value["headline"] or value["uri"] or key)]


def _enriched(value: Mapping[str, Any], key: str) -> list[Text]:
    return [_line(value["headline"] or key), *map(_event, value["resolution_events"])]


def _events(value: Mapping[str, Any], key: str) -> list[Text]:
    return [_line(value["headline"] or key), *map(_event, value["events"])]


def _receipt(value: Mapping[str, Any], _: str) -> list[Text]:
    return [Text(value["reason"], "yellow"), _line(value["uri"]), _line(value["detail"])]


def _alert(value: Mapping[str, Any], _: str) -> list[Text]:
    event = [_event(value["event"])] if value["event"] else []
    head = [_word(value["subscription_id"]), _word(value["change"] or "article")]
    return [*head, *event, _line(value["headline"] or value["uri"])]


def _transition(value: Mapping[str, Any], _: str) -> list[Text]:
    fact = value["fact"]
    return [_word(value["change"]), _id(value), _event(fact["event"]), _line(fact["status"])]


def _dossier(value: Mapping[str, Any], _: str) -> list[Text]:
    draft = next(iter(value["draft_symbols"]), None)
    return [_id(value), _event({**value, "draft_symbol": draft, "vote": None})]


SUMMARIES: Mapping[str, Callable[[Mapping[str, Any], str], list[Text]]] = {
    "raw_article": _raw,
    "enriched_article": _enriched,
    "resolution_events": _events,
    "filtered_receipt": _receipt,
    "alert": _alert,
    "transition": _transition,
    "dossier": _dossier,
}


def _line(text: str) -> Text:
    return Text(one_line(text))


def _word(word: str) -> Text:
    return Text(one_line(word.replace("_", " ")), "magenta")


def _id(value: Mapping[str, Any]) -> Text:
    return Text(one_line(value["dossier_id"][:ID_CHARACTERS]), "dim")


def _event(event: Mapping[str, Any]) -> Text:
    symbol = event["symbol"] or event["draft_symbol"]
    about = f"on {', '.join(event['targets'])}" if event["targets"] else ""
    words = one_line(" ".join(filter(None, (event["organ"], symbol, about, vote_words(event["vote"])))))
    return Text.assemble((event["stage"].replace("_", " "), STAGE_STYLES[event["stage"]]), " ", words)
