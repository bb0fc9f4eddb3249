"""Times as options give them: so long ago, a day, or a day with its hour."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import click

SPANS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}


class Since(click.ParamType):
    """A time: ``24h``, ``90d`` or ``12w`` ago, or a day (UTC)."""

    name = "since"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the time, UTC."""
        span = re.fullmatch(r"(\d{1,6})([hdw])", value)
        try:
            if span:
                return datetime.now(UTC) - int(span[1]) * SPANS[span[2]]
            return datetime.strptime(value, "%Y-%m-%d").replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is neither a time ago (24h, 90d, 12w) nor a day (2026-11-20)", param, ctx)


class Time(Since):
    """A time: ``24h``, ``7d`` or ``2w`` ago, a day (UTC), or with its hour and zone ``2026-11-25T08:00Z``."""

    name = "TIME"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        """Return the time, UTC."""
        if isinstance(value, str) and "T" in value:
            try:
                time = datetime.fromisoformat(value)
            except ValueError:
                self.fail(f"{value!r} is no time: write 2026-11-25T08:00Z", param, ctx)
            if time.tzinfo is None:
                self.fail(f"{value!r} has no time zone: write {value}Z for UTC", param, ctx)
            return time.astimezone(UTC)
        return super().convert(value, param, ctx)
