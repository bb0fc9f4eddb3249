"""What a text is about: its territories and its subjects."""
