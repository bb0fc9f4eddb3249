"""One small program an engine: it moves every record of a topic to another, until it is told to stop.

Each is written as the engine's own documentation recommends, so that the offset moves when the outputs are acknowledged
by all in-sync replicas, or as near to that as the engine comes.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Engine:
    """What stands on the page about an engine; ``module`` is its program."""

    name: str
    module: str
    does: str
    guarantee: str
    folder: str = ".venv"
    commits: bool = True
    """Whether its offsets are the consumer group's, where anybody can read them."""
    share: float = 1.0
    """Of the messages that the fast ones move: the slow ones are measured as well with fewer."""


ENGINES_FOLDER = ".venv/engines"
AT_LEAST_ONCE = "at least once"
OURS = Engine("reswatch", "ours", "RunApp with Delivery: runs of records as events", AT_LEAST_ONCE)
STOCK = Engine(
    "faust-streaming, take",
    "stock_take",
    "agent, stream.take(200), sends gathered and awaited",
    "at least once while nothing fails: what an agent raises and what a broker refuses is acknowledged all the same",
    share=0.25,
)
STOCK_SEND = Engine(
    "faust-streaming, send",
    "stock_send",
    "agent, await topic.send(…) for each event, as its guide has it",
    "none: the offset does not wait for the broker's acknowledgement",
    share=0.25,
)
AIOKAFKA = Engine(
    "aiokafka", "aiokafka_gather", "getmany, sends gathered and awaited, commit every half second", AT_LEAST_ONCE
)
CONFLUENT = Engine(
    "confluent-kafka", "confluent_consume", "consume(1000), produce, flush, commit every half second", AT_LEAST_ONCE
)
QUIX = Engine(
    "Quix Streams",
    "quix",
    "StreamingDataFrame to_topic, checkpoints of half a second",
    AT_LEAST_ONCE,
    folder=ENGINES_FOLDER,
)
FASTSTREAM = Engine(
    "FastStream, batch",
    "faststream_batch",
    "batch subscriber, publish_batch, commit after each batch",
    "at least once; a batch goes to one partition, so that keys lose their order",
    folder=ENGINES_FOLDER,
)
BYTEWAX = Engine(
    "Bytewax",
    "bytewax_flow",
    "KafkaSource to KafkaSink, recovery store, epochs of half a second",
    "at least once, but for outputs that the broker refuses: the sink asks for no delivery report; offsets in files of "
    "its own, no consumer group",
    folder=ENGINES_FOLDER,
    commits=False,
)
ALL = (OURS, STOCK, STOCK_SEND, AIOKAFKA, CONFLUENT, QUIX, FASTSTREAM, BYTEWAX)
