"""faust-streaming in batches: the offsets of a batch move when all its sends are acknowledged."""

import asyncio
from typing import Any

from tests.benchmarks.stream.engines.job import Job
from tests.benchmarks.stream.engines.stock import app_for, start


def main() -> None:
    job = Job.given()
    app, work = app_for(job), job.worked()
    sink = app.topic(job.sink, key_serializer="raw", value_serializer="raw")

    @app.agent(app.topic(job.source, key_serializer="raw", value_serializer="raw"))
    async def move(stream: Any) -> None:
        async for events in stream.take_events(200, within=0.05):
            sends = [await sink.send(key=event.key, value=work(event.value)) for event in events]
            await asyncio.gather(*sends)

    start(app)


if __name__ == "__main__":
    main()
