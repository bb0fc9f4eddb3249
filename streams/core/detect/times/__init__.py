"""When: what a text states of time, resolved against the day of its publication."""
