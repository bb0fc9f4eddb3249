"""A settled matter as an event, with its day, its evidence and how sure it is."""
