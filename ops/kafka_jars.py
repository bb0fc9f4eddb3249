"""Print the pinned jars anew, for a new release of Kafka: ``python ops/kafka_jars.py > streams/kafka/jars.sha256``.

What Kafka's own POM asks for is resolved by jgo; the binding of SLF4J to Log4j, which Kafka leaves to the user, is
added in the release of the Log4j that came with it.
"""

import hashlib
import sys

import jgo
from jgo.maven import MavenContext

from streams.kafka.jars import KAFKA_VERSION


def main() -> None:
    artifacts = jgo.resolve(f"org.apache.kafka:kafka_2.13:{KAFKA_VERSION}")
    log4j = next(a.version for a in artifacts if a.artifactId == "log4j-core")
    binding = MavenContext().project("org.apache.logging.log4j", "log4j-slf4j-impl").at_version(log4j)
    pinned = {}
    for artifact in [*artifacts, binding.artifact()]:
        path = artifact.component.path_prefix / artifact.filename
        pinned[path.as_posix()] = hashlib.sha256(artifact.resolve().read_bytes()).hexdigest()
    sys.stdout.writelines(f"{digest}  {path}\n" for path, digest in sorted(pinned.items()))


if __name__ == "__main__":
    main()
