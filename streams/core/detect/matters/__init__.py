"""What a story tells of one text, gathered from all its sentences, and what became of it."""
