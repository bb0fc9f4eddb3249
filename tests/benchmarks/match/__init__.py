"""What matching costs: ``python -m tests.benchmarks.match``."""
