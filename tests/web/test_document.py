"""The OpenAPI document: committed as the code has it, and true of what the API does, whatever is asked of it."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fastapi import FastAPI

from streams.contracts.files import schemas_folder
from streams.sinks.store import SCOPES, Store, StoredAlert, StoredDossier
from streams.telemetry.web_metrics import WebMetrics
from streams.web.app import create_app
from streams.web.document import written
from streams.web.parts import Web
from tests.sinks.hooks import alert
from tests.sinks.store.test_store import VETO, article, stored
from tests.web.serving import served
from tests.web.test_reading import dossier, transition

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
CONFIG = Path(__file__).with_name("schemathesis.toml")
SECONDS = int(os.environ.get("SCHEMATHESIS_SECONDS", "30"))
"""How long it is attacked."""


def test_the_committed_document_is_that_of_the_code() -> None:
    """``python -m streams.web.document`` writes it."""
    committed = (schemas_folder() / "openapi.json").read_text("utf-8")
    assert committed == written()


def test_the_document_tells_what_programs_need(app: FastAPI) -> None:
    """Who may ask, shapes by reference, no operation without a summary, ids for the functions of clients."""
    document = app.openapi()
    operations = [each for path in document["paths"].values() for each in path.values()]
    ids = [each["operationId"] for each in operations]
    assert len(set(ids)) == len(ids) > 15
    assert all(each["description"] for each in operations)
    assert all({"401", "403", "422", "429", "500", "503"} <= each["responses"].keys() for each in operations)
    names = set(document["components"]["schemas"])
    used = {part.partition('"')[0] for part in json.dumps(document).split("#/components/schemas/")[1:]}
    assert used == names


@pytest.fixture
def filled(store: Store, web: Web) -> FastAPI:
    """The app over a store that holds something, with names that are found in it."""
    store.write([stored(article(VETO), 1)])
    store.alerts.write([StoredAlert(alert(n), NOON, 1) for n in range(1, 4)])
    store.dossiers.write([StoredDossier("d1", dossier(1, symbol="S/RES/2254 (2015)"), 1, 1)])
    store.dossiers.write_transitions([transition(1)])
    return create_app(web, WebMetrics())


def test_nothing_that_is_asked_finds_a_fault(filled: FastAPI, store: Store, tmp_path: Path) -> None:
    """Valid and invalid, of every operation, and one after another: answers are as documented, and none is a defect."""
    _, key = store.keys.make("schemathesis", SCOPES, NOON)
    with served(filled) as url:
        ran = subprocess.run(
            [
                *(str(Path(sys.executable).with_name("schemathesis")), f"--config-file={CONFIG}", "run"),
                *(f"{url}/openapi.json", "--checks=all", f"--header=Authorization: Bearer {key}"),
                *(f"--max-time={SECONDS}", "--seed=1", "--continue-on-failure", "--no-shrink"),
                *("--exclude-path=/v1/alerts/stream", "--report=junit", f"--report-dir={tmp_path}", "--no-color"),
            ],
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=SECONDS + 200,
            check=False,
        )
    assert ran.returncode == 0, ran.stdout[-20_000:] + ran.stderr[-2_000:]
