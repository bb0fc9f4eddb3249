"""``reswatch web``: the API, until SIGINT or SIGTERM."""

from ipaddress import ip_address

import click

from streams.cli.common import broker_option, load_settings


@click.command()
@click.option("--host", metavar="ADDRESS", help="Address to bind.  [default: the setting `web_host`]")
@click.option("--port", type=click.IntRange(0, 65535), help="Port to bind; 0: a free one.  [default: `web_port`]")
@click.option(
    "--metrics-port", type=click.IntRange(0, 65535), help="Port of /metrics, /livez and /readyz; 0: a free one."
)
@click.option("--log-level", type=click.Choice(["debug", "info", "warning", "error"]), help="From which level up.")
@broker_option
def web(
    host: str | None, port: int | None, metrics_port: int | None, log_level: str | None, broker: str | None
) -> None:
    """Serve the API over HTTP: subscriptions, alerts, dossiers, articles.

    It reads the store, and Kafka; so many of them may run side by side. Whoever asks needs a key: `reswatch keys make`.
    What it answers is described at /openapi.json.

    It speaks plain HTTP and binds loopback unless told otherwise: for others put a proxy with TLS before it.

    \b
    Examples:
      reswatch keys make desk --scope read
      reswatch web --port 8480
      curl -H "Authorization: Bearer $KEY" http://127.0.0.1:8480/v1/alerts

    Exit codes: 0 after a signal; 1 when it cannot start.
    """
    settings = load_settings(
        web_host=host, web_port=port, metrics_port=metrics_port, log_level=log_level, broker=broker
    )
    from streams.cli import serving  # noqa: PLC0415  (--help need not wait for FastAPI)

    if not _is_loopback(settings.web_host):
        click.echo(f"Warning: {settings.web_host} is not loopback: keys travel in clear text without TLS.", err=True)
    serving.serve(settings)


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
