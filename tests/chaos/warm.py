"""What a worker loads before its first article, for the process that workers are forked from."""

import streams.app
import streams.cli.ledger_text
import streams.cli.main
import streams.cli.worker
from streams.core.enrich import enrich
from streams.core.model import RawArticle

LOADED = (streams.app, streams.cli.ledger_text, streams.cli.main, streams.cli.worker)
enrich(RawArticle(media_type="text/plain", content=b"GENEVA (AP) - The Council voted on a draft text.", uri="warm"))
