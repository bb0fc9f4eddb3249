"""The local Kafka is a real one, keeps its records, and never outlives the program that started it."""

import pytest
from kafka import KafkaAdminClient


def test_shared(kafka: str) -> None:
    """x"""
    assert KafkaAdminClient(bootstrap_servers=kafka).list_topics() == []
