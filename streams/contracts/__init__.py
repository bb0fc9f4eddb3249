"""What travels between processes: topics, Avro schemas, headers; all read from ``schemas/``."""
