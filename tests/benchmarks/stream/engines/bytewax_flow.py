"""Bytewax: a dataflow from KafkaSource to KafkaSink, with a recovery store."""

from datetime import timedelta
from pathlib import Path

import bytewax.operators as op
from bytewax.connectors.kafka import KafkaSink, KafkaSinkMessage, KafkaSource
from bytewax.dataflow import Dataflow
from bytewax.recovery import RecoveryConfig, init_db_dir
from bytewax.run import cli_main

from tests.benchmarks.stream.engines.job import COMMIT_SECONDS, Job


def main() -> None:
    job = Job.given()
    work = job.worked()
    store = Path(job.folder) / "recovery"
    store.mkdir(parents=True)
    init_db_dir(store, 1)
    flow = Dataflow("move")
    records = op.input("in", flow, KafkaSource([job.bootstrap], [job.source]))
    outputs = op.map("work", records, lambda record: KafkaSinkMessage(record.key, work(record.value)))
    op.output("out", outputs, KafkaSink([job.bootstrap], job.sink, {"enable.idempotence": "true", "linger.ms": "5"}))
    cli_main(
        flow,
        epoch_interval=timedelta(seconds=COMMIT_SECONDS),
        recovery_config=RecoveryConfig(store),
    )


if __name__ == "__main__":
    main()
