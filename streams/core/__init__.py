"""Decides. Pure: bytes and values in, values out; no Kafka, no clock, no environment, no network."""
