"""The registry of the tests is a real one: it gives ids, keeps schemas apart by subject, and guards compatibility."""

import json

import httpx

HEADLINE = {"name": "headline", "type": "string"}
OUTLET = {"name": "outlet", "type": "string"}


def register(registry: str, subject: str, *fields: dict[str, str]) -> httpx.Response:
    schema = {"type": "record", "name": "Article", "fields": fields}
    return httpx.post(f"{registry}/subjects/{subject}/versions", json={"schema": json.dumps(schema)}, timeout=30)


def test_a_schema_is_registered_and_read_back_by_its_id(schema_registry: str) -> None:
    """What was registered is found by the id that the registry gave it."""
    answer = register(schema_registry, "read-back-value", HEADLINE).raise_for_status().json()
    found = httpx.get(f"{schema_registry}/schemas/ids/{answer['id']}", timeout=30).raise_for_status().json()
    assert json.loads(found["schema"])["fields"] == [HEADLINE]


def test_an_incompatible_schema_is_refused(schema_registry: str) -> None:
    """A field without a default, which old records lack, breaks backward compatibility: 409."""
    register(schema_registry, "guarded-value", HEADLINE).raise_for_status()
    assert register(schema_registry, "guarded-value", HEADLINE, OUTLET).status_code == 409
    assert register(schema_registry, "guarded-value", HEADLINE, {**OUTLET, "default": ""}).is_success
