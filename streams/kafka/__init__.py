"""Everything that knows Kafka and not articles."""
