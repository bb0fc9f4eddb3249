"""Acts: topic in, core call, topic out."""
