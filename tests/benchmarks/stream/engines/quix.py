"""Quix Streams: a dataframe from topic to topic; a checkpoint flushes the producer, then commits."""

from quixstreams import Application

from tests.benchmarks.stream.engines.job import COMMIT_SECONDS, SESSION_SECONDS, Job


def main() -> None:
    job = Job.given()
    work = job.worked()
    app = Application(
        job.bootstrap,
        consumer_group=job.group,
        auto_offset_reset="earliest",
        commit_interval=COMMIT_SECONDS,
        state_dir=job.folder,
        consumer_extra_config={"session.timeout.ms": int(SESSION_SECONDS * 1000)},
        loglevel="WARNING",
        processing_guarantee="at-least-once",
    )
    kinds = {"key_serializer": "bytes", "value_serializer": "bytes"}
    source = app.topic(job.source, key_deserializer="bytes", value_deserializer="bytes")
    frame = app.dataframe(source)
    if job.work != "pass":
        frame = frame.apply(work)
    frame.to_topic(app.topic(job.sink, **kinds))
    app.run()


if __name__ == "__main__":
    main()
