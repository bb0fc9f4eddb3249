"""``reswatch replay``: what the present rules read otherwise than was published, and publishing it."""
