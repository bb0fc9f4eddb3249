"""``reswatch``: the entry point. Commands are imported when they are called, so that ``--help`` answers at once."""

import importlib
import sys
from typing import Any

import click

from streams import __version__

COMMANDS = {
    "run": ("streams.cli.run:run", "See it work: local Kafka, workers, sample wires and a live view."),
    "worker": ("streams.cli.worker:worker", "Run one role of the stream against a Kafka cluster."),
    "kafka": ("streams.cli.kafka:kafka", "Run a real local Apache Kafka; no Docker, no Java needed."),
    "topics": ("streams.cli.topics:topics", "Compare the topics with their contracts, and create what is missing."),
    "publish": ("streams.cli.publish:publish", "Send articles to the raw topic: files, folders or stdin."),
    "watch": ("streams.cli.watch:watch", "Follow feeds, and send what is new to the raw topic."),
    "canary": (
        "streams.cli.canary:canary",
        "Send articles of our own through the stream, to notice when none come out.",
    ),
    "enrich": ("streams.cli.enrich:enrich", "Read articles without Kafka: files in, JSON Lines out."),
    "dossiers": ("streams.cli.dossiers:dossiers", "Show the life of each resolution that articles tell of."),
    "stories": ("streams.cli.stories:stories", "Tell which articles are the same story, without Kafka."),
    "explain": ("streams.cli.explain:explain", "Show what was found in one article, and why."),
    "search": ("streams.cli.search:search", "Find articles in the store."),
    "tail": ("streams.cli.tail:tail", "Print a topic's records, decoded."),
    "subscribe": ("streams.cli.subscriptions:subscribe", "Have alerts sent of what becomes known of resolutions."),
    "subscriptions": ("streams.cli.subscriptions:subscriptions", "List who wants to hear of what."),
    "preview": ("streams.cli.preview:preview", "Show what a subscription would have matched."),
    "unsubscribe": ("streams.cli.subscriptions:unsubscribe", "End subscriptions."),
    "deliveries": ("streams.cli.deliveries:deliveries", "Show who is not getting their alerts, and why."),
    "web": ("streams.cli.web:web", "Serve the API: subscriptions, alerts, dossiers, articles."),
    "keys": ("streams.cli.keys:keys", "Make, list and revoke keys of the API."),
    "dead-letters": ("streams.cli.dead_letters:dead_letters", "List, show and replay what could not be read."),
    "ledger": ("streams.cli.ledger:ledger", "Account for every article; name what is lost or doubled."),
    "replay": ("streams.cli.replay.command:replay", "Show what the present rules read otherwise than was published."),
    "settings": ("streams.cli.settings:settings", "Show what is in force, and where it comes from."),
    "doctor": ("streams.cli.doctor:doctor", "Check this machine and the connection to Kafka."),
}


class LazyGroup(click.Group):
    """A group whose commands are named in ``COMMANDS`` and imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command = getattr(importlib.import_module(module), attribute)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="reswatch")
def cli() -> None:
    """Watch the news wires for United Nations resolutions."""


def main() -> Any:
    """Run the command; a reader that closes the pipe early (``| head``) is no error."""
    try:
        return cli(prog_name="reswatch")
    except BrokenPipeError:
        sys.stderr.close()
        return 0
