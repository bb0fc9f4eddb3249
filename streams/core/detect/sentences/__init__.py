"""A story and its sentences, each with the phrases for texts, the names and the times in it."""
