"""faust-streaming as its guide has it: one send for each event."""

from typing import Any

from tests.benchmarks.stream.engines.job import Job
from tests.benchmarks.stream.engines.stock import app_for, start


def main() -> None:
    job = Job.given()
    app, work = app_for(job), job.worked()
    sink = app.topic(job.sink, key_serializer="raw", value_serializer="raw")

    @app.agent(app.topic(job.source, key_serializer="raw", value_serializer="raw"))
    async def move(stream: Any) -> None:
        async for event in stream.events():
            await sink.send(key=event.key, value=work(event.value))

    start(app)


if __name__ == "__main__":
    main()
