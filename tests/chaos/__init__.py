"""Chaos: real workers and real brokers under a seeded schedule of faults, each run ended by counting."""
