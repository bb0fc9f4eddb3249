"""faust-streaming as it comes, with its settings for throughput and without loss."""

import faust

from tests.benchmarks.stream.engines.job import COMMIT_SECONDS, SESSION_SECONDS, Job


def app_for(job: Job) -> faust.App:
    """Return the app: acknowledged by all replicas, and what is tuned in ours tuned alike."""
    return faust.App(
        job.group,
        broker=f"kafka://{job.bootstrap}",
        datadir=job.folder,
        broker_session_timeout=SESSION_SECONDS,
        broker_heartbeat_interval=SESSION_SECONDS / 3,
        broker_commit_interval=COMMIT_SECONDS,
        broker_max_poll_records=2000,
        consumer_auto_offset_reset="earliest",
        consumer_max_fetch_size=4 << 20,
        producer_acks=-1,
        producer_linger=0.005,
        producer_max_batch_size=256 << 10,
        stream_wait_empty=True,
        table_standby_replicas=0,
        topic_allow_declare=False,
        topic_disable_leader=True,
        web_enabled=False,
    )


def start(app: faust.App) -> None:
    """Run ``app`` until a signal ends it."""
    app.finalize()
    app.Worker(loglevel="info", quiet=True, redirect_stdouts=False).execute_from_commandline()
