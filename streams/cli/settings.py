"""``reswatch settings``: what is in force, and where it comes from."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

import click

from streams.cli.common import load_settings, one_line


@dataclass(frozen=True, slots=True)
class Row:
    """One setting; ``value`` and ``default`` as text, secrets masked."""

    name: str
    variable: str
    value: str
    default: str
    source: str
    about: str


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a setting.")
@click.option("--markdown", is_flag=True, help="The table of the README: names, defaults, what each is.")
def settings(as_json: bool, markdown: bool) -> None:
    """Show every setting: its value, where that comes from, and what it is. Secrets are shown as asterisks.

    A setting comes from the environment (RESWATCH_BROKER), from a file of its name in the folder that RESWATCH_SECRETS
    names (as containers are given secrets: sasl_password), from reswatch.toml, or the file that RESWATCH_CONFIG names,
    or is the default; the first that has it wins.

    Exit codes: 0; 1 when the settings are not valid, which is told.
    """
    if markdown:
        click.echo("\n".join(markdown_table()))
        return
    for row in _rows():
        if as_json:
            click.echo(json.dumps(asdict(row), ensure_ascii=False))
            continue
        value = click.style(one_line(row.value) or "-", bold=row.source != "default")
        click.echo(f"{row.name:<18} {value}  {click.style(row.source, dim=True)}")
        click.echo(f"{'':<18} {click.style(row.about, dim=True)}")


def markdown_table() -> Iterator[str]:
    """Yield the lines of the table of settings, the same on every machine."""
    from streams.settings import Settings  # noqa: PLC0415  (takes 0.3 s, which --help need not wait for)

    yield "| name | default | |"
    yield "|---|---|---|"
    for name, field in Settings.model_fields.items():
        default = _default(name)
        about = (field.description or "").replace("|", "\\|")
        yield f"| `{name}` | {f'`{default}`' if default else ''} | {about} |"


def _rows() -> Iterator[Row]:
    from streams.settings import PREFIX, Settings, origins  # noqa: PLC0415  (takes 0.3 s, as above)

    values, sources = load_settings().model_dump(mode="json"), origins()
    for name, field in Settings.model_fields.items():
        source = sources.get(name, "default")
        yield Row(name, f"{PREFIX}{name}".upper(), _text(values[name]), _default(name), source, field.description or "")


def _default(name: str) -> str:
    from streams import __version__  # noqa: PLC0415  (takes 0.3 s, as above)
    from streams.settings import Settings, default_data_dir  # noqa: PLC0415  (as above)

    field = Settings.model_fields[name]
    if field.default_factory is default_data_dir:
        return "~/.local/share/reswatch"
    return _text(field.get_default()).replace(__version__, "VERSION")


def _text(value: object) -> str:
    """Return a value as one writes it in the environment."""
    if value is None or value == {}:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
