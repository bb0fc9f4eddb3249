"""docker-compose.yml: Docker Compose would take it, it is closed to the outside, and it agrees with the project."""

import re
from pathlib import Path

import pytest
import yaml

from streams.app import ROLES
from streams.settings import PREFIX, Settings
from tests.ops.compose import FILE, ROOT, SECRETS, RefusedError, Service, load, services

ONE_SHOT = {"topics", "reswatch"}
"""They end by themselves: nothing to watch over."""
WRITES_ITSELF = {"kafka", "registry"}
"""Images that write into their own file systems: logs, generated configuration."""


@pytest.fixture(params=sorted(yaml.safe_load(FILE.read_text())["services"]))
def service(request: pytest.FixtureRequest) -> tuple[str, Service]:
    """Each service, by its name."""
    return request.param, services()[request.param]


def test_the_loader_refuses_what_is_no_compose_file(tmp_path: Path) -> None:
    """The check can fail: a misspelt key and a volume that is not declared are errors."""
    for wrong in (
        FILE.read_text().replace("mem_limit:", "memory_limit:", 1),
        FILE.read_text().replace('["data:/data"]', '["date:/data"]', 1),
    ):
        file = tmp_path / "docker-compose.yml"
        file.write_text(wrong)
        with pytest.raises(RefusedError):
            load(file)


@pytest.mark.parametrize("name", sorted(SECRETS))
def test_a_password_must_be_chosen(name: str) -> None:
    """No password has a default, and the error says what to do."""
    with pytest.raises(RefusedError, match=rf"{name} is missing a value: copy \.env\.example to \.env"):
        load(variables={other: value for other, value in SECRETS.items() if other != name})


def test_the_example_names_each_variable() -> None:
    """.env.example has every variable that the file reads, and a value for none that is a secret."""
    read = set(re.findall(r"\$\{(\w+)", FILE.read_text()))
    told = dict(re.findall(r"^#? ?([A-Z_]+)=(.*)$", (ROOT / ".env.example").read_text(), re.M))
    assert set(told) == read
    assert {told[name] for name in read if name.endswith(("PASSWORD", "KEY"))} == {""}


def test_every_role_is_a_service() -> None:
    """Each role of the stream runs, and is told which it is."""
    commands = {name: each["command"] for name, each in services().items()}
    assert {role: commands.get(role) for role in ROLES} == {role: ["worker", "--role", role] for role in ROLES}


def test_every_setting_exists(service: tuple[str, Service]) -> None:
    """A variable that looks like a setting is one."""
    names = {name for name in service[1].get("environment") or {} if name.startswith(PREFIX)}
    assert names <= {f"{PREFIX}{field}".upper() for field in Settings.model_fields}


def test_nothing_is_open_to_the_outside(service: tuple[str, Service]) -> None:
    """Ports are those of the loopback interface; of ours, whose metrics listen everywhere, only the API's is one."""
    name, found = service
    ports = found.get("ports", [])
    assert [port["host_ip"] for port in ports] == ["127.0.0.1"] * len(ports)
    if "build" in found:
        inner = [port["target"] for port in ports]
        assert inner == ([8480] if name == "web" else []), f"{name} must stay within the network"


def test_rights_and_resources_are_bounded(service: tuple[str, Service]) -> None:
    """No capabilities, no new privileges, a read-only file system, a memory limit, bounded logs."""
    name, found = service
    assert found["cap_drop"] == ["ALL"]
    assert found["security_opt"] == ["no-new-privileges:true"]
    assert found.get("read_only", False) == (name not in WRITES_ITSELF)
    assert 128 << 20 <= int(found["mem_limit"]) <= 1 << 30
    assert found["logging"]["options"]["max-size"]


def test_images_are_pinned(service: tuple[str, Service]) -> None:
    """An image is a released version, or built here."""
    _, found = service
    assert "build" in found or re.search(r":v?\d+(\.\d+){1,2}$", found["image"]), found["image"]


def test_what_runs_is_watched_over(service: tuple[str, Service]) -> None:
    """What should run is restarted and checked; what waits for another waits until that is well."""
    name, found = service
    if name not in ONE_SHOT:
        assert found["restart"] == "unless-stopped"
        assert "build" in found or found["healthcheck"]["test"][0] == "CMD"  # the image has its own
    for needed, how in (found.get("depends_on") or {}).items():
        wanted = "service_completed_successfully" if needed in ONE_SHOT else "service_healthy"
        assert how["condition"] == wanted


def test_only_who_needs_a_secret_has_it() -> None:
    """The store's password: its role, the API, commands, PostgreSQL. The webhook key: deliver, the API, commands."""
    holders = {
        secret: {name for name, each in services().items() if secret in (each.get("environment") or {})}
        for secret in ("RESWATCH_STORE_URL", "RESWATCH_WEBHOOK_KEY", "RESWATCH_CHANNELS")
    }
    assert holders == {
        "RESWATCH_STORE_URL": {"store", "web", "reswatch"},
        "RESWATCH_WEBHOOK_KEY": {"deliver", "web", "reswatch"},
        "RESWATCH_CHANNELS": {"deliver", "web", "reswatch"},
    }


def test_what_is_mounted_is_there() -> None:
    """Files and folders of the project that a container reads exist, and it may not write to them."""
    mounts = [mount for each in services().values() for mount in each.get("volumes", []) if mount["type"] == "bind"]
    assert mounts
    assert all(mount["read_only"] for mount in mounts)
    assert all(Path(mount["source"]).exists() for mount in mounts)
