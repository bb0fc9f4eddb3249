"""``python -m streams.web.document``: writes the OpenAPI document of the code to ``schemas/openapi.json``."""

import orjson

from streams.contracts.files import schemas_folder
from streams.telemetry.web_metrics import WebMetrics
from streams.web.app import create_app

FILE = "openapi.json"


def written() -> str:
    """Return the document as it is committed; the release's number is left out, so that a release changes nothing."""
    document = create_app(None, WebMetrics()).openapi()
    document["info"]["version"] = "1"
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


if __name__ == "__main__":
    (schemas_folder() / FILE).write_text(written(), "utf-8")
