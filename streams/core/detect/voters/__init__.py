"""Members named by how they voted."""
