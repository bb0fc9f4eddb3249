"""reswatch's own transport and net, on a topic without articles."""

import os
from typing import Any, NoReturn

import faust

from streams.agents.delivery import Delivery
from streams.agents.outbox import Output
from streams.core.model import RejectCause
from streams.kafka.runs import Record
from streams.kafka.transport import RunApp, run_settings
from streams.telemetry import logs
from streams.telemetry.metrics import Metrics
from tests.benchmarks.stream.engines.job import COMMIT_SECONDS, SESSION_SECONDS, Job

LIMIT = 1 << 20


def halt(reason: str) -> NoReturn:
    print(reason, flush=True)
    os._exit(1)


def settled(_: Metrics) -> None: ...


def main() -> None:
    job, metrics = Job.given(), Metrics()
    work = job.worked()
    app = RunApp(
        job.group,
        broker=f"kafka://{job.bootstrap}",
        datadir=job.folder,
        **run_settings(max_request_bytes=LIMIT, session_timeout=SESSION_SECONDS, commit_interval=COMMIT_SECONDS),
    )
    app.halt = halt

    def transform(record: Record) -> Output:
        return Output(job.sink, record.key, work(record.value or b""), [], settled=settled)

    def dead_letter(_: Record, cause: RejectCause, detail: str) -> Output:
        halt(f"{cause}: {detail}")

    @app.agent(app.topic(job.source, key_serializer="raw", value_serializer="raw"))
    async def move(runs: Any) -> None:
        delivery = Delivery(app.run_producer, dead_letter, {job.sink: LIMIT}, metrics, halt)
        async for event in runs.noack().events():
            await delivery.deliver(event.message.run, transform)
            event.ack()

    logs.configure("warning", "console")
    worker = faust.Worker(app, quiet=True, override_logging=False, redirect_stdouts=False)
    worker.spinner = None
    worker.execute_from_commandline()


if __name__ == "__main__":
    main()
