"""Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html): the bytes of a stream.

Whoever serves it says what the ids of events are: a client that lost its connection comes back with the last one in
the header Last-Event-ID, and wants what came behind it.
"""

from streams.contracts.json_lines import to_json
from streams.contracts.records import Record

MEDIA_TYPE = "text/event-stream"
HEADERS = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
"""Of an answer: no proxy may keep it, nor hold it back until it is whole (nginx does, unless it is told so)."""
KEEP_ALIVE = b":\n\n"
"""A comment: to be sent every 15 s or so, since proxies end connections on which nothing is said."""


def event(event_id: str, kind: str, data: Record | bytes) -> bytes:
    """Return one event; clients listen for its ``kind``, such as ``alert``.

    :param data: a record, or JSON on one line.
    :raises ValueError: where ``event_id`` or ``kind`` would be cut off or left out by clients.
    """
    if any(character in one for one in (event_id, kind) for character in "\r\n\0") or not event_id or not kind:
        raise ValueError("an event's id and kind are text on one line")
    text = data if isinstance(data, bytes) else to_json(data)
    if b"\n" in text or b"\r" in text:
        raise ValueError("the data of an event is JSON on one line")
    return b"id: %s\nevent: %s\ndata: %s\n\n" % (event_id.encode(), kind.encode(), text)


def retry(seconds: float) -> bytes:
    """Return what has clients wait for so long before they connect again."""
    return b"retry: %d\n\n" % round(seconds * 1000)
